import type { JobAttempt } from 'pg-boss'
import { Unstorable, jobKey, type Job, type JobCounts } from './queue.ts'
import type { Store, Transaction } from './store.ts'
import { PARKED, WORK, toRow, type Entry } from './table.ts'
import { covers, newest } from './told.ts'

/** A row that this process works on. */
export interface Claim extends JobAttempt {
  readonly data: Entry
}

// Any number will do, as long as all replicas have the same.
const FETCHING = 4_051_972

/** Twins fold into one row, by the store's own rule; a delivery that came before is dropped. */
export async function enter(store: Store, jobs: readonly Job[]): Promise<void> {
  try {
    const alone = await enterOrFold(store, jobs)
    // Their twins were begun meanwhile, without what these were told. (Or they are repeats, and dropped again.)
    if (alone.length > 0) await enterOrFold(store, alone)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    // What PostgreSQL says besides may quote the job.
    if (REFUSES.test(code)) throw new Unstorable(`the store refuses it (${code})`, { cause: error })
    throw error
  }
}

// Of the data, and not of the server: what is no text to PostgreSQL, or too long (SQLSTATE, classes 22 and 54).
const REFUSES = /^(?:22|54)/

/** Returns those that were not entered because of a twin which now is not to be found. */
async function enterOrFold({ boss, transaction }: Store, jobs: readonly Job[]): Promise<readonly Job[]> {
  // By id and not by key: of two twins one may be a repeat, which must not take the other with it.
  const all = jobs.map((job) => toRow({ job, attempt: 1, wait: null }))
  // In one order, so that two replicas never wait for each other's keys.
  const sorted = all.toSorted((a, b) => orderOf(a.singletonKey, b.singletonKey) || orderOf(a.id, b.id))
  const rows = new Map(sorted.map((row) => [row.id, row]))
  const entered = new Set(await boss.insert(WORK, [...rows.values()], { returnId: true }))
  const folded = [...rows.values()].filter(({ id }) => !entered.has(id)).map(({ data }) => data.job)
  return folded.length === 0 ? [] : transaction((sql) => fold(sql, folded))
}

const orderOf = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** Puts back a job that is not over yet; where it was woken afresh meanwhile, that twin takes its place. */
export async function returnTo(
  { boss }: Store,
  sql: Transaction,
  entry: Entry,
  waitMs: number,
): Promise<void> {
  const entered = await boss.insert(WORK, [toRow(entry, waitMs)], { db: sql.db, returnId: true })
  if (!entered || entered.length === 0) await fold(sql, [entry.job])
}

interface Twin {
  readonly id: string
  readonly data: Entry
}

/** Lets the twins that wait know of these; returns those of which none waits. */
async function fold({ query }: Transaction, jobs: readonly Job[]): Promise<readonly Job[]> {
  // In one order, so that two replicas never wait for each other's rows.
  const twins = await query<Twin>(
    `SELECT id, data FROM pgboss.job
     WHERE name = '${WORK}' AND state = 'created' AND singleton_key = ANY($1) ORDER BY id FOR UPDATE`,
    [jobs.map(jobKey)],
  )
  const changed = twins.flatMap((twin) => {
    const key = jobKey(twin.data.job)
    return afresh(
      twin,
      jobs.filter((job) => jobKey(job) === key),
    )
  })
  if (changed.length > 0)
    await query(
      `UPDATE pgboss.job SET data = new.data, start_after = CASE WHEN new.now THEN now() ELSE start_after END
       FROM jsonb_to_recordset($1::text::jsonb) AS new(id uuid, data jsonb, now boolean)
       WHERE name = '${WORK}' AND job.id = new.id`,
      [JSON.stringify(changed)],
    )
  const found = new Set(twins.map(({ data }) => jobKey(data.job)))
  return jobs.filter((job) => !found.has(jobKey(job)))
}

/** What becomes of a job that waits when it is woken once more; nothing where that brings no news. */
function afresh({ id, data }: Twin, jobs: readonly Job[]) {
  // Something happened, so a failure of before may be over: no sense in sitting out its backoff.
  const now = data.wait === 'backoff' || data.wait === 'lag'
  if (!now && jobs.every(({ told }) => covers(data.job.told, told))) return []
  const told = jobs.map((job) => job.told).reduce(newest, data.job.told)
  const entry: Entry = { ...data, job: { ...data.job, told }, ...(now ? { attempt: 1, wait: null } : {}) }
  return [{ id, data: entry, now }]
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
