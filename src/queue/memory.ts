import { jobKey, laneKey, type Job, type Outcome, type ParkedJob, type Queue, type Worker } from './queue.ts'

export interface MemoryQueueOptions {
  /** How many lanes (repositories) run at once. */
  readonly lanes?: number
  /** Tries before a job is parked. */
  readonly tries?: number
  /** First backoff in milliseconds; doubled each try, at most a minute. */
  readonly backoffMs?: number
}

interface Lane {
  readonly waiting: Map<string, Waiting>
  running: boolean
}
interface Waiting {
  readonly job: Job
  readonly attempt: number
}

/**
 * The queue in this process' memory: a restart forgets it, which costs delay and not correctness, since GitHub is the
 * source of truth. Its durable form comes behind the same interface.
 */
export function memoryQueue(work: Worker, options: MemoryQueueOptions = {}): Queue {
  const { lanes: atOnce = 10, tries = 6, backoffMs = 1_000 } = options
  const lanes = new Map<string, Lane>()
  const timers = new Map<NodeJS.Timeout, Waiting>()
  const parked: ParkedJob[] = []
  const idlers: (() => void)[] = []
  let running = 0
  let closed = false

  function enter(waiting: Waiting): void {
    const key = laneKey(waiting.job)
    const lane = lanes.get(key) ?? { waiting: new Map<string, Waiting>(), running: false }
    lanes.set(key, lane)
    // Its twin waits already: one look serves both. A fresh wake-up begins its count of tries anew.
    const twin = lane.waiting.get(jobKey(waiting.job))
    if (!twin || twin.attempt > waiting.attempt) lane.waiting.set(jobKey(waiting.job), waiting)
  }

  function pump(): void {
    for (const [key, lane] of lanes) {
      if (closed || running >= atOnce) break
      if (lane.running) continue
      const [next] = lane.waiting
      if (next) void run(key, lane, next[0], next[1])
    }
    if (running === 0 && (closed || lanes.size === 0)) for (const wake of idlers.splice(0)) wake()
  }

  async function run(laneName: string, lane: Lane, key: string, { job, attempt }: Waiting): Promise<void> {
    lane.running = true
    lane.waiting.delete(key)
    running++
    const outcome = await work(job, attempt).catch((error: unknown): Outcome => {
      return { kind: 'retry', afterMs: 0, reason: error instanceof Error ? error.message : String(error) }
    })
    settle(job, attempt, outcome)
    running--
    lane.running = false
    if (lane.waiting.size === 0) lanes.delete(laneName)
    else {
      // To the end of the line, so that one busy repository does not keep the others waiting.
      lanes.delete(laneName)
      lanes.set(laneName, lane)
    }
    pump()
  }

  function settle(job: Job, attempt: number, outcome: Outcome): void {
    if (outcome.kind === 'done') return
    if (outcome.kind === 'park' || attempt >= tries) {
      parked.push({ job, reason: outcome.reason })
      return
    }
    const backoff = Math.min(backoffMs * 2 ** (attempt - 1), 60_000)
    const waiting = { job, attempt: attempt + 1 }
    const timer = setTimeout(
      () => {
        timers.delete(timer)
        enter(waiting)
        pump()
      },
      Math.max(outcome.afterMs, backoff),
    )
    timers.set(timer, waiting)
  }

  return {
    push: async (jobs) => {
      if (closed) throw new Error('the queue is closed')
      for (const job of jobs) enter({ job, attempt: 1 })
      pump()
    },
    idle: async () => {
      if (running > 0 || lanes.size > 0) await new Promise<void>((resolve) => idlers.push(resolve))
    },
    parked: () => parked,
    close: async () => {
      closed = true
      for (const timer of timers.keys()) clearTimeout(timer)
      if (running > 0) await new Promise<void>((resolve) => idlers.push(resolve))
    },
  }
}
