import { isWebAddress } from './cell.ts'
import { levelNamed } from './level.ts'
import { implausible } from './plausible.ts'
import { isRefusal, readTime } from './times.ts'
import type { Doubt } from './local-clock.ts'
import type { Alert, Evidence, Misread, Reading, Told } from './evidence.ts'
import type { Zone } from '../postmortem/zones.ts'
import type { JsonItem } from './json-walk.ts'
import type { Moment } from './times.ts'

/** What an adapter found in one entry, as the tool wrote it. */
export interface Found {
  readonly time: unknown
  /** Where it lasted: when it ended. */
  readonly end?: unknown
  /** Of times that state none, where the export says one elsewhere. */
  readonly zone?: Zone | null
  readonly text: string
  readonly source: string
  readonly kind?: Evidence['kind']
  /** Only web addresses are taken. */
  readonly link?: unknown
  readonly id?: string | null
  readonly alert?: Alert | null
  /** How grave it is, in the tool's own word. */
  readonly level?: string | null
}

/** Turns what adapters find in one file into evidence and misreads. */
export interface Teller {
  tell(found: Found, line: number): Told[]
  misread(problem: string, fix: string, line: number): Misread
  /** For an element of the JSON that is none of the tool's entries. */
  notAn(what: string, item: JsonItem): Misread
}

export function teller(reading: Reading): Teller {
  const { file } = reading
  const doubtOf = clockDoubts(reading)
  const misread = (problem: string, fix: string, line: number): Misread => ({
    problem,
    fix,
    origin: { file, line },
  })

  const endOf = (found: Found, start: Moment): string | null => {
    if (found.end === undefined || found.end === null) return null
    const end = readTime(found.end, reading, found.zone)
    if (isRefusal(end) || end.time <= start.time) return null
    const at = new Date(end.time).toISOString()
    return implausible(at, reading) === null ? at : null
  }

  return {
    misread,
    tell(found, line) {
      const start = readTime(found.time, reading, found.zone)
      if (isRefusal(start)) return [misread(start.problem, start.fix, line)]
      const text = bounded(found.text)
      if (text === '') return [misread('This entry has no text', 'Write down what happened, or leave it out.', line)] // prettier-ignore
      const evidence: Evidence = {
        at: new Date(start.time).toISOString(),
        end: endOf(found, start),
        kind: found.kind ?? 'system',
        text,
        source: detached(bounded(found.source, LONGEST_NAME)),
        link: typeof found.link === 'string' && isWebAddress(found.link) ? detached(found.link) : null,
        origin: { file, line },
        id: found.id === undefined || found.id === null ? null : detached(bounded(found.id, LONGEST_NAME)),
        zoneStated: start.zoneStated,
        alert: found.alert ?? null,
        level: found.level ? levelNamed(found.level) : undefined,
      }
      return [evidence, ...doubtOf(start.doubt, found.time, line)]
    },
    notAn(what, { line, tooLarge }) {
      return tooLarge
        ? misread('This element is larger than 8 MB', 'Export a shorter time, or add it to the timeline by hand.', line) // prettier-ignore
        : misread(`This element is not ${what}`, OTHER_FORMAT, line) // prettier-ignore
    },
  }
}

/** Tells of times that the clocks showed twice or never, each once a file: what is wrong with one is wrong with all of the hour. */
export function clockDoubts({ file, zone }: Reading) {
  const told = new Set<Doubt>()
  return (doubt: Doubt | null, time: unknown, line: number, clocks = zone): Misread[] => {
    if (doubt === null || told.has(doubt)) return []
    told.add(doubt)
    const what = doubt === 'twice' ? 'was shown twice that day; it is read as the first' : 'was never shown that day; it is read as if the clocks had not changed' // prettier-ignore
    const problem = `${brief(time)} on the clocks of ${clocks} ${what}`
    return [{ kind: 'clock', problem, fix: 'Put the offset behind the time, such as +02:00, or export with times in UTC.', origin: { file, line } }] // prettier-ignore
  }
}

/** What to do about what is none of a format's entries. */
export const OTHER_FORMAT =
  'Leave it out; `debrief timeline merge --as FORMAT:FILE` takes a file whose format was mistaken.'

/** A timeline's entry is read by people; a dump of megabytes is not. */
const LONGEST_TEXT = 4000
const LONGEST_NAME = 300

function bounded(text: string, most = LONGEST_TEXT): string {
  const words = text.length > most * 2 ? text.slice(0, most * 2) : text
  const trimmed = words.trim()
  return trimmed.length > most || words.length < text.length ? `${trimmed.slice(0, most)}…` : trimmed
}

/** A copy of its own: a slice of a large piece would keep the whole piece in memory for as long as the entry lives. */
export function detached(text: string): string {
  return Buffer.from(text).toString()
}

function brief(time: unknown): string {
  return String(time).slice(0, 40)
}
