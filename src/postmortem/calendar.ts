/** Calendar arithmetic on bare dates (`2026-12-01`), free of clocks and zones. */
export type Day = string

const MILLISECONDS_A_DAY = 86_400_000
/** Behind it years have five digits, and no day compares with those before. */
const LAST_DAY = Date.UTC(9999, 11, 31)

/** The day, or null where the calendar has no such day (30 February). */
export function dayOf(year: number, month: number, day: number): Day | null {
  if (year < 1970 || year > 9999 || month < 1 || month > 12 || day < 1 || day > lastDay(year, month))
    return null
  return `${year}-${pad(month)}-${pad(day)}`
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

export function monthOf(day: Day): number {
  return Number(day.slice(5, 7))
}

export function addDays(day: Day, days: number): Day {
  return fromTime(Math.min(toTime(day) + days * MILLISECONDS_A_DAY, LAST_DAY))
}

/** The same day of a later month, or that month's last day where it is shorter. */
export function addMonths(day: Day, months: number): Day {
  const index = yearOf(day) * 12 + monthOf(day) - 1 + months
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  return `${year}-${pad(month)}-${pad(Math.min(Number(day.slice(8, 10)), lastDay(year, month)))}`
}

export function addWorkingDays(day: Day, days: number): Day {
  let current = day
  for (let left = days; left > 0;) {
    current = addDays(current, 1)
    if (weekdayOf(current) <= 5) left--
  }
  return current
}

/** Monday is 1, Sunday is 7. */
export function weekdayOf(day: Day): number {
  return new Date(toTime(day)).getUTCDay() || 7
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((toTime(to) - toTime(from)) / MILLISECONDS_A_DAY)
}

export function endOfMonth(year: number, month: number): Day {
  return `${year}-${pad(month)}-${pad(lastDay(year, month))}`
}

/** The Friday of an ISO week, or null where the year has no such week. */
export function fridayOfWeek(year: number, week: number): Day | null {
  const fourth = dayOf(year, 1, 4)
  if (fourth === null || week < 1 || week > 53) return null
  const monday = addDays(fourth, 1 - weekdayOf(fourth) + (week - 1) * 7)
  const thursday = addDays(monday, 3)
  return yearOf(thursday) === year ? addDays(monday, 4) : null
}

export function toTime(day: Day): number {
  return Date.UTC(yearOf(day), monthOf(day) - 1, Number(day.slice(8, 10)))
}

export function fromTime(time: number): Day {
  return new Date(time).toISOString().slice(0, 10)
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
