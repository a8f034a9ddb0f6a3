import type { RepositoryName } from './effects.ts'
import type { Feature } from './feature.ts'
import { apply } from './github/apply.ts'
import type { GitHub } from './github/client.ts'
import { ConfigError, TransientError, classify } from './github/errors.ts'
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
      const written = await look(feature, await github(job), job, now())
      if (written > 0) log.info({ job, written }, 'reconciled')
      return { kind: 'done' }
    } catch (thrown) {
      return outcomeOf(classify(thrown, now()), job, attempt, log)
    }
  }
}

/** Looks once; returns how many effects were applied. */
async function look(feature: Feature<unknown>, github: GitHub, job: Job, now: Date): Promise<number> {
  const reading = await feature.read(github, job)
  if (!reading) return 0
  const effects = feature.plan(reading.state, reading.settings, now)
  const home: RepositoryName = { owner: job.owner, repo: job.repo }
  await apply(github, home, effects)
  return effects.length
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
