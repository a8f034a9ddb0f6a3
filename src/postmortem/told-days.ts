import { dayOf } from './calendar.ts'
import type { Day } from './calendar.ts'
import type { Facts, Postmortem } from './document.ts'

/** The day of the incident, by the first of its moments that is told, else by the name of the file; null where nothing says. */
export function dayToldIn(
  path: string,
  { facts, timeline }: Pick<Postmortem, 'facts' | 'timeline'>,
): Day | null {
  const { startedAt, detectedAt, mitigatedAt, resolvedAt } = facts
  const told =
    startedAt ?? detectedAt ?? mitigatedAt ?? resolvedAt ?? timeline.find(({ at }) => at !== null)?.at
  return told?.slice(0, 10) ?? dayInPath(path)
}

/** The first in `2026-11-20-pool.md` that the calendar has. */
function dayInPath(path: string): Day | null {
  const found = Array.from(path.matchAll(/(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)/g), ([, ...parts]) =>
    parts.map(Number),
  )
  return found.flatMap(([year = 0, month = 0, day = 0]) => dayOf(year, month, day) ?? [])[0] ?? null
}

/** The day on which the incident was over, else the nearest to it that is known. */
export function lastDayOf({ startedAt, detectedAt, mitigatedAt, resolvedAt }: Facts): Day | null {
  return (resolvedAt ?? mitigatedAt ?? detectedAt ?? startedAt)?.slice(0, 10) ?? null
}
