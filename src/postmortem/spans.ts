import { addDays } from './calendar.ts'
import { clockAt, endOf } from './clocks.ts'
import { zoneIn } from './zones.ts'
import type { Reading } from './times.ts'

/** "14:02 EST (19:02 UTC)": the same moment on another clock. */
const AGAIN =
  /\s*(?:[([]|\/\s?)\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]m)?\s?[\w+:/-]{0,20}(?:[)\]]|(?=[\s:]))(?:\s?\([^()]{1,20}\)(?=\s?:))?/iy

/** Where the same moment on another clock ends; `at` where none stands there. */
export function takeSecondClock(text: string, at: number, reading: Reading): number {
  const end = reading.clock === null ? at : (endOf(AGAIN, text, at) ?? at)
  if (end > at && reading.zone === null) takeOtherClock(text.slice(at, end), reading)
  return end
}

/** "18:00 local (16:00 UTC)": where only the second clock says its zone, it is the one to be read. */
function takeOtherClock(words: string, reading: Reading): void {
  const [digits] = /\d{1,2}[:.]\d{2}/.exec(words) ?? []
  const found = digits === undefined ? null : clockAt(words, words.indexOf(digits))
  const zone = found === null ? null : zoneIn(words.slice(found.end))
  if (found === null || zone === null || reading.endClock !== null) return
  const drift = found.seconds - (reading.clock ?? 0)
  // Past midnight on the other clock: the day beside the first one is no longer its own.
  if (reading.day !== null && Math.abs(drift) > 12 * 3600)
    reading.day = addDays(reading.day, drift > 0 ? -1 : 1)
  reading.clock = found.seconds
  reading.zone = zone
}

/** "Between 23:50 and 00:20 on 21 November": one day stands for both ends. */
function settleDay(reading: Reading): void {
  if (reading.hasDay || reading.endDay === null || reading.clock === null || reading.endClock === null) return
  // Clocks of two zones cannot be compared.
  const isOverMidnight = reading.endZone === null && reading.endClock < reading.clock
  reading.day = isOverMidnight ? addDays(reading.endDay, -1) : reading.endDay
  reading.hasDay = true
}

const HOUR = 3600

/** "5:40-5:55 pm": the half of the day that is said once goes for both ends, unless the span would then run backwards. */
function settleHalves(reading: Reading): void {
  const { clock, half, endClock, endHalf } = reading
  if (clock === null || endClock === null) return
  if (half === null && endHalf !== null && clock >= HOUR && clock < 13 * HOUR) {
    const morning = clock % (12 * HOUR)
    const same = morning + (endHalf === 'p' ? 12 * HOUR : 0)
    const other = morning + (endHalf === 'p' ? 0 : 12 * HOUR)
    reading.clock = same <= endClock ? same : other
  }
  const later = endClock + 12 * HOUR
  if (half === 'p' && endHalf === null && endClock < clock && later > clock && endClock >= HOUR)
    reading.endClock = later
}

/** What one end of a span says for both. */
export function settleSpan(reading: Reading): void {
  settleHalves(reading)
  settleDay(reading)
}
