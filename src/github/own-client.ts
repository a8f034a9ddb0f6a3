import { Probot, ProbotOctokit } from 'probot'
import { discreet } from '../log.ts'
import { requestCounter } from '../metrics/github.ts'
import type { Metrics } from '../metrics/registry.ts'
import type { Log } from '../reconcile.ts'
import type { Client } from './client.ts'
import { statusOf } from './errors.ts'

export interface Credentials {
  readonly appId: number
  readonly privateKey: string
  readonly webhookSecret: string
  /** The REST root where it is not github.com's: an Enterprise server's `/api/v3`, or the sandbox. */
  readonly baseUrl?: string | undefined
}

interface How {
  readonly metrics: Metrics
  readonly fetch?: typeof fetch | undefined
  readonly logLevel?: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | undefined
  /** A line of JSON for each, or words for people. */
  readonly logFormat?: 'json' | 'pretty' | undefined
}

/** The App in its own name, which gives out tokens and knows where it is installed. */
export interface OwnClient {
  readonly app: Client
  /** `debrief[bot]` */
  readonly login: string
  readonly log: Log
}

// Retrying a create blindly doubles it, and one limiter for all installations makes each wait for the others: the
// queue tries again instead, per repository, after reading what is there.
const OctokitBase = ProbotOctokit.defaults((options: { readonly log?: Parameters<typeof discreet>[0] }) => ({
  ...options,
  ...(options.log ? { log: discreet(options.log) } : {}),
  throttle: { enabled: false },
  retry: { enabled: false },
}))

/** @throws Error with what to do, where the credentials are refused. */
export async function ownClient(credentials: Credentials, how: How): Promise<OwnClient> {
  const { appId, privateKey, webhookSecret: secret, baseUrl } = credentials
  const { metrics, fetch, logLevel = 'info', logFormat = 'json' } = how
  const Octokit = OctokitBase.plugin(requestCounter(metrics))
  const request = fetch ? { request: { fetch } } : {}
  const probot = new Probot({ appId, privateKey, secret, Octokit, baseUrl, logLevel, logFormat, ...request })
  const app = await probot.auth()
  // Probot's is null until it is awake.
  return { app, login: await loginOf(app, baseUrl), log: discreet(probot.log) }
}

/** Asks GitHub what the app is called: the first use of the credentials, so what is wrong with them shows here. */
async function loginOf(app: Client, baseUrl = 'https://api.github.com'): Promise<string> {
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
