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

function nameOf(effect: Effect): readonly (string | number)[] | null {
  switch (effect.do) {
    case 'createBranch':
      return [effect.branch]
    case 'commitFile':
      return effect.replaces === null ? [effect.branch, effect.path] : null // a stale sha is refused
    case 'openPull':
      return [effect.head]
    case 'createLabel':
      return [effect.name.toLowerCase()]
    case 'createMilestone':
      return [effect.title.toLowerCase()]
    case 'createIssue':
      return [markedBy(effect.body)]
    case 'comment':
      return [JSON.stringify(effect.number), markedBy(effect.body)]
    case 'putCheckRun':
      return [effect.check.name, effect.check.headSha, checkHash(effect.check)]
    case 'addSubIssue': // a second parent is refused, and the same one twice
    case 'updateIssue': // done twice is done once
    case 'editComment':
    case 'pinIssue':
      return null
  }
}

/** Which of a marker's data say what the thing is; the others change while it stays the same thing. */
const STABLE: Readonly<Record<MarkerKind, readonly string[]>> = {
  pull: ['incident'],
  incident: [],
  action: ['from', 'incident', 'id'], // not the path: the document may be moved meanwhile
  dashboard: [],
  digest: ['week'], // answers: all that are asked for in one place
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
