import { addDays, daysBetween } from './calendar.ts'
import type { Day } from './calendar.ts'

/** When a team's sprints end: each day, or the first known one and the length of a sprint in days. */
export type SprintEnds = readonly Day[] | { readonly first: Day; readonly days: number }

/** The end of the `count`-th sprint that has not ended before `base` (1 is the current one); null where that is not known. */
export function sprintEnd(ends: SprintEnds | undefined, base: Day | null, count: number): Day | null {
  if (ends === undefined || base === null || count < 1) return null
  if (!('first' in ends)) return ends.filter((end) => end >= base).toSorted()[count - 1] ?? null
  const passed = daysBetween(ends.first, base)
  // What was before the first known sprint may have followed another rhythm.
  if (passed <= -ends.days) return null
  return addDays(ends.first, (Math.max(0, Math.ceil(passed / ends.days)) + count - 1) * ends.days)
}
