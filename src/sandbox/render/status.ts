import type { components } from '@octokit/openapi-types'
import { branchesOf } from '../branches/resolve.ts'
import { isAncestor } from '../git/history.ts'
import type { PartsOf } from '../hooks/emit.ts'
import type { Repository, Status } from '../model.ts'
import { fullName, nodeId, type World } from '../world.ts'
import { renderUser } from './account.ts'
import { renderCommit } from './commit.ts'
import { repositoryUrl } from './repository.ts'

type Schemas = components['schemas']

export function renderSimpleStatus(world: World, repository: Repository, status: Status) {
  return {
    url: `${repositoryUrl(world, repository)}/statuses/${status.sha}`,
    avatar_url: `${world.url}/avatars/u/${status.creator.id}?v=4`,
    id: status.id,
    node_id: nodeId('Status', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.updatedAt,
  } satisfies Schemas['simple-commit-status']
}

export const renderStatus = (world: World, repository: Repository, status: Status) =>
  ({
    ...renderSimpleStatus(world, repository, status),
    creator: renderUser(world, status.creator),
  }) satisfies Schemas['status']

export function statusEvent(world: World, repository: Repository, status: Status): PartsOf<'status', null> {
  const store = world.git.of(repository.id)
  const branches = branchesOf(repository).filter(({ sha }) => isAncestor(store, status.sha, sha))
  const commits = `${repositoryUrl(world, repository)}/commits`
  return {
    id: status.id,
    name: fullName(repository),
    sha: status.sha,
    state: status.state,
    context: status.context,
    description: status.description,
    target_url: status.targetUrl,
    avatar_url: `${world.url}/avatars/u/${status.creator.id}?v=4`,
    created_at: status.createdAt,
    updated_at: status.updatedAt,
    commit: renderCommit(world, repository, store.commit(status.sha)) as PartsOf<'status', null>['commit'],
    branches: branches.slice(0, 10).map(({ name, sha }) => ({
      name,
      commit: { sha, url: `${commits}/${sha}` },
      protected: repository.protections.has(name),
    })),
  }
}
