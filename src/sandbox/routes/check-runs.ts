import { resolveCommit } from '../branches/resolve.ts'
import { createRun, rerequestRun, suiteFor, updateRun } from '../checks/change.ts'
import { readRun, runInput } from '../checks/input.ts'
import { latestRuns, runsOf } from '../checks/state.ts'
import { ApiError, notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { App, CheckRun } from '../model.ts'
import { renderAnnotation, renderCheckRun } from '../render/check-run.ts'
import { suiteOf } from './check-suites.ts'

const READS = { checks: 'read' } as const
const WRITES = { checks: 'write' } as const
const RUN = '/repos/{owner}/{repo}/check-runs/{check_run_id}'

export const checkRunRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/check-runs',
    docs: 'checks/runs#create-a-check-run',
    needs: WRITES,
    handle: create,
  },
  {
    method: 'GET',
    path: RUN,
    docs: 'checks/runs#get-a-check-run',
    needs: READS,
    handle: (ctx) => show(ctx, 200, runOf(ctx)),
  },
  { method: 'PATCH', path: RUN, docs: 'checks/runs#update-a-check-run', needs: WRITES, handle: update },
  {
    method: 'GET',
    path: `${RUN}/annotations`,
    docs: 'checks/runs#list-check-run-annotations',
    needs: READS,
    handle(ctx) {
      const run = runOf(ctx)
      return page(ctx, run.annotations, (one) => renderAnnotation(ctx.world, run, one))
    },
  },
  {
    method: 'POST',
    path: `${RUN}/rerequest`,
    docs: 'checks/runs#rerequest-a-check-run',
    needs: WRITES,
    handle(ctx) {
      rerequestRun(ctx.world, ctx, runOf(ctx))
      return { status: 201, body: {} }
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs',
    docs: 'checks/runs#list-check-runs-in-a-check-suite',
    needs: READS,
    handle: (ctx) => list(ctx, runsOf(suiteOf(ctx))),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref}/check-runs',
    docs: 'checks/runs#list-check-runs-for-a-git-reference',
    needs: READS,
    handle(ctx) {
      const sha = commitNamed(ctx, ctx.param('ref'))
      return list(
        ctx,
        ctx.repository.checkRuns.filter(({ suite }) => suite.headSha === sha),
      )
    },
  },
]

const show = (ctx: Context, status: number, run: CheckRun): Answer => ({
  status,
  body: renderCheckRun(ctx.world, run),
})

function runOf(ctx: Context): CheckRun {
  const id = ctx.number('check_run_id')
  const run = ctx.repository.checkRuns.find((one) => one.id === id)
  if (!run) throw notFound()
  return run
}

/** The sha that a branch, tag or sha stands for; 422 where there is no such commit. */
export function commitNamed(ctx: Context, name: string): string {
  const sha = resolveCommit(ctx.world, ctx.repository, name)
  if (sha === undefined) throw new ApiError(422, `No commit found for SHA: ${name}`)
  return sha
}

/** Who makes checks: an app. People have none to make them with. */
export function checkingApp(ctx: Context): App {
  if (!ctx.app) throw new ApiError(403, 'You must authenticate via a GitHub App.')
  return ctx.app
}

function create(ctx: Context): Answer {
  const app = checkingApp(ctx)
  const input = ctx.input(runInput)
  const { name, head_sha: sha } = input
  for (const [field, value] of Object.entries({ name, head_sha: sha }))
    if (!value) throw new ApiError(422, `Invalid request.\n\n"${field}" wasn't supplied.`)
  if (input.output && input.output.title === undefined)
    throw new ApiError(422, 'Invalid request.\n\n"title" wasn\'t supplied.')
  const edit = readRun(input)
  const suite = suiteFor(ctx.world, app, ctx.repository, commitNamed(ctx, sha ?? ''))
  return show(ctx, 201, createRun(ctx.world, { account: ctx.account, app }, suite, name ?? '', edit))
}

function update(ctx: Context): Answer {
  const run = runOf(ctx)
  const app = checkingApp(ctx)
  if (run.suite.app !== app)
    throw new ApiError(
      403,
      `Invalid app_id \`${app.id}\` - check run can only be modified by the GitHub App that created it.`,
    )
  updateRun(ctx.world, ctx, run, readRun(ctx.input(runInput)))
  return show(ctx, 200, run)
}

/** Newest first; of each name and app only the newest, unless all are wanted. */
function list(ctx: Context, runs: readonly CheckRun[]): Answer {
  const name = ctx.query('check_name')
  const status = ctx.query('status')
  const app = ctx.query('app_id')
  const found = (ctx.query('filter') === 'all' ? runs : latestRuns(runs)).filter(
    (run) =>
      (name === null || run.name === name) &&
      (status === null || run.status === status) &&
      (app === null || String(run.suite.app.id) === app),
  )
  const sorted = found.toSorted((a, b) => b.id - a.id)
  return page(
    ctx,
    sorted,
    (run) => renderCheckRun(ctx.world, run),
    (check_runs, total_count) => ({ total_count, check_runs }),
  )
}
