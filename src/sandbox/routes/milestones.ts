import { z } from 'zod'
import { notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Context, Route } from '../http/route.ts'
import { createMilestone, deleteMilestone, editMilestone } from '../issues/milestones.ts'
import type { Milestone } from '../model.ts'
import { renderMilestone } from '../render/issue.ts'

const READ = [{ issues: 'read' }, { pull_requests: 'read' }] as const
const WRITE = [{ issues: 'write' }, { pull_requests: 'write' }] as const

export const milestoneRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/milestones',
    docs: 'issues/milestones#list-milestones',
    needs: READ,
    handle: list,
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/milestones',
    docs: 'issues/milestones#create-a-milestone',
    needs: WRITE,
    handle: create,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/milestones/{milestone_number}',
    docs: 'issues/milestones#get-a-milestone',
    needs: READ,
    handle: (ctx) => ({ status: 200, body: renderMilestone(ctx.world, milestoneOf(ctx)) }),
  },
  {
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/milestones/{milestone_number}',
    docs: 'issues/milestones#update-a-milestone',
    needs: WRITE,
    handle: update,
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/milestones/{milestone_number}',
    docs: 'issues/milestones#delete-a-milestone',
    needs: WRITE,
    handle: (ctx) => {
      deleteMilestone(ctx.world, ctx, milestoneOf(ctx))
      return { status: 204 }
    },
  },
]

const fields = {
  description: z.string().nullable().optional(),
  due_on: z.string().nullable().optional(),
  state: z.enum(['open', 'closed']).optional(),
}

function create(ctx: Context) {
  const input = ctx.input(z.object({ title: z.string(), ...fields }))
  const rendered = renderMilestone(ctx.world, createMilestone(ctx.world, ctx, ctx.repository, input))
  return { status: 201, body: rendered, headers: { location: rendered.url } }
}

function update(ctx: Context) {
  const milestone = milestoneOf(ctx)
  editMilestone(ctx.world, ctx, milestone, ctx.input(z.object({ title: z.string().optional(), ...fields })))
  return { status: 200, body: renderMilestone(ctx.world, milestone) }
}

function list(ctx: Context) {
  const state = ctx.query('state') ?? 'open'
  const sign = ctx.query('direction') === 'desc' ? -1 : 1
  const done = (one: Milestone): number => {
    const { open_issues: open, closed_issues: closed } = renderMilestone(ctx.world, one)
    return open + closed === 0 ? 0 : closed / (open + closed)
  }
  // What is due at no time comes last.
  const due = (one: Milestone): number => (one.dueOn === null ? Infinity : Date.parse(one.dueOn))
  const order = ctx.query('sort') === 'completeness' ? done : due
  const compare = (a: Milestone, b: Milestone): number => {
    const [left, right] = [order(a), order(b)]
    return left === right ? a.number - b.number : left < right ? -1 : 1
  }
  const shown = ctx.repository.milestones.filter((one) => state === 'all' || one.state === state)
  return page(
    ctx,
    shown.toSorted((a, b) => sign * compare(a, b)),
    (one) => renderMilestone(ctx.world, one),
  )
}

function milestoneOf(ctx: Context): Milestone {
  const number = ctx.number('milestone_number')
  const milestone = ctx.repository.milestones.find((one) => one.number === number)
  if (!milestone) throw notFound()
  return milestone
}
