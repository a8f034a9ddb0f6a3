import { note, type By } from '../by.ts'
import { emit } from '../hooks/emit.ts'
import { ApiError, invalid } from '../http/errors.ts'
import type { Pull, Review } from '../model.ts'
import { renderPullOfReview } from '../render/pull.ts'
import { renderReviewEvent } from '../render/review.ts'
import { nextId, timestamp, type World } from '../world.ts'
import { isOfPull, placeOn, type Misplaced, type WantedPlace } from './place.ts'
import { addComment, tellComment } from './comments.ts'

export type Verdict = 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT'

export interface NewReview {
  readonly commit?: string | undefined
  readonly body?: string | undefined
  /** None leaves it pending: only its author sees it until it is submitted. */
  readonly verdict?: Verdict | undefined
  readonly comments?: readonly (WantedPlace & { readonly body: string })[] | undefined
}

const STATES = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const

/** `errors` with plain sentences, which is how reviews are refused. */
export const unprocessable = (...sentences: string[]): ApiError =>
  new ApiError(422, 'Unprocessable Entity', { errors: sentences })

/** Writes a review with all its comments, or nothing where one of them has no place on the diff. */
export function createReview(world: World, by: By, pull: Pull, input: NewReview): Review {
  const { comments = [], body = '', verdict } = input
  const commit = input.commit ?? pull.headSha
  if (!isOfPull(world, pull, commit)) throw unprocessable('Commit is not part of the pull request')
  if (verdict === undefined) {
    if (pull.reviews.some(({ state, author }) => state === 'PENDING' && author === by.account))
      throw unprocessable('User can only have one pending review per pull request')
  } else checkVerdict(by, pull, verdict, body !== '' || comments.length > 0)
  const placed = comments.map((comment) => {
    const place = placeOn(world, pull, commit, comment)
    if (Array.isArray(place)) throw unprocessable(sentenceOf(place))
    return { place, body: comment.body }
  })
  const review = newReview(world, by, pull, commit, body)
  for (const { place, body: text } of placed)
    addComment(world, by, review, { place, body: text, inReplyTo: null })
  if (verdict !== undefined) settle(world, by, review, verdict)
  return review
}

/** A pending review with nothing in it. */
export function newReview(world: World, by: By, pull: Pull, commitSha: string, body: string): Review {
  const review: Review = {
    id: nextId(world),
    pull,
    author: by.account,
    app: by.app,
    body,
    state: 'PENDING',
    commitSha,
    submittedAt: null,
  }
  pull.reviews.push(review)
  return review
}

export function submitReview(
  world: World,
  by: By,
  review: Review,
  input: { verdict: Verdict; body?: string | undefined },
): void {
  if (review.state !== 'PENDING') throw unprocessable('Can not submit a review that is not pending')
  const body = input.body ?? review.body
  const said = body !== '' || review.pull.reviewComments.some((comment) => comment.review === review)
  checkVerdict(by, review.pull, input.verdict, said)
  review.body = body
  settle(world, by, review, input.verdict)
}

function checkVerdict(by: By, pull: Pull, verdict: Verdict, said: boolean): void {
  if (by.account === pull.issue.author && verdict === 'APPROVE')
    throw unprocessable('Can not approve your own pull request')
  if (by.account === pull.issue.author && verdict === 'REQUEST_CHANGES')
    throw unprocessable('Can not request changes on your own pull request')
  if (verdict !== 'APPROVE' && !said) throw unprocessable("Body can't be blank")
}

/** Makes a review public: who was asked for it has answered. */
export function settle(world: World, by: By, review: Review, verdict: Verdict): void {
  const { pull } = review
  review.state = STATES[verdict]
  review.submittedAt = timestamp(world)
  pull.issue.updatedAt = review.submittedAt
  pull.requestedReviewers = pull.requestedReviewers.filter((one) => one !== by.account)
  pull.requestedTeams = pull.requestedTeams.filter(({ members }) => !members.includes(by.account))
  tellReview(world, by, review, 'submitted')
  for (const comment of pull.reviewComments)
    if (comment.review === review) tellComment(world, by, comment, 'created')
}

function tellReview(world: World, by: By, review: Review, action: 'submitted' | 'dismissed'): void {
  const parts = {
    review: renderReviewEvent(world, review),
    pull_request: renderPullOfReview(world, review.pull),
  }
  emit(world, 'pull_request_review', action, {
    repository: review.pull.issue.repository,
    sender: by.account,
    parts,
  })
}

/** Takes an approval or a request for changes back. */
export function dismissReview(world: World, by: By, review: Review, message: string): void {
  if (review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED')
    throw unprocessable('Can not dismiss a review that is not an approval or a request for changes')
  const was = review.state
  review.state = 'DISMISSED'
  note(world, by, review.pull.issue, { event: 'review_dismissed', dismissed: { review, was, message } })
  tellReview(world, by, review, 'dismissed')
}

export function deletePendingReview(review: Review): void {
  if (review.state !== 'PENDING') throw unprocessable('Can not delete a non-pending pull request review')
  const { pull } = review
  pull.reviews = pull.reviews.filter((one) => one !== review)
  pull.reviewComments = pull.reviewComments.filter((comment) => comment.review !== review)
}

/** All that is wrong in the one sentence in which reviews are told it. */
function sentenceOf(problems: readonly Misplaced[]): string {
  const clauses = problems.map(
    ({ field, says }) => `Pull request review thread ${field.replace('_', ' ')} ${says}`,
  )
  return new Intl.ListFormat('en').format(clauses)
}

/** The same where a comment alone is refused: one entry for each field. */
export const misplacedError = (problems: readonly Misplaced[]): ApiError =>
  invalid(
    ...problems.map(({ field, says }) => {
      const name = `pull_request_review_thread.${field}`
      const at = { resource: 'PullRequestReviewComment', field: name } as const
      return field === 'diff_hunk'
        ? { ...at, code: 'missing_field' as const }
        : { ...at, code: 'custom' as const, message: `${name} ${says}` }
    }),
  )
