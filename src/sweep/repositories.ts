import type { GitHub } from '../github/client.ts'
import type { Place } from '../news.ts'
import type { Tags } from './tags.ts'

interface Listed {
  readonly scope: string
  /** Page by page, as it was told last. */
  readonly pages: Map<number, readonly (Place & { readonly archived: boolean })[]>
}

const SIZE = 100

/** The repositories that an installation reaches, asked for nothing where none came or went. */
export class Repositories {
  readonly #tags: Tags
  readonly #listed = new Map<number, Listed>()

  constructor(tags: Tags) {
    this.#tags = tags
  }

  /** But archived ones, in which nothing can be written. */
  async of(installationId: number, scope: string, { client }: GitHub): Promise<Place[]> {
    const before = this.#listed.get(installationId)
    const listed = before?.scope === scope ? before : { scope, pages: new Map() }
    this.#listed.set(installationId, listed)
    const places: Place[] = []
    for (let page = 1; ; page++) {
      const answer = await this.#tags.ask(installationId, scope, `repositories ${page}`, (headers) =>
        client.request('GET /installation/repositories', { per_page: SIZE, page, headers }),
      )
      if (answer) {
        const told = answer.data.repositories.map(({ owner, name, archived }) => {
          return { installationId, owner: owner.login, repo: name, archived }
        })
        listed.pages.set(page, told)
      }
      const here = listed.pages.get(page) ?? []
      for (const { archived, ...place } of here) if (!archived) places.push(place)
      if (here.length < SIZE) return places
    }
  }
}
