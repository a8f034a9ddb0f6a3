import { z } from 'zod'
import { may } from '../http/access.ts'
import { ApiError, invalid, notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { ReviewComment } from '../model.ts'
import { deleteComment, editComment } from '../pulls/comments.ts'
import { pullsOf } from '../pulls/follow.ts'
import { commentOnLine, replyTo } from '../pulls/threads.ts'
import { renderReviewComment } from '../render/review.ts'
import { pullOf } from './pulls.ts'

const repo = '/repos/{owner}/{repo}/pulls'
const one = `${repo}/comments/{comment_id}`
const read = { pull_requests: 'read' } as const
const write = { pull_requests: 'write' } as const
const docs = (title: string): string => `pulls/comments#${title}`

export const reviewCommentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${repo}/comments`,
    docs: docs('list-review-comments-in-a-repository'),
    needs: read,
    handle: listAll,
  },
  {
    method: 'GET',
    path: one,
    docs: docs('get-a-review-comment-for-a-pull-request'),
    needs: read,
    handle: get,
  },
  {
    method: 'PATCH',
    path: one,
    docs: docs('update-a-review-comment-for-a-pull-request'),
    needs: write,
    role: 'read',
    handle: update,
  },
  {
    method: 'DELETE',
    path: one,
    docs: docs('delete-a-review-comment-for-a-pull-request'),
    needs: write,
    role: 'read',
    handle: remove,
  },
  {
    method: 'GET',
    path: `${repo}/{pull_number}/comments`,
    docs: docs('list-review-comments-on-a-pull-request'),
    needs: read,
    handle: (ctx) => listed(ctx, pullOf(ctx).reviewComments),
  },
  {
    method: 'POST',
    path: `${repo}/{pull_number}/comments`,
    docs: docs('create-a-review-comment-for-a-pull-request'),
    needs: write,
    role: 'read',
    handle: create,
  },
  {
    method: 'POST',
    path: `${repo}/{pull_number}/comments/{comment_id}/replies`,
    docs: docs('create-a-reply-for-a-review-comment'),
    needs: write,
    role: 'read',
    handle: reply,
  },
]

const isOut = ({ review }: ReviewComment): boolean => review.state !== 'PENDING'

function listed(ctx: Context, comments: readonly ReviewComment[]): Answer {
  const since = ctx.query('since')
  const key = ctx.query('sort') === 'updated' ? 'updatedAt' : 'createdAt'
  // Without a sort, GitHub lists in the order of making whatever the direction says.
  const sign = ctx.query('sort') !== null && ctx.query('direction') === 'desc' ? -1 : 1
  const shown = comments
    .filter(
      (comment) => isOut(comment) && (since === null || Date.parse(comment.updatedAt) >= Date.parse(since)),
    )
    .sort((a, b) => sign * (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : a.id - b.id))
  return page(ctx, shown, (comment) => renderReviewComment(ctx.world, comment))
}

const everyComment = (ctx: Context): ReviewComment[] =>
  pullsOf(ctx.repository).flatMap(({ reviewComments }) => reviewComments)

function listAll(ctx: Context): Answer {
  return listed(ctx, everyComment(ctx))
}

/** The review comment that the path names. */
export function reviewCommentOf(ctx: Context): ReviewComment {
  const id = ctx.number('comment_id')
  const comment = everyComment(ctx).find((one) => one.id === id && (isOut(one) || one.author === ctx.viewer))
  if (!comment) throw notFound()
  return comment
}

function get(ctx: Context): Answer {
  return { status: 200, body: renderReviewComment(ctx.world, reviewCommentOf(ctx)) }
}

function changeable(ctx: Context): ReviewComment {
  const comment = reviewCommentOf(ctx)
  if (comment.author !== ctx.account && !may(ctx.actor, ctx.repository, write, 'write'))
    throw new ApiError(403, 'Must have push access to repository.')
  return comment
}

function update(ctx: Context): Answer {
  const comment = changeable(ctx)
  editComment(ctx.world, ctx, comment, ctx.input(z.object({ body: text })).body)
  return { status: 200, body: renderReviewComment(ctx.world, comment) }
}

function remove(ctx: Context): Answer {
  deleteComment(ctx.world, ctx, changeable(ctx))
  return { status: 204 }
}

const text = z.string().min(1)
const side = z.enum(['LEFT', 'RIGHT'])
const newComment = z.object({
  body: text,
  commit_id: z.string().optional(),
  path: z.string().optional(),
  position: z.number().int().optional(),
  line: z.number().int().optional(),
  side: side.optional(),
  start_line: z.number().int().nullish(),
  start_side: side.nullish(),
  in_reply_to: z.number().int().optional(),
  subject_type: z.enum(['line', 'file']).optional(),
})

function create(ctx: Context): Answer {
  const pull = pullOf(ctx)
  const input = ctx.input(newComment)
  if (input.in_reply_to !== undefined)
    return made(ctx, replyTo(ctx.world, ctx, pull, input.in_reply_to, input.body))
  const { path, commit_id: commit, body, position, line, side: wantedSide } = input
  for (const [field, value] of Object.entries({ commit_id: commit, path }))
    if (value === undefined)
      throw invalid({ resource: 'PullRequestReviewComment', field, code: 'missing_field' })
  const comment = commentOnLine(ctx.world, ctx, pull, {
    commit: commit ?? '',
    body,
    place: {
      path: path ?? '',
      position,
      line,
      side: wantedSide,
      startLine: input.start_line ?? undefined,
      startSide: input.start_side ?? undefined,
      subject: input.subject_type,
    },
  })
  return made(ctx, comment)
}

function reply(ctx: Context): Answer {
  const { body } = ctx.input(z.object({ body: text }))
  return made(ctx, replyTo(ctx.world, ctx, pullOf(ctx), ctx.number('comment_id'), body))
}

function made(ctx: Context, comment: ReviewComment): Answer {
  const body = renderReviewComment(ctx.world, comment)
  return { status: 201, body, headers: { location: body.url } }
}
