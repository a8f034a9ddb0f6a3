import type { Actor } from '../http/route.ts'
import type { Issue } from '../model.ts'
import type { World } from '../world.ts'
import { searchIssues } from './issues.ts'

interface Order {
  readonly sort: string
  /** `asc` or `desc`. */
  readonly order: string
}

/** As `searchIssues`, in the order that is asked for, or that the text itself says (`sort:updated-asc`). */
export function searchInOrder(world: World, actor: Actor, text: string, asked?: Order): Issue[] {
  const [rest, inlined] = sortIn(text)
  return sorted(searchIssues(world, actor, rest), asked ?? inlined)
}

function sortIn(text: string): [string, Order] {
  const [whole = '', sort = '', order = 'desc'] = /\bsort:([a-z]+)(?:-(asc|desc))?\b/.exec(text) ?? []
  return [text.replace(whole, ' '), { sort, order }]
}

function sorted(issues: Issue[], { sort, order }: Order): Issue[] {
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
