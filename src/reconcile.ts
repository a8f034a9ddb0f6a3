import type { Effect, RepositoryName } from './effects.ts'
import type { Feature, Reading } from './feature.ts'
import { apply } from './github/apply.ts'
import type { GitHub } from './github/client.ts'
import { ConfigError, TransientError, classify } from './github/errors.ts'
import { tellObstacle } from './github/obstacle.ts'
import type { FeatureName, Job, Outcome, Worker } from './queue/queue.ts'

export interface Surroundings {
  readonly features: ReadonlyMap<FeatureName, Feature<unknown>>
  /** GitHub as the job's installation sees it. */
  readonly github: (job: Job) => Promise<GitHub>
  readonly now: () => Date
  readonly log: Log
}

/** What became of a job, in words for the operator; never a payload. */
export interface Log {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** The one way through the house: job → read → plan → apply → done, retry or park. */
export function reconciler({ features, github, now, log }: Surroundings): Worker {
  return async (job, attempt) => {
    const feature = features.get(job.feature)
    if (!feature) return { kind: 'park', reason: `no feature is called ${job.feature}` }
    try {
      const effects = await look(feature, await github(job), job, { now, log })
      if (effects.length > 0) log.info({ job, did: effects.map((effect) => effect.do) }, 'reconciled')
      return { kind: 'done' }
    } catch (thrown) {
      return outcomeOf(classify(thrown, now()), job, attempt, log)
    }
  }
}

async function look(
  feature: Feature<unknown>,
  github: GitHub,
  job: Job,
  { now, log }: Pick<Surroundings, 'now' | 'log'>,
): Promise<readonly Effect[]> {
  const reading = await feature.read(github, job)
  if (!reading) return []
  const effects = feature.plan(reading.state, reading.settings, now())
  const home: RepositoryName = { owner: job.owner, repo: job.repo }
  try {
    const passedOver = await apply(github, home, effects)
    for (const { effect, reason } of passedOver) log.warn({ job, refused: effect.do, reason }, 'passed over')
  } catch (thrown) {
    throw await tell(classify(thrown, now()), github, home, reading)
  }
  return effects
}

/** An obstacle that only people can clear is told where they look; the error goes on as it was. */
async function tell(
  error: Error,
  github: GitHub,
  home: RepositoryName,
  { concerns }: Reading<unknown>,
): Promise<Error> {
  if (!(error instanceof ConfigError) || concerns === null) return error
  try {
    await tellObstacle(github, home, concerns, error.message)
    return error
  } catch (untold) {
    // The way to tell it may be closed too (issues off, an archived repository): then the log is the only place left.
    return new ConfigError(`${error.message} (and could not be told on #${concerns}: ${String(untold)})`, {
      cause: error,
    })
  }
}

function outcomeOf(error: Error, job: Job, attempt: number, log: Log): Outcome {
  if (error instanceof TransientError) {
    log.warn({ job, attempt, reason: error.message }, 'will try again')
    return { kind: 'retry', afterMs: error.afterMs ?? 0, reason: error.message }
  }
  if (error instanceof ConfigError) {
    log.warn({ job, reason: error.message }, 'cannot be done until somebody acts')
    return { kind: 'park', reason: error.message }
  }
  log.error({ job, attempt, err: error }, 'failed')
  return { kind: 'retry', afterMs: 0, reason: error.message }
}
