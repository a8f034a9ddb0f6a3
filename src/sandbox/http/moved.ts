import type { Repository } from '../model.ts'
import { formerRepository, fullName, type World } from '../world.ts'
import { canSee } from './access.ts'
import { ApiError } from './errors.ts'
import type { Actor, Request } from './route.ts'

const BY_ID = /^\/repositories\/(\d{1,15})(?=\/|$)/
const BY_NAME = /^\/repos\/[^/]+\/[^/]+/

/**
 * The path by today's name where it names a repository by its id, as `Link` headers and redirects do. All that comes
 * after (routes, faults, the recording) knows names only.
 */
export function named(world: World, path: string): string {
  const [start = '', id] = BY_ID.exec(path) ?? []
  if (id === undefined) return path
  for (const repository of world.state.repositories.values())
    if (repository.id === Number(id)) return `/repos/${fullName(repository)}${path.slice(start.length)}`
  return path
}

/** The address of the same thing by the repository's id, which outlives its names. */
export const addressById = (world: World, repository: Repository, { path, query }: PathAndQuery): string => {
  const search = query.toString()
  const rest = path.replace(BY_NAME, '')
  return `${world.url}/repositories/${repository.id}${rest}${search === '' ? '' : `?${search}`}`
}
type PathAndQuery = Pick<Request, 'path' | 'query'>

/** Where the path bears a name that its repository had before: throws what leads there, to those who may see it. */
export function redirect(world: World, actor: Actor, request: Request): void {
  const { owner, repo } = request.params
  if (owner === undefined || repo === undefined) return
  const repository = formerRepository(world, owner, repo)
  if (!repository || (actor.kind !== 'app' && !canSee(actor, repository))) return
  // 301 lets clients turn anything into a GET, so what writes is told 307.
  const status = request.method === 'GET' ? 301 : 307
  throw movedPermanently(status, addressById(world, repository, request))
}

export const movedPermanently = (status: 301 | 307, url: string): ApiError =>
  new ApiError(status, 'Moved Permanently', { url, headers: { location: url } })
