import type { List, RootContent, Table } from 'mdast'

import { isAllBold } from './action-line.ts'
import { endOf, idAndWords, itemFactor } from './factor-line.ts'
import { idKey, idsInCell, INCIDENT, placed, takeLinks } from './leads-to.ts'
import { isPlaceholder } from './placeholders.ts'
import { plain, richOf } from './rich.ts'
import { rangeIn } from './source.ts'
import { columnOf, gridOf } from './tables.ts'
import { answersOf } from './whys.ts'
import type { CausalLink, Factor, ParseProblem, WhyAnswer } from './document.ts'
import type { RawFactor } from './factor-line.ts'
import type { Part } from './sections.ts'
import type { Source } from './source.ts'
import type { Grid } from './tables.ts'
import type { RawAnswer } from './whys.ts'

interface Causes {
  readonly factors: readonly Factor[]
  readonly whys: readonly WhyAnswer[]
}

/**
 * The factors are the bullets of the factor sections and the last answer of each why chain; the answers on the way there are
 * kept beside them. One that is told twice, by its words or by its id, is one.
 */
export function causesIn(parts: readonly Part[], source: Source): Causes {
  const register = new Register(source)
  for (const part of parts) {
    if (part.kind === 'factors') for (const raw of factorsUnder(part, source.text)) register.add(raw, true)
    if (part.kind === 'whys') for (const raw of answersOf(part, source.text)) register.add(raw, raw.last)
  }
  return register.finish()
}

/** One cause, however often it is told. */
interface Entry {
  raw: RawFactor
  readonly tellings: RawFactor[]
  isFactor: boolean
}

/** "… ran dry (F2).": the answer is a factor that has its place elsewhere. */
const NAMED = /\s*[([]((?:F|CF|C|RC)-?\d{1,3})[)\]]\.?$/i

class Register {
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
    // Its own row tells it better than an answer, or a link of it, that came before.
    if (raw.text !== '' && isBare(entry.raw) && !('question' in raw)) entry.raw = raw
    entry.tellings.push(told)
    entry.isFactor ||= isFactor || raw.id !== null
    this.#entryOf.set(told, entry)
    if (before !== undefined) return
    this.#entries.push(entry)
    if (raw.text !== '') this.#byWords.set(raw.text.toLowerCase(), entry)
    const key = idKey(raw.id ?? '')
    if (raw.id !== null && !this.#byId.has(key)) this.#byId.set(key, entry)
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
    const byId = raw.id === null ? undefined : this.#byId.get(idKey(raw.id))
    const isAnswer = 'question' in raw
    if (byId !== undefined && (isAnswer || raw.text === '' || isBare(byId.raw))) return byId
    return this.#byWords.get(raw.text.toLowerCase())
  }

  /** As written; else the next free `F1`, or `W1` for an answer on the way to another one. */
  #ids(): ReadonlyMap<Entry, string> {
    const taken = new Set([...this.#byId.keys()])
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

/** Told in passing so far: by an answer, or by a row that only says what it leads to. */
const isBare = (raw: RawFactor): boolean => 'question' in raw || raw.text === ''

const questionOf = (raw: RawFactor): string | null => ('question' in raw ? (raw as RawAnswer).question : null)

function named(answer: RawAnswer): RawAnswer {
  const name = answer.id === null ? NAMED.exec(answer.text.slice(-LONGEST_NAME)) : null
  const id = name?.[1]
  return id === undefined ? answer : { ...answer, id, text: answer.text.slice(0, -(name?.[0].length ?? 0)) }
}
const LONGEST_NAME = 40

/** Two factors with one id could not be told apart by what leads to them: each repeat is told. */
export function repeatedFactorIds(factors: readonly Factor[]): ParseProblem[] {
  const first = new Map<string, Factor>()
  return factors.flatMap((factor) => {
    const before = first.get(idKey(factor.id))
    if (before === undefined) {
      first.set(idKey(factor.id), factor)
      return []
    }
    const message = `The factor id ${factor.id} is already used on line ${before.range.line}.`
    return [
      { code: 'duplicate-id' as const, message, fix: 'Give each factor its own id.', range: factor.range },
    ]
  })
}

/** A bold line ("**Blunt end**") says it for the bullets below, as a heading does. */
function factorsUnder(part: Part, text: string): RawFactor[] {
  let end = endOf(part.trail)
  return part.nodes.flatMap((node) => {
    if (node.type !== 'paragraph') return factorsIn(node, end, text)
    const label = richOf(node, text)
    if (isAllBold(label)) end = endOf([...part.trail, label])
    return []
  })
}

function factorsIn(node: RootContent, end: Factor['end'], text: string): RawFactor[] {
  if (node.type === 'list') return listFactors(node, end, text)
  return node.type === 'table' ? tableFactors(node, end, text) : []
}

function tableFactors(table: Table, end: Factor['end'], text: string): RawFactor[] {
  const grid = gridOf(table, text)
  const ids = columnOf(grid, /^(?:id|#|no|nr)/)
  const ends = columnOf(grid, /^(?:end|kind|type|layer)/)
  const effects = columnOf(grid, /^(?:leads? to|led to)\b/)
  const words = wordsColumn(grid, [ends, effects])
  const known = new Set(grid.rows.map((row) => idKey(plain(row.cells[ids]?.rich ?? ''))))
  return grid.rows.flatMap((row) => {
    const own = idAndWords(plain(row.cells[words]?.rich ?? ''))
    const id = plain(row.cells[ids]?.rich ?? '') || own.id
    const said = takeLinks(own.words, id !== null)
    if (isPlaceholder(said.text)) return []
    const stated = endOf([plain(row.cells[ends]?.rich ?? '')])
    const effect = row.cells[effects]
    return [
      {
        text: said.text,
        id,
        end: stated === 'unclear' ? end : stated,
        start: row.start,
        stop: row.end,
        under: null,
        targets: [
          ...placed(said.ids, text, row.start, row.end),
          ...(effect === undefined
            ? []
            : placed(idsInCell(plain(effect.rich), known), text, effect.start, effect.end)),
        ],
      },
    ]
  })
}

/** Where the first column is called "Factor" it mostly holds the id, and the words stand in the second, if that is no other one. */
function wordsColumn(grid: Grid, others: readonly number[]): number {
  const titled = columnOf(grid, /^(?:factor|contributing factor|cause|description|what|condition)/)
  if (grid.head.length < 2 || (titled >= 0 && others.includes(1))) return Math.max(titled, 0)
  return Math.max(titled, 1)
}

function listFactors(list: List, end: Factor['end'], text: string): RawFactor[] {
  return list.children.flatMap((item) => {
    const own = itemFactor(item, end, text)
    const nested = item.children.find((child) => child.type === 'list')
    if (own === null) return nested === undefined ? [] : listFactors(nested, end, text)
    const isGroup =
      nested !== undefined && (own.text === '' || own.text.endsWith(':') || endOf([own.text]) !== 'unclear')
    if (isGroup && own.id === null) {
      const inner = endOf([own.text])
      return listFactors(nested, inner === 'unclear' ? own.end : inner, text)
    }
    if (own.text === '' && (own.id === null || own.targets.length === 0)) return []
    return [own, ...(nested === undefined ? [] : conditionsBelow(nested, own, text))]
  })
}

/** Bullets below a factor are words about it, but for those that bear an id of their own: they led to it. */
function conditionsBelow(list: List, under: RawFactor, text: string): RawFactor[] {
  return list.children.flatMap((item) => {
    const own = itemFactor(item, under.end, text)
    const nested = item.children.find((child) => child.type === 'list')
    if (own === null || own.id === null || own.text === '') return []
    const raw = { ...own, under }
    return [raw, ...(nested === undefined ? [] : conditionsBelow(nested, raw, text))]
  })
}
