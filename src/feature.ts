import type { Effect } from './effects.ts'
import type { Settings } from './config/settings.ts'
import type { GitHub } from './github/client.ts'
import type { FeatureName, Job } from './queue/queue.ts'
import type { WebhookEvent } from './github/event.ts'

/**
 * The contract of a feature. `on` says which events mean *look again*; `read` fetches a State (null: there is nothing
 * to look at); `plan` decides, pure: no client, no clock, no `process`.
 */
export interface Feature<State> {
  readonly name: FeatureName
  /** Whether its token may be good for the job's repository alone, or has to reach others of the installation too. */
  readonly reach: 'repository' | 'installation'
  on(event: WebhookEvent): readonly Job[]
  read(github: GitHub, job: Job): Promise<Reading<State> | null>
  plan(state: State, settings: Settings, now: Date): readonly Effect[]
}

export interface Reading<State> {
  readonly state: State
  readonly settings: Settings
  /** The issue or pull request where people look, and where an obstacle is told; null where there is none. */
  readonly concerns: number | null
}
