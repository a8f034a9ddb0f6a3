import type * as GitHub from '@octokit/graphql-schema'
import type { Account, Comment, Repository } from '../../model.ts'
import { association, issuePageUrl } from '../../render/issue.ts'
import { nodeId } from '../../world.ts'
import type { Fields } from '../fields.ts'
import { node, actorNode, threadNode } from '../nodes.ts'
import type { Scope } from '../scope.ts'
import { reactableFields } from './reaction.ts'

/** What issues, pull requests, comments and reviews have in common: somebody wrote them. */
export function writtenFields(
  scope: Scope,
  repository: Repository,
  text: { author: Account; body: string | null; createdAt: string; updatedAt: string },
) {
  const mine = text.author === scope.account
  const mayUpdate = (): boolean =>
    (mine && !repository.archived) || scope.may(repository, { issues: 'write' }, 'write')
  return {
    author: () => actorNode(text.author),
    authorAssociation: association(text.author, repository),
    body: text.body ?? '',
    createdAt: text.createdAt,
    updatedAt: text.updatedAt,
    publishedAt: text.createdAt,
    createdViaEmail: false,
    viewerDidAuthor: mine,
    viewerCanUpdate: mayUpdate,
    viewerCanDelete: mayUpdate,
    viewerCanReact: !repository.archived,
    repository: () => node('Repository', repository),
  }
}

export function commentFields(scope: Scope, comment: Comment): Fields<GitHub.IssueComment> {
  const { issue } = comment
  const url = `${issuePageUrl(scope.world, issue)}#issuecomment-${comment.id}`
  const { pull } = issue
  return {
    __typename: 'IssueComment',
    id: nodeId('IssueComment', comment.id),
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    ...writtenFields(scope, issue.repository, comment),
    ...reactableFields(scope, () => node('IssueComment', comment), comment.reactions),
    url,
    resourcePath: url.slice(scope.world.url.length),
    isMinimized: comment.minimized !== null,
    minimizedReason: comment.minimized,
    // GitHub's own schema has an issue here for a pull request's comment too.
    issue: () => threadNode(issue),
    pullRequest: () => (pull ? node('PullRequest', pull) : null),
  }
}
