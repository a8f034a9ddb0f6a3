import MiniSearch from 'minisearch'
import { fieldsOf, isKind, weighted, type Weighted } from './marks.ts'
import { reasonsOf } from './reasons.ts'
import { FIELD_WEIGHTS, type Remembered } from './remembered.ts'

/** An earlier postmortem that is worth a look, and why. */
export interface Similar {
  readonly id: string
  readonly title: string | null
  readonly day: string | null
  /** Not a share of anything: below 1.15 nothing is said, and 2 is very like. */
  readonly score: number
  /** What they share, the most telling first: `exhausted connections`, `#capacity`, `service checkout`, `replica lag`. */
  readonly shares: readonly string[]
}

// Tuned on one half of the judged pairs: see docs/measured.md.

/** So many words stand for a document: those that mark it among the others. */
const MOST_MARKS = 40
/** So many of what BM25 finds are weighed. */
const MOST_WEIGHED = 20
/** Below, nothing is said. */
const LEAST_SCORE = 1.15
/** A term is told as a reason only where it is rarer. */
const LEAST_RARITY = 0.35
/** Two words side by side say more than each of them. */
const PAIR_BOOST = 1.3
/** How much it counts that two documents share many ways to fail, beside that they share the same ones. */
const AMOUNT = 0.3
/** Of few documents nobody can tell what is common: they count as part of so many. */
const FEWEST_DOCUMENTS = 20
/** What fails again and again is common, and yet what one wants to hear of. */
const COMMONEST_KIND = 0.5
/** What few documents have in common is no large part of anything: the words of one are at least worth so much. */
const LEAST_WORDS = 8
const SEPARATOR = '\n'

interface Known {
  readonly one: Remembered
  /** By key, with the weight of the places where it stands. */
  readonly terms: ReadonlyMap<string, Weighted>
}

/** What is remembered of many postmortems, to find those that are like one of them: BM25 finds, and a shared way to fail decides. */
export class Memory {
  readonly #index: MiniSearch
  readonly #all = new Map<string, Known>()
  /** In how many documents a term stands. */
  readonly #spread = new Map<string, number>()

  constructor(all: readonly Remembered[]) {
    this.#index = new MiniSearch({
      fields: Object.keys(FIELD_WEIGHTS),
      tokenize: (words) => words.split(SEPARATOR),
      processTerm: (term) => term,
    })
    for (const one of all) this.#remember(one)
  }

  #remember(one: Remembered): void {
    if (this.#all.has(one.id)) return
    const fields = fieldsOf(one)
    const terms = weighted(fields)
    this.#all.set(one.id, { one, terms })
    for (const key of terms.keys()) this.#spread.set(key, (this.#spread.get(key) ?? 0) + 1)
    const keys = [...fields].map(([field, each]) => [field, each.map(({ key }) => key).join(SEPARATOR)])
    this.#index.add({ id: one.id, ...Object.fromEntries(keys) })
  }

  /**
   * Those most like the one with this id, the likest first; none rather than a weak one.
   * @param among which of the others come into question
   */
  similarTo(id: string, among: (other: Remembered) => boolean, options: Sought = {}): Similar[] {
    const known = this.#all.get(id)
    if (known === undefined) return []
    const marks = this.#marksOf(known)
    const found = this.#index.search([...marks.keys()].join(SEPARATOR), {
      boost: FIELD_WEIGHTS,
      boostTerm: (key) => marks.get(key)?.weight ?? 0,
      bm25: { k: 1.2, b: 0.75, d: 0 },
      filter: (result) => {
        const other = this.#all.get(String(result.id))
        return other !== undefined && result.id !== id && among(other.one)
      },
    })
    const { most = 3, leastScore = LEAST_SCORE } = options
    return found
      .slice(0, MOST_WEIGHED)
      .flatMap((result) => {
        const other = this.#all.get(String(result.id))
        if (other === undefined) return []
        const likeness = this.#likenessOf(known, marks, other, result.terms)
        if (likeness.score < leastScore) return []
        const { id, title, day } = other.one
        return [{ id, title, day, ...likeness }]
      })
      .sort((one, other) => other.score - one.score)
      .slice(0, most)
  }

  /** In the same proportion the same ways to fail, how much of them, and how many of the words that mark the one. */
  #likenessOf(
    one: Known,
    marks: ReadonlyMap<string, Weighted>,
    other: Known,
    keys: readonly string[],
  ): Likeness {
    const shared = keys.flatMap((key) => marks.get(key) ?? [])
    const kinds = shared.filter(isKind).map((term) => ({
      worth: this.#worthOf(term),
      theirs: this.#worthOf(other.terms.get(term.key) ?? term),
    }))
    if (kinds.length === 0) return { score: 0, shares: [] }
    const lengths = this.#lengthOf(one.terms.values()) * this.#lengthOf(other.terms.values())
    const direction = sumOf(kinds, ({ worth, theirs }) => worth * theirs) / lengths
    const amount = sumOf(kinds, ({ worth, theirs }) => Math.sqrt(worth * theirs))
    const cover = this.#wordsOf(shared) / Math.max(this.#wordsOf(marks.values()), LEAST_WORDS)
    const telling = shared.filter(({ key }) => this.#rarityOf(key) > LEAST_RARITY)
    return { score: direction + cover + AMOUNT * amount, shares: reasonsOf(telling) }
  }

  #wordsOf(terms: Iterable<Weighted>): number {
    const words = [...terms].filter((term) => !isKind(term))
    return sumOf(words, (term) => this.#worthOf(term))
  }

  /** Of the vector of what kind a document is. */
  #lengthOf(terms: Iterable<Weighted>): number {
    return Math.sqrt(sumOf([...terms].filter(isKind), (term) => this.#worthOf(term) ** 2))
  }

  /** The terms that mark a document: often in it, in places that count, and in few others, but in one. */
  #marksOf({ terms }: Known): ReadonlyMap<string, Weighted> {
    const known = [...terms.values()].filter(({ key }) => (this.#spread.get(key) ?? 0) > 1)
    const words = known
      .filter((term) => !isKind(term))
      .sort((one, other) => this.#worthOf(other) - this.#worthOf(one))
      .slice(0, MOST_MARKS)
    return new Map([...known.filter(isKind), ...words].map((term) => [term.key, term]))
  }

  #worthOf(term: Weighted): number {
    const isPair = !isKind(term) && term.key.includes(' ')
    return term.weight * this.#rarityOf(term.key) * (isPair ? PAIR_BOOST : 1)
  }

  /** From 1, of what only two documents have, down to 0 of what all have, as BM25 weighs it. */
  #rarityOf(key: string): number {
    const all = Math.max(this.#all.size, FEWEST_DOCUMENTS)
    const rarity = (spread: number): number => Math.log(1 + (all - spread + 0.5) / (spread + 0.5))
    const share = Math.min(1, rarity(this.#spread.get(key) ?? 0) / rarity(2))
    return isKind({ key }) ? Math.max(share, COMMONEST_KIND) : share
  }
}

export interface Sought {
  readonly most?: number | undefined
  readonly leastScore?: number | undefined
}

interface Likeness {
  readonly score: number
  readonly shares: readonly string[]
}

const sumOf = <T>(all: readonly T[], valueOf: (one: T) => number): number =>
  all.reduce((sum, one) => sum + valueOf(one), 0)
