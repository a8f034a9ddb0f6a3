import { resolveCommit } from '../branches/resolve.ts'
import { diffText, diffTrees, patchText } from '../git/diff.ts'
import { log, mergeBase } from '../git/history.ts'
import { ApiError, notFound } from '../http/errors.ts'
import { inForm, media } from '../http/media.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import { distance } from '../pulls/changes.ts'
import { headBranch } from '../pulls/create.ts'
import { renderCommit } from '../render/commit.ts'
import { encodePath, renderFile } from '../render/files.ts'
import { pageUrl, repositoryUrl } from '../render/repository.ts'

export const compareRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/compare/{basehead}',
    docs: 'commits/commits#compare-two-commits',
    needs: { contents: 'read' },
    handle: compare,
  },
]

// Not paged, a comparison shows no more than these.
const MOST_COMMITS = 250
const MOST_FILES = 300

function compare(ctx: Context): Answer {
  const { world, repository } = ctx
  const [baseName = '', headName = ''] = ctx.param('basehead').split(/\.{2,3}(.*)/s)
  const [base, head] = [named(ctx, baseName), named(ctx, headName)]
  const store = world.git.of(repository.id)
  const fork = mergeBase(store, base, head)
  if (fork === undefined) throw new ApiError(404, `No common ancestor between ${baseName} and ${headName}.`)
  const [forkTree, headTree] = [store.commit(fork).tree, store.commit(head).tree]
  if (media(ctx) === 'diff') return inForm(ctx, diffText(store, forkTree, headTree))
  if (media(ctx) === 'patch') return inForm(ctx, patchText(store, fork, head))
  const commits = log(store, { from: head, not: [base] }).toReversed()
  const { ahead, behind } = distance(world, repository.id, base, head)
  const addresses = addressesOf(ctx, baseName, headName)
  const wrap = (shown: unknown[]): unknown => ({
    ...addresses,
    permalink_url: `${pageUrl(world, repository)}/compare/${permanent(ctx, base)}...${permanent(ctx, head)}`,
    base_commit: renderCommit(world, repository, store.commit(base)),
    merge_base_commit: renderCommit(world, repository, store.commit(fork)),
    status: ahead === 0 ? (behind === 0 ? 'identical' : 'behind') : behind === 0 ? 'ahead' : 'diverged',
    ahead_by: ahead,
    behind_by: behind,
    total_commits: commits.length,
    commits: shown,
    files: diffTrees(store, forkTree, headTree)
      .slice(0, MOST_FILES)
      .map((file) => renderFile(world, repository, head, file)),
  })
  const render = (commit: (typeof commits)[number]) => renderCommit(world, repository, commit)
  if (ctx.query('page') !== null || ctx.query('per_page') !== null) return page(ctx, commits, render, wrap)
  return { status: 200, body: wrap(commits.slice(-MOST_COMMITS).map(render)) }
}

function named({ world, repository }: Context, name: string): string {
  const sha = resolveCommit(world, repository, headBranch(repository, name))
  if (sha === undefined) throw notFound()
  return sha
}

const permanent = ({ repository }: Context, sha: string): string =>
  `${repository.owner.login}:${sha.slice(0, 7)}`

function addressesOf({ world, repository }: Context, base: string, head: string) {
  const basehead = `${encodePath(base)}...${encodePath(head)}`
  const html = `${pageUrl(world, repository)}/compare/${basehead}`
  return {
    url: `${repositoryUrl(world, repository)}/compare/${basehead}`,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
  }
}
