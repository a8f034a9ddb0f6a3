import type { Route } from '../http/route.ts'
import { renderFullRepository } from '../render/repository.ts'

export const repositoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}',
    docs: 'repos/repos#get-a-repository',
    needs: { metadata: 'read' },
    handle: (ctx) => ({ status: 200, body: renderFullRepository(ctx.world, ctx.repository, ctx.viewer) }),
  },
]
