import { addDays } from './calendar.ts'
import { clockAt, endOf, exec } from './clocks.ts'
import { dateAt, weekdayNumber, WEEKDAY } from './dates.ts'
import { settleSpan, takeSecondClock } from './spans.ts'
import { zoneAt } from './zones.ts'
import type { Day } from './calendar.ts'
import type { DateContext } from './dates.ts'
import type { Clock } from './clocks.ts'
import type { Zone } from './zones.ts'

/** What stands at the start of a timeline entry: date, clock, zone, in any order, and a second pair for a range. */
export interface When {
  readonly day: Day | null
  /** True where words for a day stand there, even when which day cannot be known. */
  readonly hasDay: boolean
  /** 1 for Monday where only a weekday stands there. */
  readonly weekday: number
  /** Seconds since midnight, or null where there is no clock. */
  readonly clock: number | null
  /** The half of the day that a clock of twelve hours says. */
  readonly half: Clock['half']
  readonly endDay: Day | null
  readonly endClock: number | null
  /** Seconds since the incident's start ("T+5m"), or null. */
  readonly offset: number | null
  readonly zone: Zone | null
  /** Of the end, where it says one of its own: "from 14:03 CET to 09:10 EST". */
  readonly endZone: Zone | null
  readonly approximate: boolean
  /** True for "next day, 09:00": the day after that of the entry before. */
  readonly nextDay: boolean
  /** Where the words after the time and its separator begin. */
  readonly rest: number
  /** Where the time itself ends. */
  readonly end: number
}

/** No time of its own: what is told belongs to the day before it. */
export const SAME_DAY: When = {
  day: null, hasDay: false, weekday: 0, clock: null, half: null, endDay: null, endClock: null, offset: null, zone: null, endZone: null, approximate: false, nextDay: false,
  rest: 0, end: 0,
} // prettier-ignore

/** A time while its pieces are read, one after the other. */
export interface Reading {
  day: Day | null
  hasDay: boolean
  weekday: number
  clock: number | null
  half: Clock['half']
  endDay: Day | null
  endClock: number | null
  endHalf: Clock['half']
  zone: Zone | null
  endZone: Zone | null
  approximate: boolean
  nextDay: boolean
  isRange: boolean
}

const APPROXIMATE =
  /(?:~|\u2248|\u223C|\b(?:approx(?:imately)?\.?|approx|gegen|around|about|circa|c(?:irca)?\.|ca\.?|roughly|some ?time (?:around|after|before)|shortly (?:after|before)|just (?:after|before)|nearly|almost|after|before)\b\.?)\s*/iy
const FILLER =
  /(?:\s+|,|\b(?:at|on|from|since|between|starting|the|by(?=\s+\d))\b|@|T(?=\d)|[[(](?=[\s~\d\w])|[\])]|\b(?:hrs?|hours|o'clock|local time|local)\b|[*_`]+)/iy
const RANGE =
  /\s*(?:--?|\u2013|\u2014|\u2192|->|\u2026|\.{2,3}|\/(?=\d{4}-)|\bto\b|\buntil\b|\btill?\b|\bthrough\b|\bthru\b|\bbis\b|\band\b)\s*(?=[~\u2248\d]|noon|midnight|mid|approx|around|about|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)/iy
/** What stands before and behind the dash of `2026-11-20T14:03:00-08:00`, which is an offset and no range. */
const ISO_BEFORE =
  /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?| \d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?)$/
const WEST = /-(?:0\d|1[0-2]):[0-5]\d(?![\d:])/y
const SPOKEN_AFTER = /\s?(?:uhr|hrs?\.?|hours|o'clock|local time|(?<=\d)h)(?!\w)/iy
const ISH = /\s?-?ish\b|\s*\((?:approx(?:imately)?|ca|circa|est(?:imated)?|about|roughly)\.?\)/iy
const OPEN_END = /\s*(?:onwards?|-\s*(?:now|ongoing))\b/iy
const WEEKDAY_HERE = new RegExp(String.raw`${WEEKDAY}\b\.?`, 'iy')
const SEPARATOR = /\s*(?:[\s:\-\u2013\u2014|\u2022\u00B7.,;>=\u2192]+|$)/y

const RELATIVE =
  /[\s[(]{0,3}(?:T(?:ime)?[ -]?(?:0|zero)?\s?([+\u2212-])\s?|\+)(?:(\d{1,3}):(\d{2})(?::(\d{2}))?|(?:(\d{1,3})\s?(?:hours?|hrs?|h)(?![a-z])\.?)?\s?(?:(\d{1,4})\s?(?:m|mins?|minutes?|')?(?!\w|:\d))?\s?(?:(\d{1,4})\s?(?:s|secs?|seconds?)\b)?)[\])]?|[\s[(]{0,3}T[ -]?0(?!\w|:\d)[\])]?/iy

/** "T+5m", "T-1h10m", "T+00:05", "+5 min": counted from the start of the incident. */
function relativeAt(text: string, context: DateContext): When | null {
  const match = exec(RELATIVE, text, 0)
  if (match === null || !/\d/.test(match[0])) return null
  const [words, sign, long, short, last, hours, minutes, seconds] = match.map((part) => part ?? '')
  const isSpelled = sign !== '' || words?.includes(':') === true || /[hms]/i.test(words ?? '')
  if (!isSpelled && !/^\W*T/.test(words ?? '')) return null
  // "00:05" is minutes after hours, "01:10:00" has seconds too.
  const amount =
    Number(long) * 3600 +
    Number(short) * 60 +
    Number(last) +
    Number(hours) * 3600 +
    Number(minutes) * 60 +
    Number(seconds)
  const end = (words ?? '').length
  // "T+5m (14:08 UTC)": the clock in brackets says it outright.
  const stated = /^\s*[[(]/.test(text.slice(end, end + 4)) ? clockedAt(text.slice(end), context) : null
  if (stated !== null && stated.clock !== null)
    return { ...stated, end: stated.end + end, rest: stated.rest + end }
  const separator = exec(SEPARATOR, text, end)?.[0].length ?? 0
  return {
    day: null, hasDay: false, weekday: 0, clock: null, half: null, endDay: null, endClock: null, zone: null, endZone: null, approximate: false, nextDay: false,
    offset: sign === '-' || sign === '\u2212' ? -amount : amount, end, rest: end + separator,
  } // prettier-ignore
}

/** No time is longer; the rest of a long line need not be looked at. */
export const LONGEST_TIME = 160

/** True for a time of day or one counted from the start, false for a bare day. */
export function isTimed(when: When | null): boolean {
  return when !== null && (when.clock !== null || when.offset !== null)
}

/** Reads the time at the start of `text`; null where it does not start with one. */
export function whenAt(text: string, context: DateContext): When | null {
  return relativeAt(text, context) ?? clockedAt(text, context)
}

function clockedAt(text: string, context: DateContext): When | null {
  const reading: Reading = {
    day: null, hasDay: false, weekday: 0, clock: null, half: null, endDay: null, endClock: null, endHalf: null, zone: null, endZone: null,
    approximate: false, nextDay: false, isRange: false,
  } // prettier-ignore
  let at = 0
  let end = 0
  for (let steps = 0; steps < 40 && at < text.length; steps++) {
    const next = step(text, at, reading, context)
    if (next === null) break
    at = next.end
    if (next.counts) end = at
  }
  if (!reading.hasDay && reading.clock === null && reading.weekday === 0) return null
  return finish(text, end, reading)
}

interface Step {
  readonly end: number
  /** False for filler, which belongs to the time only when more of it follows. */
  readonly counts: boolean
}

function step(text: string, at: number, reading: Reading, context: DateContext): Step | null {
  const isFull = reading.clock !== null && (!reading.isRange || reading.endClock !== null)
  return (
    (isFull ? null : takeApproximate(text, at, reading)) ??
    takeRange(text, at, reading) ??
    takeDate(text, at, reading, context) ??
    (isFull ? null : takeClock(text, at, reading)) ??
    takeSuffix(text, at, reading) ??
    takeZone(text, at, reading) ??
    takeWeekday(text, at, reading) ??
    takeNextDay(text, at, reading) ??
    takeFiller(text, at)
  )
}

function takeApproximate(text: string, at: number, reading: Reading): Step | null {
  const end = endOf(APPROXIMATE, text, at)
  if (end === null) return null
  // "after", "before" and "about" are words of a sentence unless a time follows at once.
  if (!/^(?:\d|noon|mid)/i.test(text.slice(end, end + 4))) return null
  reading.approximate = true
  return { end, counts: false }
}

function takeRange(text: string, at: number, reading: Reading): Step | null {
  if (reading.isRange || (reading.clock === null && !reading.hasDay)) return null
  const end = endOf(RANGE, text, at)
  if (end === null || (endOf(WEST, text, at) !== null && ISO_BEFORE.test(text.slice(0, at)))) return null
  // "14:03 - 3 nodes lost": a number after the dash is a range only where it is a time itself.
  const probe: Reading = { ...reading, clock: null, hasDay: false, isRange: false, zone: null }
  const after = skipApproximate(text, end)
  const isTime =
    takeClock(text, after, probe) !== null ||
    dateAt(text, after, { base: null, slashes: 'unknown', direction: 'near' }) !== null
  if (!isTime) return null
  if (/\band\b/i.test(text.slice(at, end)) && !/\bbetween\b/i.test(text.slice(0, at))) return null
  reading.isRange = true
  return { end, counts: false }
}

function skipApproximate(text: string, at: number): number {
  return endOf(APPROXIMATE, text, at) ?? at
}

function takeDate(text: string, at: number, reading: Reading, context: DateContext): Step | null {
  if (/[\w.]/.test(text[at - 1] ?? '') && !/[T]/.test(text[at - 1] ?? '')) return null
  const match = dateAt(text, at, context)
  if (match === null) return null
  // 18.12 could be a clock; a date in that form says its year or ends with a dot, which the pattern asks for.
  if (reading.isRange) {
    if (reading.endDay !== null) return null
    reading.endDay = match.day
  } else {
    if (reading.hasDay) return null
    reading.day = match.day
    reading.hasDay = true
  }
  return { end: match.end, counts: true }
}

function takeClock(text: string, at: number, reading: Reading): Step | null {
  if (/[\d.:]/.test(text[at - 1] ?? '') || (/\w/.test(text[at - 1] ?? '') && text[at - 1] !== 'T'))
    return null
  const found = clockAt(text, at)
  if (found === null) return null
  if (reading.isRange) {
    reading.endClock = found.seconds
    reading.endHalf = found.half
  } else {
    reading.clock = found.seconds
    reading.half = found.half
  }
  return { end: found.end, counts: true }
}

function takeSuffix(text: string, at: number, reading: Reading): Step | null {
  if (reading.clock === null) return null
  const ish = endOf(ISH, text, at)
  if (ish !== null) {
    reading.approximate = true
    return { end: ish, counts: true }
  }
  const spoken = endOf(SPOKEN_AFTER, text, at)
  if (spoken !== null) return { end: spoken, counts: true }
  const open = endOf(OPEN_END, text, at)
  return open === null ? null : { end: open, counts: true }
}

function takeZone(text: string, at: number, reading: Reading): Step | null {
  const isOfEnd = reading.endClock !== null && reading.zone !== null
  if (reading.clock === null || (isOfEnd ? reading.endZone : reading.zone) !== null) return null
  // An offset sticks to its clock ("14:03+01:00", "14:03 +0100"); a lone dash and number is a range or a separator.
  if (/[+-]/.test(text[at] ?? '') && !/^[+-]\d{2}:?\d{2}(?!\d)/.test(text.slice(at, at + 7))) return null
  if (/[A-Za-z]/.test(text[at] ?? '') && /[A-Za-z]/.test(text[at - 1] ?? '')) return null
  const match = zoneAt(text, at)
  if (match === null) return null
  if (isOfEnd) reading.endZone = match.zone
  else reading.zone = match.zone
  return { end: match.end, counts: true }
}

function takeWeekday(text: string, at: number, reading: Reading): Step | null {
  if (reading.weekday > 0 || /\w/.test(text[at - 1] ?? '')) return null
  const match = exec(WEEKDAY_HERE, text, at)
  if (match === null || !/^[A-Z]/.test(match[0])) return null
  // "Mon" and "Sun Microsystems restarted" differ by what follows: a time, a date or the end of the words.
  const after = text.slice(at + match[0].length)
  if (
    !/^(?:,?\s*(?:\d|at\b|the\b|around|~|[A-Z][a-z]{2,8} \d)|\s*[:\-\u2013\u2014|)\]]|\s*$)/.test(after) &&
    reading.clock === null
  )
    return null
  if (reading.isRange) return { end: at + match[0].length, counts: true }
  reading.weekday = weekdayNumber(match[0])
  return { end: at + match[0].length, counts: true }
}

const NEXT_DAY =
  /(?:\s*\((?:\+\s?1(?: ?d(?:ay)?)?|(?:the )?(?:next|following) (?:day|morning))\)|(?:the )?(?:next|following) (?:day|morning)\b)/iy

function takeNextDay(text: string, at: number, reading: Reading): Step | null {
  const end = reading.nextDay || reading.hasDay || reading.isRange ? null : endOf(NEXT_DAY, text, at)
  if (end === null) return null
  reading.nextDay = true
  return { end, counts: reading.clock !== null }
}

function takeFiller(text: string, at: number): Step | null {
  const end = endOf(FILLER, text, at)
  if (end === null || end === at) return null
  return { end, counts: /[\])*_`]/.test(text[at] ?? '') }
}

function finish(text: string, found: number, reading: Reading): When {
  const end = takeSecondClock(text, found, reading)
  const separator = exec(SEPARATOR, text, end)?.[0].length ?? 0
  settleSpan(reading)
  // Clocks of two zones do not tell by themselves whether midnight has passed.
  const overMidnight =
    reading.endZone === null &&
    reading.endClock !== null &&
    reading.clock !== null &&
    reading.endClock < reading.clock
  const endDay = reading.endDay ?? (overMidnight && reading.day !== null ? addDays(reading.day, 1) : null)
  return {
    day: reading.day,
    hasDay: reading.hasDay,
    weekday: reading.weekday,
    clock: reading.clock,
    half: reading.half ?? reading.endHalf,
    endDay,
    endClock: reading.endClock,
    offset: null,
    zone: reading.zone,
    endZone: reading.endZone,
    approximate: reading.approximate,
    nextDay: reading.nextDay,
    end,
    rest: end + separator,
  }
}
