import type { Context, Route } from '../http/route.ts'
import { ApiError, notFound } from '../http/errors.ts'
import type { Issue } from '../model.ts'
import { renderFullIssue } from '../render/issue.ts'

export const issueRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}',
    docs: 'issues/issues#get-an-issue',
    needs: [{ issues: 'read' }, { pull_requests: 'read' }],
    handle: (ctx) => ({ status: 200, body: renderFullIssue(ctx.world, issueOf(ctx)) }),
  },
]

/** The issue (or pull request) that the path names. 404 where there is none, 410 where issues are switched off. */
export function issueOf(ctx: Context): Issue {
  const issue = ctx.repository.issues.get(ctx.number('issue_number'))
  if (!issue) throw notFound()
  if (!issue.pull && !ctx.repository.hasIssues) throw new ApiError(410, 'Issues are disabled for this repo')
  return issue
}
