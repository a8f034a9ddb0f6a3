import { processMemory, type Memory } from '../../src/github/once.ts'
import type { GitHubOptions } from '../../src/serve.ts'

/** How an app ends: before or after its n-th write to GitHub, with or without what it had noted on disk. */
export interface Death {
  readonly atWrite: number
  readonly when: 'before' | 'after'
  readonly memory: 'kept' | 'lost'
}

/** One process' dealings with GitHub, which can end at any of its writes: from then on nothing leaves it. */
export interface Mortal {
  readonly github: GitHubOptions
  readonly died: boolean
  /** How many writes left it. */
  readonly writes: number
  readonly memory: Memory
}

// Time goes twenty times faster than on GitHub, and no more: a successor must be up before the lag is over.
const FASTER = 20
export const LAG_MS = 20_000 / FASTER
const PATIENCE_MS = 35_000 / FASTER

/** `before` is the memory that an earlier process left on disk. */
export function mortal(death: Death | null, before: Memory | null): Mortal {
  const state = { died: false, writes: 0 }
  const memory = before ?? processMemory()
  const die = (): never => {
    state.died = true
    throw new TypeError('fetch failed: the process was killed')
  }
  const killable: typeof fetch = async (input, init) => {
    if (state.died) return die()
    const fatal = isWrite(input, init) && ++state.writes === death?.atWrite
    if (fatal && death.when === 'before') return die()
    const answer = await fetch(input, init)
    return fatal || state.died ? die() : answer
  }
  const notes: Memory = {
    get: (key) => memory.get(key),
    put: async (key, until) => (state.died ? undefined : memory.put(key, until)),
    forget: async (key) => (state.died ? undefined : memory.forget(key)),
  }
  const since = before === null ? Date.now() : 0
  return {
    github: { fetch: killable, once: { memory: notes, lagMs: PATIENCE_MS, since } },
    get died() {
      return state.died
    },
    get writes() {
      return state.writes
    },
    memory,
  }
}

function isWrite(input: Parameters<typeof fetch>[0], init: RequestInit | undefined): boolean {
  const url = input instanceof Request ? input.url : input.toString()
  if (url.endsWith('/access_tokens')) return false
  if (url.endsWith('/graphql'))
    return /"query":\s*"\s*mutation/.test(typeof init?.body === 'string' ? init.body : '')
  return (init?.method ?? 'GET') !== 'GET'
}
