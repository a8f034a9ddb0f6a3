import { z } from 'zod'
import { ApiError, notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import { commitsOf, diffOf } from '../pulls/changes.ts'
import { mergePull, updateBranch } from '../pulls/merge.ts'
import { renderCommit } from '../render/commit.ts'
import { renderFile } from '../render/files.ts'
import { pullUrl } from '../render/pull.ts'
import { pullOf } from './pulls.ts'

const one = '/repos/{owner}/{repo}/pulls/{pull_number}'

/** What a pull request brings, and bringing it in. */
export const pullMergingRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${one}/files`,
    docs: 'pulls/pulls#list-pull-requests-files',
    needs: { pull_requests: 'read' },
    handle: listFiles,
  },
  {
    method: 'GET',
    path: `${one}/commits`,
    docs: 'pulls/pulls#list-commits-on-a-pull-request',
    needs: { pull_requests: 'read' },
    handle: listCommits,
  },
  {
    method: 'GET',
    path: `${one}/merge`,
    docs: 'pulls/pulls#check-if-a-pull-request-has-been-merged',
    needs: { contents: 'read' },
    handle: wasMerged,
  },
  {
    method: 'PUT',
    path: `${one}/merge`,
    docs: 'pulls/pulls#merge-a-pull-request',
    needs: { contents: 'write' },
    handle: merge,
  },
  {
    method: 'PUT',
    path: `${one}/update-branch`,
    docs: 'pulls/pulls#update-a-pull-request-branch',
    needs: { pull_requests: 'write' },
    handle: update,
  },
]

const MOST_FILES = 3000
const MOST_COMMITS = 250

function listFiles(ctx: Context): Answer {
  const pull = pullOf(ctx)
  const files = diffOf(ctx.world, pull).slice(0, MOST_FILES)
  return page(ctx, files, (file) => renderFile(ctx.world, ctx.repository, pull.headSha, file))
}

function listCommits(ctx: Context): Answer {
  const commits = commitsOf(ctx.world, pullOf(ctx)).slice(0, MOST_COMMITS)
  return page(ctx, commits, (commit) => renderCommit(ctx.world, ctx.repository, commit))
}

function wasMerged(ctx: Context): Answer {
  if (!pullOf(ctx).merged) throw notFound()
  return { status: 204 }
}

const mergeInput = z.object({
  commit_title: z.string().optional(),
  commit_message: z.string().optional(),
  sha: z.string().optional(),
  merge_method: z.enum(['merge', 'squash', 'rebase']).optional(),
})

function merge(ctx: Context): Answer {
  const pull = pullOf(ctx)
  const {
    merge_method: method = 'merge',
    commit_title: title,
    commit_message: message,
    sha,
  } = ctx.input(mergeInput)
  const merged = mergePull(ctx.world, ctx, pull, { method, title, message, sha })
  return { status: 200, body: { sha: merged, merged: true, message: 'Pull Request successfully merged' } }
}

function update(ctx: Context): Answer {
  const pull = pullOf(ctx)
  const { expected_head_sha: expected } = ctx.input(z.object({ expected_head_sha: z.string().optional() }))
  if (expected !== undefined && expected !== pull.headSha)
    throw new ApiError(422, 'expected head sha didn’t match current head ref.')
  updateBranch(ctx.world, ctx, pull)
  return { status: 202, body: { message: 'Updating pull request branch.', url: pullUrl(ctx.world, pull) } }
}
