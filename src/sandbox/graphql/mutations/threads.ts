import type * as GitHub from '@octokit/graphql-schema'
import { addAssignees, assignable, removeAssignees } from '../../issues/assignees.ts'
import { addComment, deleteComment, editComment } from '../../issues/comments.ts'
import { addLabels, removeLabel } from '../../issues/labels.ts'
import { react } from '../../issues/reactions.ts'
import type { Comment, Issue, Role } from '../../model.ts'
import { readNodeId } from '../../world.ts'
import { accountsWithIds, commentWithId, issueWithId, withId } from '../ids.ts'
import { node, threadNode } from '../nodes.ts'
import type { Scope } from '../scope.ts'
import { contentNamed, reactableFields, reactionFields } from '../types/reaction.ts'
import { type Input, payload } from './payload.ts'

/** What can be done to issues and pull requests alike. */
export const threadMutations = (scope: Scope) =>
  ({
    ...commentMutations(scope),
    ...markMutations(scope),
    addReaction: ({ input }: Input<GitHub.AddReactionInput>) => {
      const subject = reactable(scope, input.subjectId)
      const { reaction } = react(scope.world, scope.account, subject.thing, contentNamed(input.content))
      const { reactionGroups } = reactableFields(scope, subject.node, subject.thing.reactions)
      return payload(input, {
        reaction: () => reactionFields(subject.node, reaction),
        reactionGroups,
        subject: subject.node,
      })
    },
  }) satisfies Partial<Record<keyof GitHub.Mutation, unknown>>

const commentMutations = (scope: Scope) => ({
  addComment: ({ input }: Input<GitHub.AddCommentInput>) => {
    const issue = thread(scope, 'AddComment', input.subjectId, 'read')
    const comment = addComment(scope.world, scope, issue, input.body)
    const written = () => node('IssueComment', comment)
    return payload(input, {
      commentEdge: () => ({ cursor: cursorOf(comment), node: written }),
      timelineEdge: () => ({ cursor: cursorOf(comment), node: written }),
      subject: () => threadNode(issue),
    })
  },
  updateIssueComment: ({ input }: Input<GitHub.UpdateIssueCommentInput>) => {
    const comment = changeable(scope, 'UpdateIssueComment', input.id)
    editComment(scope.world, scope, comment, input.body)
    return payload(input, { issueComment: () => node('IssueComment', comment) })
  },
  deleteIssueComment: ({ input }: Input<GitHub.DeleteIssueCommentInput>) => {
    deleteComment(scope.world, scope, changeable(scope, 'DeleteIssueComment', input.id))
    return payload(input, {})
  },
})

const markMutations = (scope: Scope) => ({
  addLabelsToLabelable: ({ input }: Input<GitHub.AddLabelsToLabelableInput>) => {
    const issue = thread(scope, 'AddLabelsToLabelable', input.labelableId, 'triage')
    const labels = input.labelIds.map((id) => withId('Label', issue.repository.labels, id).name)
    addLabels(scope.world, scope, issue, labels)
    return payload(input, { labelable: () => threadNode(issue) })
  },
  removeLabelsFromLabelable: ({ input }: Input<GitHub.RemoveLabelsFromLabelableInput>) => {
    const issue = thread(scope, 'RemoveLabelsFromLabelable', input.labelableId, 'triage')
    for (const id of input.labelIds)
      removeLabel(scope.world, scope, issue, withId('Label', issue.repository.labels, id))
    return payload(input, { labelable: () => threadNode(issue) })
  },
  addAssigneesToAssignable: ({ input }: Input<GitHub.AddAssigneesToAssignableInput>) => {
    const issue = thread(scope, 'AddAssigneesToAssignable', input.assignableId, 'triage')
    const logins = accountsWithIds(scope, input.assigneeIds).map(({ login }) => login)
    addAssignees(scope.world, scope, issue, assignable(scope.world, issue.repository, logins))
    return payload(input, { assignable: () => threadNode(issue) })
  },
  removeAssigneesFromAssignable: ({ input }: Input<GitHub.RemoveAssigneesFromAssignableInput>) => {
    const issue = thread(scope, 'RemoveAssigneesFromAssignable', input.assignableId, 'triage')
    removeAssignees(scope.world, scope, issue, accountsWithIds(scope, input.assigneeIds))
    return payload(input, { assignable: () => threadNode(issue) })
  },
})

const cursorOf = (comment: Comment): string => Buffer.from(`cursor:v2:${comment.id}`).toString('base64')

function thread(scope: Scope, mutation: string, id: string, role: Role): Issue {
  const issue = issueWithId(scope, id)
  const needs = issue.pull
    ? ([{ pull_requests: 'write' }, { issues: 'write' }] as const)
    : ([{ issues: 'write' }] as const)
  scope.write(mutation, issue.repository, needs, role)
  return issue
}

/** A comment of the asker's own, or one in a repository that the asker may push to. */
function changeable(scope: Scope, mutation: string, id: string): Comment {
  const comment = commentWithId(scope, id)
  const role = comment.author === scope.account ? 'read' : 'write'
  scope.write(mutation, comment.issue.repository, [{ issues: 'write' }, { pull_requests: 'write' }], role)
  return comment
}

function reactable(scope: Scope, id: string): { thing: Issue | Comment; node: () => unknown } {
  if (readNodeId(id)?.kind === 'IssueComment') {
    const comment = commentWithId(scope, id)
    scope.write(
      'AddReaction',
      comment.issue.repository,
      [{ issues: 'write' }, { pull_requests: 'write' }],
      'read',
    )
    return { thing: comment, node: () => node('IssueComment', comment) }
  }
  const issue = thread(scope, 'AddReaction', id, 'read')
  return { thing: issue, node: () => threadNode(issue) }
}
