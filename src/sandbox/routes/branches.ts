import { z } from 'zod'
import { renameBranch } from '../branches/rename.ts'
import { branchesOf, branchSha } from '../branches/resolve.ts'
import { ApiError, notFound } from '../http/errors.ts'
import { movedPermanently } from '../http/moved.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import { hasRole } from '../world.ts'
import { renderFullCommit } from '../render/commit.ts'
import { branchLinks, renderBranch } from '../render/ref.ts'

const one = '/repos/{owner}/{repo}/branches/{branch}'

export const branchRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/branches',
    docs: 'branches/branches#list-branches',
    needs: { contents: 'read' },
    handle: listBranches,
  },
  {
    method: 'GET',
    path: one,
    docs: 'branches/branches#get-a-branch',
    needs: { contents: 'read' },
    handle: getBranch,
  },
  {
    method: 'POST',
    path: `${one}/rename`,
    docs: 'branches/branches#rename-a-branch',
    needs: { contents: 'write' },
    handle: rename,
  },
]

function listBranches(ctx: Context): Answer {
  const { world, repository } = ctx
  const wanted = ctx.query('protected')
  const branches = branchesOf(repository).filter(
    ({ name }) => wanted === null || String(repository.protections.has(name)) === wanted,
  )
  return page(ctx, branches, ({ name, sha }) => renderBranch(world, repository, name, sha))
}

function getBranch(ctx: Context): Answer {
  const { repository, world } = ctx
  const name = ctx.param('branch')
  const renamed = repository.renamedBranches.get(name)
  if (branchSha(repository, name) !== undefined) return { status: 200, body: renderFullBranch(ctx, name) }
  if (renamed === undefined) throw new ApiError(404, 'Branch not found')
  const url = branchLinks(world, repository, renamed).self
  throw movedPermanently(301, url)
}

function renderFullBranch({ world, repository }: Context, name: string) {
  const sha = branchSha(repository, name)
  if (sha === undefined) throw notFound()
  return {
    ...renderBranch(world, repository, name, sha),
    commit: renderFullCommit(world, repository, world.git.of(repository.id).commit(sha)),
    _links: branchLinks(world, repository, name),
  }
}

function rename(ctx: Context): Answer {
  const { new_name: to } = ctx.input(z.object({ new_name: z.string() }))
  const from = ctx.param('branch')
  if (
    ctx.actor.kind === 'user' &&
    from === ctx.repository.defaultBranch &&
    !hasRole(ctx.account, ctx.repository, 'admin')
  )
    throw new ApiError(403, 'Must have admin rights to Repository.')
  renameBranch(ctx.world, ctx, ctx.repository, from, to)
  return { status: 201, body: renderFullBranch(ctx, to) }
}
