import { hashOf } from '../github/marker.ts'
import { readMark, type Mark } from './mark.ts'
import { remembered } from './memory.ts'
import { nameOf } from './shelf.ts'
import type { ActionIssue, DocumentState, Home, Place } from './state.ts'
import { keyOf, type Wanted } from './wanted.ts'

/** An issue of an action, with what it says that it is. */
export interface Tracked {
  readonly place: Place
  readonly issue: ActionIssue
  /** Null where a person wrote the whole body anew, marker and all; only the summary comment knows it then. */
  readonly mark: Mark | null
}

/** All action issues that belong to this document, oldest first. */
export function issuesOf(home: Home, document: DocumentState, places: readonly Place[]): Tracked[] {
  const all = places.flatMap((place) =>
    place.issues.map((issue): Tracked => ({ place, issue, mark: readMark(issue.body) })),
  )
  return all
    .filter(({ mark }) => mark === null || (mark.from === home.id && kinship(mark, document) !== 'none'))
    .sort((a, b) => rank(a, document) - rank(b, document) || a.issue.number - b.issue.number)
}

/**
 * Which issue each action has. An id that the document gives decides; where ids are counted out, the words do first,
 * so that an action put in before the others does not shift them all.
 */
export function findIssues(
  actions: readonly Wanted[],
  document: DocumentState,
  tracked: readonly Tracked[],
): ReadonlyMap<Wanted, Tracked> {
  const memory = remembered(document)
  const found = new Map<Wanted, Tracked>()
  const taken = new Set<Tracked>()
  const take = (wanted: Wanted, fits: (tracked: Tracked) => boolean): void => {
    const first = found.has(wanted) ? undefined : tracked.find((each) => !taken.has(each) && fits(each))
    if (!first) return
    found.set(wanted, first)
    taken.add(first)
  }
  const counted = actions.filter(({ idWritten }) => !idWritten)
  for (const wanted of actions) if (wanted.idWritten) take(wanted, isById(wanted, document))
  for (const wanted of counted) take(wanted, isByWords(wanted))
  for (const wanted of counted) take(wanted, isById(wanted, document))
  for (const wanted of actions) take(wanted, isRecalled(memory.get(keyOf(wanted.id))))
  return found
}

const isById =
  (wanted: Wanted, document: DocumentState) =>
  ({ mark }: Tracked): boolean => {
    if (!mark || keyOf(mark.id) !== keyOf(wanted.id)) return false
    return kinship(mark, document) === 'same' || mark.applied.title === hashOf(wanted.title)
  }

const isByWords =
  (wanted: Wanted) =>
  ({ mark }: Tracked): boolean =>
    mark?.applied.title === hashOf(wanted.title)

const isRecalled =
  (where: { readonly name: string; readonly number: number } | undefined) =>
  ({ mark, place, issue }: Tracked): boolean =>
    mark === null && where?.number === issue.number && where.name === nameOf(place).toLowerCase()

/**
 * Whether a marked issue is of this document. `same`: by its incident, or by its path where no incident is known on
 * one of the sides. `perhaps`: the incident's number was changed, or a document without one was renamed; then only an
 * action with the same words is the same. An issue whose own document still stands elsewhere is that one's.
 */
function kinship(mark: Mark, document: DocumentState): 'same' | 'perhaps' | 'none' {
  const { incident, path, alive } = document
  const here = mark.path === path
  if (here)
    return mark.incident === null || incident === null || mark.incident === incident ? 'same' : 'perhaps'
  if (alive.includes(mark.path)) return 'none'
  if (mark.incident !== null && mark.incident === incident) return 'same'
  return mark.incident === null && incident === null ? 'perhaps' : 'none'
}

const rank = ({ mark }: Tracked, { path }: DocumentState): number => (mark?.path === path ? 0 : 1)
