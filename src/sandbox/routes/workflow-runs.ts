import { notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { WorkflowRun } from '../model.ts'
import { renderWorkflowRun } from '../render/workflow-run.ts'

const ALL = '/repos/{owner}/{repo}/actions/runs'
const READS = { actions: 'read' } as const

export const workflowRunRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: ALL,
    docs: 'actions/workflow-runs#list-workflow-runs-for-a-repository',
    needs: READS,
    handle: list,
  },
  {
    method: 'GET',
    path: `${ALL}/{run_id}`,
    docs: 'actions/workflow-runs#get-a-workflow-run',
    needs: READS,
    handle(ctx) {
      const id = ctx.number('run_id')
      const run = ctx.repository.workflowRuns.find((one) => one.id === id)
      if (!run) throw notFound()
      return { status: 200, body: renderWorkflowRun(ctx.world, run) }
    },
  },
]

/** Newest first. `status` names a status or a conclusion. */
function list(ctx: Context): Answer {
  const [branch, event, status, sha, actor] = ['branch', 'event', 'status', 'head_sha', 'actor'].map((name) =>
    ctx.query(name),
  )
  const created = spanOf(ctx.query('created') ?? '')
  const found = ctx.repository.workflowRuns.filter(
    (run) =>
      (!branch || run.headBranch === branch) &&
      (!event || run.event === event) &&
      (!status || status === 'completed' || run.conclusion === status) &&
      (!sha || run.headSha === sha) &&
      (!actor || run.actor.login.toLowerCase() === actor.toLowerCase()) &&
      created(run),
  )
  return page(
    ctx,
    found.toReversed(),
    (run) => renderWorkflowRun(ctx.world, run),
    (workflow_runs, total_count) => ({ total_count, workflow_runs }),
  )
}

/** `A..B`, `>=A`, `>A`, `<=B`, `<B` or one day, as in a search; an open end is `*`. */
function spanOf(words: string): (run: WorkflowRun) => boolean {
  const [, sign = '', time = ''] = /^([<>]=?)(.+)$/.exec(words) ?? []
  const at = ({ createdAt }: WorkflowRun): number => Date.parse(createdAt)
  if (sign === '>=') return (run) => at(run) >= Date.parse(time)
  if (sign === '>') return (run) => at(run) > Date.parse(time)
  if (sign === '<=') return (run) => at(run) <= Date.parse(time)
  if (sign === '<') return (run) => at(run) < Date.parse(time)
  const [from = '*', to = '*'] = words.includes('..') ? words.split('..') : [words || '*', words || '*']
  const end = /^\d{4}-\d{2}-\d{2}$/.test(to) ? Date.parse(`${to}T23:59:59Z`) : Date.parse(to)
  return (run) => (from === '*' || at(run) >= Date.parse(from)) && (to === '*' || at(run) <= end)
}
