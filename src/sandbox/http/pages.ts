import { addressById } from './moved.ts'
import type { Answer, Context } from './route.ts'

/**
 * One page of a list, with GitHub's `Link` header. 30 a page, 100 at most.
 * `wrap` puts the page in an envelope such as `{total_count, check_runs}`.
 */
export function page<T>(
  ctx: Context,
  items: readonly T[],
  render: (item: T) => unknown,
  wrap: (rendered: unknown[], total: number) => unknown = (rendered) => rendered,
): Answer {
  const size = Math.min(whole(ctx.query('per_page'), 30), 100)
  const current = whole(ctx.query('page'), 1)
  const shown = items.slice((current - 1) * size, current * size).map(render)
  const link = linkHeader(ctx, current, Math.max(1, Math.ceil(items.length / size)))
  return { status: 200, body: wrap(shown, items.length), headers: link ? { link } : {} }
}

function whole(text: string | null, otherwise: number): number {
  const number = Number(text ?? otherwise)
  return Number.isInteger(number) && number > 0 ? number : otherwise
}

function linkHeader(ctx: Context, current: number, last: number): string {
  const { world, request } = ctx
  const links: string[] = []
  const to = (target: number, rel: string): void => {
    const query = new URLSearchParams(request.query)
    query.set('page', String(target))
    const address = request.path.startsWith('/repos/')
      ? addressById(world, ctx.repository, { path: request.path, query })
      : `${world.url}${request.path}?${query.toString()}`
    links.push(`<${address}>; rel="${rel}"`)
  }
  if (current > 1) to(Math.min(current - 1, last), 'prev')
  if (current < last) to(current + 1, 'next')
  if (current < last) to(last, 'last')
  if (current > 1) to(1, 'first')
  return links.join(', ')
}
