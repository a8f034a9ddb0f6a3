import { type By } from '../by.ts'
import { emit } from '../hooks/emit.ts'
import type { Review, ReviewComment } from '../model.ts'
import { renderPullOfReview } from '../render/pull.ts'
import { renderReviewCommentEvent } from '../render/review.ts'
import { nextId, timestamp, type World } from '../world.ts'
import type { Place } from './place.ts'

interface NewComment {
  readonly place: Place
  readonly body: string
  readonly inReplyTo: number | null
}

/** Puts a comment into a review; it is told with the review, or by who adds it to one that is out already. */
export function addComment(
  world: World,
  by: By,
  review: Review,
  { place, body, inReplyTo }: NewComment,
): ReviewComment {
  const now = timestamp(world)
  const comment: ReviewComment = {
    ...place,
    id: nextId(world),
    pull: review.pull,
    review,
    author: by.account,
    app: by.app,
    body,
    inReplyTo,
    resolvedBy: null,
    createdAt: now,
    updatedAt: now,
    reactions: [],
  }
  review.pull.reviewComments.push(comment)
  return comment
}

/** Where a reply stands: right where the thread's first comment does. */
export function placeOf(comment: ReviewComment): Place {
  const { path, line, originalLine, side, startLine, originalStartLine, startSide } = comment
  const { diffHunk, subject, commitSha, originalCommitSha } = comment
  const lines = { path, line, originalLine, side, startLine, originalStartLine, startSide }
  return { ...lines, diffHunk, subject, commitSha, originalCommitSha }
}

export function editComment(world: World, by: By, comment: ReviewComment, body: string): void {
  const from = comment.body
  if (from === body) return
  comment.body = body
  comment.updatedAt = timestamp(world)
  emit(world, 'pull_request_review_comment', 'edited', {
    repository: comment.pull.issue.repository,
    sender: by.account,
    parts: { ...partsOf(world, comment), changes: { body: { from } } },
  })
}

export function deleteComment(world: World, by: By, comment: ReviewComment): void {
  comment.pull.reviewComments = comment.pull.reviewComments.filter((one) => one !== comment)
  tellComment(world, by, comment, 'deleted')
}

export function tellComment(
  world: World,
  by: By,
  comment: ReviewComment,
  action: 'created' | 'deleted',
): void {
  const { repository } = comment.pull.issue
  emit(world, 'pull_request_review_comment', action, {
    repository,
    sender: by.account,
    parts: partsOf(world, comment),
  })
}

const partsOf = (world: World, comment: ReviewComment) => ({
  comment: renderReviewCommentEvent(world, comment),
  pull_request: renderPullOfReview(world, comment.pull),
})
