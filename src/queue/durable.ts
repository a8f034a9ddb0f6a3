import { setImmediate, setTimeout } from 'node:timers/promises'
import type { JobAttempt } from 'pg-boss'
import type { Log } from '../reconcile.ts'
import { park, parkingOf, unpark } from './parking.ts'
import {
  QUEUE_DEFAULTS,
  backoff,
  jobKey,
  type Job,
  type JobCounts,
  type Outcome,
  type Queue,
} from './queue.ts'
import type { QueueOptions, Worker } from './queue.ts'
import type { Store } from './store.ts'
import { WORK, makeQueues, toRow, type Entry } from './table.ts'

/** A row that this process works on. */
interface Claim extends JobAttempt {
  readonly data: Entry
}
interface Held {
  readonly claim: Claim
  lost: boolean
}

// What other replicas took in, and retries whose time has come, are looked for this often.
const POLL_MS = 1_000
const HEARTBEAT_MS = 3_000
// A second less than the ten after which another replica may take it over.
const LEASE_MS = 9_000
// Any number will do, as long as all replicas have the same.
const FETCHING = 4_051_972

/** The queue in a store: nothing that `push` took in is lost with this process. */
export async function durableQueue(
  store: Store,
  work: Worker,
  options: QueueOptions & { readonly log: Log },
): Promise<Queue> {
  const { lanes = QUEUE_DEFAULTS.lanes, tries = QUEUE_DEFAULTS.tries, log } = options
  const { backoffMs = QUEUE_DEFAULTS.backoffMs } = options
  const { boss } = store
  const running = new Map<string, Held>()
  const ended: (() => void)[] = []
  let closed = false
  let filling: Promise<void> | null = null
  let wanted = false
  let renewedAt = Date.now()
  let troubled = false

  await makeQueues(boss, tries)
  if (store.kind === 'embedded') await resetActive(store)

  /** Looks for work now, or once more where it is being looked for already. */
  function wake(): void {
    wanted = true
    filling ??= fill().finally(() => {
      filling = null
      if (wanted && !closed) wake() // asked for just as it ended
    })
  }

  async function fill(): Promise<void> {
    while (wanted && !closed) {
      wanted = false
      try {
        const claims = running.size < lanes ? await fetch(store, lanes - running.size) : []
        // Where one lane had all the places at the head of the line, those behind it come with the next look.
        if (claims.length > 0) wanted = true
        for (const claim of claims) void run(claim)
        if (troubled) log.info({}, 'the store answers again')
        troubled = false
      } catch (error) {
        if (!troubled) log.error({ err: error }, 'the store does not answer: no job is begun until it does')
        troubled = true
      }
      await setImmediate() // PGlite runs in this thread, and would keep the timers waiting
    }
  }

  async function run(claim: Claim): Promise<void> {
    const held: Held = { claim, lost: false }
    if (running.size === 0) renewedAt = Date.now()
    running.set(claim.id, held)
    try {
      const attempt = claim.data.attempt + claim.retryCount
      const isHeld = () => !held.lost && Date.now() - renewedAt < LEASE_MS
      const outcome = await work(claim.data.job, attempt, isHeld).catch((error: unknown): Outcome => {
        return { kind: 'retry', afterMs: 0, reason: error instanceof Error ? error.message : String(error) }
      })
      await settle(claim, attempt, outcome)
    } catch (error) {
      // It stays active, and is taken up again: here at the next start, elsewhere once its heartbeat stopped.
      log.error({ job: claim.data.job, err: error }, 'what became of a job could not be stored')
    } finally {
      running.delete(claim.id)
      if (running.size === 0) for (const wake of ended.splice(0)) wake()
      wake()
    }
  }

  async function settle(claim: Claim, attempt: number, outcome: Outcome): Promise<void> {
    const { job } = claim.data
    await untilStored(() =>
      store.transaction(async (transaction) => {
        const { db } = transaction
        if (outcome.kind === 'done') {
          await boss.complete(WORK, claim, null, { db })
          return unpark(transaction, [jobKey(job)])
        }
        const last = outcome.kind === 'retry' && attempt >= tries
        if (outcome.kind === 'park' || last) {
          // Its id goes with it: who has GitHub send the delivery again wants it done.
          if (isOurs(await boss.deleteJob(WORK, claim, { db })))
            await park(store, transaction, { job, reason: outcome.reason })
          return
        }
        // As many as its worker did not survive are counted by pg-boss; the new row begins with what they come to.
        if (isOurs(await boss.complete(WORK, claim, null, { db })))
          await boss.insert(WORK, [putBack(job, attempt, outcome)], { db })
      }),
    )
  }

  function putBack(job: Job, attempt: number, outcome: Extract<Outcome, { kind: 'retry' | 'wait' }>) {
    const early = outcome.kind === 'wait'
    const waitMs = early ? outcome.afterMs : Math.max(outcome.afterMs, backoff(attempt, backoffMs))
    void setTimeout(waitMs + 1, null, { ref: false }).then(wake)
    return toRow({ job, attempt: early ? attempt : attempt + 1, wait: early ? 'limit' : 'backoff' }, waitMs)
  }

  async function renew(): Promise<void> {
    const all = [...running.values()]
    if (all.length === 0) return
    const asked = Date.now()
    const answer = await boss.touch(
      WORK,
      all.map(({ claim }) => claim),
    )
    const { settled } = answer as { settled?: readonly string[] }
    for (const held of all) held.lost ||= settled !== undefined && !settled.includes(held.claim.id)
    renewedAt = asked
  }

  const poll = setInterval(wake, POLL_MS).unref()
  const heartbeat = setInterval(() => {
    renew().catch((error: unknown) => log.warn({ err: error }, 'the heartbeat could not be stored'))
  }, HEARTBEAT_MS).unref()
  wake()

  return {
    push: async (jobs) => {
      if (closed) throw new Error('the queue is closed')
      if (jobs.length > 0) await enter(store, jobs)
      wake()
    },
    idle: async () => {
      while (running.size > 0 || (await isBusy(store))) await setTimeout(10)
    },
    parking: parkingOf(store),
    counts: () => count(store),
    ready: async () => {
      if (closed) throw new Error('the queue is closed')
      await store.query('SELECT 1')
    },
    close: async () => {
      closed = true
      clearInterval(poll)
      await filling
      if (running.size > 0) await new Promise<void>((resolve) => ended.push(resolve))
      clearInterval(heartbeat)
    },
  }
}

/** One row for each key: twins fold into one that waits already. */
async function enter({ boss, query }: Store, jobs: readonly Job[]): Promise<void> {
  const rows = new Map(jobs.map((job) => [jobKey(job), toRow({ job, attempt: 1, wait: null })]))
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
 * Claims jobs, at most one of each lane. Two replicas that fetch at the same time would not see each other's claims, so
 * they do it one after another: a lock that lasts as long as the statement, and so cannot outlive its holder, nor be lost
 * while a job runs as a session's could.
 */
function fetch({ boss, transaction }: Store, atMost: number): Promise<readonly Claim[]> {
  return transaction(async ({ query, db }) => {
    await query('SELECT pg_advisory_xact_lock($1)', [FETCHING])
    return boss.fetch<Entry>(WORK, { batchSize: atMost, groupConcurrency: 1, db })
  })
}

/** Nobody else can have them: they were left by the process that had this folder before. */
async function resetActive({ boss, query }: Store): Promise<void> {
  const active = await query<{ id: string }>(
    `SELECT id FROM pgboss.job WHERE name = '${WORK}' AND state = 'active'`,
  )
  const ids = active.map(({ id }) => id)
  if (ids.length > 0) await boss.fail(WORK, ids, { message: 'the process that worked on it ended' })
}

async function isBusy({ query }: Store): Promise<boolean> {
  const [row] = await query<{ busy: boolean }>(
    `SELECT EXISTS (SELECT FROM pgboss.job WHERE name = '${WORK}'
       AND (state = 'active' OR (state < 'active' AND start_after <= now()))) AS busy`,
  )
  return row?.busy ?? false
}

async function count({ query }: Store): Promise<JobCounts> {
  const [row] = await query<{ [Name in keyof JobCounts]: string }>(
    `SELECT count(*) FILTER (WHERE name = '${WORK}' AND state < 'active' AND start_after <= now()) AS waiting,
       count(*) FILTER (WHERE name = '${WORK}' AND state = 'active') AS running,
       count(*) FILTER (WHERE name = '${WORK}' AND state < 'active' AND start_after > now()) AS delayed,
       count(*) FILTER (WHERE name = 'parked') AS parked,
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

/** False where another replica has taken the job over meanwhile: what becomes of it is its affair. */
function isOurs(answer: object): boolean {
  return 'affected' in answer && answer.affected === 1
}

const STORING_PAUSES_MS = [100, 500, 2_000, 5_000]

/** A store that is away for seconds costs no job its result. */
async function untilStored(store: () => Promise<void>): Promise<void> {
  for (const pause of STORING_PAUSES_MS) {
    try {
      return await store()
    } catch {
      await setTimeout(pause) // the last try's error is told
    }
  }
  return store()
}
