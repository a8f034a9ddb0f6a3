import type { Caution } from '../github/apply.ts'
import type { GitHub } from '../github/client.ts'
import { NotYet, TransientError, classify } from '../github/errors.ts'
import { expectedOn } from '../github/expected.ts'
import { tellStandstill, type Standstill } from '../github/standstill.ts'
import { PARKED_DAYS, jobKey, type Job, type ParkedJob, type Queue } from '../queue/queue.ts'
import type { Log } from '../reconcile.ts'
import type { Notes } from './notes.ts'

/** What is remembered of a job that was parked. */
interface Remembered {
  readonly job: Job
  /** ISO 8601 UTC: when it was parked first. */
  readonly since: string
  /** Where people read of it; null where nobody waits for it, or nothing can be written. */
  readonly number: number | null
  /** False as long as it could not be told. */
  readonly told: boolean
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
  const before = await remembered(notes)
  // First of all: what is given up a moment later is among the parked, and not taken for over.
  const busy = await queue.atWork(before.map(({ job }) => job))
  const parked = (await queue.parking.list()).filter(({ fault }) => fault)
  if (parked.length === 0 && before.length === 0) return
  const telling = new Telling(standstills)
  const known = new Map(before.map((each) => [jobKey(each.job), each]))
  try {
    for (const each of parked) {
      const key = jobKey(each.job)
      const old = known.get(key)
      // Be it parked anew: our own comment is a change, which is looked at.
      if (!old?.told) known.set(key, await telling.begin(each, old?.since))
    }
    const stuck = new Set(parked.map(({ job }) => jobKey(job)))
    for (const each of before) {
      const key = jobKey(each.job)
      if (stuck.has(key) || busy.has(key)) continue
      const inThread = [...known.values()].filter((other) => threadOf(other) === threadOf(each))
      if (!each.told || isForgotten(each) || inThread.length > 1 || (await telling.end(each)))
        known.delete(key)
    }
  } finally {
    await notes.write(KEY, { all: [...known.values()] })
  }
}

async function remembered(notes: Notes): Promise<readonly Remembered[]> {
  return (await notes.read<{ all: readonly Remembered[] }>([KEY])).get(KEY)?.all ?? []
}

/** The queue has forgotten it too, so nobody knows whether it is over. */
const isForgotten = ({ since }: Remembered): boolean =>
  Date.now() - Date.parse(since) > PARKED_DAYS * 24 * HOUR_MS

/**
 * Puts back, by default hour by hour, what was given up within the last day by a fault that is not people's: GitHub may have been
 * away for longer than a job's tries last. What is broken for good, or kills who works on it, is left to `debrief jobs`.
 * Returns how many there were.
 */
export async function putBackStandstills(
  { queue, notes }: Pick<Standstills, 'queue' | 'notes'>,
  { afterMs, withinMs }: Again = AGAIN,
): Promise<number> {
  const first = new Map((await remembered(notes)).map(({ job, since }) => [jobKey(job), Date.parse(since)]))
  const due = (await queue.parking.list()).filter(({ job, fault, deadly, since }) => {
    const began = first.get(jobKey(job)) ?? since.getTime()
    // On the queue's own clock, which `since` is of.
    return fault && !deadly && Date.now() - since.getTime() >= afterMs && Date.now() - began < withinMs
  })
  return due.length === 0 ? 0 : queue.parking.retry(due.map(({ id }) => id))
}

/** Where one comment speaks for all of a feature's jobs. */
const threadOf = ({ job, number }: Remembered): string =>
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

  async begin(parked: ParkedJob, first = parked.since.toISOString()): Promise<Remembered> {
    const { job, since, concerns, deadly } = parked
    let number: number | null = null
    const done = await this.#try(job, async (github) => {
      number = concerns ?? (await expectedOn(github, job, job.number))
      if (number !== null)
        await this.#tell(github, job, { number, since, isOver: false, isTriedAgain: !deadly })
    })
    return { job, since: first, number: done === 'done' ? number : null, told: done !== 'later' }
  }

  /** False where it may be told next time. */
  async end({ job, since, number }: Remembered): Promise<boolean> {
    if (number === null) return true
    const over = { number, since: new Date(since), isOver: true, isTriedAgain: false }
    return (await this.#try(job, (github) => this.#tell(github, job, over))) !== 'later'
  }

  #tell(github: GitHub, job: Job, what: Omit<Standstill, 'owner' | 'repo' | 'feature'>): Promise<void> {
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
