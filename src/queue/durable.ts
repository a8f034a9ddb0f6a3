import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Log } from '../reconcile.ts'
import { park, parkingOf, unpark } from './parking.ts'
import { QUEUE_DEFAULTS, jobKey, parkedOf, putBack, type Outcome, type Queue } from './queue.ts'
import type { QueueOptions, Worker } from './queue.ts'
import type { Store } from './store.ts'
import { claimNext, count, enter, isBusy, keysAtWork, resetActive, returnTo, type Claim } from './rows.ts'
import { WORK, makeQueues } from './table.ts'

interface Held {
  readonly claim: Claim
  lost: boolean
}

// What other replicas took in, and retries whose time has come, are looked for this often.
const POLL_MS = 1_000
const HEARTBEAT_MS = 3_000
// A second less than the ten after which another replica may take it over.
const LEASE_MS = 9_000

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
    while (wanted) {
      wanted = false
      if (closed) return
      try {
        const claim = running.size < lanes ? await claimNext(store) : null
        if (claim) {
          wanted = true
          void run(claim)
        }
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
    // The store thought this process dead, and gave it the same row again.
    const before = running.get(claim.id)
    if (before) before.lost = true
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
      if (running.get(claim.id) === held) running.delete(claim.id)
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
            await park(store, transaction, parkedOf(job, outcome))
          return
        }
        // As many as its worker did not survive are counted by pg-boss; the new row begins with what they come to.
        if (!isOurs(await boss.complete(WORK, claim, null, { db }))) return
        const { waitMs, ...next } = putBack(outcome, attempt, backoffMs)
        await returnTo(store, transaction, { job, ...next }, waitMs)
        void setTimeout(waitMs + 1, null, { ref: false }).then(wake)
      }),
    )
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
    idle: async (signal) => {
      const isOver = (): boolean => signal?.aborted === true
      while (!isOver() && (running.size > 0 || (await isBusy(store)))) await setTimeout(10)
    },
    parking: parkingOf(store),
    atWork: (jobs) => keysAtWork(store, jobs),
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
