import { randomUUID } from 'node:crypto'
import { sign } from '@octokit/webhooks-methods'
import { Octokit } from '@octokit/rest'
import { processBudget } from '../../src/github/budget.ts'
import type { StoreOptions } from '../../src/queue/store.ts'
import { readManifest } from '../../src/manifest.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { serve, type GitHubOptions, type Running } from '../../src/serve.ts'

export const SHOP = { owner: 'acme', repo: 'shop' } as const
export const SECRET = 'a-secret-that-only-this-world-uses'
const START = '2026-11-20T14:20:00Z'
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing }
function nothing(): void {}

/** A local GitHub on which one app after the other can live: a process dies, the next one takes its place. */
export interface World {
  readonly sandbox: Sandbox
  readonly as: (login: string) => Octokit
  /** Starts the app, in place of the one before; without a store it keeps its jobs in memory. */
  start(github: GitHubOptions, store?: StoreOptions): Promise<Running>
  /** Every event so far comes once more, under a new name: what a sweep would find, it finds. */
  wake(): Promise<void>
  /** Sets the clock of both sides. */
  at(instant: string): void
  close(): Promise<void>
}

export async function startWorld(): Promise<World> {
  let offset = Date.parse(START) - Date.now()
  const now = () => new Date(Date.now() + offset)
  const sandbox = await startSandbox({ now, quiet: true })
  const people = { ada: 'admin', grace: 'member', linus: 'member' } as const
  for (const login of Object.keys(people)) sandbox.seed.user(login)
  sandbox.seed.organization('acme', { members: people })
  sandbox.seed.repository({
    owner: 'acme',
    name: 'shop',
    collaborators: { ada: 'write', grace: 'write', linus: 'write' },
  })
  const { default_permissions: permissions, default_events: events } = readManifest()
  const app = sandbox.seed.app({
    slug: 'debrief',
    name: 'Debrief',
    permissions,
    events,
    webhookSecret: SECRET,
  })
  sandbox.seed.install('debrief', 'acme')
  const { id: appId, privateKey } = app
  let running: Running | null = null
  return {
    sandbox,
    as: (login) => new Octokit({ auth: sandbox.token(login), baseUrl: sandbox.url, log: silent }),
    start: async (github, store) => {
      await running?.close()
      const budget = processBudget({ aMinute: Infinity, anHour: Infinity })
      const common = { store, port: 0, logLevel: 'fatal', now, queue: { backoffMs: 5 } } as const
      const secret = { appId, privateKey, webhookSecret: SECRET }
      running = await serve({ ...secret, ...common, baseUrl: sandbox.url, github: { budget, ...github } })
      sandbox.seed.setAppWebhook('debrief', `${running.url}/api/github/webhooks`)
      return running
    },
    wake: async () => {
      const heard = new Map<string, object>()
      for (const line of sandbox.traffic)
        if (line.kind === 'hook' && typeof line.payload === 'object' && line.payload !== null)
          heard.set(`${line.event} ${line.action} ${JSON.stringify(line.payload).length}`, { ...line })
      for (const line of heard.values()) await post(running, line as { event: string; payload: unknown })
    },
    at: (instant) => {
      offset = Date.parse(instant) - Date.now()
    },
    close: async () => {
      await running?.close()
      await sandbox.close()
    },
  }
}

async function post(
  app: Running | null,
  { event, payload }: { event: string; payload: unknown },
): Promise<void> {
  const body = JSON.stringify(payload)
  const headers = {
    'content-type': 'application/json',
    'x-github-event': event,
    'x-github-delivery': randomUUID(),
    'x-hub-signature-256': await sign(SECRET, body),
  }
  const { status } = await fetch(`${app?.url}/api/github/webhooks`, { method: 'POST', headers, body })
  if (status !== 202) throw new Error(`the app answered ${status} to ${event}`)
}

/** Resolves once nothing is delivered, done or put back for later any more, or the app is dead. */
export async function quiet(sandbox: Sandbox, app: Running, isDead: () => boolean): Promise<void> {
  for (let seen = -1; seen !== sandbox.traffic.length && !isDead();) {
    seen = sandbox.traffic.length
    await sandbox.idle()
    await app.idle()
    while (!isDead() && (await app.counts()).delayed > 0) {
      await new Promise((resolve) => setTimeout(resolve, 10))
      await app.idle()
    }
  }
}
