import { randomUUID } from 'node:crypto'
import {
  QUEUE_DEFAULTS,
  jobKey,
  laneKey,
  parkedOf,
  putBack,
  type Job,
  type JobCounts,
  type Outcome,
  type ParkedJob,
  type Parking,
  type Queue,
  type QueueOptions,
  type Wait,
  type Worker,
} from './queue.ts'
import { newest } from './told.ts'

interface Lane {
  readonly waiting: Map<string, Waiting>
  running: boolean
}
interface Waiting {
  readonly job: Job
  readonly attempt: number
  readonly since: number
}
interface Delayed {
  readonly timer: NodeJS.Timeout
  readonly wait: Wait
  waiting: Waiting
}

/**
 * The queue in this process' memory, for the demo and the stories: each of their hundred stages would else wait a second
 * for its own PGlite. It keeps the promises of the durable one but the last: a restart forgets it.
 */
export function memoryQueue(work: Worker, options: QueueOptions = {}): Queue {
  const { lanes: atOnce = QUEUE_DEFAULTS.lanes } = options
  const { tries = QUEUE_DEFAULTS.tries, backoffMs = QUEUE_DEFAULTS.backoffMs } = options
  const lanes = new Map<string, Lane>()
  const delayed = new Map<string, Delayed>()
  const parked = new Map<string, ParkedJob>()
  const seen = new Set<string>()
  const idlers: (() => void)[] = []
  const running = new Set<string>()
  let closed = false

  function enter(waiting: Waiting): void {
    const key = laneKey(waiting.job)
    const lane = lanes.get(key) ?? { waiting: new Map<string, Waiting>(), running: false }
    lanes.set(key, lane)
    // Its twin waits already: one look serves both. A fresh wake-up begins its count of tries anew.
    const twin = lane.waiting.get(jobKey(waiting.job))
    const kept = !twin || twin.attempt > waiting.attempt ? waiting : twin
    lane.waiting.set(jobKey(waiting.job), telling(kept, twin?.job, waiting.job))
  }

  function wake(job: Job): void {
    const key = jobKey(job)
    const twin = delayed.get(key)
    const waiting = telling({ job, attempt: 1, since: Date.now() }, twin?.waiting.job, job)
    if (twin?.wait === 'limit') {
      twin.waiting = telling(twin.waiting, waiting.job)
      return
    }
    if (twin) clearTimeout(twin.timer)
    delayed.delete(key)
    enter(waiting)
  }

  function pump(): void {
    for (const [key, lane] of lanes) {
      if (closed || running.size >= atOnce) break
      if (lane.running) continue
      const [next] = lane.waiting
      if (next) void run(key, lane, next[0], next[1])
    }
    if (running.size === 0 && (closed || lanes.size === 0)) for (const wake of idlers.splice(0)) wake()
  }

  async function run(laneName: string, lane: Lane, key: string, waiting: Waiting): Promise<void> {
    lane.running = true
    lane.waiting.delete(key)
    running.add(key)
    const outcome = await work(waiting.job, waiting.attempt, () => true).catch((error: unknown): Outcome => {
      return { kind: 'retry', afterMs: 0, reason: error instanceof Error ? error.message : String(error) }
    })
    settle(waiting, outcome)
    running.delete(key)
    lane.running = false
    // To the end of the line, so that one busy repository does not keep the others waiting.
    lanes.delete(laneName)
    if (lane.waiting.size > 0) lanes.set(laneName, lane)
    pump()
  }

  function settle({ job, attempt, since }: Waiting, outcome: Outcome): void {
    const key = jobKey(job)
    if (outcome.kind === 'done') return void parked.delete(key)
    if (outcome.kind === 'park' || (outcome.kind === 'retry' && attempt >= tries)) {
      parked.set(key, { id: randomUUID(), since: new Date(), ...parkedOf(job, outcome) })
      return
    }
    if (closed) return
    const { wait, waitMs, ...next } = putBack(outcome, attempt, backoffMs)
    const waiting = { job, attempt: next.attempt, since }
    if (lanes.get(laneKey(job))?.waiting.has(key)) return enter(waiting) // woken afresh meanwhile
    const timer = setTimeout(() => {
      const due = delayed.get(key)?.waiting ?? waiting
      delayed.delete(key)
      enter(due)
      pump()
    }, waitMs)
    delayed.set(key, { timer, waiting, wait })
  }

  /** Takes them out of the parking lot. */
  function take(which: readonly string[] | 'all'): Job[] {
    const taken = [...parked].filter(([, { id }]) => which === 'all' || which.includes(id))
    for (const [key] of taken) parked.delete(key)
    return taken.map(([, { job }]) => job)
  }

  const parking: Parking = {
    list: async () => [...parked.values()],
    retry: async (which) => {
      const jobs = take(which)
      for (const job of jobs) wake(job)
      pump()
      return jobs.length
    },
    drop: async (which) => take(which).length,
  }

  return {
    push: async (jobs) => {
      if (closed) throw new Error('the queue is closed')
      for (const job of jobs) {
        const repeat = `${job.delivery} ${jobKey(job)}`
        if (job.delivery && seen.has(repeat)) continue
        if (job.delivery) seen.add(repeat)
        wake(job)
      }
      pump()
    },
    idle: async (signal) => {
      if (signal?.aborted || (running.size === 0 && lanes.size === 0)) return
      await new Promise<void>((resolve) => {
        idlers.push(resolve)
        signal?.addEventListener('abort', () => resolve(), { once: true })
      })
    },
    parking,
    atWork: async (jobs) => {
      const keys = jobs.filter((job) => {
        const key = jobKey(job)
        return running.has(key) || delayed.has(key) || lanes.get(laneKey(job))?.waiting.has(key)
      })
      return new Set(keys.map(jobKey))
    },
    counts: async (): Promise<JobCounts> => {
      const waiting = [...lanes.values()].flatMap((lane) => [...lane.waiting.values()])
      const first = Math.min(Date.now(), ...waiting.map(({ since }) => since))
      return {
        waiting: waiting.length,
        running: running.size,
        delayed: delayed.size,
        parked: parked.size,
        lagMs: Date.now() - first,
      }
    },
    ready: async () => {
      if (closed) throw new Error('the queue is closed')
    },
    close: async () => {
      closed = true
      for (const { timer } of delayed.values()) clearTimeout(timer)
      if (running.size > 0) await new Promise<void>((resolve) => idlers.push(resolve))
    },
  }
}

/** It, with the newest of what all of these were told. */
function telling(waiting: Waiting, ...jobs: readonly (Job | undefined)[]): Waiting {
  const told = jobs.map((job) => job?.told).reduce(newest, waiting.job.told)
  return told ? { ...waiting, job: { ...waiting.job, told } } : waiting
}
