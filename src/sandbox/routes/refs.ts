import { z } from 'zod'
import { whyProtected } from '../branches/protect.ts'
import { push } from '../branches/push.ts'
import { wellFormedRef } from '../branches/resolve.ts'
import { isAncestor } from '../git/history.ts'
import { ApiError, notFound } from '../http/errors.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import { renderRef } from '../render/ref.ts'

const one = '/repos/{owner}/{repo}/git/refs/{ref}'

export const refRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/ref/{ref}',
    docs: 'git/refs#get-a-reference',
    needs: { contents: 'read' },
    handle: (ctx) => {
      const { ref, sha } = existing(ctx, notFound())
      return { status: 200, body: renderRef(ctx.world, ctx.repository, ref, sha) }
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/matching-refs/{ref}',
    docs: 'git/refs#list-matching-references',
    needs: { contents: 'read' },
    handle: listMatching,
  },
  {
    // No longer described, still answered: all of them.
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/refs',
    docs: 'git/refs#list-matching-references',
    needs: { contents: 'read' },
    handle: (ctx) => ({ ...listMatching(ctx), headers: { 'x-poll-interval': '300' } }),
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/git/refs',
    docs: 'git/refs#create-a-reference',
    needs: { contents: 'write' },
    handle: createRef,
  },
  {
    method: 'PATCH',
    path: one,
    docs: 'git/refs#update-a-reference',
    needs: { contents: 'write' },
    handle: updateRef,
  },
  {
    method: 'DELETE',
    path: one,
    docs: 'git/refs#delete-a-reference',
    needs: { contents: 'write' },
    handle: deleteRef,
  },
]

/** The full name and target of the reference that the path names without its `refs/`. */
function existing(ctx: Context, otherwise: ApiError): { ref: string; sha: string } {
  const ref = `refs/${ctx.param('ref').replace(/^refs\//, '')}`
  const sha = ctx.repository.refs.get(ref)
  if (sha === undefined) throw otherwise
  return { ref, sha }
}

function listMatching(ctx: Context): Answer {
  const start = `refs/${ctx.param('ref')}`
  const found = [...ctx.repository.refs]
    .filter(([ref]) => ref.startsWith(start))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return { status: 200, body: found.map(([ref, sha]) => renderRef(ctx.world, ctx.repository, ref, sha)) }
}

function createRef(ctx: Context): Answer {
  const { ref, sha } = ctx.input(z.object({ ref: z.string(), sha: z.string() }))
  const { repository } = ctx
  if (!wellFormedRef(ref)) throw new ApiError(422, `${ref} is not a valid ref name.`)
  checkCommit(ctx, sha)
  if (repository.refs.has(ref)) throw new ApiError(422, 'Reference already exists')
  if (clashes(ctx, ref)) throw new ApiError(422, 'Reference update failed')
  push(ctx.world, ctx, repository, { ref, to: sha })
  const body = renderRef(ctx.world, repository, ref, sha)
  return { status: 201, body, headers: { location: body.url } }
}

/** Git cannot have a branch `fix` beside one called `fix/retry`. */
const clashes = (ctx: Context, ref: string): boolean =>
  [...ctx.repository.refs.keys()].some((other) => other.startsWith(`${ref}/`) || ref.startsWith(`${other}/`))

function checkCommit({ world, repository }: Context, sha: string): void {
  if (world.git.of(repository.id).kind(sha) !== 'commit') throw new ApiError(422, 'Object does not exist')
}

function updateRef(ctx: Context): Answer {
  const { sha, force = false } = ctx.input(z.object({ sha: z.string(), force: z.boolean().optional() }))
  const { world, repository } = ctx
  const { ref, sha: before } = existing(ctx, new ApiError(422, 'Reference does not exist'))
  checkCommit(ctx, sha)
  guard(ctx, ref)
  if (!isAncestor(world.git.of(repository.id), before, sha)) {
    if (!force) throw new ApiError(422, 'Update is not a fast forward')
    if (repository.protections.get(branchOf(ref))?.allowForcePushes === false)
      throw new ApiError(422, 'Cannot force-push to this branch')
  }
  push(world, ctx, repository, { ref, to: sha })
  return { status: 200, body: renderRef(world, repository, ref, sha) }
}

function deleteRef(ctx: Context): Answer {
  const { ref } = existing(ctx, new ApiError(422, 'Reference does not exist'))
  if (ref === `refs/heads/${ctx.repository.defaultBranch}`)
    throw new ApiError(422, 'Cannot delete the default branch')
  if (ctx.repository.protections.get(branchOf(ref))?.allowDeletions === false)
    throw new ApiError(422, 'Cannot delete this protected branch')
  push(ctx.world, ctx, ctx.repository, { ref, to: null })
  return { status: 204 }
}

const branchOf = (ref: string): string => ref.replace(/^refs\/heads\//, '')

function guard(ctx: Context, ref: string): void {
  const why = whyProtected(ctx.repository, ctx, branchOf(ref))
  if (why !== null) throw new ApiError(422, why)
}
