import { z } from 'zod'
import { diffText, patchText } from '../git/diff.ts'
import { may } from '../http/access.ts'
import { ApiError, invalid, notFound } from '../http/errors.ts'
import { inForm, media } from '../http/media.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { Pull } from '../model.ts'
import { forkOf } from '../pulls/changes.ts'
import { createPull, headBranch } from '../pulls/create.ts'
import { editPull } from '../pulls/edit.ts'
import { pullsOf } from '../pulls/follow.ts'
import { renderFullPull, renderPull } from '../render/pull.ts'

const all = '/repos/{owner}/{repo}/pulls'
const one = `${all}/{pull_number}`

export const pullRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: all,
    docs: 'pulls/pulls#list-pull-requests',
    needs: { pull_requests: 'read' },
    handle: listPulls,
  },
  {
    method: 'POST',
    path: all,
    docs: 'pulls/pulls#create-a-pull-request',
    needs: { pull_requests: 'write' },
    role: 'write',
    handle: openPull,
  },
  {
    method: 'GET',
    path: one,
    docs: 'pulls/pulls#get-a-pull-request',
    needs: { pull_requests: 'read' },
    handle: getPull,
  },
  {
    method: 'PATCH',
    path: one,
    docs: 'pulls/pulls#update-a-pull-request',
    needs: { pull_requests: 'write' },
    role: 'read',
    handle: updatePull,
  },
]

/** The pull request that the path names; an issue of that number is none. */
export function pullOf(ctx: Context): Pull {
  const pull = ctx.repository.issues.get(ctx.number('pull_number'))?.pull
  if (!pull) throw notFound()
  return pull
}

const SORTS: Readonly<Record<string, (pull: Pull) => number | string>> = {
  created: ({ issue }) => issue.number,
  updated: ({ issue }) => issue.updatedAt,
  popularity: ({ issue, reviewComments }) => issue.comments.length + reviewComments.length,
  'long-running': ({ issue }) => issue.number,
}

function listPulls(ctx: Context): Answer {
  const state = oneOf(ctx, 'state', ['open', 'closed', 'all'])
  const sort = oneOf(ctx, 'sort', ['created', 'updated', 'popularity', 'long-running'])
  const direction = oneOf(ctx, 'direction', sort === 'created' ? ['desc', 'asc'] : ['asc', 'desc'])
  const [head, base] = [ctx.query('head'), ctx.query('base')]
  const wanted = pullsOf(ctx.repository).filter(
    (pull) =>
      (state === 'all' || pull.issue.state === state) &&
      (head === null || isFrom(ctx, pull, head)) &&
      (base === null || pull.baseBranch === base),
  )
  const key = SORTS[sort] ?? (() => 0)
  const sign = direction === 'desc' ? -1 : 1
  wanted.sort((a, b) => sign * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.issue.number - b.issue.number))
  return page(ctx, wanted, (pull) => renderPull(ctx.world, pull))
}

/** GitHub filters by `owner:branch` and leaves the filter out where there is no colon. */
const isFrom = ({ repository }: Context, pull: Pull, head: string): boolean =>
  !head.includes(':') || headBranch(repository, head) === pull.headBranch

/** The query's value, the first choice where it is not given; 422 for any other. */
function oneOf(ctx: Context, name: string, choices: readonly [string, ...string[]]): string {
  const value = ctx.query(name) ?? choices[0]
  if (!choices.includes(value))
    throw invalid({ resource: 'PullRequest', field: name, code: 'invalid', value })
  return value
}

const newPull = z.object({
  title: z.string().optional(),
  issue: z.number().optional(),
  head: z.string(),
  base: z.string(),
  body: z.string().nullish(),
  draft: z.boolean().optional(),
  maintainer_can_modify: z.boolean().optional(),
})

function openPull(ctx: Context): Answer {
  const { title, head, base, body = null, draft = false, ...rest } = ctx.input(newPull)
  if (title === undefined) throw invalid({ resource: 'PullRequest', field: 'title', code: 'missing_field' })
  const maintainerCanModify = rest.maintainer_can_modify
  const pull = createPull(ctx.world, ctx, ctx.repository, {
    title,
    body,
    head,
    base,
    draft,
    maintainerCanModify,
  })
  const rendered = renderFullPull(ctx.world, pull)
  return { status: 201, body: rendered, headers: { location: rendered.url } }
}

function getPull(ctx: Context): Answer {
  const pull = pullOf(ctx)
  const store = ctx.world.git.of(ctx.repository.id)
  const fork = forkOf(ctx.world, pull)
  const form = media(ctx)
  if (form === 'patch') return inForm(ctx, patchText(store, fork ?? null, pull.headSha))
  if (form !== 'diff') return { status: 200, body: renderFullPull(ctx.world, pull) }
  const before = fork === undefined ? null : store.commit(fork).tree
  return inForm(ctx, diffText(store, before, store.commit(pull.headSha).tree))
}

const changes = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).optional(),
  base: z.string().optional(),
  maintainer_can_modify: z.boolean().optional(),
})

/** Authors may change their own pull requests, all others need to be able to push. */
function updatePull(ctx: Context): Answer {
  const pull = pullOf(ctx)
  const { maintainer_can_modify: maintainerCanModify, ...edit } = ctx.input(changes)
  if (
    ctx.account !== pull.issue.author &&
    !may(ctx.actor, ctx.repository, { pull_requests: 'write' }, 'write')
  )
    throw new ApiError(403, 'Must have push access to repository.')
  editPull(ctx.world, ctx, pull, { ...edit, maintainerCanModify })
  return { status: 200, body: renderFullPull(ctx.world, pull) }
}
