import { z } from 'zod'
import type { Answer, Context, Route } from '../http/route.ts'
import { removeReviewers, requestReviewers, reviewersNamed } from '../pulls/requests.ts'
import { renderTeam, renderUser } from '../render/account.ts'
import { renderPull } from '../render/pull.ts'
import { pullOf } from './pulls.ts'

const path = '/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers'

export const reviewerRoutes: readonly Route[] = [
  {
    method: 'GET',
    path,
    docs: 'pulls/review-requests#get-all-requested-reviewers-for-a-pull-request',
    needs: { pull_requests: 'read' },
    handle: list,
  },
  {
    method: 'POST',
    path,
    docs: 'pulls/review-requests#request-reviewers-for-a-pull-request',
    needs: { pull_requests: 'write' },
    role: 'triage',
    handle: request,
  },
  {
    method: 'DELETE',
    path,
    docs: 'pulls/review-requests#remove-requested-reviewers-from-a-pull-request',
    needs: { pull_requests: 'write' },
    role: 'triage',
    handle: remove,
  },
]

function list(ctx: Context): Answer {
  const { requestedReviewers, requestedTeams } = pullOf(ctx)
  const users = requestedReviewers.map((account) => renderUser(ctx.world, account))
  return { status: 200, body: { users, teams: requestedTeams.map((team) => renderTeam(ctx.world, team)) } }
}

const input = z.object({
  reviewers: z.array(z.string()).optional(),
  team_reviewers: z.array(z.string()).optional(),
})

function request(ctx: Context): Answer {
  const pull = pullOf(ctx)
  const { reviewers = [], team_reviewers: teams = [] } = ctx.input(input)
  requestReviewers(ctx.world, ctx, pull, reviewersNamed(ctx.world, pull, { logins: reviewers, slugs: teams }))
  return { status: 201, body: renderPull(ctx.world, pull) }
}

function remove(ctx: Context): Answer {
  const pull = pullOf(ctx)
  const { reviewers = [], team_reviewers: teams = [] } = ctx.input(input)
  removeReviewers(ctx.world, ctx, pull, {
    people: pull.requestedReviewers.filter(({ login }) => reviewers.some((one) => same(one, login))),
    teams: pull.requestedTeams.filter(({ slug }) => teams.some((one) => same(one, slug))),
  })
  return { status: 200, body: renderPull(ctx.world, pull) }
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
