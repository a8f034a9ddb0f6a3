import { z } from 'zod'
import { isChosen, mayBypass } from '../branches/protect.ts'
import { ApiError, notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { Review } from '../model.ts'
import {
  createReview,
  deletePendingReview,
  dismissReview,
  submitReview,
  unprocessable,
} from '../pulls/reviews.ts'
import { renderReview, renderReviewComment } from '../render/review.ts'
import { timestamp } from '../world.ts'
import { pullOf } from './pulls.ts'

const all = '/repos/{owner}/{repo}/pulls/{pull_number}/reviews'
const one = `${all}/{review_id}`
const read = { pull_requests: 'read' } as const
const write = { pull_requests: 'write' } as const
const docs = (title: string): string => `pulls/reviews#${title}`

export const reviewRoutes: readonly Route[] = [
  { method: 'GET', path: all, docs: docs('list-reviews-for-a-pull-request'), needs: read, handle: list },
  {
    method: 'POST',
    path: all,
    docs: docs('create-a-review-for-a-pull-request'),
    needs: write,
    role: 'read',
    handle: create,
  },
  { method: 'GET', path: one, docs: docs('get-a-review-for-a-pull-request'), needs: read, handle: get },
  {
    method: 'PUT',
    path: one,
    docs: docs('update-a-review-for-a-pull-request'),
    needs: write,
    role: 'read',
    handle: update,
  },
  {
    method: 'DELETE',
    path: one,
    docs: docs('delete-a-pending-review-for-a-pull-request'),
    needs: write,
    role: 'read',
    handle: remove,
  },
  {
    method: 'GET',
    path: `${one}/comments`,
    docs: docs('list-comments-for-a-pull-request-review'),
    needs: read,
    handle: listComments,
  },
  {
    method: 'POST',
    path: `${one}/events`,
    docs: docs('submit-a-review-for-a-pull-request'),
    needs: write,
    role: 'read',
    handle: submit,
  },
  {
    method: 'PUT',
    path: `${one}/dismissals`,
    docs: docs('dismiss-a-review-for-a-pull-request'),
    needs: write,
    handle: dismiss,
  },
]

/** Nobody but its author knows of a review that is pending. */
const visible = (ctx: Context, { state, author }: Review): boolean =>
  state !== 'PENDING' || author === ctx.viewer

function reviewOf(ctx: Context): Review {
  const id = ctx.number('review_id')
  const review = pullOf(ctx).reviews.find((one) => one.id === id && visible(ctx, one))
  if (!review) throw notFound()
  return review
}

const answer = (ctx: Context, review: Review): Answer => ({
  status: 200,
  body: renderReview(ctx.world, review),
})

function list(ctx: Context): Answer {
  const reviews = pullOf(ctx).reviews.filter((review) => visible(ctx, review))
  return page(ctx, reviews, (review) => renderReview(ctx.world, review))
}

function get(ctx: Context): Answer {
  return answer(ctx, reviewOf(ctx))
}

const verdict = z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT'])
const side = z.enum(['LEFT', 'RIGHT'])
const newReview = z.object({
  commit_id: z.string().optional(),
  body: z.string().nullish(),
  event: verdict.or(z.literal('')).optional(),
  comments: z
    .array(
      z.object({
        path: z.string(),
        body: z.string(),
        position: z.number().int().optional(),
        line: z.number().int().optional(),
        side: side.optional(),
        start_line: z.number().int().nullish(),
        start_side: side.nullish(),
      }),
    )
    .optional(),
})

function create(ctx: Context): Answer {
  const { commit_id: commit, body, event, comments } = ctx.input(newReview)
  const review = createReview(ctx.world, ctx, pullOf(ctx), {
    commit,
    body: body ?? undefined,
    verdict: event === '' ? undefined : event,
    comments: comments?.map(({ start_line: startLine, start_side: startSide, ...rest }) => ({
      ...rest,
      startLine: startLine ?? undefined,
      startSide: startSide ?? undefined,
    })),
  })
  return answer(ctx, review)
}

function update(ctx: Context): Answer {
  const review = mine(ctx)
  const { body } = ctx.input(z.object({ body: z.string() }))
  review.body = body
  review.pull.issue.updatedAt = timestamp(ctx.world)
  return answer(ctx, review)
}

function mine(ctx: Context): Review {
  const review = reviewOf(ctx)
  if (review.author !== ctx.account) throw new ApiError(403, 'Must be the author of the review.')
  return review
}

function remove(ctx: Context): Answer {
  const review = mine(ctx)
  deletePendingReview(review)
  return answer(ctx, review)
}

function submit(ctx: Context): Answer {
  const review = mine(ctx)
  const { event, body } = ctx.input(z.object({ event: verdict, body: z.string().optional() }))
  submitReview(ctx.world, ctx, review, { verdict: event, body })
  return answer(ctx, review)
}

function dismiss(ctx: Context): Answer {
  const review = reviewOf(ctx)
  const { message } = ctx.input(z.object({ message: z.string(), event: z.literal('DISMISS').optional() }))
  if (message.trim() === '') throw unprocessable("Message can't be blank")
  checkDismisser(ctx, review)
  dismissReview(ctx.world, ctx, review, message)
  return answer(ctx, review)
}

function checkDismisser(ctx: Context, { pull: { baseBranch } }: Review): void {
  const { repository } = ctx
  const dismissers = repository.protections.get(baseBranch)?.dismissers ?? null
  if (!isChosen(dismissers, ctx) && !mayBypass(repository, ctx, baseBranch))
    throw new ApiError(403, 'You are not authorized to dismiss reviews of this branch.')
}

function listComments(ctx: Context): Answer {
  const review = reviewOf(ctx)
  const comments = review.pull.reviewComments.filter((comment) => comment.review === review)
  return page(ctx, comments, (comment) => renderReviewComment(ctx.world, comment))
}
