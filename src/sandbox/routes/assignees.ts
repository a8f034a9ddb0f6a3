import { z } from 'zod'
import { notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import { addAssignees, assignable, removeAssignees } from '../issues/assignees.ts'
import { renderUser } from '../render/account.ts'
import { renderFullIssue } from '../render/issue.ts'
import { isAssignable } from '../world.ts'
import { issueOf } from './issues.ts'

const READ = [{ issues: 'read' }, { pull_requests: 'read' }] as const
const WRITE = [{ issues: 'write' }, { pull_requests: 'write' }] as const

export const assigneeRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/assignees',
    docs: 'issues/assignees#list-assignees',
    needs: READ,
    handle: list,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/assignees/{assignee}',
    docs: 'issues/assignees#check-if-a-user-can-be-assigned',
    needs: READ,
    handle: check,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/assignees/{assignee}',
    docs: 'issues/assignees#check-if-a-user-can-be-assigned-to-a-issue',
    needs: READ,
    handle: (ctx) => {
      issueOf(ctx)
      return check(ctx)
    },
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/assignees',
    docs: 'issues/assignees#add-assignees-to-an-issue',
    needs: WRITE,
    role: 'triage',
    handle: (ctx) => change(ctx, addAssignees, 201),
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/assignees',
    docs: 'issues/assignees#remove-assignees-from-an-issue',
    needs: WRITE,
    role: 'triage',
    handle: (ctx) => change(ctx, removeAssignees, 200),
  },
]

function list(ctx: Context): Answer {
  const all = [...ctx.world.state.accounts.values()].filter((one) => isAssignable(one, ctx.repository))
  return page(ctx, all, (one) => renderUser(ctx.world, one))
}

function check(ctx: Context): Answer {
  if (assignable(ctx.world, ctx.repository, [ctx.param('assignee')]).length === 0) throw notFound()
  return { status: 204 }
}

// A login alone is taken for a list of one.
const input = z.object({
  assignees: z.union([z.array(z.string()), z.string().transform((one) => [one])]).default([]),
})

/** Whoever cannot be assigned is left out without a word. */
function change(ctx: Context, apply: typeof addAssignees, status: number): Answer {
  const issue = issueOf(ctx)
  apply(ctx.world, ctx, issue, assignable(ctx.world, ctx.repository, ctx.input(input).assignees))
  return { status, body: renderFullIssue(ctx.world, issue) }
}
