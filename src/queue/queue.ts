import { createHash } from 'node:crypto'
import type { Told } from './told.ts'

/** The features, by the names of their folders. */
export const FEATURES = [
  'opening',
  'gathering',
  'checking',
  'tracking',
  'digest',
  'reviewing',
  'indexing',
] as const
export type FeatureName = (typeof FEATURES)[number]

/**
 * *Look at this again.* Identity only, never a payload: a lost job costs delay, not correctness; a repeated one
 * costs reads, not duplicates.
 */
export interface Job {
  readonly feature: FeatureName
  readonly installationId: number
  readonly owner: string
  readonly repo: string
  /** The issue or pull request that it is about, where there is one. */
  readonly number?: number | undefined
  /** The document that it is about, where there is one. */
  readonly path?: string | undefined
  /** The delivery (GitHub's GUID) that woke it, where one did: no part of its identity, but a repeat can be told by it. */
  readonly delivery?: string | undefined
  /** How new the state is that webhooks told of: no part of its identity, but an older answer of GitHub can be told by it. */
  readonly told?: Told | undefined
}

// An index takes 2,704 bytes, and four thousand are a path that git takes.
const LONGEST_KEY = 600

/** Two jobs with one key are one job. Names are case-insensitive on GitHub. */
export function jobKey(job: Job): string {
  const repository = `${job.owner}/${job.repo}`.toLowerCase()
  const key = [job.feature, job.installationId, repository, job.number ?? '', job.path ?? ''].join(' ')
  if (key.length <= LONGEST_KEY) return key
  return `${job.feature} ${createHash('sha256').update(key).digest('hex')}`
}

/** Jobs with one lane run one after another: one worker per repository at a time. */
export function laneKey(job: Job): string {
  return `${job.installationId} ${job.owner}/${job.repo}`.toLowerCase()
}

/** No store will ever take it, as against one that cannot be reached now: to try again would only fail again. */
export class Unstorable extends Error {
  override readonly name = 'Unstorable'
}

/** What became of one run of a job. */
export type Outcome =
  | { readonly kind: 'done' }
  /** Try again, not before `afterMs` milliseconds; parked as a fault after the last try. */
  | {
      readonly kind: 'retry'
      readonly afterMs: number
      readonly reason: string
      /** The issue or pull request where people wait for it, where that is known. */
      readonly concerns?: number | null
    }
  /** Nothing failed, it is only too early (a limit, or GitHub's own delay): put back, and not counted as a try. */
  | { readonly kind: 'wait'; readonly afterMs: number; readonly reason: string }
  /** GitHub does not show yet what it told of: as `wait`, but a fresh wake-up is a reason to look at once. */
  | { readonly kind: 'unseen'; readonly afterMs: number; readonly reason: string }
  /** Given up: listed by the queue's `parking` and in the log. */
  | { readonly kind: 'park'; readonly reason: string }

/**
 * Does a job. `held` says whether it is still this worker's: not once the store could not be told for so long that another
 * replica may have taken it over. Whoever writes asks it before each write.
 */
export type Worker = (job: Job, attempt: number, held: () => boolean) => Promise<Outcome>

export interface ParkedJob {
  readonly id: string
  readonly job: Job
  readonly reason: string
  readonly since: Date
  /** Its tries are used up, by a fault of ours or of GitHub's; false where people must act, and were told so. */
  readonly fault: boolean
  /** It took its worker with it each time. */
  readonly deadly: boolean
  /** The issue or pull request where people wait for it, where that is known. */
  readonly concerns: number | null
}

/** So long are they remembered. */
export const PARKED_DAYS = 90

/** What is to be remembered of a job that is given up. */
export function parkedOf(
  job: Job,
  outcome: Extract<Outcome, { kind: 'retry' | 'park' }>,
): Omit<ParkedJob, 'id' | 'since'> {
  const { kind, reason } = outcome
  return {
    job,
    reason,
    fault: kind === 'retry',
    deadly: false, // who died of it could not say so
    concerns: kind === 'retry' ? (outcome.concerns ?? null) : null,
  }
}

/** The jobs that were given up. A later look at the same thing that ends well takes its parked twin away. */
export interface Parking {
  /** The oldest first. */
  list(): Promise<readonly ParkedJob[]>
  /** Puts them back, as if just woken; returns how many there were. */
  retry(which: readonly string[] | 'all'): Promise<number>
  /** Forgets them; returns how many there were. */
  drop(which: readonly string[] | 'all'): Promise<number>
}

export interface QueueOptions {
  /** How many lanes (repositories) run at once. */
  readonly lanes?: number | undefined
  /** Tries before a job is parked. */
  readonly tries?: number | undefined
  /** First backoff in milliseconds; doubled each try, at most five minutes. */
  readonly backoffMs?: number | undefined
}

// A quarter of an hour in all: longer than GitHub's usual hiccups, short enough that people still remember why they waited.
export const QUEUE_DEFAULTS = { lanes: 10, tries: 11, backoffMs: 1_000 }
const LONGEST_BACKOFF_MS = 5 * 60_000

/** What a job waits for that was put back: a fresh wake-up ends a backoff and a lag, but lifts no limit. */
export type Wait = 'backoff' | 'limit' | 'lag'

/** How a job that is not over yet is put back. */
export function putBack(
  outcome: Extract<Outcome, { kind: 'retry' | 'wait' | 'unseen' }>,
  attempt: number,
  backoffMs: number,
): { readonly attempt: number; readonly wait: Wait; readonly waitMs: number } {
  const { kind, afterMs } = outcome
  if (kind === 'retry')
    return { attempt: attempt + 1, wait: 'backoff', waitMs: Math.max(afterMs, backoff(attempt, backoffMs)) }
  return { attempt, wait: kind === 'wait' ? 'limit' : 'lag', waitMs: afterMs }
}

/** Milliseconds before a job that failed for the `attempt`th time is tried again. */
function backoff(attempt: number, firstMs: number): number {
  return Math.min(firstMs * 2 ** (attempt - 1), LONGEST_BACKOFF_MS)
}

/** How much there is to do, for the operator's dashboards. */
export interface JobCounts {
  readonly waiting: number
  readonly running: number
  /** Put back for later: a backoff, a rate limit. */
  readonly delayed: number
  readonly parked: number
  /** Milliseconds since the first of the waiting could have begun; 0 where none waits. */
  readonly lagMs: number
}

/**
 * The queue's one interface. A job pushed while its twin waits is dropped; pushed while its twin runs, it runs exactly
 * once more afterwards, so that no wake-up is lost. Of twins the newest that was told is kept.
 */
export interface Queue {
  /** @throws Unstorable where one of them, and so all, cannot be stored as it is. */
  push(jobs: readonly Job[]): Promise<void>
  /** Resolves once nothing runs and nothing waits but retries that are not due yet, or once the signal is given. */
  idle(signal?: AbortSignal): Promise<void>
  readonly parking: Parking
  /** The keys of those among these jobs that wait, run, or are put back for later. */
  atWork(jobs: readonly Job[]): Promise<ReadonlySet<string>>
  /** What /metrics shows. */
  counts(): Promise<JobCounts>
  /** What /readyz asks: rejects where a push would fail too. */
  ready(): Promise<void>
  /** Stops taking work, lets the running jobs end. */
  close(): Promise<void>
}
