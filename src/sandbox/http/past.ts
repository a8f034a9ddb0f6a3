import type { State } from '../model.ts'
import type { World } from '../world.ts'
import type { Faults } from './faults.ts'
import type { Actor, Request } from './route.ts'

/**
 * Read-after-write lag: GitHub answers reads from replicas that are behind. While `faults.lagMs` is set, apps are shown
 * the world as it was so long ago, by the machine's clock; people always see it as it is.
 */
export class Past {
  readonly #world: World
  readonly #faults: Faults
  /** Oldest first. */
  #kept: { readonly at: number; readonly state: State }[] = []

  constructor(world: World, faults: Faults) {
    this.#world = world
    this.#faults = faults
  }

  /** Keeps the world as it is now: to be called before each write and after it. */
  keep(request: Request): void {
    const { lagMs } = this.#faults
    if (lagMs === 0) this.#kept = []
    else if (isWrite(request)) {
      const { state } = this.#world
      // Deliveries are no part of what is shown, and far the most of it.
      this.#kept.push({ at: Date.now(), state: structuredClone({ ...state, deliveries: [] }) })
    }
  }

  /** The world and the actor as this request is to find them. */
  shown(request: Request, actor: Actor): { readonly world: World; readonly actor: Actor } {
    const now = { world: this.#world, actor }
    const { lagMs } = this.#faults
    if (lagMs === 0 || actor.kind !== 'installation' || isWrite(request)) return now
    const then = Date.now() - lagMs
    const passed = this.#kept.findLastIndex(({ at }) => at <= then)
    if (passed > 0) this.#kept.splice(0, passed)
    const unseen = this.#kept.some(({ at }) => at > then)
    const state = unseen ? this.#kept[0]?.state : undefined
    return state ? inThe(state, this.#world, actor) : now
  }
}

function inThe(state: State, present: World, actor: Extract<Actor, { kind: 'installation' }>) {
  const world = { ...present, state }
  const installation = state.installations.find(({ id }) => id === actor.installation.id)
  if (!installation) return { world, actor }
  const ids = actor.repositories?.map(({ id }) => id) ?? null
  const repositories = ids && [...state.repositories.values()].filter(({ id }) => ids.includes(id))
  return { world, actor: { ...actor, installation, repositories } }
}

function isWrite({ method, path, raw }: Request): boolean {
  if (path === '/graphql') return /"query":\s*"\s*mutation\b/.test(Buffer.from(raw).toString())
  return method !== 'GET' && !path.endsWith('/access_tokens')
}
