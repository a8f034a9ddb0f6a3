import type { AddressInfo } from 'node:net'
import { Probot, ProbotOctokit } from 'probot'
import { debrief, features } from './app.ts'
import type { Client, GitHub } from './github/client.ts'
import { memoryQueue, type MemoryQueueOptions } from './queue/memory.ts'
import type { Job, ParkedJob } from './queue/queue.ts'
import { everyInstalledRepository, startSchedule } from './queue/schedule.ts'
import { receiver } from './receiver.ts'
import { reconciler, type Log } from './reconcile.ts'

export interface ServeOptions {
  readonly appId: number
  readonly privateKey: string
  readonly webhookSecret: string
  /** The REST root where it is not github.com's: an Enterprise server's `/api/v3`, or the sandbox. */
  readonly baseUrl?: string | undefined
  readonly host?: string | undefined
  /** 0 takes a free one. */
  readonly port: number
  readonly logLevel?: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | undefined
  readonly now?: (() => Date) | undefined
  readonly queue?: MemoryQueueOptions | undefined
}

/** Debrief, up and listening. */
export interface Running {
  readonly url: string
  /** Resolves once no job runs or waits. */
  idle(): Promise<void>
  parked(): readonly ParkedJob[]
  /** Looks at everything that has a date, as the schedule does by itself. */
  tick(): Promise<void>
  close(): Promise<void>
}

// Retrying a create blindly doubles it, and one limiter for all installations makes each wait for the others: the
// queue tries again instead, per repository, after reading what is there.
const Octokit = ProbotOctokit.defaults((options: object) => ({
  ...options,
  throttle: { enabled: false },
  retry: { enabled: false },
}))

/**
 * Starts the app.
 * @throws Error with what to do, where the credentials are refused or the port is taken.
 */
export async function serve(options: ServeOptions): Promise<Running> {
  const { appId, privateKey, webhookSecret: secret, baseUrl, now = () => new Date() } = options
  const probot = new Probot({
    appId,
    privateKey,
    secret,
    Octokit,
    baseUrl,
    logLevel: options.logLevel ?? 'info',
  })
  const app: Client = await probot.auth()
  const log: Log = probot.log // null until Probot is awake
  const login = await appLogin(app)
  const github = async (job: Job): Promise<GitHub> => ({
    client: await probot.auth(job.installationId),
    login,
    appId,
  })
  const queue = memoryQueue(reconciler({ features, github, now, log }), options.queue)
  await probot.load(debrief(queue, login))

  const tick = async () =>
    queue.push(await everyInstalledRepository(app, (id) => probot.auth(id), 'digest', log))
  const schedule = startSchedule(tick, log)
  const server = receiver(probot, secret)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host ?? '127.0.0.1', resolve)
  })
  const { address, port } = server.address() as AddressInfo
  const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}`
  log.info({ url, app: login }, 'Debrief is up')
  return {
    url,
    idle: () => queue.idle(),
    parked: () => queue.parked(),
    tick,
    close: async () => {
      schedule.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await queue.close()
    },
  }
}

async function appLogin(app: Client): Promise<string> {
  const { data } = await app.request('GET /app')
  if (!data?.slug)
    throw new Error('GitHub did not say what this app is called: are APP_ID and PRIVATE_KEY of one app?')
  return `${data.slug}[bot]`
}
