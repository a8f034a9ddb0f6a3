import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Probot, ProbotOctokit } from 'probot'
import { debrief, features } from './app.ts'
import type { Client, GitHub } from './github/client.ts'
import { statusOf } from './github/errors.ts'
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
  const login = await appLogin(app, baseUrl)
  const github = async (job: Job): Promise<GitHub> => ({
    client: await probot.auth(job.installationId),
    login,
    appId,
  })
  const queue = memoryQueue(reconciler({ features, github, now, log }), options.queue)
  await probot.load(debrief(queue, login))

  const tick = async () =>
    queue.push(await everyInstalledRepository(app, (id) => probot.auth(id), 'digest', log))
  const server = receiver(probot, secret)
  await listen(server, options)
  const schedule = startSchedule(tick, log)
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

async function listen(server: Server, { port, host = '127.0.0.1' }: ServeOptions): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, resolve)
    })
  } catch (error) {
    throw new Error(whyDeaf(error, host, port), { cause: error })
  }
}

function whyDeaf(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is taken: end what listens there, or set PORT to another.`
  if (code === 'EACCES') return `This user may not listen on port ${port}: set PORT to one above 1023.`
  return `It is not possible to listen on ${host} (${String(code ?? error)}): set HOST to an address of this machine, such as 0.0.0.0.`
}
