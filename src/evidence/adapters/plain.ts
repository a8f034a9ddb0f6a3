import { addDays, dayOf, toTime } from '../../postmortem/calendar.ts'
import { isTimed, LONGEST_TIME, whenAt, type When } from '../../postmortem/times.ts'
import { zoneAt, type Zone } from '../../postmortem/zones.ts'
import type { Adapter, Evidence, Misread, Reading, Sample, Told } from '../evidence.ts'
import { linesOf, type Line } from '../lines.ts'
import { onClockOf } from '../local-clock.ts'
import { clockDoubts } from '../tell.ts'
import { clockSeconds, offsetMinutes } from '../times.ts'

/**
 * Notes and logs that begin each entry with its time: `14:03 text`, `2026-11-23 14:03:07,123 +01:00 WARN text`, `2:03 pm CET:
 * text`. A line that is only a date gives the day of those below it; a line without a time belongs to the entry above it.
 */
export const plain: Adapter = {
  name: 'plain',
  title: 'Plain text, each line with its time first',
  recognises,
  read: (pieces, reading) => new PlainText(reading).read(pieces),
}

const MOST_LINES_LOOKED_AT = 40

function recognises({ name, text }: Sample): boolean {
  if (/^\s*(?:[{<]|\[(?!\d))/.test(text) || TABLE.test(text) || /\.[ct]sv$/.test(name)) return false
  const lines = text.split('\n', MOST_LINES_LOOKED_AT).filter((line) => line.trim() !== '')
  // The last one may be cut.
  const whole = lines.length > 1 && text.length > 60_000 ? lines.slice(0, -1) : lines
  const timed = whole.filter((line) => STAMP.test(line) || isTimed(whenOf(line.replace(BULLET, ''), null)))
  return timed.length > 0 && timed.length * 3 >= whole.length
}

/** `2026-11-23T14:03:07.123Z`, which most logs begin with. */
const STAMP =
  /^\[?(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?[ ]?(Z|UTC|GMT|[+-]\d\d:?\d\d)?(?![\w:.])[\]:,|]?\s*/

/** The head of a table: CSV. */
const TABLE = /^\W{0,3}(?:date|day|time|timestamp|when|at)\b[^\n]{0,300}[,;\t]/i

/** `25:10 text`, which stands where a time does. */
const NO_CLOCK = /^[\s>*\u2022-]{0,20}(\d{1,2}:\d\d(?::\d\d)?)[ \t]/

const BULLET = /^[\s>*\u2022-]*/

// A clock that goes back by so much has passed midnight; by less, the entry is out of order.
const SMALLEST_MIDNIGHT_JUMP = 6 * 3600
/** Of an entry: no timeline shows more, and a dump of megabytes must not be kept. */
const LONGEST_ENTRY = 4_000

interface Timed {
  readonly at: number
  readonly end: number | null
  readonly zoneStated: boolean
  /** Where the words begin. */
  readonly rest: number
  /** A stamp with seconds is a machine's, `14:03` is a person's. */
  readonly kind: Evidence['kind']
  readonly doubt: readonly Misread[]
}

class PlainText {
  readonly #reading: Reading
  readonly #source: string
  readonly #doubtOf: ReturnType<typeof clockDoubts>
  #day: string | null
  #clock: number | null = null
  #entry: Evidence | null = null

  constructor(reading: Reading) {
    this.#reading = reading
    this.#doubtOf = clockDoubts(reading)
    this.#day = reading.day
    this.#source = reading.file.split(/[\\/]/).at(-1) ?? reading.file
  }

  async *read(pieces: AsyncIterable<string>): AsyncIterable<Told> {
    for await (const lines of linesOf(pieces)) {
      for (const line of lines) {
        const told = this.#line(line)
        if (told === null) continue
        if (this.#entry !== null) yield this.#entry
        this.#entry = null
        for (const one of told) {
          if ('problem' in one) yield one
          else this.#entry = one
        }
      }
    }
    if (this.#entry !== null) yield this.#entry
  }

  /** Null for a line that belongs to the entry before, or says nothing. */
  #line(line: Line): Told[] | null {
    if (line.text.trim() === '') return null
    const timed = this.#stamp(line) ?? this.#when(line)
    if (timed === null) return this.#untimed(line)
    if ('problem' in timed) return [timed]
    const told: Told[] = [...timed.doubt]
    const at = new Date(timed.at).toISOString()
    const words = line.text.slice(timed.rest, timed.rest + LONGEST_ENTRY + 1).trim()
    if (words === '') {
      const problem = 'This entry has no text'
      return [{ problem, fix: 'Write down what happened, or leave it out.', origin: this.#origin(line.line) }]
    }
    const text = words.length > LONGEST_ENTRY ? `${words.slice(0, LONGEST_ENTRY)} …` : words
    told.push({
      at,
      end: timed.end === null ? null : new Date(timed.end).toISOString(),
      kind: timed.kind,
      text,
      source: this.#source,
      link: null,
      origin: this.#origin(line.line),
      id: null,
      zoneStated: timed.zoneStated,
      alert: null,
    })
    return told
  }

  #untimed(line: Line): Told[] | null {
    const words = line.text.replace(/^[\s#*_=-]+/, '').slice(0, LONGEST_TIME)
    const when = whenOf(words, this.#day)
    if (when !== null && when.day !== null && /^\W*$/.test(words.slice(when.end))) {
      this.#day = when.day
      this.#clock = null
      return null
    }
    const [, clock] = NO_CLOCK.exec(line.text) ?? []
    if (clock !== undefined) return [this.#impossible(clock, line.line)]
    if (this.#entry === null) {
      if (/^\s*(?:#|[-=*_]{3,})/.test(line.text)) return null
      const problem = 'There is no time at the start of this line, nor of one before'
      return [
        { problem, fix: 'Begin each entry with its time: 14:03 text.', origin: this.#origin(line.line) },
      ]
    }
    const text = `${this.#entry.text}\n${line.text.trimEnd()}`
    if (text.length <= LONGEST_ENTRY) this.#entry = { ...this.#entry, text }
    return null
  }

  #stamp({ line, text }: Line): Timed | Misread | null {
    const match = STAMP.exec(text)
    if (match === null) return null
    const [stamp, year, month, day, hours, minutes, seconds, fraction, zone] = match
    // "15:03 CET": a zone by its name.
    if (zone === undefined && zoneAt(text, stamp.length) !== null) return null
    const ms = Number((fraction ?? '').padEnd(3, '0').slice(0, 3))
    const date = dayOf(Number(year), Number(month), Number(day))
    const clock = clockSeconds(hours, minutes, seconds)
    const offset = zone === undefined ? 0 : offsetMinutes(zone)
    if (date === null || clock === null || offset === null) return this.#impossible(stamp, line)
    this.#day = date
    this.#clock = clock
    const wall = Date.UTC(Number(year), Number(month) - 1, Number(day)) + clock * 1000 + ms
    const kind = seconds === undefined ? 'human' : 'system'
    const { at, doubt } =
      zone === undefined ? this.#local(wall, stamp, line) : { at: wall - offset * 60_000, doubt: [] }
    return { at, end: null, zoneStated: zone !== undefined, rest: stamp.length, kind, doubt }
  }

  #when({ line, text }: Line): Timed | Misread | null {
    const lead = BULLET.exec(text)?.[0].length ?? 0
    const when = whenOf(text.slice(lead), this.#day)
    if (when === null || when.clock === null) return null
    const day = this.#dayOf(when, when.clock)
    if (day === null) {
      const problem = 'This time has no day'
      return { problem, fix: 'Say which day it was: --day 2026-11-23, or a line with the date above it.', origin: this.#origin(line) } // prettier-ignore
    }
    const stated = text.slice(lead, lead + when.end).trim()
    const { at, doubt } = this.#instant(day, when.clock, when.zone, stated, line)
    const end = this.#end(when, day, line)
    return { at, end, zoneStated: when.zone !== null, rest: lead + when.rest, kind: 'human', doubt }
  }

  #end({ endClock, endDay, endZone, zone, clock }: When, day: string, line: number): number | null {
    if (endClock === null) return null
    const on = endDay ?? (endClock < (clock ?? 0) ? addDays(day, 1) : day)
    return this.#instant(on, endClock, endZone ?? zone, '', line).at
  }

  /** The day that is stated, or the one before's, or the day after it where midnight has passed. */
  #dayOf(when: When, clock: number): string | null {
    if (when.hasDay) this.#day = when.day
    else if (this.#day !== null && (when.nextDay || (this.#clock ?? 0) - clock > SMALLEST_MIDNIGHT_JUMP))
      this.#day = addDays(this.#day, 1)
    this.#clock = clock
    return this.#day
  }

  #instant(day: string, clock: number, zone: Zone | null, stated: string, line: number) {
    const wall = toTime(day) + clock * 1000
    if (zone?.kind === 'offset') return { at: wall - zone.minutes * 60_000, doubt: [] }
    const full = stated.includes(day) ? stated : `${stated} on ${day}`
    return this.#local(wall, full, line, zone?.name)
  }

  #local(wall: number, stated: string, line: number, zone = this.#reading.zone) {
    const { time, doubt } = onClockOf({ kind: 'place', name: zone }, wall)
    return { at: time, doubt: this.#doubtOf(doubt, stated.trim(), line, zone) }
  }

  #impossible(stated: string, line: number): Misread {
    const problem = `${stated.trim()} is no time that there is`
    return { problem, fix: 'Put the time right, and add the file again.', origin: this.#origin(line) }
  }

  #origin(line: number): Evidence['origin'] {
    return { file: this.#reading.file, line }
  }
}

function whenOf(text: string, base: string | null): When | null {
  const when = whenAt(text.slice(0, LONGEST_TIME), { base, slashes: 'unknown', direction: 'near' })
  return when === null || when.offset !== null ? null : when
}
