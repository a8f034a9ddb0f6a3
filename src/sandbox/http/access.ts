import type { Permissions, Repository, Role } from '../model.ts'
import { findRepository, hasRole, installationHas, permits, type World } from '../world.ts'
import { ApiError, notFound, notForIntegration } from './errors.ts'
import type { Actor, Route } from './route.ts'

/** Whether a token reaches into the repository, public or not. */
export function reaches(
  actor: { installation: Parameters<typeof installationHas>[0]; repositories: readonly Repository[] | null },
  repository: Repository,
): boolean {
  return (
    installationHas(actor.installation, repository) &&
    (actor.repositories === null || actor.repositories.includes(repository))
  )
}

/** Whether the actor may know that the repository exists. */
export function canSee(actor: Actor, repository: Repository): boolean {
  if (!repository.private) return true
  if (actor.kind === 'user') return hasRole(actor.account, repository, 'read')
  return actor.kind === 'installation' && reaches(actor, repository)
}

/** Whether the actor may do something that takes these permissions (apps) or this role (people). Never throws. */
export function may(actor: Actor, repository: Repository, needs: Permissions, role: Role): boolean {
  if (actor.kind === 'user') return hasRole(actor.account, repository, role)
  if (actor.kind !== 'installation') return false
  return reaches(actor, repository) && permits(actor.permissions, needs)
}

/** The repository that the path names, once all rules say that this actor may do this there; throws otherwise. */
export function admit(
  world: World,
  actor: Actor,
  route: Route,
  params: Readonly<Record<string, string>>,
): Repository | null {
  if (route.auth === 'app' && actor.kind !== 'app')
    throw new ApiError(401, 'A JSON web token could not be decoded')
  if (route.auth === undefined && actor.kind === 'app') throw notForIntegration()
  if (!route.path.startsWith('/repos/{owner}/{repo}')) return null
  const repository = findRepository(world, params['owner'] ?? '', params['repo'] ?? '')
  if (!repository) throw notFound()
  if (actor.kind === 'app') return repository
  if (!canSee(actor, repository)) throw notFound()
  const writes = route.method !== 'GET'
  if (writes && actor.kind === 'anonymous') throw new ApiError(401, 'Requires authentication')
  if (actor.kind === 'installation') admitApp(actor, repository, route, writes)
  if (actor.kind === 'user') admitPerson(actor, repository, route.role ?? (writes ? 'write' : 'read'))
  if (writes && repository.archived && !route.whenArchived)
    throw new ApiError(403, 'Repository was archived so is read-only.')
  return repository
}

function admitApp(
  actor: Extract<Actor, { kind: 'installation' }>,
  repository: Repository,
  route: Route,
  writes: boolean,
): void {
  if (!writes && !repository.private) return
  const choices = alternatives(route.needs)
  if (!reaches(actor, repository) || !choices.some((needs) => permits(actor.permissions, needs)))
    throw notForIntegration()
}

/** What the route takes of an app, as the header says it: `issues=write; pull_requests=write` are two ways in. */
export const acceptedPermissions = ({ needs }: Route): string =>
  alternatives(needs)
    .map((one) =>
      Object.entries(one)
        .map(([name, level]) => `${name}=${level}`)
        .join(','),
    )
    .join('; ')

const alternatives = (needs: Route['needs']): readonly Permissions[] =>
  needs === undefined ? [{ metadata: 'read' }] : isList(needs) ? needs : [needs]

const isList = (needs: NonNullable<Route['needs']>): needs is readonly Permissions[] => Array.isArray(needs)

function admitPerson(
  actor: { account: Parameters<typeof hasRole>[0] },
  repository: Repository,
  role: Role,
): void {
  if (!hasRole(actor.account, repository, role))
    throw new ApiError(403, 'Must have admin rights to Repository.')
}
