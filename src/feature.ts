import type { Effect } from './effects.ts'
import type { Config } from './config/schema.ts'
import type { Settings } from './config/settings.ts'
import type { GitHub } from './github/client.ts'
import type { News } from './news.ts'
import type { FeatureName, Job } from './queue/queue.ts'
import type { WebhookEvent } from './github/event.ts'

/**
 * The contract of a feature. `on` says which events mean *look again*, and `find` the same of what no event told; `read` fetches a State (null: there is nothing
 * to look at); `plan` decides, pure: no client, no clock, no `process`.
 */
export interface Feature<State> {
  readonly name: FeatureName
  /** Whether its token may be good for the job's repository alone, or has to reach others of the installation too. */
  readonly reach: 'repository' | 'installation'
  /** Whether its own writes wake others: the sweep looks again after it, since webhooks of these may be lost too. */
  readonly setsOff: boolean
  on(event: WebhookEvent): readonly Job[]
  /** What `on` would have made of webhooks that did not come, found again by the sweep. */
  find(news: News): readonly Job[]
  /** When to look at a repository of ours again even if nothing happens there; absent where only events matter. */
  next?(config: Config, after: Date): Date | null
  read(github: GitHub, job: Job, now: Date): Promise<Reading<State> | null>
  plan(state: State, settings: Settings, now: Date): readonly Effect[]
}

export interface Reading<State> {
  readonly state: State
  readonly settings: Settings
  /** The issue or pull request where people look, and where an obstacle is told; null where there is none. */
  readonly concerns: number | null
  /** Why a part of it could not be read: the job fails of that once the rest is written. */
  readonly failed?: Error | null
}
