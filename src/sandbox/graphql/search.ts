import type * as GitHub from '@octokit/graphql-schema'
import { searchInOrder } from '../search/order.ts'
import { connection } from './connection.ts'
import { Problem } from './problem.ts'
import { threadNode } from './nodes.ts'
import type { Scope } from './scope.ts'

/** `search(…)`: the sandbox finds issues and pull requests, nothing else. */
export function searchField(scope: Scope, args: GitHub.QuerySearchArgs) {
  const { world, actor } = scope
  if (args.type !== 'ISSUE') {
    world.onUnhandled(`GraphQL search(type: ${args.type})`)
    throw new Problem('SANDBOX_UNRESOLVED', `The sandbox does not search for ${args.type}.`)
  }
  const found = searchInOrder(world, actor, args.query)
  const { totalCount, ...shown } = connection(found, args, (issue) => threadNode(issue))
  return { ...shown, issueCount: totalCount, ...NOTHING_ELSE }
}

const NOTHING_ELSE = { codeCount: 0, discussionCount: 0, repositoryCount: 0, userCount: 0, wikiCount: 0 }
