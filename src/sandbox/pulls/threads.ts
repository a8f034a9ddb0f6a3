import { type By } from '../by.ts'
import { invalid, notFound } from '../http/errors.ts'
import type { Pull, ReviewComment } from '../model.ts'
import type { World } from '../world.ts'
import { addComment, placeOf } from './comments.ts'
import { isOfPull, placeOn, type WantedPlace } from './place.ts'
import { misplacedError, newReview, settle } from './reviews.ts'

interface LineComment {
  readonly commit: string
  readonly body: string
  readonly place: WantedPlace
}

/** A comment by itself, which is a review of one comment. 422 where its line is not part of the diff. */
export function commentOnLine(
  world: World,
  by: By,
  pull: Pull,
  { commit, body, place: wanted }: LineComment,
): ReviewComment {
  if (!isOfPull(world, pull, commit))
    throw invalid({
      resource: 'PullRequestReviewComment',
      field: 'commit_id',
      code: 'custom',
      message: 'commit_id is not part of the pull request',
    })
  const place = placeOn(world, pull, commit, wanted)
  if (Array.isArray(place)) throw misplacedError(place)
  const review = newReview(world, by, pull, commit, '')
  const comment = addComment(world, by, review, { place, body, inReplyTo: null })
  settle(world, by, review, 'COMMENT')
  return comment
}

/** Answers in the thread that the comment began. */
export function replyTo(world: World, by: By, pull: Pull, id: number, body: string): ReviewComment {
  const first = pull.reviewComments.find((comment) => comment.id === id)
  if (!first) throw notFound()
  const top = first.inReplyTo ?? first.id
  const review = newReview(world, by, pull, pull.headSha, '')
  const comment = addComment(world, by, review, { place: placeOf(first), body, inReplyTo: top })
  settle(world, by, review, 'COMMENT')
  return comment
}
