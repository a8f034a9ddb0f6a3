import { mechanismsIn } from './mechanisms.ts'
import { FIELD_WEIGHTS, type FieldName, type Remembered } from './remembered.ts'
import { proseOf, termsOf, type Term } from './terms.ts'

/** A term that stands for a mechanism, as `#` stands before one that is a tag. */
const MECHANISM = '!'
/** A term that weighs so much has half of what it can have. */
const HALF_WEIGHT = 3

export interface Weighted extends Term {
  /** From 0 to 1: how much of it there is in its document. */
  readonly weight: number
}

/** Says of what kind an incident was: a way to fail, or a tag that the team has given. */
export const isKind = ({ key }: Pick<Term, 'key'>): boolean => /^[!#]/.test(key)

/** The terms of each field, in reading order. */
export function fieldsOf(one: Remembered): ReadonlyMap<FieldName, readonly Term[]> {
  const texts = Object.entries(one.fields) as [keyof Remembered['fields'], string][]
  const services = one.services.flatMap((name) => [
    { key: `service ${name.toLowerCase()}`, words: `service ${name}` },
    ...termsOf(name),
  ])
  return new Map<FieldName, readonly Term[]>([
    ['tags', one.tags.map((tag) => ({ key: `#${tag}`, words: `#${tag}` }))],
    ['services', services],
    ...texts.map(([field, text]) => {
      const known = field === 'factors' ? (one.kinds ?? []) : []
      return [field, [...termsOf(text), ...mechanismTerms(text), ...known.map(kindTerm)]] as const
    }),
  ])
}

const kindTerm = (name: string): Term => ({ key: `${MECHANISM}${name}`, words: name })

const mechanismTerms = (text: string): Term[] =>
  [...mechanismsIn(proseOf(text))].flatMap(([name, count]) =>
    // More of it would not say more.
    Array.from({ length: Math.min(count, 50) }, () => kindTerm(name)),
  )

/** All terms of a document by key, with the weight of the places where they stand. */
export function weighted(fields: ReadonlyMap<FieldName, readonly Term[]>): ReadonlyMap<string, Weighted> {
  const sums = new Map<string, Weighted>()
  for (const [field, terms] of fields) {
    for (const { key, words } of terms) {
      const before = sums.get(key)
      sums.set(key, {
        key,
        words: before?.words ?? words,
        weight: (before?.weight ?? 0) + FIELD_WEIGHTS[field],
      })
    }
  }
  return new Map(
    [...sums.values()].map((term) => [
      term.key,
      { ...term, weight: term.weight / (term.weight + HALF_WEIGHT) },
    ]),
  )
}

/** In the title, the factors or the summary, or again and again elsewhere: half of what a term can weigh. */
const PLAIN = 0.5

/** The ways to fail that a document plainly tells of, the plainest first: `full disk`. */
export function kindsOf(one: Remembered): string[] {
  return [...weighted(fieldsOf(one)).values()]
    .filter(({ key, weight }) => key.startsWith(MECHANISM) && weight >= PLAIN)
    .sort((one, other) => other.weight - one.weight)
    .map(({ words }) => words)
}
