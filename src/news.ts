import type { Config } from './config/schema.ts'

/**
 * What happened in a repository since it was last looked at, read off GitHub itself: what webhooks would have told, were
 * they all to come.
 */
export interface News {
  readonly place: Place
  readonly config: Config
  /** Nothing is remembered of this repository: all that counts is here, but nothing older than the app's business. */
  readonly first: boolean
  /** A time has come that a feature asked to be woken at (`next`). */
  readonly due: boolean
  /** The time since a feature asked to be woken, or since the app came, where nothing is remembered; absent where neither holds. */
  readonly passed?: Passed | undefined
  readonly issues: readonly ChangedIssue[]
  readonly pulls: readonly ChangedPull[]
  /** Open pull requests that the app has checked, whether or not they changed. */
  readonly checked: readonly CheckedPull[]
  /** The settings in force here are others than when it was looked at last. */
  readonly configured: boolean
  /** The branches of postmortems, without their common prefix. */
  readonly branches: readonly string[]
  /** Files that changed on the default branch: those that are there first, then those that went. */
  readonly documents: readonly string[]
}

/** A time of which no moment comes twice, and none is left out: whoever asked to be woken in it knows that this is due now. */
export interface Passed {
  readonly from: Date
  readonly until: Date
}

export interface Place {
  readonly installationId: number
  readonly owner: string
  readonly repo: string
}

export interface ChangedIssue {
  readonly number: number
  readonly labels: readonly string[]
  readonly comments: number
  /** The app itself opened it. */
  readonly byApp: boolean
}

export interface CheckedPull {
  readonly number: number
  /** Somebody asked for the check anew, and it has not come since. */
  readonly again: boolean
}

export interface ChangedPull {
  readonly number: number
  readonly state: 'open' | 'closed' | 'merged'
  readonly body: string
  readonly byApp: boolean
  /** The files that it touches; null where they are too many to tell. */
  readonly paths: readonly string[] | null
}
