import { offsetAt } from '../postmortem/zones.ts'
import type { Zone } from '../postmortem/zones.ts'

/** What a wall clock in a zone leaves open: it is shown twice when clocks go back, and never when they go forward. */
export type Doubt = 'twice' | 'skipped'

export interface LocalTime {
  /** Milliseconds since 1970 in UTC. */
  readonly time: number
  readonly doubt: Doubt | null
}

const QUARTER = 15 * 60_000
const DAY = 86_400_000
const NONE = { name: '', quarter: Number.NaN, minutes: 0, doubt: null as Doubt | null }
// Log lines come in the order of time: the last quarter of an hour answers nearly all of them. Clocks change on quarters only.
let last = NONE

/**
 * The instant of a wall clock.
 * @param local What the clock shows, in milliseconds as if it were UTC's. Where it is in doubt the earlier offset counts, as in
 *   `postmortem/zones.ts`.
 */
export function onClockOf(zone: Zone, local: number): LocalTime {
  if (zone.kind === 'offset') return { time: local - zone.minutes * 60_000, doubt: null }
  const quarter = Math.floor(local / QUARTER)
  if (last.quarter !== quarter || last.name !== zone.name)
    last = { name: zone.name, quarter, ...offsetOf(zone.name, quarter * QUARTER) }
  return { time: local - last.minutes * 60_000, doubt: last.doubt }
}

function offsetOf(name: string, local: number): { minutes: number; doubt: Doubt | null } {
  const before = offsetAt(name, local - DAY)
  const after = offsetAt(name, local + DAY)
  if (before === after) return { minutes: before, doubt: null }
  const isBefore = offsetAt(name, local - before * 60_000) === before
  const isAfter = offsetAt(name, local - after * 60_000) === after
  if (isBefore === isAfter) return { minutes: before, doubt: isBefore ? 'twice' : 'skipped' }
  return { minutes: isBefore ? before : after, doubt: null }
}
