import { setTimeout } from 'node:timers/promises'

export interface PaceOptions {
  /** Repositories looked at with no pause between them. */
  readonly burst: number
  /** Milliseconds for each further one. */
  readonly everyMs: number
}

/**
 * Two requests for a repository, four repositories a second: 480 requests a minute for one installation, where GitHub
 * takes 900, so that half is left for the webhooks' own work. A thousand repositories take four minutes; the first sixty,
 * which is all that most have, wait for nothing.
 */
export const PACE: PaceOptions = { burst: 60, everyMs: 250 }

/** Lets one by when its time has come. */
export function pacer({ burst, everyMs }: PaceOptions, clock: () => number = Date.now): () => Promise<void> {
  // When the next one might go, had there been no burst.
  let next = clock() - burst * everyMs
  return async () => {
    const wait = next - clock()
    next = Math.max(next, clock() - burst * everyMs) + everyMs
    if (wait > 0) await setTimeout(wait, null, { ref: false })
  }
}
