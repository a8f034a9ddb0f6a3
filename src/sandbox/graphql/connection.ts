import { getNamedType, type GraphQLResolveInfo } from 'graphql'
import { Problem } from './problem.ts'

export interface Pages {
  readonly first?: number | null
  readonly last?: number | null
  readonly after?: string | null
  readonly before?: string | null
}

const MOST = 100

/** GitHub wants to be told how many: `first` or `last`, 1 to 100. */
export function checkBoundaries(info: GraphQLResolveInfo, { first, last }: Pages): void {
  if (!getNamedType(info.returnType).name.endsWith('Connection')) return
  const what = `the \`${info.fieldName}\` connection`
  if ((first ?? null) === null && (last ?? null) === null)
    throw new Problem(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate ${what}.`,
    )
  for (const [name, size] of Object.entries({ first, last })) {
    if (size === null || size === undefined) continue
    if (size > MOST)
      throw new Problem(
        'EXCESSIVE_PAGINATION',
        `Requesting ${size} records on ${what} exceeds the \`${name}\` limit of ${MOST} records.`,
      )
    if (size < 0) throw new Problem('ARGUMENT_LIMIT', `\`${name}\` on ${what} cannot be less than zero.`)
  }
}

/** One page of a list, in GitHub's shape. The cursor of an item is its place in the list. */
export function connection<T>(items: readonly T[], pages: Pages, render: (item: T) => unknown) {
  const [start, end] = bounds(items.length, pages)
  const shown = items.slice(start, end)
  const last = start + shown.length - 1
  return {
    totalCount: items.length,
    nodes: () => shown.map(render),
    edges: () => shown.map((item, index) => ({ cursor: cursorOf(start + index), node: render(item) })),
    pageInfo: {
      hasPreviousPage: start > 0,
      hasNextPage: end < items.length,
      startCursor: shown.length > 0 ? cursorOf(start) : null,
      endCursor: shown.length > 0 ? cursorOf(last) : null,
    },
  }
}

function bounds(length: number, { first, last, after, before }: Pages): [number, number] {
  let start = after ? placeOf(after) + 1 : 0
  let end = before ? Math.min(placeOf(before), length) : length
  if (typeof first === 'number') end = Math.min(end, start + first)
  if (typeof last === 'number') start = Math.max(start, end - last)
  return [start, Math.max(start, end)]
}

const PREFIX = 'cursor:v2:'
const cursorOf = (place: number): string => Buffer.from(PREFIX + place).toString('base64')

function placeOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64').toString()
  const place = Number(text.slice(PREFIX.length))
  if (!text.startsWith(PREFIX) || !Number.isInteger(place))
    throw new Problem('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`)
  return place
}
