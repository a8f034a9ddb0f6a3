import type { Config } from '../config/schema.ts'
import { daysBetween, toTime, type Day } from '../postmortem/calendar.ts'
import { clockIn } from '../postmortem/wall-clock.ts'
import { lastReviewed, reviewDay, spanAround, type Span, type SpanKind } from '../review/span.ts'
import { addDays } from '../postmortem/calendar.ts'

const QUARTER_MS = 15 * 60_000
const HOUR_MS = 60 * 60_000
// No zone is further from UTC.
const FURTHEST_MS = 15 * HOUR_MS
/** Later nobody needs it: the app came, or was told to, only after its day. */
const LATE_DAYS = 30

export interface Due {
  readonly span: Span
  /** The day there. */
  readonly today: Day
  /** Whether its time had not come before then. */
  readonly isAfter: (from: Date) => boolean
}

/** What is to be reviewed by now: at the hour of the digest, on the clock of its zone; null where it is too early or too late. */
export function dueBy(kind: SpanKind, now: Date, config: Config): Due | null {
  const clock = clockIn(config.digest.zone)
  const wall = clock(now)
  const today = wall.slice(0, 10)
  const span = lastReviewed(kind, today)
  const slot = slotOf(span, config)
  if (wall < slot || daysBetween(reviewDay(span), today) > LATE_DAYS) return null
  return { span, today, isAfter: (from) => clock(from) <= slot }
}

/** When the next one is to be written. */
export function nextTime(kind: SpanKind, after: Date, config: Config): Date {
  const wall = clockIn(config.digest.zone)(after)
  const last = lastReviewed(kind, wall.slice(0, 10))
  const span = slotOf(last, config) > wall ? last : spanAround(kind, addDays(last.until, 1))
  return instantOf(slotOf(span, config), config)
}

/** As a wall clock there shows it: `2026-10-01T09`. */
const slotOf = (span: Span, { digest: { hour } }: Config): string =>
  `${reviewDay(span)}T${String(hour).padStart(2, '0')}`

/** Clocks are only read, never turned back into instants; no zone is off the hour by less than quarters. */
function instantOf(slot: string, { digest: { zone } }: Config): Date {
  const clock = clockIn(zone)
  let at = toTime(slot.slice(0, 10)) + Number(slot.slice(11)) * HOUR_MS - FURTHEST_MS
  while (clock(new Date(at)) < slot) at += QUARTER_MS
  return new Date(at)
}
