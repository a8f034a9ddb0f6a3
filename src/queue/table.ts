import { createHash, randomUUID } from 'node:crypto'
import type { PgBoss } from 'pg-boss'
import { PARKED_DAYS, jobKey, laneKey, type Job, type Wait } from './queue.ts'

/** pg-boss' names of the two queues. */
export const WORK = 'reconcile'
export const PARKED = 'parked'

/** What a row of the work queue bears. */
export interface Entry {
  readonly job: Job
  /** How often it was tried, this time included, but for the tries that its worker did not survive. */
  readonly attempt: number
  /** What it waits for, where it was put back. */
  readonly wait: Wait | null
}

/** What a row of the parked queue bears. */
export interface ParkedEntry {
  readonly job: Job
  readonly reason: string
  readonly fault: boolean
  readonly concerns: number | null
}

// GitHub sends a delivery twice within minutes, if it does; so long the ids of finished jobs are kept.
const FINISHED_SECONDS = 10 * 60
const PARKED_SECONDS = PARKED_DAYS * 24 * 60 * 60

/** Makes both queues, and brings their settings up to date. */
export async function makeQueues(boss: PgBoss, tries: number): Promise<void> {
  const parked = { retentionSeconds: PARKED_SECONDS }
  const work = {
    heartbeatSeconds: 10,
    expireInSeconds: 15 * 60,
    // Only tries that the worker did not survive are counted by it; the others are put back.
    retryLimit: tries,
    retryDelay: 0,
    deadLetter: PARKED,
    deleteAfterSeconds: FINISHED_SECONDS,
    retentionSeconds: PARKED_SECONDS,
  }
  await boss.createQueue(PARKED, { policy: 'short', ...parked })
  await boss.createQueue(WORK, { policy: 'stately', ...work })
  await boss.updateQueue(PARKED, parked)
  await boss.updateQueue(WORK, work)
}

/** A row to insert; one that a delivery woke always has the same id, so that the same delivery wakes it once. */
export function toRow(entry: Entry, waitMs = 0) {
  const { job } = entry
  return {
    id: job.delivery && entry.wait === null ? idOf(job.delivery, jobKey(job)) : randomUUID(),
    data: entry,
    singletonKey: jobKey(job),
    group: { id: laneKey(job) },
    ...(waitMs > 0 ? { startAfter: waitMs / 1_000 } : {}),
  }
}

function idOf(delivery: string, key: string): string {
  const hex = createHash('sha256').update(`${delivery}\n${key}`).digest('hex')
  // The two digits that make it a UUID of one's own recipe (RFC 9562, version 8).
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
