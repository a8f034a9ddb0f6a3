import { createHash } from 'node:crypto'
import { Octokit } from '@octokit/rest'
import type { Budget } from './budget.ts'
import type { Client } from './client.ts'
import { EtagCache } from './etag.ts'
import { Line, pass, type Call, type Request, type Send } from './line.ts'
import { Tokens, type Reach } from './tokens.ts'
import { Turnstile } from './turnstile.ts'

export interface InstallationsOptions {
  /** The App's own client, which gives out tokens. */
  readonly app: Pick<Octokit, 'request'>
  readonly budget: Budget
  readonly baseUrl?: string | undefined
  readonly fetch?: typeof fetch | undefined
  readonly atOnce?: number | undefined
  readonly onCall?: ((call: Call) => void) | undefined
  readonly clock?: (() => number) | undefined
}

/** Clients of installations, each with limits of its own: one that is out of requests keeps no other one waiting. */
export interface Installations {
  /**
   * @param purpose a feature's name, or `sweep`: what its requests are counted as.
   * @throws NotYet while GitHub lets that installation do nothing.
   */
  client(installationId: number, reach?: Reach, purpose?: string): Promise<Client>
  /** Another one with every new token that reaches all of an installation: GitHub's tags hold as long as it is the same. */
  scope(installationId: number): Promise<string>
}

// GitHub's own limit, for one installation.
const AT_ONCE = 100
const SILENT = { debug: silent, info: silent, warn: silent, error: silent }
function silent(): void {}

export function installations(options: InstallationsOptions): Installations {
  const tokens = new Tokens(options.app, options.clock)
  const etags = new EtagCache()
  const turnstiles = new Map<number, Turnstile>()
  const clock = options.clock ?? Date.now
  const server = options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl }
  return {
    client: async (id, reach = 'all', purpose = 'sweep') => {
      await pass(options.budget, id, clock)
      const turnstile = turnstiles.get(id) ?? new Turnstile(options.atOnce ?? AT_ONCE)
      turnstiles.set(id, turnstile)
      const request = options.fetch ? { fetch: options.fetch } : {}
      // No plugin that repeats a request or holds it back: the queue looks again instead, at what is there by then.
      const octokit = new Octokit({ log: SILENT, request, ...server })
      const line = new Line({ ...options, id, reach, purpose, tokens, etags, clock })
      octokit.hook.wrap('request', (send, request) =>
        turnstile.through(() => line.call(send as Send, request as Request, octokit.request.endpoint.parse)),
      )
      return octokit
    },
    scope: async (id) =>
      createHash('sha256')
        .update(await tokens.token(id, 'all'))
        .digest('hex'),
  }
}
