import { dayOf, fromTime, toTime } from '../postmortem/calendar.ts'
import { LONGEST_TIME, whenAt } from '../postmortem/times.ts'
import { UTC, zoneAt } from '../postmortem/zones.ts'
import { onClockOf } from './local-clock.ts'
import type { Zone } from '../postmortem/zones.ts'
import type { Doubt } from './local-clock.ts'
import type { Reading } from './evidence.ts'

/** A time that could be read. */
export interface Moment {
  /** Milliseconds since 1970 in UTC. */
  readonly time: number
  readonly zoneStated: boolean
  readonly doubt: Doubt | null
}

/** A time that could not, and why. */
export interface Refusal {
  readonly problem: string
  readonly fix: string
}

export const isRefusal = (read: Moment | Refusal): read is Refusal => 'problem' in read

const NONE: Refusal = {
  problem: 'This entry has no time',
  fix: 'Give it one, or add it to the timeline by hand.',
}
const DIGITS = /^-?\d{1,19}(?:\.\d{1,9})?$/
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?(?: ?(Z|[+-]\d{2}:?\d{2}|[+-]\d{2}))?$/i

/**
 * The instant that a tool wrote down: ISO 8601, an epoch in seconds, milliseconds, micro- or nanoseconds (told apart by their size),
 * or a date and clock as people write them.
 * @param zone Of times that state none, where the export says one elsewhere (a column's title).
 */
export function readTime(value: unknown, reading: Reading, zone: Zone | null = null): Moment | Refusal {
  return typeof value === 'number' ? epoch(value) : textTime(value, reading, zone)
}

/** True for what tools write where they mean no time: nothing, a blank, or Go's zero time. */
export function isUnset(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (typeof value === 'string' && value.startsWith('0001-01-01'))
  )
}

function textTime(value: unknown, reading: Reading, zone: Zone | null): Moment | Refusal {
  if (typeof value !== 'string' || isUnset(value.trim())) return NONE
  const text = value.trim().slice(0, LONGEST_TIME)
  if (DIGITS.test(text)) return epoch(epochNumber(text))
  const iso = ISO.exec(text)
  if (iso === null) return spoken(text, reading, zone)
  const day = dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const seconds = clockSeconds(iso[4], iso[5], iso[6])
  const minutes = iso[8] === undefined ? 0 : offsetMinutes(iso[8])
  if (day === null || seconds === null || minutes === null) return unread(text)
  const local = toTime(day) + seconds * 1000 + milliseconds(iso[7])
  const own: Zone | null = iso[8] === undefined ? null : { kind: 'offset', minutes, ambiguous: false }
  return placed(local, own, zone, reading)
}

/** In seconds; nanoseconds have more digits than a number keeps, and milliseconds are enough. */
function epochNumber(text: string): number {
  const [whole = '', part] = text.split('.')
  return part === undefined && whole.length > 16 ? Number(whole.slice(0, -6)) / 1000 : Number(text)
}

function epoch(value: number): Moment | Refusal {
  const size = Math.abs(value)
  const unit = size < 1e11 ? 1000 : size < 1e14 ? 1 : size < 1e17 ? 1e-3 : 1e-6
  const time = Math.round(value * unit)
  // Calendars end there.
  return Math.abs(time) <= 8.64e15 ? { time, zoneStated: true, doubt: null } : unread(String(value))
}

/** Of a time of day that there is; the second 60 is a leap second. */
export function clockSeconds(hours = '', minutes = '', seconds = '0'): number | null {
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60) return null
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}

function milliseconds(fraction = ''): number {
  return Number(fraction.slice(0, 3).padEnd(3, '0'))
}

/** Of `Z`, `UTC`, `+01:00`, `-0530` or `+01`; null where no place on earth has it. */
export function offsetMinutes(words: string): number | null {
  if (/^[a-z]/i.test(words)) return 0
  const [hours, minutes] = [Number(words.slice(1, 3)), words.length > 3 ? Number(words.slice(-2)) : 0]
  if (hours > 14 || minutes > 59) return null
  return (words.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

/** The zone that `Reading.zone` or a config names. */
export function namedZone(name: string): Zone {
  return /^(?:UTC|GMT|Z|Etc\/UTC)$/i.test(name) ? UTC : { kind: 'place', name }
}

function placed(local: number, own: Zone | null, stated: Zone | null, { zone }: Reading): Moment {
  const found = own ?? stated
  return { ...onClockOf(found ?? namedZone(zone), local), zoneStated: found !== null }
}

/** "23 Nov 2026 14:03 CET", "14:03", "11/23/2026 2:03 pm": read like the times of a postmortem. */
function spoken(text: string, reading: Reading, zone: Zone | null): Moment | Refusal {
  const base = reading.day ?? fromTime(reading.now.getTime())
  const when = whenAt(text, { base, slashes: 'unknown', direction: 'past' })
  if (when === null) return unread(text)
  if (when.clock === null)
    return { problem: `"${short(text)}" has no time of day`, fix: 'Give the entry its time of day.' }
  if (when.hasDay && when.day === null) return { problem: `Which day "${short(text)}" is, cannot be told`, fix: 'Write dates as 2026-11-23.' } // prettier-ignore
  const rest = text.slice(when.end).trim()
  const late = rest === '' ? null : zoneAt(rest, 0)
  if (rest !== '' && late?.end !== rest.length)
    return /^\(?[A-Z][\w/+-]*\)?$/.test(rest)
      ? {
          problem: `The zone "${short(rest)}" is not known`,
          fix: 'Write times in UTC or with an offset such as +01:00.',
        }
      : unread(text)
  const day = when.day ?? reading.day
  if (day === null) return { problem: `"${short(text)}" has no day`, fix: 'Say which day it is with --day, or write dates into the export.' } // prettier-ignore
  return placed(
    toTime(day) + when.clock * 1000 + fractionOf(text),
    when.zone ?? late?.zone ?? null,
    zone,
    reading,
  )
}

/** The clocks of postmortems have no parts of a second; those of exports do. */
function fractionOf(text: string): number {
  return milliseconds(/\d{1,2}:\d{2}:\d{2}[.,](\d{1,9})/.exec(text)?.[1])
}

function unread(text: string): Refusal {
  return {
    problem: `"${short(text)}" is no time that can be read`,
    fix: 'Write times as 2026-11-23T14:03:00Z.',
  }
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
