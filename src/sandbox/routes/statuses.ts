import { z } from 'zod'
import { latestStatuses } from '../checks/state.ts'
import { ApiError } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { Status } from '../model.ts'
import { renderSimpleStatus, renderStatus, statusEvent } from '../render/status.ts'
import { renderRepository, repositoryUrl } from '../render/repository.ts'
import { emit } from '../hooks/emit.ts'
import { nextId, timestamp } from '../world.ts'
import { commitNamed } from './check-runs.ts'

export const statusRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/statuses/{sha}',
    docs: 'commits/statuses#create-a-commit-status',
    needs: { statuses: 'write' },
    handle: create,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref}/statuses',
    docs: 'commits/statuses#list-commit-statuses-for-a-reference',
    needs: { statuses: 'read' },
    handle(ctx) {
      const sha = commitNamed(ctx, ctx.param('ref'))
      const found = ctx.repository.statuses.filter((one) => one.sha === sha).toReversed()
      return page(ctx, found, (one) => renderStatus(ctx.world, ctx.repository, one))
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref}/status',
    docs: 'commits/statuses#get-the-combined-status-for-a-specific-reference',
    needs: { statuses: 'read' },
    handle: combine,
  },
]

const statusInput = z.object({
  state: z.enum(['error', 'failure', 'pending', 'success']),
  target_url: z.string().nullish(),
  description: z.string().max(140).nullish(),
  context: z.string().default('default'),
})

function create(ctx: Context): Answer {
  const { world, repository } = ctx
  const sha = ctx.param('sha')
  if (world.git.of(repository.id).kind(sha) !== 'commit')
    throw new ApiError(422, `No commit found for SHA: ${sha}`)
  const input = ctx.input(statusInput)
  const now = timestamp(world)
  const status: Status = {
    id: nextId(world),
    sha,
    state: input.state,
    context: input.context,
    description: input.description ?? null,
    targetUrl: input.target_url ?? null,
    creator: ctx.account,
    createdAt: now,
    updatedAt: now,
  }
  repository.statuses.push(status)
  emit(world, 'status', null, {
    repository,
    sender: ctx.account,
    parts: statusEvent(world, repository, status),
  })
  const body = renderStatus(world, repository, status)
  return { status: 201, body, headers: { location: body.url } }
}

/** One word for all contexts: it fails where one does, and waits where one does or there is none. */
function combine(ctx: Context): Answer {
  const { world, repository } = ctx
  const sha = commitNamed(ctx, ctx.param('ref'))
  const statuses = latestStatuses(repository, sha)
  const has = (...states: Status['state'][]): boolean => statuses.some(({ state }) => states.includes(state))
  const state = has('error', 'failure')
    ? 'failure'
    : statuses.length === 0 || has('pending')
      ? 'pending'
      : 'success'
  const url = repositoryUrl(world, repository)
  return page(
    ctx,
    statuses,
    (one) => renderSimpleStatus(world, repository, one),
    (shown, total_count) => ({
      state,
      statuses: shown,
      sha,
      total_count,
      repository: renderRepository(world, repository),
      commit_url: `${url}/commits/${sha}`,
      url: `${url}/commits/${sha}/status`,
    }),
  )
}
