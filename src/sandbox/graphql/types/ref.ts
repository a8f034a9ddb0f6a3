import type * as GitHub from '@octokit/graphql-schema'
import type { Repository } from '../../model.ts'
import { nodeId } from '../../world.ts'
import { connection } from '../connection.ts'
import type { Fields } from '../fields.ts'
import { pullRequestsField } from '../listing.ts'
import { node, gitNode, refNode, type Things } from '../nodes.ts'
import type { Scope } from '../scope.ts'

export function refFields(scope: Scope, { repository, ref, sha }: Things['Ref']): Fields<GitHub.Ref> {
  const [prefix = ''] = /^refs\/[^/]+\//.exec(ref) ?? []
  const name = ref.slice(prefix.length)
  return {
    __typename: 'Ref',
    id: nodeId('Ref', `${repository.id}:${ref}`),
    name,
    prefix,
    repository: () => node('Repository', repository),
    target: () => gitNode(scope, repository, sha),
    associatedPullRequests: (args: GitHub.RefAssociatedPullRequestsArgs) =>
      pullRequestsField(scope, repository, { ...args, headRefName: name }),
  }
}

export function refsField(repository: Repository, args: GitHub.RepositoryRefsArgs) {
  const prefix = args.refPrefix.endsWith('/') ? args.refPrefix : `${args.refPrefix}/`
  const found = [...repository.refs.keys()]
    .filter((ref) => ref.startsWith(prefix) && (!args.query || ref.slice(prefix.length).includes(args.query)))
    .sort()
  const down = (args.orderBy?.direction ?? args.direction) === 'DESC'
  return connection(down ? found.toReversed() : found, args, (ref) => refNode(repository, ref))
}
