import { daysBetween } from '../postmortem/calendar.ts'
import type { Action, Postmortem } from '../postmortem/document.ts'
import { dueOf, type Promised, type TrackedAs } from './actions.ts'
import type { Named, Repeat } from './review.ts'

/** An earlier incident's action that was open when a similar incident began. */
export interface Missed {
  readonly incident: Named
  readonly earlier: Named
  readonly action: Pick<Action, 'id' | 'text' | 'category' | 'strength' | 'due'>
  /** The number of its issue, where that is known. */
  readonly issue: number | null
  /** By how many days it was overdue then; null where it was not due yet, or at no known day. */
  readonly overdueDays: number | null
  /** True where it is open to this day. */
  readonly stillOpen: boolean
}

/**
 * An issue says since when an action was promised and when it was done. A document says whether it is done, and mostly not since
 * when: what it calls done counts as done in time, so nobody is told of a chance that was not missed.
 */
export function missedBy(
  { incident, earlier }: Repeat,
  documents: ReadonlyMap<string, Postmortem>,
  trackedAs: TrackedAs,
): Missed[] {
  const { day } = incident
  if (day === null) return []
  // An incident's own hour, where it is told, against that of an issue; else its day.
  const began = documents.get(incident.path)?.facts.startedAt ?? day
  return earlier.flatMap((one) =>
    (documents.get(one.path)?.actions ?? []).flatMap((action): Missed[] => {
      const promised = { action, tracked: trackedAs(one.path, action) }
      const { id, text, category, suggestedCategory, strength, parked } = action
      // What was learned from it does not stop it; what was put off was never promised.
      if (parked || !wasOpen(promised, began) || (category ?? suggestedCategory) === 'learning') return []
      const due = dueOf(promised)
      const overdue = due === null ? 0 : daysBetween(due, day)
      return [
        {
          incident,
          earlier: { path: one.path, title: one.title, day: one.day },
          action: { id, text, category: category ?? suggestedCategory, strength, due },
          issue: promised.tracked?.number ?? null,
          overdueDays: overdue > 0 ? overdue : null,
          stillOpen: promised.tracked === undefined || promised.tracked.outcome === 'open',
        },
      ]
    }),
  )
}

/** @param began an instant, or a calendar date where no more is known */
function wasOpen({ action, tracked }: Promised, began: string): boolean {
  if (tracked === undefined) return !action.done
  const isBefore = (instant: string): boolean =>
    began.length === 10 ? instant.slice(0, 10) <= began : Date.parse(instant) <= Date.parse(began)
  return isBefore(tracked.createdAt) && (tracked.closedAt === null || !isBefore(tracked.closedAt))
}
