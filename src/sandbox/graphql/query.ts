import type * as GitHub from '@octokit/graphql-schema'
import { findAccount, findRepository, formerRepository } from '../world.ts'
import { nodeFor } from './ids.ts'
import { unknown } from './problem.ts'
import { searchField } from './search.ts'
import { node, actorNode } from './nodes.ts'
import type { Scope } from './scope.ts'
import type { Fields } from './fields.ts'

/** The fields of `query { … }`. */
export function queries(scope: Scope): Fields<GitHub.Query> {
  const { world } = scope
  return {
    __typename: 'Query',
    repository: ({ owner, name, followRenames }: GitHub.QueryRepositoryArgs) => {
      const repository =
        findRepository(world, owner, name) ??
        (followRenames === false ? null : formerRepository(world, owner, name))
      if (!repository || !scope.canSee(repository))
        throw unknown(`a Repository with the name '${owner}/${name}'`)
      return node('Repository', repository)
    },
    node: ({ id }: GitHub.QueryNodeArgs) => nodeFor(scope, id),
    nodes: ({ ids }: GitHub.QueryNodesArgs) => {
      const list = typeof ids === 'string' ? [ids] : ids
      return list.map((id) => new Promise((resolve) => resolve(nodeFor(scope, id))))
    },
    viewer: () => node('User', scope.account),
    user: ({ login }: GitHub.QueryUserArgs) => {
      const account = findAccount(world, login)
      if (account?.type !== 'User') throw unknown(`a User with the login of '${login}'`)
      return node('User', account)
    },
    organization: ({ login }: GitHub.QueryOrganizationArgs) => {
      const account = findAccount(world, login)
      if (account?.type !== 'Organization') throw unknown(`an Organization with the login of '${login}'`)
      return node('Organization', account)
    },
    repositoryOwner: ({ login }: GitHub.QueryRepositoryOwnerArgs) => {
      const account = findAccount(world, login)
      return account?.type === 'Bot' ? null : actorNode(account)
    },
    search: (args: GitHub.QuerySearchArgs) => searchField(scope, args),
    rateLimit: () => rateLimitNode(scope),
    relay: () => queries(scope),
  }
}

function rateLimitNode(scope: Scope): Fields<GitHub.RateLimit> {
  const { limit, remaining, used, reset } = scope.world.quota.usage(scope.actor, 'graphql')
  return {
    __typename: 'RateLimit',
    limit,
    remaining,
    used,
    resetAt: `${new Date(reset * 1000).toISOString().slice(0, 19)}Z`,
    cost: scope.price.cost,
    nodeCount: scope.price.nodes,
  }
}
