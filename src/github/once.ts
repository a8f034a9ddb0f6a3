import type { Effect, RepositoryName } from '../effects.ts'
import { NotYet, TransientError, classify } from './errors.ts'
import { identityOf } from './identity.ts'

/** What was made lately, or may have been; whatever keeps it may forget each key once its time is over. */
export interface Memory {
  /** Until when the key counts, in milliseconds since 1970; null where it is not known. */
  get(key: string): Promise<number | null>
  put(key: string, until: number): Promise<void>
  forget(key: string): Promise<void>
}

export interface OnceOptions {
  readonly memory: Memory
  /** How long GitHub may go on showing what was before a write. */
  readonly lagMs?: number | undefined
  /** When the memory began: a process before that may have made things which it does not know. */
  readonly since?: number | undefined
  readonly clock?: (() => number) | undefined
}

// Seen were up to 30 s between a write and the list that shows it, and clocks of replicas differ a little.
export const LAG_MS = 35_000

/**
 * Makes each thing once. A list may not show yet what was made a moment ago, and an answer that was lost says nothing:
 * so every create is noted before it is sent, and a plan that wants to make it again is put off until lists are sure to
 * show it. By then either the plan is another one, or the thing was truly not made. Nothing is ever sent twice blindly.
 */
export class Once {
  readonly lagMs: number
  readonly #memory: Memory
  readonly #since: number
  readonly #clock: () => number

  constructor({ memory, lagMs = LAG_MS, since = 0, clock = Date.now }: OnceOptions) {
    this.lagMs = lagMs
    this.#memory = memory
    this.#since = since
    this.#clock = clock
  }

  /** Milliseconds for which GitHub may go on showing what was before that time (since 1970); not above 0 where it does not. */
  left(time: number): number {
    return time + this.lagMs - this.#clock()
  }

  /** @throws NotYet where something of the plan may be there already, unseen. */
  async check(home: RepositoryName, effects: readonly Effect[]): Promise<void> {
    for (const effect of effects) {
      const key = identityOf(effect, home)
      const until = key === null ? 0 : Math.max(this.#since + this.lagMs, (await this.#memory.get(key)) ?? 0)
      const wait = until - this.#clock()
      if (wait > 0) throw new NotYet(`it may be that GitHub does not show yet: ${effect.do}`, wait)
    }
  }

  /** Performs an effect, with a note of what it makes; none is left where GitHub has plainly refused. */
  async make<T>(home: RepositoryName, effect: Effect, perform: () => Promise<T>): Promise<T> {
    const key = identityOf(effect, home)
    if (key === null || this.lagMs <= 0) return perform()
    await this.#note(key)
    try {
      const result = await perform()
      await this.#note(key) // anew: it was made only now
      return result
    } catch (error) {
      await (isUnclear(error) ? this.#note(key) : this.#memory.forget(key))
      throw error
    }
  }

  #note(key: string): Promise<void> {
    return this.#memory.put(key, this.#clock() + this.lagMs)
  }
}

/** Neither done nor refused: a broken connection, or an error on GitHub's side of which the write may be none. */
function isUnclear(error: unknown): boolean {
  const classified = classify(error, new Date())
  return classified instanceof TransientError && !(classified instanceof NotYet)
}

/** In this process only: what another one made before is not known, so `since` must be its start. */
export function processMemory(clock: () => number = Date.now): Memory {
  const until = new Map<string, number>()
  const sweep = (): void => {
    for (const [key, time] of until) {
      if (time > clock()) return // in the order of their notes, and so of their ends
      until.delete(key)
    }
  }
  return {
    get: async (key) => until.get(key) ?? null,
    put: async (key, time) => {
      sweep()
      until.delete(key)
      until.set(key, time)
    },
    forget: async (key) => {
      until.delete(key)
    },
  }
}
