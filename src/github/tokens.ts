import type { Octokit } from '@octokit/rest'
import { statusOf } from './errors.ts'

/** One repository, by its name without the owner; or all that the app is installed on. */
export type Reach = { readonly repository: string } | 'all'

// The organisation's own configuration lives there.
const SHARED = '.github'
// A token is good for an hour; none is used that might run out under way.
const SPARE_MS = 5 * 60_000
// Whether the app may read it is asked again after that.
const REMEMBERED_MS = 10 * 60_000

/** Tokens that reach no further than they have to, each kept as long as it is good. */
export class Tokens {
  readonly #app: Pick<Octokit, 'request'>
  readonly #clock: () => number
  /** Installations without access to the organisation's configuration, and until when that is believed. */
  readonly #unshared = new Map<number, number>()
  readonly #given = new Map<string, Given>()

  constructor(app: Pick<Octokit, 'request'>, clock: () => number = Date.now) {
    this.#app = app
    this.#clock = clock
  }

  async token(installationId: number, reach: Reach): Promise<string> {
    if (reach === 'all') return this.#ask(installationId)
    const { repository } = reach
    const unshared = (this.#unshared.get(installationId) ?? 0) > this.#clock()
    if (!unshared && repository.toLowerCase() !== SHARED) {
      const token = await this.#try(installationId, [repository, SHARED])
      if (token !== null) return token
      this.#unshared.set(installationId, this.#clock() + REMEMBERED_MS)
    }
    // Without access to the repository the narrow token is refused; with the wide one, reading tells it in better words.
    return (await this.#try(installationId, [repository])) ?? this.#ask(installationId)
  }

  /** Null where one of them is not there, or closed to the app. */
  async #try(installationId: number, repositories: string[]): Promise<string | null> {
    try {
      return await this.#ask(installationId, repositories)
    } catch (error) {
      if (statusOf(error) === 422) return null
      throw error
    }
  }

  async #ask(installation_id: number, repositories?: string[]): Promise<string> {
    const key = [installation_id, ...(repositories ?? [])].join(' ').toLowerCase()
    const known = this.#given.get(key)
    if (known && known.until > this.#clock()) return known.token
    this.#forgetOld()
    const path = 'POST /app/installations/{installation_id}/access_tokens'
    const narrowed = repositories ? { repositories } : {}
    const { data } = await this.#app.request(path, { installation_id, ...narrowed })
    this.#given.set(key, { token: data.token, until: Date.parse(data.expires_at) - SPARE_MS })
    return data.token
  }

  #forgetOld(): void {
    for (const [key, { until }] of this.#given) if (until <= this.#clock()) this.#given.delete(key)
  }
}

interface Given {
  readonly token: string
  readonly until: number
}
