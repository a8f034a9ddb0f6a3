import type { Post } from './channels/post.ts'
import type { Effect, RepositoryName } from './effects.ts'
import type { Feature, Reading } from './feature.ts'
import { apply, type Caution } from './github/apply.ts'
import type { GitHub } from './github/client.ts'
import { ConfigError, NotYet, Stale, TransientError, Unseen, classify } from './github/errors.ts'
import { expectedOn } from './github/expected.ts'
import type { Once } from './github/once.ts'
import { tellObstacle } from './github/obstacle.ts'
import { untilNextLook } from './github/told.ts'
import { briefly } from './log.ts'
import type { FeatureName, Job, Outcome, Worker } from './queue/queue.ts'

export interface Surroundings {
  readonly features: ReadonlyMap<FeatureName, Feature<unknown>>
  /** GitHub as the job's installation sees it. */
  readonly github: (job: Job) => Promise<GitHub>
  /** What was made lately, so that a reading which does not show it yet makes nothing twice. */
  readonly once: Once
  readonly now: () => Date
  readonly log: Log
  /** How a channel outside GitHub is told something; without it none is. */
  readonly post?: Post | undefined
}

/** What became of a job, in words for the operator; never a payload. */
export interface Log {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** The one way through the house: job → read → plan → apply → done, retry or park. */
export function reconciler({ features, github, once, now, log, post }: Surroundings): Worker {
  return async (job, attempt, held) => {
    const feature = features.get(job.feature)
    if (!feature) return { kind: 'park', reason: `no feature is called ${job.feature}` }
    try {
      const effects = await look(feature, await github(job), job, { once, held, now, log, post })
      if (effects.length > 0) log.info({ job, did: effects.map((effect) => effect.do) }, 'reconciled')
      return { kind: 'done' }
    } catch (thrown) {
      const { error, concerns } = thrown instanceof Undone ? thrown : { error: thrown, concerns: null }
      return outcomeOf(classify(error, now()), { job, attempt, once, log, concerns })
    }
  }
}

/** What was due could not be written, and people wait for it there. */
class Undone extends Error {
  readonly error: Error
  readonly concerns: number | null
  constructor(error: Error, concerns: number | null) {
    super(error.message, { cause: error })
    this.error = error
    this.concerns = concerns
  }
}

async function look(
  feature: Feature<unknown>,
  github: GitHub,
  job: Job,
  { once, held, now, log, post }: Caution & Pick<Surroundings, 'now' | 'log' | 'post'>,
): Promise<readonly Effect[]> {
  const home: RepositoryName = { owner: job.owner, repo: job.repo }
  const failed = (thrown: unknown): Promise<Error> => {
    const told = { github, once, held, now }
    return tell(classify(thrown, now()), told, job, () => expectedOn(github, home, job.number))
  }
  let reading: Reading<unknown> | null
  try {
    // What GitHub does not show by now it will not show: gone, or moved elsewhere.
    const patient = untilNextLook(job, once) > 0
    reading = await feature.read(github, patient ? job : { ...job, told: undefined }, now())
  } catch (thrown) {
    throw await failed(thrown)
  }
  if (!reading) return []
  const { state, settings, concerns } = reading
  const effects = feature.plan(state, settings, now())
  try {
    const passedOver = await apply(github, home, effects, { once, held }, post)
    for (const { effect } of passedOver) log.warn({ job, refused: effect.do }, 'passed over')
  } catch (thrown) {
    const error = await tell(classify(thrown, now()), { github, once, held, now }, job, async () => concerns)
    throw new Undone(error, concerns)
  }
  if (reading.failed) throw await failed(reading.failed)
  return effects
}

/** An obstacle that only people can clear is told where they look; the error goes on as it was. */
async function tell(
  error: Error,
  { github, once, held, now }: Caution & Pick<Surroundings, 'now'> & { readonly github: GitHub },
  { feature, owner, repo }: Job,
  whereTheyLook: () => Promise<number | null>,
): Promise<Error> {
  if (!(error instanceof ConfigError)) return error
  try {
    const number = await whereTheyLook()
    if (number !== null)
      await tellObstacle(github, { owner, repo }, { number, reason: error.message, feature }, { once, held })
    return error
  } catch (untold) {
    const why = classify(untold, now())
    if (why instanceof TransientError) return why // what stands in the way will show again, and is told then
    // The way to tell it may be closed too (issues off, an archived repository): then the log is the only place left.
    return new ConfigError(`${error.message} (and people could not be told: ${String(untold)})`, {
      cause: error,
    })
  }
}

interface Try extends Pick<Surroundings, 'once' | 'log'> {
  readonly job: Job
  readonly attempt: number
  readonly concerns: number | null
}

function outcomeOf(error: Error, { job, attempt, once, log, concerns }: Try): Outcome {
  if (error instanceof Unseen) {
    const afterMs = Math.max(0, untilNextLook(job, once))
    log.info({ job, reason: briefly(error), afterMs }, 'not shown yet')
    return { kind: 'unseen', afterMs, reason: error.message }
  }
  if (error instanceof NotYet) {
    log.info({ job, reason: briefly(error), afterMs: error.afterMs }, 'too early')
    return { kind: 'wait', afterMs: error.afterMs ?? 0, reason: error.message }
  }
  if (error instanceof TransientError) {
    log.warn({ job, attempt, reason: briefly(error) }, 'will try again')
    // A few tries outlast GitHub's delay.
    const afterMs = error.afterMs ?? (error instanceof Stale ? once.lagMs / 3 : 0)
    return { kind: 'retry', afterMs, reason: error.message, concerns }
  }
  if (error instanceof ConfigError) {
    log.warn({ job, reason: briefly(error) }, 'cannot be done until somebody acts')
    return { kind: 'park', reason: error.message }
  }
  log.error({ job, attempt, err: error }, 'failed')
  return { kind: 'retry', afterMs: 0, reason: error.message, concerns }
}
