import type { components } from '@octokit/openapi-types'
import type { Repository } from '../model.ts'
import { nodeId, type World } from '../world.ts'
import { encodePath } from './files.ts'
import { pageUrl, repositoryUrl } from './repository.ts'

type Schemas = components['schemas']

export function renderRef(world: World, repository: Repository, ref: string, sha: string) {
  const api = `${repositoryUrl(world, repository)}/git`
  return {
    ref,
    node_id: nodeId('Ref', `${repository.id}:${ref}`),
    url: `${api}/${encodePath(ref)}`,
    object: { type: 'commit', sha, url: `${api}/commits/${sha}` },
  } satisfies Schemas['git-ref']
}

/** A branch as the list shows it. */
export function renderBranch(world: World, repository: Repository, name: string, sha: string) {
  const api = repositoryUrl(world, repository)
  return {
    name,
    commit: { sha, url: `${api}/commits/${sha}` },
    protected: repository.protections.has(name),
    protection: renderProtection(repository, name),
    protection_url: `${api}/branches/${encodePath(name)}/protection`,
  } satisfies Schemas['short-branch']
}

export const branchLinks = (world: World, repository: Repository, name: string) => ({
  self: `${repositoryUrl(world, repository)}/branches/${encodePath(name)}`,
  html: `${pageUrl(world, repository)}/tree/${encodePath(name)}`,
})

export function renderProtection(repository: Repository, branch: string) {
  const contexts = repository.protections.get(branch)?.requiredChecks ?? []
  return {
    enabled: repository.protections.has(branch),
    required_status_checks: {
      enforcement_level: contexts.length > 0 ? 'non_admins' : 'off',
      contexts,
      checks: contexts.map((context) => ({ context, app_id: null })),
    },
  } satisfies Schemas['branch-protection']
}
