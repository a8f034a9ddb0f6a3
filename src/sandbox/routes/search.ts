import type { components } from '@octokit/openapi-types'
import { ApiError } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { Issue } from '../model.ts'
import { renderIssue } from '../render/issue.ts'
import { searchInOrder } from '../search/order.ts'

export const searchRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/search/issues',
    docs: 'search/search#search-issues-and-pull-requests',
    handle: search,
  },
]

const MOST = 1000

function search(ctx: Context): Answer {
  const sort = ctx.query('sort')
  const order = sort === null ? undefined : { sort, order: ctx.query('order') ?? 'desc' }
  const found = searchInOrder(ctx.world, ctx.actor, ctx.query('q') ?? '', order)
  if (Number(ctx.query('page') ?? 1) * Number(ctx.query('per_page') ?? 30) > MOST + 100)
    throw new ApiError(422, 'Only the first 1000 search results are available')
  return page(
    ctx,
    found.slice(0, MOST),
    (issue) => renderFound(ctx, issue),
    (items) => ({ total_count: found.length, incomplete_results: false, search_type: 'lexical', items }),
  )
}

/** Here, by the published description, a body is a text or not there. */
function renderFound(ctx: Context, issue: Issue) {
  const { body, ...rest } = renderIssue(ctx.world, issue)
  return {
    ...rest,
    ...(body === null ? {} : { body }),
    score: 1,
  } satisfies components['schemas']['issue-search-result-item']
}
