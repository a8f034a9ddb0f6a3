import { mechanismsIn } from './mechanisms.ts'
import { FIELD_WEIGHTS, type FieldName, type Remembered } from './remembered.ts'
import { proseOf, termsIn, termsOf, type Term } from './terms.ts'

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
  const services = one.services.flatMap((name) => [
    { key: `service ${name.toLowerCase()}`, words: `service ${name}` },
    ...termsOf(name),
  ])
  return new Map<FieldName, readonly Term[]>([
    ['tags', one.tags.map((tag) => ({ key: `#${tag}`, words: `#${tag}` }))],
    ['services', services],
    ...textsOf(one).map(({ field, prose, kinds }) => [field, [...termsIn(prose), ...kinds]] as const),
  ])
}

interface FieldText {
  readonly field: FieldName
  readonly prose: string
  /** The ways to fail that it tells of, each as often as it does. */
  readonly kinds: readonly Term[]
}

const textsOf = (one: Remembered): FieldText[] =>
  (Object.entries(one.fields) as [keyof Remembered['fields'], string][]).map(([field, text]) => {
    const prose = proseOf(text)
    const known = field === 'factors' ? (one.kinds ?? []) : []
    // More of it would not say more.
    const told = [...mechanismsIn(prose)].flatMap(([name, count]) =>
      Array.from({ length: Math.min(count, 50) }, () => name),
    )
    return {
      field,
      prose,
      kinds: [...told, ...known].map((name) => ({ key: `${MECHANISM}${name}`, words: name })),
    }
  })

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
  const kinds = new Map(textsOf(one).map(({ field, kinds }) => [field, kinds]))
  return [...weighted(kinds).values()]
    .filter(({ weight }) => weight >= PLAIN)
    .sort((one, other) => other.weight - one.weight)
    .map(({ words }) => words)
}
