import type { components } from '@octokit/openapi-types'
import { lineOn } from '../git/lines.ts'
import type { Review, ReviewComment } from '../model.ts'
import { diffOf } from '../pulls/changes.ts'
import { nodeId, type World } from '../world.ts'
import { renderUser } from './account.ts'
import { association, issuePageUrl, renderReactions } from './issue.ts'
import { pullUrl } from './pull.ts'
import { repositoryUrl } from './repository.ts'

type Schemas = components['schemas']

export function renderReview(world: World, review: Review) {
  const { pull } = review
  const page = `${issuePageUrl(world, pull.issue)}#pullrequestreview-${review.id}`
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: renderUser(world, review.author),
    body: review.body,
    state: review.state as string,
    html_url: page,
    pull_request_url: pullUrl(world, pull),
    _links: { html: { href: page }, pull_request: { href: pullUrl(world, pull) } },
    ...(review.submittedAt === null ? {} : { submitted_at: review.submittedAt }),
    commit_id: review.commitSha,
    author_association: association(review.author, pull.issue.repository),
  } satisfies Schemas['pull-request-review']
}

/** In a webhook, where the state is in lower case and an empty body is null. */
export const renderReviewEvent = (world: World, review: Review) => ({
  ...renderReview(world, review),
  body: review.body === '' ? null : review.body,
  state: review.state.toLowerCase(),
  submitted_at: review.submittedAt,
  updated_at: review.submittedAt,
})

export function renderReviewComment(world: World, comment: ReviewComment) {
  const { line, startLine, startSide } = comment
  const position = positionOf(world, comment)
  return {
    ...shared(world, comment),
    ...(position === null ? {} : { position }),
    ...(line === null ? {} : { line }),
    start_line: startLine,
    start_side: startSide,
  } satisfies Schemas['pull-request-review-comment']
}

/** In a webhook, where what an outdated comment lacks is null. */
export const renderReviewCommentEvent = (world: World, comment: ReviewComment) => ({
  ...shared(world, comment),
  position: positionOf(world, comment),
  line: comment.line,
  start_line: comment.startLine,
  start_side: comment.startSide,
})

function shared(world: World, comment: ReviewComment) {
  const { pull } = comment
  const url = `${repositoryUrl(world, pull.issue.repository)}/pulls/comments/${comment.id}`
  const page = `${issuePageUrl(world, pull.issue)}#discussion_r${comment.id}`
  return {
    id: comment.id,
    node_id: nodeId('PullRequestReviewComment', comment.id),
    url,
    html_url: page,
    pull_request_url: pullUrl(world, pull),
    pull_request_review_id: comment.review.id,
    _links: { self: { href: url }, html: { href: page }, pull_request: { href: pullUrl(world, pull) } },
    user: renderUser(world, comment.author),
    body: comment.body,
    path: comment.path,
    commit_id: comment.commitSha,
    original_commit_id: comment.originalCommitSha,
    diff_hunk: comment.diffHunk,
    original_position: originalPosition(world, comment),
    original_line: comment.originalLine,
    original_start_line: comment.originalStartLine,
    side: comment.side,
    subject_type: comment.subject,
    ...(comment.inReplyTo === null ? {} : { in_reply_to_id: comment.inReplyTo }),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(comment.author, pull.issue.repository),
    reactions: renderReactions(comment.reactions, url),
  }
}

/** Lines below the first `@@`, as comments were placed before there were lines; 1 for a file, null where outdated. */
function positionOf(world: World, comment: ReviewComment): number | null {
  if (comment.subject === 'file') return 1
  const { line, side, path, pull } = comment
  if (line === null) return null
  const patch = diffOf(world, pull).find((file) => file.path === path)?.patch ?? ''
  return lineOn(patch, side, line)?.position ?? null
}

function originalPosition(world: World, comment: ReviewComment): number {
  const { originalLine, originalCommitSha, side, path, pull } = comment
  const patch = diffOf(world, pull, originalCommitSha).find((file) => file.path === path)?.patch ?? ''
  return lineOn(patch, side, originalLine)?.position ?? 1
}
