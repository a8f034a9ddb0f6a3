import type * as GitHub from '@octokit/graphql-schema'
import type { Pull, Review, ReviewComment } from '../../model.ts'
import { issuePageUrl } from '../../render/issue.ts'
import { nodeId } from '../../world.ts'
import { connection, type Pages } from '../connection.ts'
import type { Fields } from '../fields.ts'
import { node, personNode, reviewerNode, gitNode, type Things } from '../nodes.ts'
import type { Scope } from '../scope.ts'
import { writtenFields } from './comment.ts'
import { reactableFields } from './reaction.ts'

export function reviewFields(scope: Scope, review: Review): Fields<GitHub.PullRequestReview> {
  const { pull } = review
  const { issue } = pull
  const url = `${issuePageUrl(scope.world, issue)}#pullrequestreview-${review.id}`
  const at = review.submittedAt ?? issue.createdAt
  return {
    __typename: 'PullRequestReview',
    id: nodeId('PullRequestReview', review.id),
    databaseId: review.id,
    fullDatabaseId: String(review.id),
    ...writtenFields(scope, issue.repository, { ...review, createdAt: at, updatedAt: at }),
    state: review.state,
    submittedAt: review.submittedAt,
    url,
    resourcePath: url.slice(scope.world.url.length),
    commit: () => gitNode(scope, issue.repository, review.commitSha),
    pullRequest: () => node('PullRequest', pull),
    comments: (pages: Pages) =>
      connection(
        pull.reviewComments.filter((comment) => comment.review === review),
        pages,
        (comment) => node('PullRequestReviewComment', comment),
      ),
  }
}

export function reviewCommentFields(
  scope: Scope,
  comment: ReviewComment,
): Fields<GitHub.PullRequestReviewComment> {
  const { pull } = comment
  const { issue } = pull
  const url = `${issuePageUrl(scope.world, issue)}#discussion_r${comment.id}`
  const replied = pull.reviewComments.find(({ id }) => id === comment.inReplyTo)
  return {
    __typename: 'PullRequestReviewComment',
    id: nodeId('PullRequestReviewComment', comment.id),
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    ...writtenFields(scope, issue.repository, comment),
    ...reactableFields(scope, () => node('PullRequestReviewComment', comment), comment.reactions),
    ...placeOf(comment),
    diffHunk: comment.diffHunk,
    outdated: comment.line === null && comment.subject === 'line',
    state: comment.review.state === 'PENDING' ? 'PENDING' : 'SUBMITTED',
    url,
    resourcePath: url.slice(scope.world.url.length),
    commit: () => gitNode(scope, issue.repository, comment.commitSha),
    originalCommit: () => gitNode(scope, issue.repository, comment.originalCommitSha),
    pullRequest: () => node('PullRequest', pull),
    pullRequestReview: () => node('PullRequestReview', comment.review),
    replyTo: () => (replied ? node('PullRequestReviewComment', replied) : null),
  }
}

const placeOf = (comment: ReviewComment) => ({
  path: comment.path,
  line: comment.line,
  originalLine: comment.originalLine,
  startLine: comment.startLine,
  originalStartLine: comment.originalStartLine,
  subjectType: comment.subject === 'file' ? ('FILE' as const) : ('LINE' as const),
})

/** The first comment of each thread, with its replies. */
export function threadsOf(pull: Pull): ReviewComment[][] {
  const shown = pull.reviewComments.filter(({ review }) => review.state !== 'PENDING')
  return shown
    .filter(({ inReplyTo }) => inReplyTo === null)
    .map((first) => [first, ...shown.filter(({ inReplyTo }) => inReplyTo === first.id)])
}

export function threadFields(
  _scope: Scope,
  { pull, thread }: Things['PullRequestReviewThread'],
): Fields<GitHub.PullRequestReviewThread> {
  const [first] = thread
  if (!first) throw new Error('a review thread has a first comment')
  return {
    __typename: 'PullRequestReviewThread',
    id: nodeId('ReviewThread', first.id),
    ...placeOf(first),
    diffSide: first.side,
    startDiffSide: first.startSide,
    isResolved: first.resolvedBy !== null,
    isCollapsed: first.resolvedBy !== null,
    isOutdated: first.line === null && first.subject === 'line',
    resolvedBy: () => personNode(first.resolvedBy),
    pullRequest: () => node('PullRequest', pull),
    comments: (pages: Pages) => connection(thread, pages, (one) => node('PullRequestReviewComment', one)),
  }
}

/** `reviewer`: a person or a team that was asked. */
export const requestFields = (
  _scope: Scope,
  { pull, reviewer }: Things['ReviewRequest'],
): Fields<GitHub.ReviewRequest> => ({
  __typename: 'ReviewRequest',
  id: nodeId('ReviewRequest', `${pull.id}:${reviewer.id}`),
  databaseId: reviewer.id,
  asCodeOwner: false,
  pullRequest: () => node('PullRequest', pull),
  requestedReviewer: () => reviewerNode(reviewer),
})
