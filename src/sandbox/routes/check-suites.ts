import { z } from 'zod'
import { resolveCommit } from '../branches/resolve.ts'
import { rerequestSuite, suiteFor } from '../checks/change.ts'
import { runsOf } from '../checks/state.ts'
import { ApiError, notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { CheckSuite } from '../model.ts'
import { renderCheckSuite } from '../render/check-run.ts'

const SUITE = '/repos/{owner}/{repo}/check-suites/{check_suite_id}'

export const checkSuiteRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/check-suites',
    docs: 'checks/suites#create-a-check-suite',
    needs: { checks: 'write' },
    handle: create,
  },
  {
    method: 'GET',
    path: SUITE,
    docs: 'checks/suites#get-a-check-suite',
    needs: { checks: 'read' },
    handle: (ctx) => ({ status: 200, body: renderCheckSuite(ctx.world, suiteOf(ctx)) }),
  },
  {
    method: 'POST',
    path: `${SUITE}/rerequest`,
    docs: 'checks/suites#rerequest-a-check-suite',
    needs: { checks: 'write' },
    handle(ctx) {
      rerequestSuite(ctx.world, ctx, suiteOf(ctx))
      return { status: 201, body: {} }
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref}/check-suites',
    docs: 'checks/suites#list-check-suites-for-a-git-reference',
    needs: { checks: 'read' },
    handle: list,
  },
]

/** The suite that the path names. */
export function suiteOf(ctx: Context): CheckSuite {
  const id = ctx.number('check_suite_id')
  const suite = ctx.repository.checkSuites.find((one) => one.id === id)
  if (!suite) throw notFound()
  return suite
}

function create(ctx: Context): Answer {
  if (!ctx.app) throw new ApiError(403, 'You must authenticate via a GitHub App.')
  const { head_sha: sha } = ctx.input(z.object({ head_sha: z.string() }))
  if (ctx.world.git.of(ctx.repository.id).kind(sha) !== 'commit')
    throw new ApiError(422, `No commit found for SHA: ${sha}`)
  const known = ctx.repository.checkSuites.length
  const suite = suiteFor(ctx.world, ctx.app, ctx.repository, sha)
  const status = ctx.repository.checkSuites.length > known ? 201 : 200
  return { status, body: renderCheckSuite(ctx.world, suite) }
}

function list(ctx: Context): Answer {
  const sha = resolveCommit(ctx.world, ctx.repository, ctx.param('ref'))
  if (sha === undefined) throw new ApiError(422, `No commit found for SHA: ${ctx.param('ref')}`)
  const [app, name] = [ctx.query('app_id'), ctx.query('check_name')]
  const found = ctx.repository.checkSuites.filter(
    (suite) =>
      suite.headSha === sha &&
      (app === null || String(suite.app.id) === app) &&
      (name === null || runsOf(suite).some((run) => run.name === name)),
  )
  return page(
    ctx,
    found,
    (suite) => renderCheckSuite(ctx.world, suite),
    (check_suites, total_count) => ({
      total_count,
      check_suites,
    }),
  )
}
