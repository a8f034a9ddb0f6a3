import type { Caution } from '../github/apply.ts'
import type { GitHub } from '../github/client.ts'
import { NotYet, TransientError, classify } from '../github/errors.ts'
import { expectedOn } from '../github/expected.ts'
import { tellStandstill, type Standstill } from '../github/standstill.ts'
import { jobKey, type Job, type Queue } from '../queue/queue.ts'
import type { Log } from '../reconcile.ts'
import type { Notes } from './notes.ts'

/** What is remembered of a job that was parked. */
interface Told {
  readonly job: Job
  /** ISO 8601 UTC. */
  readonly since: string
  /** Where people read of it; null where nobody waits for it, or nothing can be written. */
  readonly number: number | null
}

export interface Standstills {
  readonly queue: Pick<Queue, 'parking' | 'atWork'>
  readonly notes: Notes
  readonly github: (installationId: number) => Promise<GitHub>
  readonly caution: Caution
  readonly now: () => Date
  readonly log: Log
}

const KEY = 'standstills'
// Each costs a few requests; what is left comes next time.
const MOST_AT_ONCE = 100

/** When a job that was given up is put back, in milliseconds. */
export interface Again {
  /** Since it was given up last. */
  readonly afterMs: number
  /** Since it was given up first. */
  readonly withinMs: number
}
const HOUR_MS = 60 * 60_000
const AGAIN: Again = { afterMs: HOUR_MS, withinMs: 24 * HOUR_MS }

/**
 * Tells people of what was given up by a fault that is not theirs, once each, and that it is over when it is. The queue
 * itself cannot: as a rule GitHub is just what fails when it gives up. And what a worker did not survive nobody else sees.
 */
export async function tellStandstills(standstills: Standstills): Promise<void> {
  const { queue, notes } = standstills
  const parked = (await queue.parking.list()).filter(({ fault }) => fault)
  const remembered = (await notes.read<{ told: readonly Told[] }>([KEY])).get(KEY)?.told ?? []
  if (parked.length === 0 && remembered.length === 0) return
  const told = new Map(remembered.map((each) => [jobKey(each.job), each]))
  const telling = new Telling(standstills)
  try {
    for (const { job, since, concerns } of parked) {
      if (told.has(jobKey(job))) continue // be it parked anew: our own comment is a change, which is looked at
      const number = await telling.begin(job, since, concerns)
      if (number !== undefined) told.set(jobKey(job), { job, since: since.toISOString(), number })
    }
    // Those that were put back are neither parked nor over.
    const stuck = new Set(parked.map(({ job }) => jobKey(job)))
    const rest = [...told.values()].filter(({ job }) => !stuck.has(jobKey(job)))
    const busy = await queue.atWork(rest.map(({ job }) => job))
    for (const each of rest) {
      if (busy.has(jobKey(each.job))) continue
      const others = [...told.values()].filter(
        (other) => other !== each && threadOf(other) === threadOf(each),
      )
      if (others.length > 0 || (await telling.end(each))) told.delete(jobKey(each.job))
    }
  } finally {
    await notes.write(KEY, { told: [...told.values()] })
  }
}

/**
 * Puts back, by default hour by hour, what was given up within the last day by a fault that is not people's: GitHub may have been
 * away for longer than a job's tries last. What is broken for good is left to `debrief jobs`. Returns how many there were.
 */
export async function putBackStandstills(
  { queue, notes }: Pick<Standstills, 'queue' | 'notes'>,
  { afterMs, withinMs }: Again = AGAIN,
): Promise<number> {
  const remembered = (await notes.read<{ told: readonly Told[] }>([KEY])).get(KEY)?.told ?? []
  const first = new Map(remembered.map(({ job, since }) => [jobKey(job), Date.parse(since)]))
  const due = (await queue.parking.list()).filter(({ job, fault, since }) => {
    const began = first.get(jobKey(job)) ?? since.getTime()
    // On the queue's own clock, which `since` is of.
    return fault && Date.now() - since.getTime() >= afterMs && Date.now() - began < withinMs
  })
  return due.length === 0 ? 0 : queue.parking.retry(due.map(({ id }) => id))
}

/** Where one comment speaks for all of a feature's jobs. */
const threadOf = ({ job, number }: Told): string =>
  [job.feature, job.installationId, job.owner, job.repo, number].join(' ').toLowerCase()

/** Tells one thing after the other, and knows when no more can be told. */
class Telling {
  readonly #standstills: Standstills
  /** Installations that can be told nothing for now. */
  readonly #closed = new Set<number>()
  #left = MOST_AT_ONCE

  constructor(standstills: Standstills) {
    this.#standstills = standstills
  }

  /** Where it was told; null where it never will be, undefined where it may be next time. */
  async begin(job: Job, since: Date, concerns: number | null): Promise<number | null | undefined> {
    let number: number | null = null
    const done = await this.#try(job, async (github) => {
      number = concerns ?? (await expectedOn(github, job, job.number))
      if (number !== null) await this.#tell(github, job, { number, since, isOver: false })
    })
    if (done === 'later') return undefined
    return done === 'done' ? number : null
  }

  /** False where it may be told next time. */
  async end({ job, since, number }: Told): Promise<boolean> {
    if (number === null) return true
    const tell = (github: GitHub) => this.#tell(github, job, { number, since: new Date(since), isOver: true })
    return (await this.#try(job, tell)) !== 'later'
  }

  #tell(github: GitHub, job: Job, what: Pick<Standstill, 'number' | 'since' | 'isOver'>): Promise<void> {
    const { owner, repo, feature } = job
    return tellStandstill(github, { owner, repo, feature, ...what }, this.#standstills.caution)
  }

  async #try(job: Job, tell: (github: GitHub) => Promise<void>): Promise<'done' | 'later' | 'never'> {
    const { github, now, log } = this.#standstills
    const { installationId } = job
    if (this.#closed.has(installationId) || this.#left <= 0) return 'later'
    this.#left--
    try {
      await tell(await github(installationId))
      return 'done'
    } catch (thrown) {
      const error = classify(thrown, now())
      if (error instanceof NotYet) this.#closed.add(installationId)
      if (error instanceof TransientError) return 'later'
      // Deleted, locked, or not for the app any more: to try again would only fail again.
      log.warn({ job, err: error }, 'people could not be told of a parked job')
      return 'never'
    }
  }
}
