import { type AddressInfo } from 'node:net'
import { serve, type ServerType } from '@hono/node-server'
import { Stores } from './git/stores.ts'
import { Hooks } from './hooks/deliver.ts'
import { Faults } from './http/faults.ts'
import { Quota } from './http/quota.ts'
import { routerOf } from './http/router.ts'
import { createApi } from './http/server.ts'
import type { Delivery, State } from './model.ts'
import { routes } from './routes/index.ts'
import { Seed } from './seed.ts'
import { Recording, type Traffic } from './traffic.ts'
import { emptyState, type World } from './world.ts'

export interface SandboxOptions {
  /** A free one, where not said. */
  readonly port?: number
  readonly host?: string
  /** A file that gets all traffic as JSON lines. */
  readonly log?: string
  /** The clock that all timestamps come from; tokens expire by the machine's own. */
  readonly now?: () => Date
  /** No lines on stderr for requests that the sandbox does not know. */
  readonly quiet?: boolean
}

declare const snapshotBrand: unique symbol
/** Only for `restore`. */
export interface Snapshot {
  readonly [snapshotBrand]: true
}

export interface Sandbox {
  /** REST at `/`, GraphQL at `/graphql`. */
  readonly url: string
  readonly seed: Seed
  readonly traffic: readonly Traffic[]
  readonly faults: Faults
  readonly rateLimit: Pick<Quota, 'set'>
  /** Requests that no route answers, as `GET /what/ever`. */
  readonly unhandled: readonly string[]
  /** A personal token of that person, who then acts through the API. */
  token(login: string): string
  /** Resolves once all events are delivered and answered. */
  idle(): Promise<void>
  snapshot(): Snapshot
  restore(snapshot: Snapshot): void
  close(): Promise<void>
}

/** Starts a local GitHub on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0, now = () => new Date(), quiet = false } = options
  const recording = new Recording(options.log ?? null)
  const faults = new Faults()
  const quota = new Quota()
  const unhandled: string[] = []
  const git = new Stores()
  const hooks = new Hooks(
    () => world,
    faults,
    (delivery) => recordHook(recording, delivery),
  )
  const onUnhandled = (what: string): void => {
    unhandled.push(what)
    if (!quiet) console.error(`sandbox: nothing answers ${what}`)
  }
  const world: World = { state: emptyState(), git, hooks, quota, onUnhandled, now, url: '' }
  const api = createApi({ world, router: routerOf(routes), faults, recording })
  const server = await listen(api.fetch, host, port).catch((error: unknown) => {
    git.close()
    throw error
  })
  const { port: bound } = server.address() as AddressInfo
  world.url = `http://${host}:${bound}`
  const seed = new Seed(world)
  return {
    url: world.url,
    seed,
    traffic: recording.lines,
    faults,
    rateLimit: quota,
    unhandled,
    token: (login) => seed.token(login),
    idle: () => hooks.idle(),
    snapshot: () => structuredClone(world.state) as unknown as Snapshot,
    restore: (snapshot) => {
      hooks.forget()
      world.state = structuredClone(snapshot as unknown as State)
    },
    close: async () => {
      hooks.close()
      await stop(server)
      git.close()
    },
  }
}

function recordHook(recording: Recording, delivery: Delivery): void {
  recording.add({
    kind: 'hook',
    at: delivery.deliveredAt,
    event: delivery.event,
    action: delivery.action,
    delivery: delivery.guid,
    status: delivery.statusCode,
    payload: JSON.parse(delivery.payload),
  })
}

const listen = (
  fetch: Parameters<typeof serve>[0]['fetch'],
  hostname: string,
  port: number,
): Promise<ServerType> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname, port }, () => resolve(server))
    server.once('error', reject)
  })

const stop = (server: ServerType): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    // Clients keep their connections open; nobody waits for those.
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
