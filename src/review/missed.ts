import { daysBetween } from '../postmortem/calendar.ts'
import type { Action, Postmortem } from '../postmortem/document.ts'
import type { Named, Repeat } from './review.ts'

/** An earlier incident's action that was open when a similar incident began. */
export interface Missed {
  readonly incident: Named
  readonly earlier: Named
  readonly action: Pick<Action, 'id' | 'text' | 'category' | 'strength' | 'due'>
  /** By how many days it was overdue then; null where it was not due yet, or at no known day. */
  readonly overdueDays: number | null
  /** True where it is open to this day. */
  readonly stillOpen: boolean
}

/** The day on which an action was done, null where it is open, undefined where the caller does not know. */
export type ClosedOn = (path: string, action: Action) => string | null | undefined

/**
 * A document says whether an action is done, and mostly not since when: what it calls done counts as done in time, so nobody is
 * told of a chance that was not missed.
 */
export function missedBy(
  { incident, earlier }: Repeat,
  documents: ReadonlyMap<string, Postmortem>,
  closedOn: ClosedOn,
): Missed[] {
  const { day } = incident
  if (day === null) return []
  return earlier.flatMap((one) =>
    (documents.get(one.path)?.actions ?? []).flatMap((action): Missed[] => {
      const { id, text, category, suggestedCategory, strength, due, done, parked } = action
      const closed = closedOn(one.path, action)
      const isOpen = closed === undefined ? !done : closed === null
      const wasOpen = isOpen || (typeof closed === 'string' && closed.slice(0, 10) > day)
      // What was learned from it does not stop it; what was put off was never promised.
      if (parked || !wasOpen || (category ?? suggestedCategory) === 'learning') return []
      const overdue = due === null ? 0 : daysBetween(due, day)
      return [
        {
          incident,
          earlier: { path: one.path, title: one.title, day: one.day },
          action: { id, text, category: category ?? suggestedCategory, strength, due },
          overdueDays: overdue > 0 ? overdue : null,
          stillOpen: isOpen,
        },
      ]
    }),
  )
}
