import type { Probot } from 'probot'
import { checking } from './checking/index.ts'
import { digest } from './digest/index.ts'
import type { Feature } from './feature.ts'
import { toWebhookEvent, type WebhookEvent } from './github/event.ts'
import { toldBy } from './github/told.ts'
import { readManifest } from './manifest.ts'
import { gathering } from './gathering/index.ts'
import { indexing } from './indexing/index.ts'
import { opening } from './opening/index.ts'
import type { FeatureName, Job, Queue } from './queue/queue.ts'
import { reviewing } from './reviewing/index.ts'
import { tracking } from './tracking/index.ts'

/** The features: what Debrief does. */
export const features: ReadonlyMap<FeatureName, Feature<unknown>> = new Map<FeatureName, Feature<unknown>>([
  ['opening', opening], // an incident label opens a postmortem pull request
  ['gathering', gathering], // its timeline, metrics and causal map are kept up to date
  ['checking', checking], // its document is checked on every push
  ['tracking', tracking], // on merge each action becomes an issue, and stays true
  ['digest', digest], // once a week somebody is told what is still open
  ['reviewing', reviewing], // after a quarter an issue tells what its postmortems say together
  ['indexing', indexing], // the folder's table of postmortems is kept, after tracking has made the issues
])

/** Which jobs an event wakes that came at that time (milliseconds since 1970). */
export function jobsFor(event: WebhookEvent, heard: number): Job[] {
  const told = toldBy(event, heard)
  const jobs = [...features.values()].flatMap((feature) => [...feature.on(event)])
  return told ? jobs.map((job) => ({ ...job, told })) : jobs
}

/** The events that can wake a job: those the app asks for, and what GitHub tells every app of its installations. */
export const hears: ReadonlySet<string> = new Set([
  ...readManifest().default_events,
  'installation',
  'installation_repositories',
])

/**
 * The Probot app, for who receives by Probot (`probot.receive`, its adapters): every webhook becomes jobs, by identity
 * only. Our own server does the same without it, since Probot logs whole payloads at the level of debug.
 */
export function debrief(queue: Queue, appLogin: string): (app: Probot) => void {
  return (app) => {
    app.onAny(async (event) => queue.push(jobsFor(toWebhookEvent(event, appLogin), Date.now())))
  }
}
