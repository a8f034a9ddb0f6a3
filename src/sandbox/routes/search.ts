import type { components } from '@octokit/openapi-types'
import { ApiError } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { Issue } from '../model.ts'
import { renderIssue } from '../render/issue.ts'
import { searchIssues } from '../search/issues.ts'

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
  const [text, inlined] = sortIn(ctx.query('q') ?? '')
  const found = searchIssues(ctx.world, ctx.actor, text)
  const sort = ctx.query('sort') ?? inlined.sort
  const order = ctx.query('sort') === null ? inlined.order : (ctx.query('order') ?? 'desc')
  if (Number(ctx.query('page') ?? 1) * Number(ctx.query('per_page') ?? 30) > MOST + 100)
    throw new ApiError(422, 'Only the first 1000 search results are available')
  return page(
    ctx,
    sorted(found, sort, order).slice(0, MOST),
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

/** `sort:updated-asc` within the text does what the parameters do. */
function sortIn(text: string): [string, { sort: string; order: string }] {
  const [whole = '', sort = '', order = 'desc'] = /\bsort:([a-z]+)(?:-(asc|desc))?\b/.exec(text) ?? []
  return [text.replace(whole, ' '), { sort, order }]
}

function sorted(issues: Issue[], sort: string, order: string): Issue[] {
  const keys: Record<string, (issue: Issue) => string | number> = {
    created: (issue) => issue.createdAt,
    updated: (issue) => issue.updatedAt,
    comments: (issue) => issue.comments.length,
    reactions: (issue) => issue.reactions.length,
  }
  const key = keys[sort]
  if (!key) return issues
  const sign = order === 'asc' ? 1 : -1
  const compare = (a: Issue, b: Issue): number => {
    const [left, right] = [key(a), key(b)]
    return left === right ? a.id - b.id : left < right ? -1 : 1
  }
  return issues.toSorted((a, b) => sign * compare(a, b))
}
