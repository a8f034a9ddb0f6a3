/** The features, by the names of their folders. */
export const FEATURES = ['opening', 'checking', 'tracking', 'digest'] as const
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
}

/** Two jobs with one key are one job. Names are case-insensitive on GitHub. */
export function jobKey(job: Job): string {
  const repository = `${job.owner}/${job.repo}`.toLowerCase()
  return [job.feature, job.installationId, repository, job.number ?? '', job.path ?? ''].join(' ')
}

/** Jobs with one lane run one after another: one worker per repository at a time. */
export function laneKey(job: Job): string {
  return `${job.installationId} ${job.owner}/${job.repo}`.toLowerCase()
}

/** What became of one run of a job. */
export type Outcome =
  | { readonly kind: 'done' }
  /** Try again, not before `afterMs` milliseconds. */
  | { readonly kind: 'retry'; readonly afterMs: number; readonly reason: string }
  /** Given up: visible in `parked()` and in the log. */
  | { readonly kind: 'park'; readonly reason: string }

export type Worker = (job: Job, attempt: number) => Promise<Outcome>

export interface ParkedJob {
  readonly job: Job
  readonly reason: string
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
 * once more afterwards, so that no wake-up is lost.
 */
export interface Queue {
  push(jobs: readonly Job[]): Promise<void>
  /** Resolves once nothing runs and nothing waits but retries that are not due yet. */
  idle(): Promise<void>
  parked(): readonly ParkedJob[]
  /** What /metrics shows. */
  counts?(): Promise<JobCounts>
  /** What /readyz asks: rejects where a push would fail too. */
  ready?(): Promise<void>
  /** Stops taking work, lets the running jobs end. */
  close(): Promise<void>
}
