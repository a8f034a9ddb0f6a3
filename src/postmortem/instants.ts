import { addDays, daysBetween, weekdayOf } from './calendar.ts'
import { withHalves } from './halves.ts'
import { endOfSpan } from './moments.ts'
import { dayIn, instantOf, isoOf, UTC } from './zones.ts'
import type { Day } from './calendar.ts'
import type { RawEntry } from './timeline.ts'
import type { When } from './times.ts'
import type { Zone } from './zones.ts'

export interface Instant {
  /** ISO instant, bare date, or null. */
  readonly at: string | null
  readonly end: string | null
  readonly approximate: boolean
  readonly zoneStated: boolean
}

/** A clock that jumps back by so much has passed midnight; by less, the entry is out of order. */
const SMALLEST_MIDNIGHT_JUMP = 6 * 3600

/** What is known of the incident before its timeline is read. */
export interface Anchor {
  readonly day: Day | null
  /** Its start as an instant, where that is stated: what "T+5m" counts from. */
  readonly start: string | null
  readonly zone: Zone | null
}

/** Puts each entry on the calendar: days carried over from the one before, midnights counted, zones applied. */
export function placeInTime(raw: readonly RawEntry[], anchor: Anchor): Instant[] {
  const entries = withHalves(raw)
  const zoneOf = ({ when, zone }: RawEntry): Zone | null => when.zone ?? zone ?? anchor.zone
  let day = firstDay(
    entries.find(({ when }) => when.clock !== null),
    zoneOf,
    anchor,
  )
  let clock: number | null = null
  /** The day that "(next day)" counts from. */
  let plainDay: Day | null = null
  let before: { readonly at: string; readonly zone: Zone } | null = null
  return entries.map((entry) => {
    const { when } = entry
    if (when.offset !== null) return afterStart(when, anchor.start)
    const zone = zoneOf(entry)
    const elsewhere = before !== null && zone !== null && !sameZone(before.zone, zone) ? before : null
    const counted: Day | null = plainDay ?? day
    if (when.nextDay && counted !== null) day = addDays(counted, 1)
    else {
      day =
        elsewhere === null || day === null
          ? dayOfEntry(entry, day, clock)
          : nearestDay(entry, day, zone, elsewhere.at)
      plainDay = day
    }
    if (when.clock !== null) clock = when.clock
    else if (when.hasDay || when.weekday > 0) clock = null
    const instant = instantAt(entry, day, zone)
    before = when.clock !== null && zone !== null && instant.at !== null ? { at: instant.at, zone } : null
    return instant
  })
}

/** The stated start in UTC may lie on another day than on the clocks of the timeline. */
function firstDay(
  first: RawEntry | undefined,
  zoneOf: (entry: RawEntry) => Zone | null,
  { day, start }: Anchor,
): Day | null {
  const zone = first === undefined ? null : zoneOf(first)
  return start === null || zone === null ? day : dayIn(start, zone)
}

function afterStart({ offset, approximate }: When, start: string | null): Instant {
  if (start === null || offset === null) return { at: null, end: null, approximate, zoneStated: false }
  return { at: isoOf(Date.parse(start) + offset * 1000), end: null, approximate, zoneStated: true }
}

/** Two clocks of different zones do not tell by themselves whether midnight has passed: the day that brings them closest counts. */
function nearestDay(entry: RawEntry, day: Day, zone: Zone | null, before: string): Day | null {
  const { when } = entry
  if (when.hasDay || when.weekday > 0 || when.clock === null || zone === null)
    return dayOfEntry(entry, day, null)
  const { clock } = when
  const away = (candidate: Day): number =>
    Math.abs(Date.parse(instantOf(candidate, clock, zone)) - Date.parse(before))
  return [addDays(day, -1), addDays(day, 1)].reduce(
    (best, other) => (away(other) < away(best) ? other : best),
    day,
  )
}

function dayOfEntry({ when }: RawEntry, day: Day | null, clock: number | null): Day | null {
  if (when.hasDay) return when.day
  if (when.weekday > 0 && day !== null) return addDays(day, (when.weekday - weekdayOf(day) + 7) % 7)
  if (day === null || clock === null || when.clock === null) return day
  return clock - when.clock >= SMALLEST_MIDNIGHT_JUMP ? addDays(day, 1) : day
}

function instantAt(entry: RawEntry, day: Day | null, zone: Zone | null): Instant {
  const { when } = entry
  const zoneStated = zone !== null && when.clock !== null
  const read = zone ?? UTC
  const guessed = read.kind === 'offset' && read.ambiguous && when.clock !== null
  const approximate = when.approximate || guessed
  if (day === null) return { at: null, end: null, approximate, zoneStated }
  if (when.clock === null) return { at: day, end: when.endDay, approximate, zoneStated }
  const at = instantOf(day, when.clock, read)
  return { at, end: endOf(entry, day, read), approximate, zoneStated }
}

function endOf({ when }: RawEntry, day: Day, zone: Zone): string | null {
  if (when.endClock === null) return when.endDay
  const stated = when.endDay !== null && daysBetween(day, when.endDay) >= 0 ? when.endDay : null
  return endOfSpan({ ...when, endDay: stated }, day, zone)
}

/** Where all entries that state a zone agree, the others are read in it too. */
export function sharedZone(entries: readonly RawEntry[]): Zone | null {
  return agreed(entries.flatMap((entry) => entry.when.zone ?? entry.zone ?? []))
}

/** The one zone that all of them are, or null. */
export function agreed(stated: readonly Zone[]): Zone | null {
  const [first] = stated
  return first !== undefined && stated.every((zone) => sameZone(zone, first)) ? first : null
}

function sameZone(one: Zone, other: Zone): boolean {
  if (one.kind === 'place') return other.kind === 'place' && one.name === other.name
  return other.kind === 'offset' && one.minutes === other.minutes
}
