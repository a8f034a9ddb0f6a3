import type { Config, Day as DayName } from '../config/schema.ts'
import { addDays, daysBetween, weekdayOf, yearOf, type Day } from '../postmortem/calendar.ts'

const WEEKDAY: Readonly<Record<DayName, number>> = {
  monday: 1,
  tuesday: 2,
  wednesday: 3,
  thursday: 4,
  friday: 5,
  saturday: 6,
  sunday: 7,
}

/**
 * Reads the wall clock of an IANA zone: `2026-11-23T09`. Clocks are compared as text and never turned back into
 * instants, so an hour that summer time skips has passed as soon as a later one is shown, and one that is shown twice
 * comes once.
 */
export function clockIn(zone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  })
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}`
  }
}

/** The newest time for a digest that a wall clock has passed, as such a clock shows it. */
export function lastSlot(wall: string, { day, hour }: Pick<Config['digest'], 'day' | 'hour'>): string {
  const today = wall.slice(0, 10)
  const back = (weekdayOf(today) - WEEKDAY[day] + 7) % 7
  const time = `T${String(hour).padStart(2, '0')}`
  const slot = addDays(today, -back) + time
  return slot <= wall ? slot : addDays(today, -back - 7) + time
}

/** `2026-W48`; weeks so written sort as text. A week belongs to the year of its Thursday. */
export function isoWeek(day: Day): string {
  const thursday = addDays(day, 4 - weekdayOf(day))
  const week = 1 + Math.floor(daysBetween(`${yearOf(thursday)}-01-01`, thursday) / 7)
  return `${yearOf(thursday)}-W${String(week).padStart(2, '0')}`
}
