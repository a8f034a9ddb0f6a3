import type { Account, Reaction } from '../model.ts'
import { nextId, timestamp, type World } from '../world.ts'

/** Reacts to something; whoever reacts the same way twice has one reaction (`fresh` is false then). */
export function react(
  world: World,
  author: Account,
  to: { reactions: Reaction[] },
  content: Reaction['content'],
): { reaction: Reaction; fresh: boolean } {
  const known = to.reactions.find((one) => one.author === author && one.content === content)
  if (known) return { reaction: known, fresh: false }
  const reaction: Reaction = { id: nextId(world), content, author, createdAt: timestamp(world) }
  to.reactions.push(reaction)
  return { reaction, fresh: true }
}
