import { idKey, INCIDENT } from './leads-to.ts'
import { rangeIn } from './source.ts'
import type { CausalLink, Factor, WhyAnswer } from './document.ts'
import type { RawFactor } from './factor-line.ts'
import type { Source } from './source.ts'
import type { RawAnswer } from './whys.ts'

export interface Causes {
  readonly factors: readonly Factor[]
  readonly whys: readonly WhyAnswer[]
}

/** One cause, however often it is told. */
interface Entry {
  raw: RawFactor
  readonly tellings: RawFactor[]
  isFactor: boolean
}

/** "… ran dry (F2).": the answer is a factor that has its place elsewhere. */
const NAMED = /\s*[([]((?:F|CF|C|RC)-?\d{1,3})[)\]]\.?$/i

/** Takes causes as they are told, and gives each its id and its links once all are. */
export class CauseRegister {
  readonly #source: Source
  readonly #entries: Entry[] = []
  readonly #byWords = new Map<string, Entry>()
  readonly #byId = new Map<string, Entry>()
  readonly #entryOf = new Map<RawFactor, Entry>()

  constructor(source: Source) {
    this.#source = source
  }

  add(told: RawFactor, isFactor: boolean): void {
    const raw = 'question' in told ? named(told as RawAnswer) : told
    const before = this.#same(raw)
    const entry = before ?? { raw, tellings: [], isFactor }
    if (before === undefined) this.#entries.push(entry)
    // Its own row tells it better than an answer, or a link of it, that came before; an id is kept from whichever states one.
    const isBetter = raw.text !== '' && (entry.raw.text === '' || (isBare(entry.raw) && !('question' in raw)))
    const [kept, other] = isBetter ? [raw, entry.raw] : [entry.raw, raw]
    entry.raw = { ...kept, id: kept.id ?? other.id }
    entry.tellings.push(told)
    entry.isFactor ||= isFactor || raw.id !== null
    this.#entryOf.set(told, entry)
    for (const { text, id } of [raw, entry.raw]) {
      if (text !== '') keepFirst(this.#byWords, text.toLowerCase(), entry)
      if (id !== null) keepFirst(this.#byId, idKey(id), entry)
    }
  }

  finish(): Causes {
    const ids = this.#ids()
    const all = this.#entries
      .filter(({ raw }) => raw.text !== '')
      .map((entry) => {
        const { raw, isFactor } = entry
        const cause = {
          range: rangeIn(this.#source, raw.start, raw.stop),
          id: ids.get(entry) ?? '',
          text: raw.text,
          leadsTo: this.#linksOf(entry, ids),
        }
        return { isFactor, end: raw.end, question: questionOf(raw), cause }
      })
    return {
      factors: all.flatMap(({ isFactor, end, cause: { range, id, text, leadsTo } }) =>
        isFactor ? [{ range, id, end, text, leadsTo }] : [],
      ),
      whys: all.flatMap(({ isFactor, question, cause: { range, id, text, leadsTo } }) =>
        isFactor ? [] : [{ range, id, question, text, leadsTo }],
      ),
    }
  }

  /** By its words; an answer also by the id that it names, and a bullet that only says what an earlier one leads to. */
  #same(raw: RawFactor): Entry | undefined {
    const words = raw.text.toLowerCase()
    const byId = raw.id === null ? undefined : this.#byId.get(idKey(raw.id))
    const isNamed = 'question' in raw || words === ''
    if (byId !== undefined && (isNamed || isBare(byId.raw) || byId.raw.text.toLowerCase() === words))
      return byId
    const byWords = this.#byWords.get(words)
    // Two ids say that they are two, whatever their words.
    const [one, two] = [raw, byWords?.raw].map((each) => idKey(each?.id ?? ''))
    return one === '' || two === '' || one === two ? byWords : undefined
  }

  /** As written; else the next free `F1`, or `W1` for an answer on the way to another one. */
  #ids(): ReadonlyMap<Entry, string> {
    const taken = new Set(this.#byId.keys())
    const next = { F: 0, W: 0 }
    return new Map(
      this.#entries.map((entry) => {
        let { id } = entry.raw
        const letter = entry.isFactor ? 'F' : 'W'
        while (id === null || (entry.raw.id === null && taken.has(id))) id = `${letter}${++next[letter]}`
        return [entry, id]
      }),
    )
  }

  #linksOf(entry: Entry, ids: ReadonlyMap<Entry, string>): CausalLink[] {
    const links = entry.tellings.flatMap((told) => [
      ...told.targets.map(({ id, start, end }) => {
        const known = this.#byId.get(idKey(id)) ?? this.#given(id, ids)
        return { to: known ?? id, start, end, by: 'words' as const }
      }),
      ...this.#nested(told),
    ])
    const seen = new Set<unknown>()
    return links.flatMap(({ to, start, end, by }) => {
      if (seen.has(to)) return []
      seen.add(to)
      const id = typeof to === 'string' ? to : (ids.get(to) ?? '')
      return [{ to: id, by, range: rangeIn(this.#source, start, end) }]
    })
  }

  /** `F2` for the second of factors that bear no id: the one that the app counts so. */
  #given(id: string, ids: ReadonlyMap<Entry, string>): Entry | undefined {
    this.#givenIds ??= new Map([...ids].map(([entry, given]) => [idKey(given), entry]))
    return this.#givenIds.get(idKey(id))
  }
  #givenIds: ReadonlyMap<string, Entry> | undefined

  #nested(told: RawFactor) {
    const { under, start, stop } = told
    const above = under === null ? undefined : this.#entryOf.get(under)
    if (above === undefined && !('question' in told)) return []
    // What is told above and again below it in the same words leads to itself only on paper.
    if (above !== undefined && above === this.#entryOf.get(told)) return []
    return [{ to: above ?? INCIDENT, start, end: stop, by: 'nesting' as const }]
  }
}

function keepFirst(map: Map<string, Entry>, key: string, entry: Entry): void {
  if (!map.has(key)) map.set(key, entry)
}

/** Told in passing so far: by an answer, or by a row that only says what it leads to. */
const isBare = (raw: RawFactor): boolean => 'question' in raw || raw.text === ''

const questionOf = (raw: RawFactor): string | null => ('question' in raw ? (raw as RawAnswer).question : null)

function named(answer: RawAnswer): RawAnswer {
  const name = answer.id === null ? NAMED.exec(answer.text.slice(-LONGEST_NAME)) : null
  const id = name?.[1]
  return id === undefined ? answer : { ...answer, id, text: answer.text.slice(0, -(name?.[0].length ?? 0)) }
}
const LONGEST_NAME = 40
