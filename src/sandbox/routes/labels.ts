import { z } from 'zod'
import { ApiError, notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Context, Route } from '../http/route.ts'
import {
  addLabels,
  createLabel,
  deleteLabel,
  editLabel,
  findLabel,
  removeLabel,
  setLabels,
} from '../issues/labels.ts'
import type { Label } from '../model.ts'
import { renderLabel } from '../render/issue.ts'
import { issueOf } from './issues.ts'

const READ = [{ issues: 'read' }, { pull_requests: 'read' }] as const
const WRITE = [{ issues: 'write' }, { pull_requests: 'write' }] as const

export const labelRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/labels',
    docs: 'issues/labels#list-labels-for-a-repository',
    needs: READ,
    handle: (ctx) => page(ctx, ctx.repository.labels, (one) => renderLabel(ctx.world, one)),
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/labels',
    docs: 'issues/labels#create-a-label',
    needs: WRITE,
    handle: create,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/labels/{name}',
    docs: 'issues/labels#get-a-label',
    needs: READ,
    handle: (ctx) => ({ status: 200, body: renderLabel(ctx.world, labelOf(ctx)) }),
  },
  {
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/labels/{name}',
    docs: 'issues/labels#update-a-label',
    needs: WRITE,
    handle: update,
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/labels/{name}',
    docs: 'issues/labels#delete-a-label',
    needs: WRITE,
    handle: (ctx) => {
      deleteLabel(ctx.world, ctx, labelOf(ctx))
      return { status: 204 }
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/milestones/{milestone_number}/labels',
    docs: 'issues/labels#list-labels-for-issues-in-a-milestone',
    needs: READ,
    handle: listInMilestone,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/labels',
    docs: 'issues/labels#list-labels-for-an-issue',
    needs: READ,
    handle: (ctx) => page(ctx, issueOf(ctx).labels, (one) => renderLabel(ctx.world, one)),
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/labels',
    docs: 'issues/labels#add-labels-to-an-issue',
    needs: WRITE,
    role: 'triage',
    handle: (ctx) => change(ctx, addLabels),
  },
  {
    method: 'PUT',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/labels',
    docs: 'issues/labels#set-labels-for-an-issue',
    needs: WRITE,
    role: 'triage',
    handle: (ctx) => change(ctx, setLabels),
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/labels',
    docs: 'issues/labels#remove-all-labels-from-an-issue',
    needs: WRITE,
    role: 'triage',
    handle: (ctx) => {
      setLabels(ctx.world, ctx, issueOf(ctx), [])
      return { status: 204 }
    },
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}',
    docs: 'issues/labels#remove-a-label-from-an-issue',
    needs: WRITE,
    role: 'triage',
    handle: removeOne,
  },
]

const look = {
  color: z.string().optional(),
  description: z.string().nullable().optional(),
}

function create(ctx: Context) {
  const label = createLabel(
    ctx.world,
    ctx,
    ctx.repository,
    ctx.input(z.object({ name: z.string(), ...look })),
  )
  const rendered = renderLabel(ctx.world, label)
  return { status: 201, body: rendered, headers: { location: rendered.url } }
}

function update(ctx: Context) {
  const label = labelOf(ctx)
  // `name` is what the same field was called before; both are in use.
  const names = { new_name: z.string().optional(), name: z.string().optional() }
  const { new_name: newName, name, ...rest } = ctx.input(z.object({ ...names, ...look }))
  editLabel(ctx.world, ctx, label, { ...rest, name: newName ?? name })
  return { status: 200, body: renderLabel(ctx.world, label) }
}

const named = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
const listed = z.union([
  z.array(named),
  z.object({ labels: z.array(named).default([]) }).transform(({ labels }) => labels),
])

function change(ctx: Context, apply: typeof addLabels) {
  const issue = issueOf(ctx)
  apply(ctx.world, ctx, issue, ctx.input(listed))
  return { status: 200, body: issue.labels.map((one) => renderLabel(ctx.world, one)) }
}

function removeOne(ctx: Context) {
  const issue = issueOf(ctx)
  const label = findLabel(ctx.repository, ctx.param('name'))
  if (!label || !issue.labels.includes(label)) throw new ApiError(404, 'Label does not exist')
  removeLabel(ctx.world, ctx, issue, label)
  return { status: 200, body: issue.labels.map((one) => renderLabel(ctx.world, one)) }
}

function listInMilestone(ctx: Context) {
  const number = ctx.number('milestone_number')
  const inIt = [...ctx.repository.issues.values()].filter((issue) => issue.milestone?.number === number)
  const labels = [...new Set(inIt.flatMap((issue) => issue.labels))]
  return page(ctx, labels, (one) => renderLabel(ctx.world, one))
}

function labelOf(ctx: Context): Label {
  const label = findLabel(ctx.repository, ctx.param('name'))
  if (!label) throw notFound()
  return label
}
