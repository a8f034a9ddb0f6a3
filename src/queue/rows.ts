import type { JobAttempt } from 'pg-boss'
import { Unstorable, jobKey, type Job, type JobCounts } from './queue.ts'
import type { Store } from './store.ts'
import { PARKED, WORK, toRow, type Entry } from './table.ts'

/** A row that this process works on. */
export interface Claim extends JobAttempt {
  readonly data: Entry
}

// Any number will do, as long as all replicas have the same.
const FETCHING = 4_051_972

/** Twins fold into one row, by the store's own rule; a delivery that came before is dropped. */
export async function enter(store: Store, jobs: readonly Job[]): Promise<void> {
  try {
    await insert(store, jobs)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    // What PostgreSQL says besides may quote the job.
    if (REFUSES.test(code)) throw new Unstorable(`the store refuses it (${code})`, { cause: error })
    throw error
  }
}

// Of the data, and not of the server: what is no text to PostgreSQL, or too long (SQLSTATE, classes 22 and 54).
const REFUSES = /^(?:22|54)/

async function insert({ boss, query }: Store, jobs: readonly Job[]): Promise<void> {
  // By id and not by key: of two twins one may be a repeat, which must not take the other with it.
  const rows = new Map(jobs.map((job) => toRow({ job, attempt: 1, wait: null })).map((row) => [row.id, row]))
  const entered = new Set(await boss.insert(WORK, [...rows.values()], { returnId: true }))
  const folded = [...rows.values()]
    .filter(({ id }) => !entered.has(id))
    .map(({ singletonKey }) => singletonKey)
  if (folded.length === 0) return
  // Something happened, so a failure of before may be over: no sense in sitting out its backoff.
  await query(
    `UPDATE pgboss.job SET start_after = now(), data = data || '{"attempt": 1, "wait": null}'
     WHERE name = '${WORK}' AND state = 'created' AND singleton_key = ANY($1) AND data->>'wait' = 'backoff'`,
    [folded],
  )
}

/**
 * Claims the oldest job whose lane is free; null where there is none. One by one, since of several pg-boss would take
 * those of a lane in the order of their ids. And replica after replica, since two that fetch at the same time would not see
 * each other's claims: by a lock that ends with its transaction, so that none can outlive its holder, nor be lost while a
 * job runs, as a session's could.
 */
export function claimNext({ boss, transaction }: Store): Promise<Claim | null> {
  return transaction(async ({ query, db }) => {
    await query('SELECT pg_advisory_xact_lock($1)', [FETCHING])
    const [claim] = await boss.fetch<Entry>(WORK, { groupConcurrency: 1, db })
    return claim ?? null
  })
}

/** Nobody else can have them: they were left by the process that had this folder before. */
export async function resetActive({ boss, query }: Store): Promise<void> {
  const active = await query<{ id: string }>(
    `SELECT id FROM pgboss.job WHERE name = '${WORK}' AND state = 'active'`,
  )
  const ids = active.map(({ id }) => id)
  if (ids.length > 0) await boss.fail(WORK, ids, { message: 'the process that worked on it ended' })
}

export async function isBusy({ query }: Store): Promise<boolean> {
  const [row] = await query<{ busy: boolean }>(
    `SELECT EXISTS (SELECT FROM pgboss.job WHERE name = '${WORK}'
       AND (state = 'active' OR (state < 'active' AND start_after <= now()))) AS busy`,
  )
  return row?.busy ?? false
}

/** The keys of those that wait, run, or are put back. */
export async function keysAtWork({ query }: Store, jobs: readonly Job[]): Promise<ReadonlySet<string>> {
  if (jobs.length === 0) return new Set()
  const rows = await query<{ key: string }>(
    `SELECT singleton_key AS key FROM pgboss.job
     WHERE name = '${WORK}' AND state <= 'active' AND singleton_key = ANY($1)`,
    [jobs.map(jobKey)],
  )
  return new Set(rows.map(({ key }) => key))
}

export async function count({ query }: Store): Promise<JobCounts> {
  const [row] = await query<{ [Name in keyof JobCounts]: string }>(
    `SELECT count(*) FILTER (WHERE name = '${WORK}' AND state < 'active' AND start_after <= now()) AS waiting,
       count(*) FILTER (WHERE name = '${WORK}' AND state = 'active') AS running,
       count(*) FILTER (WHERE name = '${WORK}' AND state < 'active' AND start_after > now()) AS delayed,
       count(*) FILTER (WHERE name = '${PARKED}') AS parked,
       coalesce(extract(epoch FROM now() - min(start_after)
         FILTER (WHERE name = '${WORK}' AND state < 'active' AND start_after <= now())), 0) * 1000 AS "lagMs"
     FROM pgboss.job WHERE state < 'completed'`,
  )
  return {
    waiting: Number(row?.waiting),
    running: Number(row?.running),
    delayed: Number(row?.delayed),
    parked: Number(row?.parked),
    lagMs: Number(row?.lagMs),
  }
}
