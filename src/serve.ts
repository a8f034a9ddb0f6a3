import { setTimeout } from 'node:timers/promises'
import { hears, jobsFor } from './app.ts'
import type { Channels } from './channels/operator.ts'
import type { Reach } from './channels/send.ts'
import type { Budget } from './github/budget.ts'
import { toWebhookEvent } from './github/event.ts'
import type { Call } from './github/line.ts'
import type { OnceOptions } from './github/once.ts'
import { ownClient, type Credentials } from './github/own-client.ts'
import { metrics } from './metrics/registry.ts'
import type { JobCounts, ParkedJob, Queue, QueueOptions } from './queue/queue.ts'
import { loadStore, openStore, type StoreOptions } from './queue/store.ts'
import { listen } from './receiver/listen.ts'
import { receiver, type Receiver } from './receiver/server.ts'
import type { PaceOptions } from './sweep/pace.ts'
import type { Again } from './sweep/standstills.ts'
import { startSchedule } from './sweep/schedule.ts'
import { startWork, type Site, type Work } from './work.ts'

export interface ServeOptions extends Credentials {
  /** Holds too, while the one above is being replaced by it. */
  readonly webhookSecretNext?: string | undefined
  readonly host?: string | undefined
  /** 0 takes a free one. */
  readonly port: number
  readonly logLevel?: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | undefined
  /** JSON lines, unless said otherwise. */
  readonly logFormat?: 'json' | 'pretty' | undefined
  readonly now?: (() => Date) | undefined
  readonly queue?: QueueOptions | undefined
  /** Where the jobs are kept; without it in memory, for a demo. */
  readonly store?: StoreOptions | undefined
  readonly github?: GitHubOptions | undefined
  readonly sweep?: SweepOptions | undefined
  /** Where summaries may be published, beside GitHub itself. */
  readonly channels?: Channels | undefined
  /** How the world outside GitHub is reached; as the Internet is, unless said otherwise. */
  readonly reach?: Reach | undefined
}

export interface SweepOptions {
  /** Whether everything is looked at as soon as the app is up; it is, unless said otherwise. */
  readonly atStart?: boolean | undefined
  readonly pace?: PaceOptions | undefined
  /** Changes of one repository that one look takes in, at least a hundred. */
  readonly mostChanges?: number | undefined
  readonly again?: Again | undefined
}

/** How the app deals with GitHub; by default as one process alone should with github.com. */
export interface GitHubOptions {
  readonly fetch?: typeof fetch | undefined
  readonly once?: Partial<OnceOptions> | undefined
  readonly budget?: Budget | undefined
  readonly onCall?: ((call: Call) => void) | undefined
}

/** Debrief, up and listening. */
export interface Running {
  readonly url: string
  /** Resolves once no sweep runs, and no job runs or waits. */
  idle(): Promise<void>
  parked(): Promise<readonly ParkedJob[]>
  counts(): Promise<JobCounts>
  /** Rejects once only a new process can go on; never resolves. */
  readonly broken: Promise<never>
  /** Sweeps every repository now, as the schedule does by itself at the start and then once an hour. */
  tick(): Promise<void>
  close(): Promise<void>
}

/**
 * Starts the app.
 * @throws Error with what to do, where the credentials are refused or the port is taken.
 */
export async function serve(options: ServeOptions): Promise<Running> {
  const measured = metrics()
  const { logLevel, logFormat, github } = options
  const how = { metrics: measured, logLevel, logFormat, fetch: github?.fetch }
  // While GitHub thinks. The store itself is opened, or a folder made, only for credentials that it takes.
  const [own] = await Promise.all([ownClient(options, how), options.store && loadStore(options.store)])
  const store = options.store ? await openStore(options.store, own.log) : null
  try {
    return await start({ ...own, options, store, metrics: measured })
  } catch (error) {
    // What keeps the process alive, and the folder its own, is the store.
    await store
      ?.close()
      .catch((also: unknown) => own.log.warn({ err: also }, 'the store could not be closed'))
    throw error
  }
}

async function start(site: Site): Promise<Running> {
  const { options, store, login, metrics, log } = site
  const work = await startWork(site)
  const { queue, sweep, notes } = work
  const intake = openReceiver(site, work)
  const url = await listen(intake.server, options).catch(async (error: unknown) => {
    await queue.close()
    throw error
  })
  const { atStart = true } = options.sweep ?? {}
  const schedule = startSchedule(sweep, notes, { metrics, log, atStart })
  log.info({ url, app: login }, 'Debrief is up')
  return {
    url,
    idle: async () => {
      await schedule.idle()
      await queue.idle()
    },
    parked: () => queue.parking.list(),
    counts: () => queue.counts(),
    broken: store?.broken ?? new Promise(() => undefined),
    tick: () => schedule.sweep(),
    close: async () => {
      const swept = schedule.stop()
      await intake.close()
      await swept
      await queue.close()
      await store?.close()
    },
  }
}

function openReceiver({ options, login, metrics, log }: Site, { queue }: Work): Receiver {
  const { webhookSecret, webhookSecretNext } = options
  return receiver({
    secrets: webhookSecretNext ? [webhookSecret, webhookSecretNext] : [webhookSecret],
    hears,
    jobsOf: (event) => jobsFor(toWebhookEvent(event, login), Date.now()),
    push: (jobs) => queue.push(jobs),
    // While PostgreSQL makes one insert durable it can take the next; PGlite does one thing at a time.
    pushesAtOnce: options.store?.databaseUrl === undefined ? 1 : 2,
    lacks: () => lacking(queue),
    metrics,
    log,
  })
}

const STORE_MS = 2_000

/** Why the app cannot do its work now. It listens only once GitHub took its credentials, so these are there. */
async function lacking(queue: Queue): Promise<readonly string[]> {
  try {
    await Promise.race([queue.ready(), setTimeout(STORE_MS, null, { ref: false }).then(tooLate)])
    return []
  } catch {
    return ['the store cannot be reached']
  }
}

const tooLate = (): never => {
  throw new Error('the store did not answer')
}
