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
