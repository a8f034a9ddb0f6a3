import type { RawEntry } from './timeline.ts'

const HOUR = 3600

/**
 * "1:15" and "4ish" among entries that say AM and PM: the half of the day that comes soonest after the entry before. Noon needs
 * no half, and where no entry says one, the clock has twenty-four hours.
 */
export function withHalves(entries: readonly RawEntry[]): readonly RawEntry[] {
  if (entries.every(({ when }) => when.half === null)) return entries
  let before: number | null = null
  return entries.map((entry) => {
    const { when } = entry
    if (when.hasDay || when.weekday > 0) before = null
    if (when.clock === null) return entry
    const later = when.clock + 12 * HOUR
    const isOpen = when.half === null && when.clock >= HOUR && when.clock < 12 * HOUR
    if (!isOpen || before === null || when.clock >= before || later < before) {
      before = when.clock
      return entry
    }
    before = later
    const isAhead = when.endClock !== null && when.endClock < 12 * HOUR
    const endClock = isAhead ? (when.endClock ?? 0) + 12 * HOUR : when.endClock
    return { ...entry, when: { ...when, clock: later, endClock } }
  })
}
