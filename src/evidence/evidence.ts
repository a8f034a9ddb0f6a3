/**
 * The vocabulary of evidence: what happened around an incident, as the tools that saw it tell it. Pure data. Texts are
 * as found: whoever writes one to GitHub masks secrets and makes it inert first.
 */

/** Where in an export something stands: the file as it was named, and the line counted from 1. */
export interface Origin {
  readonly file: string
  readonly line: number
}

/** One thing that happened. */
export interface Evidence {
  /** ISO 8601 instant in UTC, with milliseconds: `2026-11-23T14:03:00.000Z`. */
  readonly at: string
  /** The same, for what lasted; else null. */
  readonly end: string | null
  /** Whether a person said or did it, or a system. */
  readonly kind: 'system' | 'human'
  /** Its own words, one line or several. */
  readonly text: string
  /** Who tells it, for the timeline's column: `Slack #incident-12`, `PagerDuty`, `checkout-api`. */
  readonly source: string
  /** Where a reader can see it in the tool, else null. */
  readonly link: string | null
  readonly origin: Origin
  /** What the tool itself calls it, so that it can be told apart from its repeats; null where it has no name. */
  readonly id: string | null
  /** False where the time had no zone or offset and was read on the clock of `Reading.zone`. */
  readonly zoneStated: boolean
  /** Where it tells of an alert. */
  readonly alert: Alert | null
  /** How grave the tool says that it is; absent where it does not say. */
  readonly level?: Level | undefined
}

export const LEVELS = ['debug', 'info', 'warn', 'error'] as const
export type Level = (typeof LEVELS)[number]

export interface Alert {
  readonly name: string
  readonly state: 'fired' | 'acknowledged' | 'resolved'
}

/** What was not understood; the rest is read on. */
export interface Misread {
  readonly problem: string
  /** What whoever dropped the file can do. */
  readonly fix: string
  readonly origin: Origin
  /**
   * `file`: nothing of the file was read; `secret`: a token or key that was masked; `clock`: a time to be doubted, whose
   * entry is told all the same. Absent: this one thing was left out.
   */
  readonly kind?: 'file' | 'secret' | 'clock' | undefined
}

export type Told = Evidence | Misread

export const isMisread = (told: Told): told is Misread => 'problem' in told

/** How an export is read. */
export interface Reading {
  readonly file: string
  /** IANA zone of times that state none. */
  readonly zone: string
  /** The day, `2026-11-23`, of times that are only a clock's; null where it is not known. */
  readonly day: string | null
  /** The instant after which a time cannot be true. */
  readonly now: Date
  /** Names of people by the id that an export uses for them, where a file beside it says (Slack's `users.json`). */
  readonly people?: ReadonlyMap<string, string>
}

/** The start of a file (at most 64 KB), by which its format is told. */
export interface Sample {
  /** The file's name without its folder, in lower case. */
  readonly name: string
  readonly text: string
}

/** One export format. `read` takes the file in pieces of any size and yields in the file's order. */
export interface Adapter {
  /** What `--as` takes before the file: `slack`, `pagerduty`. */
  readonly name: string
  /** For people: `Slack export`. */
  readonly title: string
  /** True where the start can hardly be of another format: the adapters are asked in the order of their list. */
  recognises(sample: Sample): boolean
  read(pieces: AsyncIterable<string>, reading: Reading): AsyncIterable<Told>
}
