import { z } from 'zod'
import { may } from '../http/access.ts'
import { ApiError, invalid, notFound, notForIntegration } from '../http/errors.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import { assignableOrFail, setAssignees } from '../issues/assignees.ts'
import { closeIssue, editIssue, lockIssue, reopenIssue, setMilestone, unlockIssue } from '../issues/change.ts'
import { setLabels } from '../issues/labels.ts'
import { checkTexts, openIssue } from '../issues/open.ts'
import type { Issue, Milestone, Repository } from '../model.ts'
import { editPull } from '../pulls/edit.ts'
import { renderFullIssue } from '../render/issue.ts'
import { permits } from '../world.ts'
import { listIssues } from './issue-list.ts'

const READ = [{ issues: 'read' }, { pull_requests: 'read' }] as const
const WRITE = [{ issues: 'write' }, { pull_requests: 'write' }] as const

export const issueRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues',
    docs: 'issues/issues#list-repository-issues',
    needs: READ,
    handle: listIssues,
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/issues',
    docs: 'issues/issues#create-an-issue',
    needs: { issues: 'write' },
    role: 'read',
    handle: create,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}',
    docs: 'issues/issues#get-an-issue',
    needs: READ,
    handle: (ctx) => ({ status: 200, body: renderFullIssue(ctx.world, issueOf(ctx)) }),
  },
  {
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/issues/{issue_number}',
    docs: 'issues/issues#update-an-issue',
    needs: WRITE,
    role: 'read',
    handle: update,
  },
  {
    method: 'PUT',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/lock',
    docs: 'issues/issues#lock-an-issue',
    needs: WRITE,
    handle: lock,
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/lock',
    docs: 'issues/issues#unlock-an-issue',
    needs: WRITE,
    handle: (ctx) => {
      unlockIssue(ctx.world, ctx, issueOf(ctx))
      return { status: 204 }
    },
  },
]

const DISABLED = 'Issues are disabled for this repo'

/**
 * The issue (or pull request) that the path names. 404 where there is none; 410 where it was deleted or issues are
 * switched off.
 */
export function issueOf(ctx: Context): Issue {
  const { repository } = ctx
  const number = ctx.number('issue_number')
  const issue = repository.issues.get(number)
  if (!issue?.pull && !repository.hasIssues) throw new ApiError(410, DISABLED)
  if (!issue && number > 0 && number <= repository.lastIssue && !repository.discussions.has(number))
    throw new ApiError(410, 'This issue was deleted')
  if (!issue) throw notFound()
  checkKind(ctx, issue)
  return issue
}

/** Routes let an app in with either permission; what is no pull request takes the one for issues. */
export function checkKind(ctx: Context, issue: Issue): void {
  if (issue.pull || ctx.actor.kind !== 'installation') return
  const writes = ctx.request.method !== 'GET'
  if (!writes && !ctx.repository.private) return
  if (!permits(ctx.actor.permissions, { issues: writes ? 'write' : 'read' })) throw notForIntegration()
}

const text = z.union([z.string(), z.number()]).transform(String)
const label = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
const fields = {
  body: z.string().nullable().optional(),
  labels: z.array(label).optional(),
  assignees: z.array(z.string()).optional(),
  /** The old way to name one. */
  assignee: z.string().nullable().optional(),
  milestone: z.union([z.number(), z.string()]).nullable().optional(),
}
const newIssue = z.object({ title: text, ...fields })

function create(ctx: Context): Answer {
  const { world, repository } = ctx
  if (!repository.hasIssues) throw new ApiError(410, DISABLED)
  const input = ctx.input(newIssue)
  const trusted = maySort(ctx)
  const logins = input.assignees ?? (input.assignee ? [input.assignee] : [])
  const issue = openIssue(world, ctx, repository, {
    title: input.title,
    body: input.body ?? null,
    // From those who may not push, these are left out without a word.
    labels: trusted ? (input.labels ?? []) : [],
    assignees: trusted ? assignableOrFail(world, repository, logins) : [],
    milestone: trusted ? milestoneNamed(repository, input.milestone) : null,
  })
  const rendered = renderFullIssue(world, issue)
  return { status: 201, body: rendered, headers: { location: rendered.url } }
}

const changes = z.object({
  ...fields,
  title: text.nullable().optional(),
  state: z.enum(['open', 'closed']).optional(),
  state_reason: z.enum(['completed', 'not_planned', 'duplicate', 'reopened']).nullable().optional(),
})

/** The author may change the texts and the state; labels, assignees and milestone are for those who may triage. */
function update(ctx: Context): Answer {
  const issue = issueOf(ctx)
  const input = ctx.input(changes)
  const trusted = maySort(ctx)
  if (!trusted && issue.author !== ctx.account)
    throw new ApiError(403, 'Must have admin rights to Repository.')
  const { body, state } = input
  const title = input.title ?? undefined
  checkTexts(issue.pull ? 'PullRequest' : 'Issue', title, body)
  const apply = trusted ? sorting(ctx, issue, input) : () => {}
  if (issue.pull) editPull(ctx.world, ctx, issue.pull, { title, body, state })
  else {
    editIssue(ctx.world, ctx, issue, { title, body })
    setState(ctx, issue, input)
  }
  apply()
  return { status: 200, body: renderFullIssue(ctx.world, issue) }
}

function setState(
  ctx: Context,
  issue: Issue,
  { state, state_reason: reason }: z.infer<typeof changes>,
): void {
  if (state === 'open') reopenIssue(ctx.world, ctx, issue)
  if (state === 'closed')
    closeIssue(ctx.world, ctx, issue, { reason: reason && reason !== 'reopened' ? reason : 'completed' })
}

/** Looks the labels, assignees and milestone up first (422), so that a request does all or nothing. */
function sorting(ctx: Context, issue: Issue, input: z.infer<typeof changes>): () => void {
  const { world, repository } = ctx
  const logins = input.assignees ?? (input.assignee === undefined ? undefined : [input.assignee ?? []].flat())
  const assignees =
    logins &&
    assignableOrFail(
      world,
      repository,
      logins.filter((login) => !isAssigned(issue, login)),
    )
  const kept = issue.assignees.filter(({ login }) =>
    logins?.some((one) => one.toLowerCase() === login.toLowerCase()),
  )
  const milestone = input.milestone === undefined ? undefined : milestoneNamed(repository, input.milestone)
  return () => {
    if (input.labels) setLabels(world, ctx, issue, input.labels)
    if (assignees) setAssignees(world, ctx, issue, [...kept, ...assignees])
    if (milestone !== undefined) setMilestone(world, ctx, issue, milestone)
  }
}

const isAssigned = (issue: Issue, login: string): boolean =>
  issue.assignees.some((one) => one.login.toLowerCase() === login.toLowerCase())

const maySort = (ctx: Context): boolean =>
  WRITE.some((needs) => may(ctx.actor, ctx.repository, needs, 'triage'))

function milestoneNamed(
  repository: Repository,
  number: number | string | null | undefined,
): Milestone | null {
  if (number === null || number === undefined || number === '') return null
  const found = repository.milestones.find((one) => one.number === Number(number))
  if (!found) throw invalid({ resource: 'Issue', field: 'milestone', code: 'invalid', value: number })
  return found
}

const REASONS = ['off-topic', 'too heated', 'resolved', 'spam'] as const

function lock(ctx: Context): Answer {
  const input = ctx.input(z.object({ lock_reason: z.enum(REASONS).nullable().optional() }).nullable())
  lockIssue(ctx.world, ctx, issueOf(ctx), input?.lock_reason ?? null)
  return { status: 204 }
}
