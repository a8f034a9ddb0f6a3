import type { Effect, RepositoryName } from '../effects.ts'
import { checkHash } from './check-run.ts'
import { hashOf, readMarker, type MarkerData, type MarkerKind } from './marker.ts'

/**
 * What an effect makes, in words that are the same when a later plan wants to make it again; null for what makes
 * nothing new. Rather too coarse than too fine: two things taken for one wait for each other a little, one taken for
 * two is made twice.
 */
export function identityOf(effect: Effect, home: RepositoryName): string | null {
  const { owner, repo } = effect.in ?? home
  const own = nameOf(effect)
  return own === null ? null : [`${owner}/${repo}`.toLowerCase(), effect.do, ...own].join(' ')
}

type Name = readonly (string | number)[] | null
type Names = { readonly [Kind in Effect['do']]: (effect: Extract<Effect, { do: Kind }>) => Name }

const NAMES: Names = {
  createBranch: ({ branch }) => [branch],
  commitFile: ({ branch, path, replaces }) => (replaces === null ? [branch, path] : null), // else its sha tells
  openPull: ({ head }) => [head],
  createLabel: ({ name }) => [name.toLowerCase()],
  createMilestone: ({ title }) => [title.toLowerCase()],
  createIssue: ({ body }) => [markedBy(body)],
  comment: ({ number, body }) => [JSON.stringify(number), markedBy(body)],
  putCheckRun: ({ check }) => [check.name, check.headSha, checkHash(check)],
  addSubIssues: () => null, // GitHub refuses a second parent, and the same one twice
  updateIssue: () => null, // done twice is done once
  editComment: () => null,
  pinIssue: () => null,
  commitFiles: () => null, // only on the head that was read
}

const nameOf = <Kind extends Effect['do']>(effect: Extract<Effect, { do: Kind }>): Name =>
  NAMES[effect.do](effect)

/** Which of a marker's data say what the thing is; the others change while it stays the same thing. */
const STABLE: Readonly<Record<MarkerKind, readonly string[]>> = {
  pull: ['incident'],
  incident: [],
  action: ['from', 'incident', 'id'], // not the path: the document may be moved meanwhile
  dashboard: [],
  digest: ['week'], // answers: all that are asked for in one place
  review: ['span'],
  note: ['about', 'path', 'key', 'fate'],
}

function markedBy(body: string): string {
  // An action's body bears a note too, so that comes last.
  for (const [kind, names] of Object.entries(STABLE) as [MarkerKind, readonly string[]][]) {
    const data = readMarker(kind, body)
    if (data) return `${kind} ${JSON.stringify(pick(data, names))}`
  }
  return hashOf(body)
}

const pick = (data: MarkerData, names: readonly string[]): unknown[] =>
  names.map((name) => data[name] ?? null)
