import MiniSearch from 'minisearch'
import { FIELD_WEIGHTS, type FieldName, type Remembered } from './remembered.ts'
import { termsOf, type Term } from './terms.ts'

/** An earlier postmortem that is worth a look, and why. */
export interface Similar {
  readonly id: string
  readonly title: string | null
  readonly day: string | null
  /** How much of what marks the one is in the other, from 0 to 1. */
  readonly score: number
  /** What they share, the most telling first: `#capacity`, `service checkout`, `connection pool`. */
  readonly shares: readonly string[]
}

// Tuned on one half of the judged pairs: see docs/measured.md.

/** So many terms stand for a document: those that mark it among the others. */
const MOST_MARKS = 80
/** Below, nothing is said. */
const LEAST_SCORE = 0.06
/** So many words that few documents have must be shared. */
const LEAST_SHARED = 3
/** The largest part of all documents that may have a term which is to tell something. */
const LARGEST_SPREAD = 0.12
/** Two words side by side say more than each of them. */
const PAIR_BOOST = 1.6

const FIELDS = Object.keys(FIELD_WEIGHTS) as FieldName[]
const SEPARATOR = '\n'
const MOST_SHOWN = 6

interface Weighted extends Term {
  readonly weight: number
}

/** What is remembered of many postmortems, to find those that are like one of them: BM25, by terms that mark the one. */
export class Memory {
  readonly #index: MiniSearch
  readonly #all: ReadonlyMap<string, Remembered>
  readonly #terms = new Map<string, ReadonlyMap<FieldName, readonly Term[]>>()
  /** In how many documents a term stands. */
  readonly #spread = new Map<string, number>()

  constructor(all: readonly Remembered[]) {
    this.#all = new Map(all.map((one) => [one.id, one]))
    this.#index = new MiniSearch({
      fields: FIELDS,
      tokenize: (words) => words.split(SEPARATOR),
      processTerm: (term) => term,
    })
    for (const one of this.#all.values()) this.#remember(one)
  }

  #remember(one: Remembered): void {
    const terms = new Map(FIELDS.map((field) => [field, fieldTerms(one, field)]))
    this.#terms.set(one.id, terms)
    for (const key of new Set([...terms.values()].flatMap((each) => each.map((term) => term.key))))
      this.#spread.set(key, (this.#spread.get(key) ?? 0) + 1)
    this.#index.add({
      id: one.id,
      ...Object.fromEntries(
        [...terms].map(([field, each]) => [field, each.map(({ key }) => key).join(SEPARATOR)]),
      ),
    })
  }

  /**
   * Those most like the one with this id, the likest first; none rather than a weak one.
   * @param among which of the others come into question
   */
  similarTo(
    id: string,
    among: (other: Remembered) => boolean,
    { most = 3, leastScore = LEAST_SCORE, leastShared = LEAST_SHARED } = {},
  ): Similar[] {
    const marks = this.#marksOf(id)
    if (marks.size === 0) return []
    const found = this.#index.search([...marks.keys()].join(SEPARATOR), {
      boost: FIELD_WEIGHTS,
      boostTerm: (key) => marks.get(key)?.weight ?? 0,
      bm25: { k: 1.2, b: 0.75, d: 0 },
    })
    const whole = found.find((result) => result.id === id)?.score ?? 0
    if (whole === 0) return []
    return found
      .flatMap((result) => {
        const other = this.#all.get(String(result.id))
        if (other === undefined || other.id === id || !among(other)) return []
        const shared = result.terms.flatMap((key) => marks.get(key) ?? [])
        const score = result.score / whole
        if (score < leastScore || this.#tellingOf(shared) < leastShared) return []
        return [{ id: other.id, title: other.title, day: other.day, score, shares: reasonsOf(shared) }]
      })
      .slice(0, most)
  }

  /** Single words that few documents have, each counted once. */
  #tellingOf(shared: readonly Weighted[]): number {
    const most = Math.max(3, this.#all.size * LARGEST_SPREAD)
    const telling = shared.filter(({ key }) => (this.#spread.get(key) ?? 0) <= most)
    const single = telling.filter(({ key }) => !key.includes(' '))
    const words = new Set(telling.flatMap(({ key }) => (key.startsWith('#') ? [key] : key.split(' '))))
    return Math.max(single.length, words.size)
  }

  /** The terms that mark a document: often in it, in places that count, and in few others. */
  #marksOf(id: string): ReadonlyMap<string, Weighted> {
    const weights = new Map<string, Weighted>()
    for (const [field, terms] of this.#terms.get(id) ?? []) {
      for (const { key, words } of terms) {
        const weight = (weights.get(key)?.weight ?? 0) + FIELD_WEIGHTS[field]
        weights.set(key, { key, words: weights.get(key)?.words ?? words, weight })
      }
    }
    const marks = [...weights.values()]
      .map((term) => ({ ...term, weight: this.#markOf(term) }))
      .filter(({ weight }) => weight > 0)
      .sort((one, other) => other.weight - one.weight)
      .slice(0, MOST_MARKS)
    const top = marks[0]?.weight ?? 1
    return new Map(marks.map((term) => [term.key, { ...term, weight: term.weight / top }]))
  }

  #markOf({ key, weight }: Weighted): number {
    const spread = this.#spread.get(key) ?? 0
      const rarity = Math.log(1 + (this.#all.size - spread + 0.5) / (spread + 0.5))
    return Math.log2(1 + weight) * rarity * (key.includes(' ') ? PAIR_BOOST : 1)
  }
}

function fieldTerms(one: Remembered, field: FieldName): readonly Term[] {
  if (field === 'tags') return one.tags.map((tag) => ({ key: `#${tag}`, words: `#${tag}` }))
  if (field === 'services')
    return one.services.flatMap((name) => [
      { key: `service ${name.toLowerCase()}`, words: `service ${name}` },
      ...termsOf(name),
    ])
  return termsOf(one.fields[field])
}

/** The most telling first; a word that stands in a pair is not said again. */
function reasonsOf(shared: readonly Weighted[]): string[] {
  const rank = ({ key }: Weighted): number =>
    key.startsWith('#') ? 2 : key.startsWith('service ') ? 1 : 0
  const sorted = [...shared].sort(
    (one, other) => rank(other) - rank(one) || other.weight - one.weight,
  )
  const said: string[] = []
  const stems = new Set<string>()
  for (const { key, words } of sorted) {
    const own = key.startsWith('#') ? [key] : key.split(' ')
    if (own.every((stem) => stems.has(stem))) continue
    // "pool" before "connection pool": the pair says more.
    const pair = own.length > 1 ? null : sorted.find((one) => one.key.includes(' ') && one.key.split(' ').includes(key))
    const chosen = pair ?? { key, words }
    if (said.includes(chosen.words)) continue
    for (const stem of chosen.key.split(' ')) stems.add(stem)
    said.push(chosen.words)
    if (said.length === MOST_SHOWN) break
  }
  return said
}
