import { addDays } from './calendar.ts'
import { isInstant } from './metrics.ts'
import { whenAt } from './times.ts'
import { instantOf, UTC, zoneIn } from './zones.ts'
import type { DateContext } from './dates.ts'
import type { FactName, Range } from './document.ts'
import type { TimeFact } from './fact-names.ts'
import type { Day } from './calendar.ts'
import type { When } from './times.ts'
import type { Zone } from './zones.ts'

/** A fact's value and the place that states it. */
export interface Found {
  readonly value: string
  readonly range: Range
  /** True where it is too loose to contradict another: "about 14:00", or an entry that only hints at the moment. */
  readonly approximate: boolean
}

export type Finds = Partial<Record<FactName, Found>>

export interface Moment {
  readonly value: string
  readonly endValue: string | null
  readonly approximate: boolean
}

/** The moment at the start of `words`: an instant, or a bare date where only a day is stated. */
export function momentOf(words: string, context: DateContext, zone: Zone | null): Moment | null {
  const when = whenAt(words, context) ?? whenAt(words.replace(/^[^\d~]{0,12}\s(?=[\d~])/, ''), context)
  if (when === null) return null
  const day = when.hasDay ? when.day : context.base
  if (day === null) return null
  if (when.clock === null)
    return when.hasDay ? { value: day, endValue: when.endDay, approximate: true } : null
  const read = when.zone ?? zone ?? zoneIn(words) ?? UTC
  const approximate = when.approximate || (read.kind === 'offset' && read.ambiguous)
  return { value: instantOf(day, when.clock, read), endValue: endOfSpan(when, day, read), approximate }
}

/** Without a day of its own a span ends at the first such clock after its start, in whatever zone that is told. */
export function endOfSpan({ clock, endClock, endDay, endZone }: When, day: Day, zone: Zone): string | null {
  if (endClock === null) return null
  const read = endZone ?? zone
  if (endDay !== null) return instantOf(endDay, endClock, read)
  const end = instantOf(day, endClock, read)
  const isBefore = endZone === null ? endClock < (clock ?? 0) : end < instantOf(day, clock ?? 0, zone)
  return isBefore ? instantOf(addDays(day, 1), endClock, read) : end
}

/** Keeps the first moment that is stated, unless a later one is more exact. */
export function keepMoment(finds: Finds, name: TimeFact, moment: Moment | null, range: Range): void {
  if (moment === null) return
  const known = finds[name]
  // "Start: 20 November" and later "Start time: 14:03": the more exact one counts.
  if (known !== undefined && (isInstant(known.value) || !isInstant(moment.value))) return
  finds[name] = { value: moment.value, range, approximate: moment.approximate }
}

/** Within the minute, or the same day where one of them is only a day. */
export function agree(one: string, two: string): boolean {
  if (!isInstant(one) || !isInstant(two)) return one.slice(0, 10) === two.slice(0, 10)
  return Math.abs(Date.parse(one) - Date.parse(two)) < 60_000
}
