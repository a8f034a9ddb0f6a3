import { Unstorable, type Job } from '../queue/queue.ts'

interface Waiting {
  readonly jobs: readonly Job[]
  readonly since: number
  readonly resolve: () => void
  readonly reject: (reason: Error) => void
}

interface BatchOptions {
  /** Deliveries in one push. */
  readonly size?: number
  /** Pushes under way at once. */
  readonly atOnce?: number
  /** Milliseconds after which nobody waits for the answer any more. */
  readonly patienceMs: number
}

/**
 * Groups what comes while the store is busy into one insert: an idle app stores a delivery at once, a flooded one a hundred at a
 * time. Each is answered for by the push that holds it: resolved once that is done, rejected with all of its batch. Only
 * where one of them cannot be stored at all do the others not suffer for it.
 */
export function batches(push: (jobs: readonly Job[]) => Promise<void>, options: BatchOptions) {
  const { size = 100, atOnce = 1, patienceMs } = options
  const waiting: Waiting[] = []
  let underWay = 0
  let awake = false

  function pump(): void {
    awake = false
    while (underWay < atOnce && waiting.length > 0) void send(waiting.splice(0, size))
  }

  async function send(batch: readonly Waiting[]): Promise<void> {
    underWay++
    await settle(batch)
    underWay--
    pump()
  }

  async function settle(batch: readonly Waiting[]): Promise<void> {
    try {
      const oldest = batch[0]?.since ?? 0
      await within(oldest + patienceMs - performance.now(), () => push(batch.flatMap(({ jobs }) => jobs)))
      for (const { resolve } of batch) resolve()
    } catch (error) {
      if (error instanceof Unstorable && batch.length > 1) {
        const half = Math.ceil(batch.length / 2)
        await settle(batch.slice(0, half))
        await settle(batch.slice(half))
        return
      }
      for (const { reject } of batch) reject(error instanceof Error ? error : new Error(String(error)))
    }
  }

  return {
    /** Resolves once these are stored. */
    add: (jobs: readonly Job[]): Promise<void> =>
      new Promise((resolve, reject) => {
        waiting.push({ jobs, since: performance.now(), resolve, reject })
        if (awake) return
        awake = true
        // After all that this turn of the loop read from its sockets: together they cost one insert.
        setImmediate(pump)
      }),
  }
}

async function within(ms: number, work: () => Promise<void>): Promise<void> {
  if (ms <= 0) throw new Error('the store was busy for too long')
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the store did not answer in time')), ms)
  })
  try {
    await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}
