import { z } from 'zod'
import { resolveCommit } from '../branches/resolve.ts'
import { accountOf } from '../by.ts'
import type { Commit, Signature } from '../git/commit.ts'
import { diffText, patchText } from '../git/diff.ts'
import { ancestors, log } from '../git/history.ts'
import { ApiError } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import { pullsOf } from '../pulls/follow.ts'
import { isOfPull } from '../pulls/place.ts'
import { renderCommit, renderFullCommit } from '../render/commit.ts'
import { renderPull } from '../render/pull.ts'
import { inForm, media } from '../http/media.ts'

export const commitRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits',
    docs: 'commits/commits#list-commits',
    needs: { contents: 'read' },
    handle: listCommits,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref}',
    docs: 'commits/commits#get-a-commit',
    needs: { contents: 'read' },
    handle: getCommit,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{commit_sha}/pulls',
    docs: 'commits/commits#list-pull-requests-associated-with-a-commit',
    needs: { contents: 'read', pull_requests: 'read' },
    handle: listPulls,
  },
]

const time = z.iso.datetime({ offset: true }).or(z.iso.date())

function listCommits(ctx: Context): Answer {
  const { world, repository } = ctx
  if (repository.refs.size === 0) throw new ApiError(409, 'Git Repository is empty.')
  const from = resolveCommit(world, repository, ctx.query('sha') ?? repository.defaultBranch)
  if (from === undefined) throw new ApiError(404, 'Not Found')
  const [since, until] = [moment(ctx, 'since'), moment(ctx, 'until')]
  const commits = log(world.git.of(repository.id), {
    from,
    path: (ctx.query('path') ?? '').replaceAll(/^\/|\/$/g, ''),
  })
  const wanted = commits.filter((commit) => {
    const at = Date.parse(commit.committer.date)
    return (since === null || at >= since) && (until === null || at <= until) && isBy(ctx, commit)
  })
  return page(ctx, wanted, (commit) => renderCommit(world, repository, commit))
}

function moment(ctx: Context, name: 'since' | 'until'): number | null {
  const text = ctx.query(name)
  return text !== null && time.safeParse(text).success ? Date.parse(text) : null
}

/** `author` and `committer` name a login or an address. */
function isBy(ctx: Context, commit: Commit): boolean {
  const matches = (signature: Signature, wanted: string | null): boolean =>
    wanted === null ||
    signature.email.toLowerCase() === wanted.toLowerCase() ||
    accountOf(ctx.world, signature)?.login.toLowerCase() === wanted.toLowerCase()
  return matches(commit.author, ctx.query('author')) && matches(commit.committer, ctx.query('committer'))
}

function getCommit(ctx: Context): Answer {
  const { world, repository } = ctx
  const commit = commitNamed(ctx, ctx.param('ref'))
  const store = world.git.of(repository.id)
  const [parent = null] = commit.parents
  switch (media(ctx)) {
    case 'diff':
      return inForm(ctx, diffText(store, parent && store.commit(parent).tree, commit.tree))
    case 'patch':
      return inForm(ctx, patchText(store, parent, commit.sha))
    case 'sha':
      return inForm(ctx, commit.sha)
    default:
      return { status: 200, body: renderFullCommit(world, repository, commit) }
  }
}

export function commitNamed({ world, repository }: Context, name: string): Commit {
  const sha = resolveCommit(world, repository, name)
  if (sha === undefined) throw new ApiError(422, `No commit found for SHA: ${name}`)
  return world.git.of(repository.id).commit(sha)
}

/** Those that brought it to the default branch, or that hold it still. */
function listPulls(ctx: Context): Answer {
  const { world, repository } = ctx
  const { sha } = commitNamed(ctx, ctx.param('commit_sha'))
  const store = world.git.of(repository.id)
  const holding = pullsOf(repository).filter(
    (pull) =>
      pull.merged?.sha === sha ||
      (pull.merged
        ? ancestors(store, pull.headSha).has(sha) && !ancestors(store, pull.baseSha).has(sha)
        : isOfPull(world, pull, sha)),
  )
  return page(ctx, holding, (pull) => renderPull(world, pull))
}
