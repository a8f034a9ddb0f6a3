import type { Client } from '../github/client.ts'
import type { Log } from '../reconcile.ts'
import type { FeatureName, Job } from './queue.ts'

// Quarter hours: the finest step in which a zone's clock can be off the hour, so no digest comes late by more.
const EVERY_MS = 15 * 60 * 1_000

/** Calls `tick` at every quarter of an hour until stopped; a tick that fails is logged, the next one comes anyway. */
export function startSchedule(tick: () => Promise<void>, log: Log): { stop(): void } {
  let timer: NodeJS.Timeout
  const plan = () => {
    timer = setTimeout(
      () => {
        tick().catch((error: unknown) =>
          log.error({ err: error }, 'the schedule could not look at the installations'),
        )
        plan()
      },
      EVERY_MS - (Date.now() % EVERY_MS),
    )
    timer.unref()
  }
  plan()
  return { stop: () => clearTimeout(timer) }
}

/**
 * One job of that feature for every repository that the app is installed on, but archived ones. An installation that
 * cannot be looked at is logged, and costs the others nothing.
 */
export async function everyInstalledRepository(
  app: Client,
  installation: (id: number) => Promise<Client>,
  feature: FeatureName,
  log: Pick<Log, 'error'>,
): Promise<Job[]> {
  const jobs: Job[] = []
  for await (const { id, suspended_at } of pages(async (page) => {
    return (await app.request('GET /app/installations', { per_page: 100, page })).data
  })) {
    if (suspended_at) continue
    try {
      jobs.push(...(await jobsOf(await installation(id), id, feature)))
    } catch (error) {
      log.error({ installation: id, err: error }, 'the schedule could not look at an installation')
    }
  }
  return jobs
}

async function jobsOf(client: Client, installationId: number, feature: FeatureName): Promise<Job[]> {
  const jobs: Job[] = []
  for await (const { archived, owner, name } of pages(async (page) => {
    return (await client.request('GET /installation/repositories', { per_page: 100, page })).data.repositories
  })) {
    if (!archived) jobs.push({ feature, installationId, owner: owner.login, repo: name })
  }
  return jobs
}

async function* pages<T>(fetch: (page: number) => Promise<readonly T[]>): AsyncGenerator<T> {
  for (let page = 1; ; page++) {
    const items = await fetch(page)
    yield* items
    if (items.length < 100) return
  }
}
