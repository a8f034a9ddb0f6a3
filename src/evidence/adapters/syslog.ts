import { fromTime } from '../../postmortem/calendar.ts'
import { monthNumber, withoutYear } from '../../postmortem/dates.ts'
import { lineAdapter } from './line-adapter.ts'
import type { Adapter, Reading } from '../evidence.ts'
import type { Found } from '../tell.ts'

const RFC_5424 = /^<(\d{1,3})>\d{1,2} (\S{1,64}) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32})(?: (.*))?$/
const RFC_3164 =
  /^(?:<(\d{1,3})>)?([A-Z][a-z]{2}) {1,2}(\d{1,2})(?: (\d{4}))? (\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?) (\S{1,255}) (.*)$/
/** What rsyslog and journalctl write today: RFC 3339's time in RFC 3164's line. */
const WITH_ISO_TIME = /^(?:<(\d{1,3})>)?(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\S{0,18}) (\S{1,255}) (.*)$/
const TAG = /^([^\s:[\]]{1,64})(?:\[[^\]\s]{0,32}\])?: ?(.*)$/
const TAG_WITH_PROCESS = /^[^\s:[\]]{1,64}\[\d{1,10}\]: |^kernel: /

/**
 * Syslog lines. Those of RFC 3164 state neither year nor zone: the year is that of the incident's day, or the last one in which the date has
 * passed; the clock is that of `Reading.zone`. The source is program and host, because clocks go wrong by host.
 * @see https://www.rfc-editor.org/rfc/rfc5424#section-6
 * @see https://www.rfc-editor.org/rfc/rfc3164#section-4
 */
export const syslog: Adapter = lineAdapter({
  name: 'syslog',
  title: 'syslog lines',
  element: 'a syslog line',
  isOne(line) {
    if (RFC_5424.test(line)) return true
    const old = RFC_3164.exec(line)
    if (old !== null) return monthNumber(old[2]) > 0 && (old[1] !== undefined || TAG.test(old[7] ?? ''))
    const iso = WITH_ISO_TIME.exec(line)
    return iso !== null && (iso[1] !== undefined || TAG_WITH_PROCESS.test(iso[4] ?? ''))
  },
  reader(reading) {
    const dayOf = dayReader(reading)
    return (line) => current(line) ?? old(line, dayOf) ?? withIsoTime(line)
  },
})

function current(line: string): Found | null {
  const match = RFC_5424.exec(line)
  if (match === null) return null
  const [, priority, time = '', host = '', program = '', , , rest = ''] = match
  const words = afterStructuredData(rest)
  return { time: present(time), text: words, source: sourceOf(program, host), level: levelOf(priority) }
}

function old(
  line: string,
  dayOf: (month: string, day: string, year: string | undefined) => string | null,
): Found | null {
  const match = RFC_3164.exec(line)
  if (match === null) return null
  const [, priority, month = '', number = '', year, clock = '', host = '', rest = ''] = match
  const day = dayOf(month, number, year)
  // A day that no calendar has is told as a time that cannot be read; what names no month is no such line.
  const date = day ?? (monthNumber(month) > 0 ? `${month} ${number}` : null)
  return date === null
    ? null
    : tagged(priority, day === null ? `${date} ${clock}` : `${date}T${clock}`, host, rest)
}

function withIsoTime(line: string): Found | null {
  const match = WITH_ISO_TIME.exec(line)
  return match === null ? null : tagged(match[1], match[2] ?? '', match[3] ?? '', match[4] ?? '')
}

function tagged(priority: string | undefined, time: string, host: string, rest: string): Found {
  const tag = TAG.exec(rest)
  const words = tag === null ? rest : (tag[2] ?? '')
  return { time, text: words, source: sourceOf(tag?.[1] ?? '-', host), level: levelOf(priority) }
}

/** The severities of RFC 5424, section 6.2.1, from 0; the number before a line is the facility times eight plus it. */
const SEVERITIES = ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'info', 'debug']

function levelOf(priority: string | undefined): string | null {
  return priority === undefined ? null : (SEVERITIES[Number(priority) % 8] ?? null)
}

function sourceOf(program: string, host: string): string {
  if (present(program) === null) return present(host) ?? 'syslog'
  return present(host) === null ? program : `${program} on ${host}`
}

/** A dash stands for what is not known. */
function present(words: string): string | null {
  return words === '-' || words === '' ? null : words
}

/** The message after `-` or `[id name="value"][…]`; inside a value `\]` and `\"` are escaped. */
function afterStructuredData(rest: string): string {
  let index = 0
  if (rest.startsWith('-')) index = 1
  else
    while (rest[index] === '[') {
      let isQuoted = false
      for (index += 1; index < rest.length && (isQuoted || rest[index] !== ']'); index++) {
        if (rest[index] === '\\') index += 1
        else if (rest[index] === '"') isQuoted = !isQuoted
      }
      index += 1
    }
  return rest
    .slice(index)
    .trim()
    .replace(/^\uFEFF/, '')
}

/** The calendar is asked once a day of the log, not once a line. */
function dayReader({
  day,
  now,
}: Reading): (month: string, number: string, year: string | undefined) => string | null {
  const base = day ?? fromTime(now.getTime())
  const context = { base, slashes: 'unknown', direction: day === null ? 'past' : 'near' } as const
  let last: { readonly words: string; readonly day: string | null } = { words: '', day: null }
  return (month, number, year) => {
    const words = `${month} ${number} ${year ?? ''}`
    if (words !== last.words) {
      const found = withoutYear(monthNumber(month), Number(number), context)
      last = { words, day: found === null || year === undefined ? found : `${year}${found.slice(4)}` }
    }
    return last.day
  }
}
