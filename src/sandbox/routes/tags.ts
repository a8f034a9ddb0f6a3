import type { components } from '@octokit/openapi-types'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import { archivesOf } from '../render/deployment.ts'
import { repositoryUrl } from '../render/repository.ts'
import { nodeId } from '../world.ts'

export const tagRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/tags',
    docs: 'repos/repos#list-repository-tags',
    needs: { contents: 'read' },
    handle: list,
  },
]

const PREFIX = 'refs/tags/'

function list(ctx: Context): Answer {
  const { world, repository } = ctx
  const tags = [...repository.refs]
    .filter(([ref]) => ref.startsWith(PREFIX))
    .sort(([a], [b]) => (a < b ? 1 : -1))
  return page(ctx, tags, ([ref, sha]) => {
    const name = ref.slice(PREFIX.length)
    return {
      name,
      ...archivesOf(world, repository, name),
      commit: { sha, url: `${repositoryUrl(world, repository)}/commits/${sha}` },
      node_id: nodeId('Ref', `${repository.id}:${ref}`),
    } satisfies components['schemas']['tag']
  })
}
