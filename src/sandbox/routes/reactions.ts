import { z } from 'zod'
import { notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import { react } from '../issues/reactions.ts'
import { type Reaction, REACTIONS } from '../model.ts'
import { renderUser } from '../render/account.ts'
import { nodeId, type World } from '../world.ts'
import { commentOf } from './comments.ts'
import { issueOf } from './issues.ts'

type Target = (ctx: Context) => { reactions: Reaction[] }

/** Listing, adding and deleting reactions are the same for everything that can be reacted to. */
export function reactionRoutesOf(base: string, anchor: string, target: Target): Route[] {
  const read = [{ issues: 'read' }, { pull_requests: 'read' }] as const
  const write = [{ issues: 'write' }, { pull_requests: 'write' }] as const
  const path = `${base}/reactions`
  return [
    {
      method: 'GET',
      path,
      docs: `reactions/reactions#list-reactions-for-${anchor}`,
      needs: read,
      handle: (ctx) => list(ctx, target(ctx)),
    },
    {
      method: 'POST',
      path,
      docs: `reactions/reactions#create-reaction-for-${anchor}`,
      needs: write,
      role: 'read',
      handle: (ctx) => create(ctx, target(ctx)),
    },
    {
      method: 'DELETE',
      path: `${path}/{reaction_id}`,
      docs: `reactions/reactions#delete-${anchor}-reaction`,
      needs: write,
      role: 'read',
      handle: (ctx) => remove(ctx, target(ctx)),
    },
  ]
}

export const reactionRoutes: readonly Route[] = [
  ...reactionRoutesOf('/repos/{owner}/{repo}/issues/{issue_number}', 'an-issue', issueOf),
  ...reactionRoutesOf('/repos/{owner}/{repo}/issues/comments/{comment_id}', 'an-issue-comment', commentOf),
]

function list(ctx: Context, { reactions }: { reactions: Reaction[] }): Answer {
  const content = ctx.query('content')
  const shown = reactions.filter((one) => content === null || one.content === content)
  return page(ctx, shown, (one) => renderReaction(ctx.world, one))
}

function create(ctx: Context, target: { reactions: Reaction[] }): Answer {
  const { content } = ctx.input(z.object({ content: z.enum(REACTIONS) }))
  const { reaction, fresh } = react(ctx.world, ctx.account, target, content)
  return { status: fresh ? 201 : 200, body: renderReaction(ctx.world, reaction) }
}

function remove(ctx: Context, target: { reactions: Reaction[] }): Answer {
  const id = ctx.number('reaction_id')
  const found = target.reactions.find((one) => one.id === id && one.author === ctx.account)
  if (!found) throw notFound()
  target.reactions = target.reactions.filter((one) => one !== found)
  return { status: 204 }
}

const renderReaction = (world: World, { id, author, content, createdAt }: Reaction) => ({
  id,
  node_id: nodeId('Reaction', id),
  user: renderUser(world, author),
  content,
  created_at: createdAt,
})
