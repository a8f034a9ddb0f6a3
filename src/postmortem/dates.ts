import {
  addDays,
  dayOf,
  daysBetween,
  fridayOfWeek,
  endOfMonth,
  monthOf,
  weekdayOf,
  yearOf,
} from './calendar.ts'
import type { Day } from './calendar.ts'
import type { SprintEnds } from './sprints.ts'
import { matchesOf } from './matches.ts'

/** How a text's slashed dates are ordered, as far as it shows. */
export type SlashOrder = 'day-first' | 'month-first' | 'unknown'

/** What a date without a year, or with an ambiguous order, is read against. */
export interface DateContext {
  /** The incident's or the document's day. */
  readonly base: Day | null
  readonly slashes: SlashOrder
  /** `near`: the year that brings it closest to the base; `ahead`: the first such day from the base on; `past`: the last. */
  readonly direction: 'near' | 'ahead' | 'past'
  readonly sprintEnds?: SprintEnds | undefined
}

export interface DateMatch {
  readonly start: number
  readonly end: number
  /** Null where the words are a date, but which one cannot be known. */
  readonly day: Day | null
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Months whose German names begin in another way. */
const GERMAN: Readonly<Record<string, string>> = { mär: 'mar', mai: 'may', okt: 'oct', dez: 'dec' }
export const MONTH = String.raw`(?:jan(?:uary?|uar)?|feb(?:ruary?|ruar)?|mar(?:ch)?|m\u00E4rz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)`
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
export const WEEKDAY = String.raw`(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)`
const ORDINAL = String.raw`(?:st|nd|rd|th)`
const YEAR = String.raw`(?:19|20)\d{2}(?!\d|:\d)`
const LEAD = String.raw`(?:${WEEKDAY}\b\.?,?\s+(?:the\s+)?)?`

interface Pattern {
  readonly words: RegExp
  read(match: RegExpExecArray, context: DateContext): Day | null
}

/** Each is tried in this order at one place of the text. */
const PATTERNS: readonly Pattern[] = [
  {
    words: pattern(String.raw`${LEAD}(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d])`),
    read: (m) => dayOf(Number(m[1]), Number(m[2]), Number(m[3])),
  },
  {
    words: pattern(String.raw`${LEAD}(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2}(?![\d:.]))?(?![\d])`),
    read: (m, context) => yearly(m[3], Number(m[2]), Number(m[1]), context),
  },
  {
    // "06-17 21:05": as in a log, the month first.
    words: pattern(String.raw`(\d{2})-(\d{2})(?=[ T]\d{1,2}:\d{2})`),
    read: (m, context) => (Number(m[1]) > 12 ? yearly(undefined, Number(m[2]), Number(m[1]), context) : yearly(undefined, Number(m[1]), Number(m[2]), context)),
  },
  {
    words: pattern(String.raw`${LEAD}(\d{1,2})-(\d{1,2})-(\d{4})(?![\d-])`),
    read: (m, context) => slashed(Number(m[1]), Number(m[2]), m[3], context),
  },
  {
    words: pattern(String.raw`${LEAD}(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?(?![\d/])`),
    read: (m, context) => slashed(Number(m[1]), Number(m[2]), m[3], context),
  },
  {
    words: pattern(String.raw`${LEAD}(?:the\s+)?(\d{1,2})(?:${ORDINAL}|\.)?(?:\s+of)?[\s-]+(${MONTH})\b\.?(?:,?[\s-]+(${YEAR}))?`),
    read: (m, context) => yearly(m[3], monthNumber(m[2]), Number(m[1]), context),
  },
  {
    // "12-14 November 2026": from the first of these days on.
    words: pattern(String.raw`(\d{1,2})\s?[\u2013-]\s?\d{1,2}${ORDINAL}?\s+(${MONTH})\b\.?(?:,?[\s-]+(${YEAR}))?`),
    read: (m, context) => yearly(m[3], monthNumber(m[2]), Number(m[1]), context),
  },
  {
    words: pattern(String.raw`${LEAD}(${MONTH})\b\.?\s+(\d{1,2})${ORDINAL}?(?!\w|[:.]\d)(?:,?\s+(${YEAR}))?`),
    read: (m, context) => yearly(m[3], monthNumber(m[1]), Number(m[2]), context),
  },
  {
    words: pattern(String.raw`(?:(${YEAR})-?W|W|KW\s?|CW\s?|week\s|calendar week\s)(\d{1,2})(?:[\s,/-]+(${YEAR}))?(?![\d.])`),
    read: (m, context) => week(Number(m[2]), m[1] ?? m[3], context),
  },
] // prettier-ignore

/** The date that stands at exactly `index`. */
export function dateAt(text: string, index: number, context: DateContext): DateMatch | null {
  for (const pattern of PATTERNS) {
    pattern.words.lastIndex = index
    const match = pattern.words.exec(text)
    if (match === null) continue
    if (!isCalendarWords(match[0])) continue
    return {
      start: index,
      end: index + match[0].trimEnd().length,
      day: onItsWeekday(match[0], pattern.read(match, context)),
    }
  }
  return null
}

/** "Mon 16 Nov" without a year is the year in which that day is a Monday. */
function onItsWeekday(words: string, day: Day | null): Day | null {
  const weekday = weekdayNumber(words)
  if (day === null || weekday === 0 || weekdayOf(day) === weekday || new RegExp(YEAR).test(words)) return day
  const others = [-1, 1].map((years) => dayOf(yearOf(day) + years, monthOf(day), Number(day.slice(8, 10))))
  return others.find((other) => other !== null && weekdayOf(other) === weekday) ?? day
}

const STARTS = new RegExp(
  String.raw`(?<![\w.:/-])(?:\d|${WEEKDAY}\b|${MONTH}\b|the\s+\d|W\d|KW|CW|week\s|calendar)`,
  'gi',
)

/** Every date in a text, in order. */
export function datesIn(text: string, context: DateContext): DateMatch[] {
  const found: DateMatch[] = []
  for (const start of matchesOf(STARTS, text)) {
    if (start.index < (found.at(-1)?.end ?? 0)) continue
    const match = dateAt(text, start.index, context)
    if (match !== null) found.push(match)
  }
  return found
}

/** A date that says its year and its order by itself: what a whole document's day may be taken from. */
export function fullDateIn(text: string): Day | null {
  const context: DateContext = { base: null, slashes: 'unknown', direction: 'near' }
  return datesIn(text, context).find((match) => match.day !== null)?.day ?? null
}

/** Where no date says its year, those that stand as deadlines do; "3/20 nodes" and "24/7" are no dates. */
const SHORT =
  /(?:\b(?:by|due|on|until|before)\s|[|(,\u2013\u2014]\s?)([0-3]?\d)\/([0-3]?\d)(?=\s*(?:$|[|).,;]))/gm

/** The order that the slashed dates of a text show: one part above 12 settles it, unless another says the opposite. */
export function slashOrderOf(text: string): SlashOrder {
  let dayFirst = false
  let monthFirst = false
  for (const match of matchesOf(/(?<![\d/])(\d{1,2})\/(\d{1,2})\/(?:\d{4}|\d{2})(?![\d/])/g, text)) {
    if (Number(match[1]) > 12) dayFirst = true
    if (Number(match[2]) > 12) monthFirst = true
  }
  if (!dayFirst && !monthFirst) {
    for (const [, first, second] of matchesOf(SHORT, text)) {
      if (Number(first) > 12 && Number(second) <= 12) dayFirst = true
      if (Number(second) > 12 && Number(first) <= 12) monthFirst = true
    }
  }
  if (dayFirst === monthFirst) return 'unknown'
  return dayFirst ? 'day-first' : 'month-first'
}

export function monthNumber(words: string | undefined): number {
  const name = (words ?? '').slice(0, 3).toLowerCase()
  return MONTHS.indexOf(GERMAN[name] ?? name) + 1
}

/** Monday is 1; 0 where the words are no weekday. */
export function weekdayNumber(words: string): number {
  return WEEKDAYS.indexOf(words.slice(0, 3).toLowerCase()) + 1
}

/** The first such weekday after `base`. */
export function weekdayAfter(base: Day, weekday: number): Day {
  const ahead = (weekday - weekdayOf(base) + 7) % 7
  return addDays(base, ahead === 0 ? 7 : ahead)
}

const JUST_PASSED_DAYS = 45

/** A month and day in the year that the context asks for. */
export function withoutYear(month: number, day: number, context: DateContext): Day | null {
  const { base } = context
  if (base === null) return null
  const years = [yearOf(base) - 1, yearOf(base), yearOf(base) + 1]
  const days = years.map((year) => dayOf(year, month, day)).filter((found) => found !== null)
  // A date that has just passed is this year's: nobody sets a deadline eleven months ahead without its year.
  if (context.direction === 'past') return days.findLast((found) => found <= addDays(base, 1)) ?? null
  if (context.direction === 'ahead')
    return days.find((found) => daysBetween(found, base) <= JUST_PASSED_DAYS) ?? null
  return days.toSorted((a, b) => Math.abs(daysBetween(base, a)) - Math.abs(daysBetween(base, b)))[0] ?? null
}

/** The last day of a month, in the year that the context asks for. */
export function monthEnd(month: number, year: string | undefined, base: Day | null): Day | null {
  if (year !== undefined) return endOfMonth(Number(year), month)
  if (base === null) return null
  return endOfMonth(yearOf(base) + (month < monthOf(base) ? 1 : 0), month)
}

function pattern(words: string): RegExp {
  return new RegExp(words, 'iy')
}

/** "may 5 pods" and "sat 3" are no dates: month and weekday names count with a capital, "May" always needs it. */
function isCalendarWords(words: string): boolean {
  const name = /[a-z]{3,}/i.exec(words.replace(/\b(?:the|of|week|calendar)\b/gi, ''))?.[0]
  return name === undefined || /^[A-Z]/.test(name) || name.length > 4
}

function yearly(year: string | undefined, month: number, day: number, context: DateContext): Day | null {
  if (year === undefined) return withoutYear(month, day, context)
  return dayOf(year.length === 2 ? 2000 + Number(year) : Number(year), month, day)
}

function slashed(first: number, second: number, year: string | undefined, context: DateContext): Day | null {
  if (first > 12) return yearly(year, second, first, context)
  if (second > 12) return yearly(year, first, second, context)
  if (first === second || context.slashes === 'day-first') return yearly(year, second, first, context)
  if (context.slashes === 'month-first') return yearly(year, first, second, context)
  if (year === undefined && context.direction !== 'near') return null
  const days = [yearly(year, second, first, context), yearly(year, first, second, context)] as const
  return year === undefined ? sameDays(...days, context.base) : likelier(...days, context)
}

/** A report is written soon after its incident, and an action is due within the year. */
const NEAR_DAYS = 45
const FURTHEST_AHEAD_DAYS = 366

const SAME_DAYS = 3

/** "12/11" beside an incident of 12 November is not in December. */
function sameDays(one: Day | null, two: Day | null, base: Day | null): Day | null {
  if (base === null || one === null || two === null) return null
  const near = [one, two].filter((day) => Math.abs(daysBetween(base, day)) <= SAME_DAYS)
  return near.length === 1 ? (near[0] ?? null) : null
}

/** 05/12/2026 without any other date to show the order could be either: the only one that fits, better none than a wrong one. */
function likelier(one: Day | null, two: Day | null, { base, direction }: DateContext): Day | null {
  if (base === null || one === null || two === null) return null
  const fits = (day: Day): boolean => {
    const ahead = daysBetween(base, day)
    if (direction === 'past') return ahead <= 1 && ahead >= -FURTHEST_AHEAD_DAYS
    return direction === 'ahead' ? ahead >= 0 && ahead <= FURTHEST_AHEAD_DAYS : Math.abs(ahead) <= NEAR_DAYS
  }
  if (fits(one) === fits(two)) return null
  return fits(one) ? one : two
}

function week(number: number, year: string | undefined, context: DateContext): Day | null {
  if (year !== undefined) return fridayOfWeek(Number(year), number)
  if (context.base === null) return null
  const base = context.base
  const fridays = [yearOf(base), yearOf(base) + 1].map((candidate) => fridayOfWeek(candidate, number))
  return fridays.find((friday) => friday !== null && friday >= base) ?? null
}
