import { Octokit } from '@octokit/rest'
import { readManifest } from '../manifest.ts'
import { startSandbox, type Sandbox } from '../sandbox/index.ts'
import type { SeedRepository } from '../sandbox/seed.ts'
import type { Channels } from '../channels/operator.ts'
import type { Reach } from '../channels/send.ts'
import { processBudget } from '../github/budget.ts'
import { processMemory } from '../github/once.ts'
import type { Again } from '../sweep/standstills.ts'
import { serve, type GitHubOptions, type Running } from '../serve.ts'

export const WEBHOOK_SECRET = 'a-secret-that-only-this-stage-uses'

export interface StageOptions {
  /** A file that gets all traffic as JSON lines. */
  readonly log?: string | undefined
  /** Where the story's clock stands at first. */
  readonly at?: string | undefined
  readonly sandboxPort?: number | undefined
  readonly appPort?: number | undefined
  readonly logLevel?: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | undefined
  /** Organisation `acme`, its people by role, and its repositories; `acme/shop` where not said. */
  readonly people?: Readonly<Record<string, 'admin' | 'member'>> | undefined
  readonly repositories?: readonly SeedRepository[] | undefined
  readonly permissions?: Readonly<Record<string, 'read' | 'write'>> | undefined
  /** Milliseconds before the first retry of a job. */
  readonly backoffMs?: number | undefined
  /** Tries before a job is parked. */
  readonly tries?: number | undefined
  /** When what was given up is put back. */
  readonly again?: Again | undefined
  /** Changes of one repository that one look of the sweep takes in. */
  readonly mostChanges?: number | undefined
  /** How the app deals with GitHub; by default as with one that shows each write at once and takes as many as come. */
  readonly github?: GitHubOptions | undefined
  readonly channels?: Channels | undefined
  readonly reach?: Reach | undefined
}

/** A local GitHub with an organisation, and the real app installed on it: webhooks over HTTP, signed. */
export interface Stage {
  readonly sandbox: Sandbox
  readonly app: Running
  readonly clock: Clock
  readonly installationId: number
  /** GitHub as that person uses it. */
  readonly as: (login: string) => Octokit
  /** Resolves once every event is delivered and everything that it set off is done. */
  readonly settle: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface Clock {
  readonly now: () => Date
  readonly set: (at: string) => void
  readonly forward: (by: { days?: number; hours?: number; minutes?: number }) => void
}

const BOUNDLESS = processBudget({ aMinute: Infinity, anHour: Infinity })
const PEOPLE = { ada: 'admin', grace: 'member', linus: 'member', radia: 'member' } as const

export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const clock = startClock(options.at)
  const { log, sandboxPort: port } = options
  const sandbox = await startSandbox({
    now: clock.now,
    quiet: true,
    ...(log ? { log } : {}),
    ...(port ? { port } : {}),
  })
  const people = options.people ?? PEOPLE
  for (const login of Object.keys(people)) sandbox.seed.user(login)
  sandbox.seed.organization('acme', { members: people })
  // Members of an organisation may only read, unless a repository says more.
  const collaborators = Object.fromEntries(Object.keys(people).map((login) => [login, 'write' as const]))
  for (const repository of options.repositories ?? [{ owner: 'acme', name: 'shop' }]) {
    sandbox.seed.repository({ collaborators, ...repository })
  }
  const { default_permissions, default_events } = readManifest()
  const credentials = sandbox.seed.app({
    slug: 'debrief',
    name: 'Debrief',
    permissions: options.permissions ?? default_permissions,
    events: default_events,
    webhookSecret: WEBHOOK_SECRET,
  })
  const app = await serve({
    appId: credentials.id,
    privateKey: credentials.privateKey,
    webhookSecret: WEBHOOK_SECRET,
    baseUrl: sandbox.url,
    port: options.appPort ?? 0,
    logLevel: options.logLevel ?? 'fatal',
    now: clock.now,
    queue: { backoffMs: options.backoffMs ?? 1_000, tries: options.tries },
    // Nothing is installed yet: whoever wants to see a sweep asks for one.
    sweep: {
      atStart: false,
      pace: { burst: 1, everyMs: 0 },
      mostChanges: options.mostChanges,
      again: options.again,
    },
    channels: options.channels,
    reach: options.reach,
    github: { once: { memory: processMemory(), lagMs: 0 }, budget: BOUNDLESS, ...options.github },
  })
  sandbox.seed.setAppWebhook('debrief', `${app.url}/api/github/webhooks`)
  const installationId = sandbox.seed.install('debrief', 'acme')
  const settle = () => settled(sandbox, app)
  await settle()
  return {
    sandbox,
    app,
    clock,
    installationId,
    as: (login) => new Octokit({ auth: sandbox.token(login), baseUrl: sandbox.url, log: SILENT }),
    settle,
    close: async () => {
      await app.close()
      await sandbox.close()
    },
  }
}

// A refusal is often what is to be seen, and whoever asked gets it as an error: nobody needs a second line on stderr.
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing }
function nothing(): void {}

/** Events make jobs, jobs make events: quiet is when a whole round brought no new traffic. */
async function settled(sandbox: Sandbox, app: Running): Promise<void> {
  for (let seen = -1; seen !== sandbox.traffic.length;) {
    seen = sandbox.traffic.length
    await sandbox.idle()
    await app.idle()
  }
}

function startClock(at: string | undefined): Clock {
  let offset = at === undefined ? 0 : Date.parse(at) - Date.now()
  return {
    now: () => new Date(Date.now() + offset),
    set: (instant) => {
      offset = Date.parse(instant) - Date.now()
    },
    forward: ({ days = 0, hours = 0, minutes = 0 }) => {
      offset += ((days * 24 + hours) * 60 + minutes) * 60_000
    },
  }
}
