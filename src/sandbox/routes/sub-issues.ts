import { z } from 'zod'
import { canSee } from '../http/access.ts'
import { ApiError, notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Context, Route } from '../http/route.ts'
import { addSubIssue, moveSubIssue, removeSubIssue } from '../issues/sub-issues.ts'
import type { Issue } from '../model.ts'
import { renderFullIssue, renderIssue } from '../render/issue.ts'
import { issueOf } from './issues.ts'

const READ = { issues: 'read' } as const
const WRITE = { issues: 'write' } as const

export const subIssueRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/sub_issues',
    docs: 'issues/sub-issues#list-sub-issues',
    needs: READ,
    handle: list,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/parent',
    docs: 'issues/sub-issues#get-parent-issue',
    needs: READ,
    handle: showParent,
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/sub_issues',
    docs: 'issues/sub-issues#add-sub-issue',
    needs: WRITE,
    role: 'triage',
    handle: add,
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/sub_issue',
    docs: 'issues/sub-issues#remove-sub-issue',
    needs: WRITE,
    role: 'triage',
    handle: remove,
  },
  {
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/sub_issues/priority',
    docs: 'issues/sub-issues#reprioritize-sub-issue',
    needs: WRITE,
    role: 'triage',
    handle: reprioritize,
  },
]

/** But for those in repositories that the reader may not know of. */
function list(ctx: Context) {
  const seen = issueOf(ctx).subIssues.filter(({ repository }) => canSee(ctx.actor, repository))
  return page(ctx, seen, (one) => renderIssue(ctx.world, one))
}

function showParent(ctx: Context) {
  const { parent } = issueOf(ctx)
  if (!parent || !canSee(ctx.actor, parent.repository)) throw notFound()
  return { status: 200, body: renderFullIssue(ctx.world, parent) }
}

function add(ctx: Context) {
  const parent = issueOf(ctx)
  const input = ctx.input(
    z.object({ sub_issue_id: z.number().int(), replace_parent: z.boolean().optional() }),
  )
  const child = issueById(ctx, input.sub_issue_id)
  if (!child) throw new ApiError(404, 'The provided sub-issue does not exist')
  addSubIssue(ctx.world, ctx, parent, child, { replaceParent: input.replace_parent ?? false })
  const rendered = renderFullIssue(ctx.world, parent)
  return { status: 201, body: rendered, headers: { location: rendered.url } }
}

function remove(ctx: Context) {
  const parent = issueOf(ctx)
  const { sub_issue_id: id } = ctx.input(z.object({ sub_issue_id: z.number().int() }))
  removeSubIssue(ctx.world, ctx, parent, childOf(parent, id))
  const rendered = renderFullIssue(ctx.world, parent)
  return { status: 200, body: rendered, headers: { location: rendered.url } }
}

function reprioritize(ctx: Context) {
  const parent = issueOf(ctx)
  const ids = z.object({
    sub_issue_id: z.number().int(),
    after_id: z.number().int().optional(),
    before_id: z.number().int().optional(),
  })
  const { sub_issue_id: id, after_id: after, before_id: before } = ctx.input(ids)
  const beside = after ?? before
  if (beside === undefined || (after !== undefined && before !== undefined))
    throw new ApiError(422, 'Exactly one of after_id and before_id must be given.')
  moveSubIssue(parent, childOf(parent, id), childOf(parent, beside), after === undefined ? 'before' : 'after')
  return { status: 200, body: renderFullIssue(ctx.world, parent) }
}

function childOf(parent: Issue, id: number): Issue {
  const child = parent.subIssues.find((one) => one.id === id)
  if (!child) throw notFound()
  return child
}

/** By its id in the database, wherever the actor can see it. */
function issueById(ctx: Context, id: number): Issue | null {
  for (const repository of ctx.world.state.repositories.values()) {
    if (!canSee(ctx.actor, repository)) continue
    for (const issue of repository.issues.values()) if (issue.id === id) return issue
  }
  return null
}
