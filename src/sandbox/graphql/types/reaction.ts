import type * as GitHub from '@octokit/graphql-schema'
import { REACTIONS, type Reaction } from '../../model.ts'
import { nodeId } from '../../world.ts'
import { connection, type Pages } from '../connection.ts'
import type { Fields } from '../fields.ts'
import { node, personNode } from '../nodes.ts'
import type { Scope } from '../scope.ts'

type Content = Reaction['content']
const NAMES: Readonly<Record<Content, GitHub.ReactionContent>> = {
  '+1': 'THUMBS_UP',
  '-1': 'THUMBS_DOWN',
  laugh: 'LAUGH',
  confused: 'CONFUSED',
  heart: 'HEART',
  hooray: 'HOORAY',
  rocket: 'ROCKET',
  eyes: 'EYES',
}

/** REST's word (`+1`) for GraphQL's (`THUMBS_UP`). */
export const contentNamed = (name: GitHub.ReactionContent): Content =>
  REACTIONS.find((content) => NAMES[content] === name) ?? '+1'

/** The fields of all that can be reacted to. */
export const reactableFields = (scope: Scope, subject: () => unknown, reactions: readonly Reaction[]) => ({
  reactionGroups: () =>
    REACTIONS.map((content) => {
      const group = reactions.filter((one) => one.content === content)
      return {
        __typename: 'ReactionGroup',
        content: NAMES[content],
        createdAt: group[0]?.createdAt ?? null,
        subject,
        viewerHasReacted: group.some(({ author }) => author === scope.account),
        users: (pages: Pages) => connection(group, pages, ({ author }) => node('User', author)),
        reactors: (pages: Pages) => connection(group, pages, ({ author }) => node('User', author)),
      } satisfies Fields<GitHub.ReactionGroup>
    }),
  reactions: (args: Pages & { content?: GitHub.ReactionContent | null }) =>
    connection(
      reactions.filter((one) => !args.content || NAMES[one.content] === args.content),
      args,
      (one) => reactionFields(subject, one),
    ),
})

export const reactionFields = (reactable: () => unknown, reaction: Reaction): Fields<GitHub.Reaction> => ({
  __typename: 'Reaction',
  id: nodeId('Reaction', reaction.id),
  databaseId: reaction.id,
  content: NAMES[reaction.content],
  createdAt: reaction.createdAt,
  reactable,
  user: () => personNode(reaction.author),
})
