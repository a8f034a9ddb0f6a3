import {
  dayOf,
  addDays,
  addMonths,
  addWorkingDays,
  endOfMonth,
  monthOf,
  weekdayOf,
  yearOf,
} from './calendar.ts'
import {
  dateAt,
  datesIn,
  fullDateIn,
  MONTH,
  monthEnd,
  monthNumber,
  WEEKDAY,
  weekdayAfter,
  weekdayNumber,
} from './dates.ts'
import { sprintEnd } from './sprints.ts'
import type { Day } from './calendar.ts'
import type { DateContext } from './dates.ts'
import type { SprintEnds } from './sprints.ts'
import { matchesOf } from './matches.ts'

/** A deadline as written, with its calendar date where that can be known. */
export interface Due {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly day: Day | null
}

interface Phrase {
  readonly words: RegExp
  read(match: RegExpExecArray, base: Day | null, ends: SprintEnds | undefined): Day | null
}

const NUMBER = String.raw`(\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve)`
const COUNTS: Readonly<Record<string, number>> = {
  a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12,
} // prettier-ignore
const UNIT = String.raw`(working days?|business days?|days?|weeks?|months?|sprints?|iterations?|quarters?|d|w)`
const YEAR = String.raw`((?:19|20)\d{2})`

/** Deadlines that are no plain dates. Each starts where the search stands. */
const PHRASES: readonly Phrase[] = [
  phrase(String.raw`(?:the )?(?:Christmas|Xmas)(?: (?:eve|break|holidays?))?(?!\w)`, (_, base) => yearlyFrom(base, 12, 24)),
  phrase(String.raw`(?:the )?new year(?:'?s)?(?: eve)?(?!\w)`, (_, base) => yearlyFrom(base, 12, 31)),
  phrase(String.raw`(?:Easter|Thanksgiving|Black Friday)(?!\w)`, () => null),
  phrase(String.raw`(?:(?:the|this|next|coming|end of|start of) ){0,3}(?:(?:spring|summer|autumn|fall|winter) (?:term|semester|season|break|holidays?)|(?:(?:the|this|next|end of) (?:term|semester)|(?:the|this|next|end of) (?:spring|summer|autumn|winter))(?!\w))(?:,? ${YEAR})?(?!\w)`, () => null),
  phrase(String.raw`(?:the )?(?:first|second|third|fourth|last) (?:working day|${WEEKDAY}) (?:of|in) (?:every|each|the) (?:month|quarter|year)`, () => null),
  phrase(String.raw`FY\s?'?\d{2,4}[\s,/-]*(?:Q[1-4]|H[12])?|(?:Q[1-4]|H[12])[\s,/-]*FY\s?'?\d{2,4}`, () => null),
  phrase(String.raw`Q([1-4])[\s,/'-]*${YEAR}\s*(?:-|\u2013|\u2014|to|until)\s*Q([1-4])[\s,/'-]*${YEAR}`, (m) => quarterEnd(Number(m[3]), Number(m[4]))),
  phrase(String.raw`(?:the )?(?:end of )?Q([1-4])(?:[\s,/'-]*(?:${YEAR}|(\d{2})))?(?!\w|\.\d)`, (m, base) => quarterOf(Number(m[1]), yearWords(m[2], m[3]), base)),
  phrase(String.raw`${YEAR}[\s/-]*Q([1-4])(?!\w)`, (m) => quarterEnd(Number(m[2]), Number(m[1]))),
  phrase(String.raw`H([12])(?:[\s,/'-]*${YEAR})?(?!\w)|${YEAR}[\s/-]*H([12])(?!\w)`, (m, base) => halfOf(Number(m[1] ?? m[4]), m[2] ?? m[3], base)),
  phrase(String.raw`(?:the )?(?:end|close) of (?:the |this )?(?:current )?week|EOW`, (_, base) => fridayFrom(base, 0)),
  phrase(String.raw`(?:the )?end of next week`, (_, base) => fridayFrom(base, 1)),
  phrase(String.raw`(?:the )?end of (?:the |this )?(?:current )?month|EOM`, (_, base) => monthEndFrom(base, 0)),
  phrase(String.raw`(?:the )?end of next month`, (_, base) => monthEndFrom(base, 1)),
  phrase(String.raw`(?:the )?end of (?:the |this )?(?:current )?quarter|EOQ|this quarter`, (_, base) => (base === null ? null : quarterEnd(quarterFrom(base), yearOf(base)))),
  phrase(String.raw`(?:the )?(?:end of )?next quarter`, (_, base) => (base === null ? null : quarterAfter(base))),
  phrase(String.raw`(?:the )?end of (?:the |this )?(?:current )?year|(?:the )?year'?s? end|EOY`, (_, base) => (base === null ? null : `${yearOf(base)}-12-31`)),
  phrase(String.raw`(?:the )?end of (${MONTH})\b\.?(?:,?\s+${YEAR})?`, (m, base) => monthEnd(monthNumber(m[1]), m[2], base)),
  phrase(String.raw`(?:the )?(?:start|beginning|middle) of (?:the )?(?:next )?(?:year|month|week|quarter|${MONTH}\b)(?:,?\s+${YEAR})?|(?:early|mid|late)[\s-](?:${MONTH}\b|(?:19|20)\d{2}|Q[1-4]|sprint|week|month|quarter|term|year)(?:,?\s+${YEAR})?`, () => null),
  phrase(String.raw`(?:the )?(?:(?:end|close) of )?(?:the )?(this |next |current |coming )?(?:sprint|iteration)(\s+(?:#\s?)?\d[\d.]*)?(?!\w)`, (m, base, ends) => (m[2] === undefined ? sprintEnd(ends, base, /next/i.test(m[1] ?? '') ? 2 : 1) : null)),
  phrase(String.raw`(?:the )?next (?:month|year)|this (?:month|year)`, (m, base) => (/this month/i.test(m[0]) ? monthEndFrom(base, 0) : /this year/i.test(m[0]) && base !== null ? `${yearOf(base)}-12-31` : null)),
  phrase(String.raw`(?:the )?next week`, (_, base) => fridayFrom(base, 1)),
  phrase(String.raw`this week`, (_, base) => fridayFrom(base, 0)),
  phrase(String.raw`next (${WEEKDAY})\b`, (m, base) => (base === null ? null : addDays(base, 7 - weekdayOf(base) + weekdayNumber(m[1] ?? '')))),
  phrase(String.raw`(?:COB|EOD|end of day|close of business)(?: on)?\s+(${WEEKDAY})\b`, (m, base) => nextWeekday(m[1], base)),
  phrase(String.raw`(${WEEKDAY}) week\b`, (m, base) => (base === null ? null : addDays(weekdayAfter(base, weekdayNumber(m[1] ?? '')), 7))),
  phrase(String.raw`the (\d{1,2})(?:st|nd|rd|th)(?! of|\w)`, (m, base) => dayAhead(base, Number(m[1]))),
  phrase(String.raw`(?:this |on )?(${WEEKDAY})\b(?!\s*\d)(?!,?\s+(?:\d|${MONTH}))`, (m, base) => nextWeekday(m[1], base)),
  phrase(String.raw`(?:EOD|COB|end of day|close of business|today|tonight)`, (_, base) => base),
  phrase(String.raw`tomorrow`, (_, base) => (base === null ? null : addDays(base, 1))),
  phrase(String.raw`T\s?\+\s?(\d{1,3})\s?(d|days?|w|weeks?)\b`, (m, base) => later(base, m[1], m[2])),
  phrase(String.raw`\+\s?(\d{1,3})\s?(d|w|days?|weeks?)\b`, (m, base) => later(base, m[1], m[2])),
  phrase(String.raw`(?:in |within |over |during )?(?:the )?(?:next |coming |at most |max\.? )?${NUMBER}[\s-]${UNIT}(?: (?:time|from now|(?:of|after|from) (?:this|the) (?:review|incident|outage|meeting|postmortem|report)))?(?!\w)`, (m, base, ends) => later(base, m[1], m[2], ends)),
  phrase(String.raw`(?:in|within) (?:a|the) fortnight`, (_, base) => (base === null ? null : addDays(base, 14))),
  phrase(String.raw`${YEAR}-(\d{2})(?![\d-])`, (m) => monthIn(Number(m[2]), Number(m[1]))),
  phrase(String.raw`(${MONTH})\b\.?(?:,?\s+${YEAR})?(?!\s+\d)`, (m, base) => monthEnd(monthNumber(m[1]), m[2], base)),
] // prettier-ignore

/** The deadline that makes up the whole of `words`, as in a column or after "Due:"; a leading "by" may stand. */
export function dueOf(words: string, context: DateContext): Due | null {
  const lead = LEAD.exec(words)?.[0].length ?? 0
  // "First Monday of every month" begins with one of these words, but says it all.
  return wholeAt(words, lead, context) ?? (lead === 0 ? null : wholeAt(words, 0, context))
}

const LEAD =
  /^\W*(?:(?:due|deadline|target|eta|first|starting|by|before|until|till|bis(?: zum)?|no later than|not later than|latest|expected|on|date|in(?=\s+(?:[JFMASOND][a-z]{2,8}\b|Q\d|H\d|20\d\d)))\b[\s:]*)*/i

function wholeAt(words: string, at: number, context: DateContext): Due | null {
  const found = dueAt(words, at, context)
  if (found === null) return null
  // "Sprint 48 (ends 2026-12-04)" tells its end.
  const end =
    found.day === null ? fullDateIn(/^\s*\(([^)]{1,40})\)\s*$/.exec(words.slice(found.end))?.[1] ?? '') : null
  if (end !== null) return { ...found, day: end }
  // "3 weeks of soak testing": whatever follows must be no more than a remark in brackets or a clock.
  const rest = words.slice(found.end)
  return /^[\s.,;:)\]]*(?:(?:at |T)?\d{1,2}:\d{2}\S*(?:\s?[A-Z]{2,4})?|\(.*|at the latest|latest|COB|EOD|EOB)?[\s.,;)\]]*$/i.test(
    rest,
  )
    ? found
    : null
}

/** "5 pm on Friday", "noon, 3 December", "the week of 7 December". */
const PREFIX =
  /(?:(?:noon|midday|midnight|\d{1,2}(?::\d{2})? ?[ap]m|\d{1,2}:\d{2})(?: [A-Z]{2,4}\b)?,?(?: on)? (?=[\dA-Zt])|((?:the )?(?:week (?:of|commencing|starting|beginning)|w\/c) (?=\d|[A-Zt])))/y
/** Deadlines are asked for at every word, and few words begin one. */
const START = new RegExp(
  String.raw`\d|\+|T\s?\+|FY|Q[1-4]|H[12]|W\d|[KC]W|w\/c|noon|mid|(?:the|end|close|this|next|coming|current|at|max|calendar|week|early|late|start|beginning|EO[WDMQY]|COB|in|within|over|during|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|today|tonight|tomorrow|Christmas|Xmas|new|Easter|Thanksgiving|Black|spring|summer|autumn|fall|winter|first|second|third|fourth|last|sprint|iteration|year|year's|on|${MONTH}|${WEEKDAY})(?![a-z])`,
  'iy',
)

/** The deadline that stands at exactly `index`. */
export function dueAt(words: string, index: number, context: DateContext): Due | null {
  START.lastIndex = index
  if (!START.test(words)) return null
  PREFIX.lastIndex = index
  const prefix = PREFIX.exec(words)
  if (prefix !== null) {
    const inner = dueAt(words, index + prefix[0].length, context)
    if (inner === null) return null
    const day = prefix[1] === undefined ? inner.day : fridayFrom(inner.day, 0)
    return { start: index, end: inner.end, text: words.slice(index, inner.end), day }
  }
  const date = dateAt(words, index, context)
  if (date !== null) return { ...date, text: words.slice(date.start, date.end) }
  for (const known of PHRASES) {
    known.words.lastIndex = index
    const match = known.words.exec(words)
    if (match === null || !isWritten(match[0])) continue
    const end = index + match[0].trimEnd().length
    return {
      start: index,
      end,
      text: words.slice(index, end),
      day: known.read(match, context.base, context.sprintEnds),
    }
  }
  return null
}

/** A deadline anywhere in a heading: `Long-term (Q4 2025)`, `In progress (next 2 weeks):`. */
export function dueIn(words: string, context: DateContext): Due | null {
  const [date] = datesIn(words, context)
  if (date !== undefined) return { ...date, text: words.slice(date.start, date.end) }
  for (const start of matchesOf(/(?<![\w-])(?=[\w+])/g, words)) {
    const found = dueAt(words, start.index, context)
    if (found !== null) return found
  }
  return null
}

function phrase(words: string, read: Phrase['read']): Phrase {
  return { words: new RegExp(words, 'iy'), read }
}

/** Months and weekdays are written with a capital; "may" and "sun" are other words. */
function isWritten(words: string): boolean {
  if (!new RegExp(`^(?:end of |the end of |next |this |on )*(?:${MONTH}|${WEEKDAY})\\b`, 'i').test(words))
    return true
  return /[A-Z]/.test(words)
}

function yearWords(long: string | undefined, short: string | undefined): string | undefined {
  return long ?? (short === undefined ? undefined : `20${short}`)
}

function quarterEnd(quarter: number, year: number): Day {
  return endOfMonth(year, quarter * 3)
}

function quarterFrom(day: Day): number {
  return Math.ceil(monthOf(day) / 3)
}

function quarterAfter(base: Day): Day {
  const quarter = quarterFrom(base)
  return quarter === 4 ? quarterEnd(1, yearOf(base) + 1) : quarterEnd(quarter + 1, yearOf(base))
}

function quarterOf(quarter: number, year: string | undefined, base: Day | null): Day | null {
  if (year !== undefined) return quarterEnd(quarter, Number(year))
  if (base === null) return null
  return quarterEnd(quarter, yearOf(base) + (quarter < quarterFrom(base) ? 1 : 0))
}

/** The next such day of the calendar. */
function yearlyFrom(base: Day | null, month: number, day: number): Day | null {
  if (base === null) return null
  const days = [0, 1].map((years) => dayOf(yearOf(base) + years, month, day))
  return days.find((found) => found !== null && found >= base) ?? null
}

/** "The 15th": of this month, or the next. */
function dayAhead(base: Day | null, day: number): Day | null {
  if (base === null) return null
  const months = [base, addMonths(`${base.slice(0, 8)}01`, 1)]
  return (
    months.map((one) => dayOf(yearOf(one), monthOf(one), day)).find((one) => one !== null && one >= base) ??
    null
  )
}

function halfOf(half: number, year: string | undefined, base: Day | null): Day | null {
  if (year !== undefined) return endOfMonth(Number(year), half * 6)
  if (base === null) return null
  return endOfMonth(yearOf(base) + (half * 6 < monthOf(base) ? 1 : 0), half * 6)
}

function monthIn(month: number, year: number): Day | null {
  return month >= 1 && month <= 12 ? endOfMonth(year, month) : null
}

function fridayFrom(base: Day | null, weeks: number): Day | null {
  return base === null ? null : addDays(base, 5 - weekdayOf(base) + weeks * 7)
}

function monthEndFrom(base: Day | null, months: number): Day | null {
  if (base === null) return null
  const day = addMonths(base, months)
  return endOfMonth(yearOf(day), monthOf(day))
}

function nextWeekday(name: string | undefined, base: Day | null): Day | null {
  return base === null ? null : weekdayAfter(base, weekdayNumber(name ?? ''))
}

function later(
  base: Day | null,
  count: string | undefined,
  unit: string | undefined,
  ends?: SprintEnds,
): Day | null {
  const amount = Number(count) || (COUNTS[(count ?? '').toLowerCase()] ?? 0)
  const kind = (unit ?? '').toLowerCase()
  if (base === null || amount === 0) return null
  if (/^(?:working|business)/.test(kind)) return addWorkingDays(base, amount)
  if (/^(?:sprint|iteration)/.test(kind)) return sprintEnd(ends, base, amount)
  if (kind.startsWith('d')) return addDays(base, amount)
  if (kind.startsWith('w')) return addDays(base, amount * 7)
  if (kind.startsWith('m')) return addMonths(base, amount)
  return kind.startsWith('q') ? addMonths(base, amount * 3) : null
}
