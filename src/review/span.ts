import { addDays, dayOf, endOfMonth, monthOf, weekdayOf, yearOf, type Day } from '../postmortem/calendar.ts'

export const SPANS = ['quarter', 'year'] as const
export type SpanKind = (typeof SPANS)[number]

/** A quarter or a year, with its first and its last day. */
export interface Span {
  readonly kind: SpanKind
  /** `2026-Q3`, `2026`: what tells it from others. */
  readonly key: string
  /** As people say it: `2026 Q3`, `2026`. */
  readonly name: string
  readonly since: Day
  readonly until: Day
}

export function quarterOf(year: number, quarter: number): Span {
  const month = quarter * 3 - 2
  const since = dayOf(year, month, 1) ?? ''
  const name = `${String(year)} Q${String(quarter)}`
  return { kind: 'quarter', key: name.replace(' ', '-'), name, since, until: endOfMonth(year, month + 2) }
}

export function yearSpan(year: number): Span {
  const name = String(year)
  return { kind: 'year', key: name, name, since: `${name}-01-01`, until: `${name}-12-31` }
}

/** The one in which a day lies. */
export const spanAround = (kind: SpanKind, day: Day): Span =>
  kind === 'year' ? yearSpan(yearOf(day)) : quarterOf(yearOf(day), Math.ceil(monthOf(day) / 3))

/** `2026-Q3`, `2026 q3`, `2026Q3` or `2026`; null for anything else. */
export function spanNamed(name: string): Span | null {
  const [, year, quarter] = /^(19[7-9]\d|[2-9]\d{3})(?:[- ]?[Qq]([1-4]))?$/.exec(name.trim()) ?? []
  if (year === undefined) return null
  return quarter === undefined ? yearSpan(Number(year)) : quarterOf(Number(year), Number(quarter))
}

/** The first working day after it. New Year's Day is none, nearly everywhere; other holidays nobody can know. */
export function reviewDay({ until }: Pick<Span, 'until'>): Day {
  let day = addDays(until, 1)
  while (weekdayOf(day) > 5 || day.endsWith('-01-01')) day = addDays(day, 1)
  return day
}

/** The newest one whose review day has come by that day. */
export function lastReviewed(kind: SpanKind, today: Day): Span {
  let span = spanAround(kind, today)
  do span = spanAround(kind, addDays(span.since, -1))
  while (reviewDay(span) > today)
  return span
}
