import { addDays, daysBetween, weekdayOf } from './calendar.ts'
import { instantOf, UTC } from './zones.ts'
import type { Day } from './calendar.ts'
import type { RawEntry } from './timeline.ts'
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

/** Puts each entry on the calendar: days carried over from the one before, midnights counted, zones applied. */
export function placeInTime(
  entries: readonly RawEntry[],
  incidentDay: Day | null,
  documentZone: Zone | null,
): Instant[] {
  const shared = sharedZone(entries)
  let day = incidentDay
  let clock: number | null = null
  return entries.map((entry) => {
    const { when } = entry
    const zone = when.zone ?? entry.zone ?? documentZone ?? shared
    const placed = dayOfEntry(entry, day, clock)
    day = placed
    if (when.clock !== null) clock = when.clock
    else if (when.hasDay || when.weekday > 0) clock = null
    return instantAt(entry, placed, zone)
  })
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
  const crosses = when.clock !== null && when.endClock < when.clock
  const stated = when.endDay !== null && daysBetween(day, when.endDay) >= 0 ? when.endDay : null
  return instantOf(stated ?? (crosses ? addDays(day, 1) : day), when.endClock, zone)
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
