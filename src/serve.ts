import { setTimeout } from 'node:timers/promises'
import { Probot, ProbotOctokit } from 'probot'
import { features, hears, jobsFor } from './app.ts'
import { processBudget, type Budget } from './github/budget.ts'
import type { Client, GitHub } from './github/client.ts'
import { statusOf } from './github/errors.ts'
import { installations, type Installations } from './github/installations.ts'
import type { Call } from './github/line.ts'
import { Once, processMemory, type OnceOptions } from './github/once.ts'
import { storedBudget, storedMemory } from './github/stored.ts'
import { toWebhookEvent } from './github/event.ts'
import { callCounter } from './metrics/calls.ts'
import { requestCounter } from './metrics/github.ts'
import { meteredWorker, watchQueue } from './metrics/jobs.ts'
import { metrics } from './metrics/registry.ts'
import { durableQueue } from './queue/durable.ts'
import { memoryQueue } from './queue/memory.ts'
import type { Job, JobCounts, ParkedJob, Queue, QueueOptions } from './queue/queue.ts'
import { listen } from './receiver/listen.ts'
import { loadStore, openStore, type Store, type StoreOptions } from './queue/store.ts'
import { receiver } from './receiver/server.ts'
import { reconciler, type Log } from './reconcile.ts'
import { processNotes, storedNotes } from './sweep/notes.ts'
import type { PaceOptions } from './sweep/pace.ts'
import { startSchedule } from './sweep/schedule.ts'
import { Sweep } from './sweep/sweep.ts'

export interface ServeOptions {
  readonly appId: number
  readonly privateKey: string
  readonly webhookSecret: string
  /** Holds too, while the one above is being replaced by it. */
  readonly webhookSecretNext?: string | undefined
  /** The REST root where it is not github.com's: an Enterprise server's `/api/v3`, or the sandbox. */
  readonly baseUrl?: string | undefined
  readonly host?: string | undefined
  /** 0 takes a free one. */
  readonly port: number
  readonly logLevel?: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | undefined
  readonly now?: (() => Date) | undefined
  readonly queue?: QueueOptions | undefined
  /** Where the jobs are kept; without it in memory, for a demo. */
  readonly store?: StoreOptions | undefined
  readonly github?: GitHubOptions | undefined
  readonly sweep?: SweepOptions | undefined
}

export interface SweepOptions {
  /** Whether everything is looked at as soon as the app is up; it is, unless said otherwise. */
  readonly atStart?: boolean | undefined
  readonly pace?: PaceOptions | undefined
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

// Retrying a create blindly doubles it, and one limiter for all installations makes each wait for the others: the
// queue tries again instead, per repository, after reading what is there.
const OctokitBase = ProbotOctokit.defaults((options: { readonly log?: Log & { debug: Quiet } }) => ({
  ...options,
  ...(options.log ? { log: withoutBodies(options.log) } : {}),
  throttle: { enabled: false },
  retry: { enabled: false },
}))
type Quiet = (facts: object, message?: string) => void

/** Probot's log of requests bears their bodies at the level of debug: what people wrote has no place in a log. */
function withoutBodies(log: Log & { debug: Quiet }) {
  return {
    debug: (_: object, message?: string) => log.debug({}, message),
    info: log.info.bind(log),
    warn: log.warn.bind(log),
    error: log.error.bind(log),
  }
}

/**
 * Starts the app.
 * @throws Error with what to do, where the credentials are refused or the port is taken.
 */
export async function serve(options: ServeOptions): Promise<Running> {
  const { appId, privateKey, webhookSecret: secret, webhookSecretNext: next, baseUrl } = options
  const { now = () => new Date() } = options
  const measured = metrics()
  const Octokit = OctokitBase.plugin(requestCounter(measured))
  const { fetch, onCall } = options.github ?? {}
  const probot = new Probot({
    appId,
    privateKey,
    secret,
    Octokit,
    baseUrl,
    logLevel: options.logLevel ?? 'info',
    ...(fetch ? { request: { fetch } } : {}),
  })
  const app = await probot.auth()
  const log: Log = probot.log // null until Probot is awake
  // While GitHub thinks. The store itself is opened, or a folder made, only for credentials that it takes.
  const [login] = await Promise.all([appLogin(app, baseUrl), options.store && loadStore(options.store)])
  const counter = callCounter(measured)
  const heard = (call: Call) => {
    counter(call)
    onCall?.(call)
  }
  const store = options.store ? await openStore(options.store, log) : null
  return startOn(store).catch(async (error: unknown) => {
    // What keeps the process alive, and the folder its own, is the store.
    await store?.close().catch((also: unknown) => log.warn({ err: also }, 'the store could not be closed'))
    throw error
  })

  async function startOn(store: Store | null): Promise<Running> {
    const budget = options.github?.budget ?? (store ? await storedBudget(store) : processBudget())
    const clients = installations({ app, budget, baseUrl, fetch, onCall: heard })
    const github = async (job: Job): Promise<GitHub> => ({
      client: await clientFor(clients, job),
      login,
      appId,
    })
    // What was made before the memory began is not known here: it must be seen on GitHub first.
    const made = store ? await storedMemory(store) : { memory: processMemory(), since: Date.now() }
    const once = new Once({ ...made, ...options.github?.once })
    const worker = meteredWorker(reconciler({ features, github, once, now, log }), measured)
    const queue = store
      ? await durableQueue(store, worker, { ...options.queue, log })
      : memoryQueue(worker, options.queue)
    watchQueue(queue, measured)

    const notes = store ? await storedNotes(store) : processNotes()
    const { atStart = true, pace } = options.sweep ?? {}
    const sweep = new Sweep({ app, clients, login, appId, features, queue, notes, now, log, pace })
    const intake = receiver({
      secrets: next ? [secret, next] : [secret],
      hears,
      jobsOf: (event) => jobsFor(toWebhookEvent(event, login)),
      push: (jobs) => queue.push(jobs),
      // While PostgreSQL makes one insert durable it can take the next; PGlite does one thing at a time.
      pushesAtOnce: options.store?.databaseUrl === undefined ? 1 : 2,
      lacks: () => lacking(queue),
      metrics: measured,
      log,
    })
    const url = await listen(intake.server, options).catch(async (error: unknown) => {
      await queue.close()
      throw error
    })
    const schedule = startSchedule(sweep, notes, { metrics: measured, log, atStart })
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
}

const STORE_MS = 2_000

/** Why the app cannot do its work now. It listens only once GitHub took its credentials, so these are there. */
async function lacking(queue: Queue): Promise<readonly string[]> {
  try {
    await Promise.race([queue.ready?.(), setTimeout(STORE_MS, null, { ref: false }).then(tooLate)])
    return []
  } catch {
    return ['the store cannot be reached']
  }
}

/** No wider than the feature needs. */
function clientFor(
  clients: Installations,
  { installationId, feature, repo: repository }: Job,
): Promise<Client> {
  const narrow = features.get(feature)?.reach === 'repository'
  return clients.client(installationId, narrow ? { repository } : 'all')
}

const tooLate = (): never => {
  throw new Error('the store did not answer')
}

/** Asks GitHub what the app is called: the first use of the credentials, so what is wrong with them shows here. */
async function appLogin(app: Client, baseUrl = 'https://api.github.com'): Promise<string> {
  try {
    const { data } = await app.request('GET /app')
    if (data?.slug) return `${data.slug}[bot]`
  } catch (error) {
    throw new Error(whyRefused(error, baseUrl), { cause: error })
  }
  throw new Error(`${baseUrl} does not answer as GitHub does: is GITHUB_API_URL the root of its REST API?`)
}

function whyRefused(error: unknown, baseUrl: string): string {
  const words = error instanceof Error ? error.message : String(error)
  const status = statusOf(error)
  if (status === null || status >= 500)
    return `${baseUrl} could not be reached (${words}). Is GITHUB_API_URL right, and the network there?`
  if (/integration not found/i.test(words))
    return 'GitHub knows no app with this APP_ID. It stands on the settings page of your GitHub App; on an Enterprise server set GITHUB_API_URL too.'
  if (status === 401)
    return `GitHub does not take the key of this app (${words}). Is PRIVATE_KEY of the app with this APP_ID, not deleted there, and the clock of this machine right?`
  return `GitHub refused (${words}). Is GITHUB_API_URL the root of its REST API?`
}
