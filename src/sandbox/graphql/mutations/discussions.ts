import type * as GitHub from '@octokit/graphql-schema'
import { openDiscussion } from '../../discussions.ts'
import { categoryWithId, repositoryWithId } from '../ids.ts'
import { node } from '../nodes.ts'
import { Problem } from '../problem.ts'
import type { Scope } from '../scope.ts'
import { type Input, payload } from './payload.ts'

export const discussionMutations = (scope: Scope) =>
  ({
    createDiscussion: ({ input }: Input<GitHub.CreateDiscussionInput>) => {
      const repository = repositoryWithId(scope, input.repositoryId)
      // Where discussions are off there is no category either.
      const category = categoryWithId(repository, input.categoryId)
      scope.write('CreateDiscussion', repository, [{ discussions: 'write' }], 'read')
      if (input.title.trim() === '') throw new Problem('UNPROCESSABLE', "Title can't be blank")
      if (input.body.trim() === '') throw new Problem('UNPROCESSABLE', "Body can't be blank")
      const discussion = openDiscussion(scope.world, scope, category, input)
      return payload(input, { discussion: () => node('Discussion', discussion) })
    },
  }) satisfies Partial<Record<keyof GitHub.Mutation, unknown>>
