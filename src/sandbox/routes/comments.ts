import { z } from 'zod'
import { may } from '../http/access.ts'
import { ApiError, notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Context, Route } from '../http/route.ts'
import { addComment, deleteComment, editComment } from '../issues/comments.ts'
import type { Comment } from '../model.ts'
import { renderComment } from '../render/issue.ts'
import { checkKind, issueOf } from './issues.ts'

const READ = [{ issues: 'read' }, { pull_requests: 'read' }] as const
const WRITE = [{ issues: 'write' }, { pull_requests: 'write' }] as const
const input = z.object({ body: z.string() })

export const commentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
    docs: 'issues/comments#list-issue-comments',
    needs: READ,
    handle: (ctx) => page(ctx, since(ctx, issueOf(ctx).comments), (one) => renderComment(ctx.world, one)),
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
    docs: 'issues/comments#create-an-issue-comment',
    needs: WRITE,
    role: 'read',
    handle: create,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/comments',
    docs: 'issues/comments#list-issue-comments-for-a-repository',
    needs: READ,
    handle: listAll,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    docs: 'issues/comments#get-an-issue-comment',
    needs: READ,
    handle: (ctx) => ({ status: 200, body: renderComment(ctx.world, commentOf(ctx)) }),
  },
  {
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    docs: 'issues/comments#update-an-issue-comment',
    needs: WRITE,
    role: 'read',
    handle: update,
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    docs: 'issues/comments#delete-an-issue-comment',
    needs: WRITE,
    role: 'read',
    handle: remove,
  },
]

function create(ctx: Context) {
  const issue = issueOf(ctx)
  const comment = addComment(ctx.world, ctx, issue, ctx.input(input).body)
  const rendered = renderComment(ctx.world, comment)
  return { status: 201, body: rendered, headers: { location: rendered.url } }
}

function update(ctx: Context) {
  const comment = ownComment(ctx)
  editComment(ctx.world, ctx, comment, ctx.input(input).body)
  return { status: 200, body: renderComment(ctx.world, comment) }
}

function remove(ctx: Context) {
  deleteComment(ctx.world, ctx, ownComment(ctx))
  return { status: 204 }
}

function listAll(ctx: Context) {
  const key = ctx.query('sort') === 'updated' ? 'updatedAt' : 'createdAt'
  const sign = ctx.query('sort') !== null && ctx.query('direction') === 'desc' ? -1 : 1
  const all = [...ctx.repository.issues.values()].flatMap((issue) => issue.comments)
  const sorted = since(ctx, all).toSorted((a, b) => sign * (a[key].localeCompare(b[key]) || a.id - b.id))
  return page(ctx, sorted, (one) => renderComment(ctx.world, one))
}

function since(ctx: Context, comments: readonly Comment[]): readonly Comment[] {
  const from = ctx.query('since')
  return from === null ? comments : comments.filter((one) => Date.parse(one.updatedAt) >= Date.parse(from))
}

/** The issue comment that the path names. */
export function commentOf(ctx: Context): Comment {
  const id = ctx.number('comment_id')
  for (const issue of ctx.repository.issues.values())
    for (const comment of issue.comments)
      if (comment.id === id) {
        checkKind(ctx, issue)
        return comment
      }
  throw notFound()
}

/** As above, where the actor may change it: it is theirs, or they may write there. */
function ownComment(ctx: Context): Comment {
  const comment = commentOf(ctx)
  const own = comment.author === ctx.account
  if (!own && !WRITE.some((needs) => may(ctx.actor, ctx.repository, needs, 'write')))
    throw new ApiError(403, 'Must have admin rights to Repository.')
  return comment
}
