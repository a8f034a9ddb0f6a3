import type { Actor } from './route.ts'
import { ApiError } from './errors.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const DEFAULT_LIMIT = 5000

interface Window {
  used: number
  resetAt: number
}

export interface Usage {
  readonly limit: number
  readonly remaining: number
  readonly used: number
  readonly reset: number
  readonly resource: string
}

type Resource = 'core' | 'search' | 'graphql'

/** How many requests each caller has left: 5,000 an hour and 30 searches a minute, counted by the wall clock. */
export class Quota {
  #limit = DEFAULT_LIMIT
  /** What has been used already when a caller first comes. */
  #floor = 0
  #windows = new Map<string, Window>()

  /** From now on `limit` requests an hour for everyone but the apps themselves, `remaining` of them left. */
  set(limit: number, remaining = limit): void {
    this.#limit = limit
    this.#floor = limit - remaining
    this.#windows.clear()
  }

  /** Counts a request. Throws 403 where none is left; the error says when there will be. */
  spend(actor: Actor, resource: Resource, points = 1): Usage {
    const usage = this.usage(actor, resource)
    if (points > 0 && usage.remaining === 0)
      throw new ApiError(403, `API rate limit exceeded for ${nameOf(actor)}.`, {
        headers: usageHeaders(usage),
      })
    this.#window(actor, resource).used += points
    return this.usage(actor, resource)
  }

  /** Gives one back: a 304 costs nothing. */
  refund(actor: Actor, resource: Resource): Usage {
    this.#window(actor, resource).used -= 1
    return this.usage(actor, resource)
  }

  usage(actor: Actor, resource: Resource): Usage {
    const { used, resetAt } = this.#window(actor, resource)
    const limit = this.#limitOf(actor, resource)
    return {
      limit,
      remaining: Math.max(0, limit - used),
      used: Math.min(used, limit),
      reset: Math.ceil(resetAt / 1000),
      resource,
    }
  }

  #limitOf(actor: Actor, resource: Resource): number {
    if (resource === 'search') return 30
    if (actor.kind === 'anonymous') return Math.min(60, this.#limit)
    // What an app asks in its own name (for tokens, say) is counted apart from what its installations do.
    return actor.kind === 'app' ? DEFAULT_LIMIT : this.#limit
  }

  #window(actor: Actor, resource: Resource): Window {
    const key = `${resource} ${nameOf(actor)}`
    const known = this.#windows.get(key)
    if (known && known.resetAt > Date.now()) return known
    const span = resource === 'search' ? MINUTE_MS : HOUR_MS
    const window = {
      used: resource !== 'search' && !known && actor.kind !== 'app' ? this.#floor : 0,
      resetAt: Date.now() + span,
    }
    this.#windows.set(key, window)
    return window
  }
}

export const usageHeaders = ({ limit, remaining, used, reset, resource }: Usage): Record<string, string> => ({
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-used': String(used),
  'x-ratelimit-reset': String(reset),
  'x-ratelimit-resource': resource,
})

function nameOf(actor: Actor): string {
  if (actor.kind === 'installation') return `installation ID ${actor.installation.id}`
  if (actor.kind === 'user') return `user ID ${actor.account.id}`
  return actor.kind === 'app' ? `app ID ${actor.app.id}` : '127.0.0.1'
}
