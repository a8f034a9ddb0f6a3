import type { Alert, Evidence, Level, Origin } from './evidence.ts'

/** One line of the merged timeline: an event, by all that tell of it. */
export interface Entry {
  /** ISO 8601 instant in UTC, with milliseconds. */
  readonly at: string
  readonly end: string | null
  readonly kind: Evidence['kind']
  readonly text: string
  /** Who tells it; the first gave time and text. */
  readonly sources: readonly EntrySource[]
  /** How often the same was told on end, and when last; 1 and null for a single event. */
  readonly count: number
  readonly until: string | null
  readonly zoneStated: boolean
  readonly alert: Alert | null
  readonly clock: ClockDoubt | null
  /** How grave the tool says that it is; absent where it does not say. */
  readonly level?: Level
}

export interface EntrySource {
  readonly source: string
  readonly link: string | null
  readonly origin: Origin
}

/** Why a time is to be doubted: its clock is ahead of others (behind, where negative), or it is out of order in its file. */
export type ClockDoubt =
  | { readonly why: 'skew'; readonly aheadMs: number; readonly than: string }
  | { readonly why: 'order' }
