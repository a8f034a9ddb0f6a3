import type * as GitHub from '@octokit/graphql-schema'
import type { Discussion, DiscussionCategory, Repository } from '../../model.ts'
import { fullName, nodeId } from '../../world.ts'
import { connection, type Pages } from '../connection.ts'
import type { Fields } from '../fields.ts'
import { node } from '../nodes.ts'
import { unknown } from '../problem.ts'
import type { Scope } from '../scope.ts'
import { addresses } from './actor.ts'
import { writtenFields } from './comment.ts'

export function categoryFields(
  _scope: Scope,
  category: DiscussionCategory,
): Fields<GitHub.DiscussionCategory> {
  return {
    __typename: 'DiscussionCategory',
    id: nodeId('DiscussionCategory', category.id),
    name: category.name,
    slug: category.slug,
    emoji: category.emoji,
    description: category.description,
    isAnswerable: category.isAnswerable,
    createdAt: category.createdAt,
    updatedAt: category.createdAt,
    repository: () => node('Repository', category.repository),
  }
}

export function discussionFields(scope: Scope, discussion: Discussion): Fields<GitHub.Discussion> {
  const { repository, number } = discussion
  return {
    __typename: 'Discussion',
    id: nodeId('Discussion', discussion.id),
    databaseId: discussion.id,
    number,
    title: discussion.title,
    ...writtenFields(scope, repository, discussion),
    ...addresses(scope, `/${fullName(repository)}/discussions/${number}`),
    category: () => node('DiscussionCategory', discussion.category),
    closed: false,
    locked: false,
  }
}

/** What a repository tells of its discussions. */
export const discussionsPart = (scope: Scope, repository: Repository) => ({
  hasDiscussionsEnabled: repository.hasDiscussions,
  discussionCategories: (pages: Pages) => {
    scope.read(repository, { discussions: 'read' })
    return connection(repository.discussionCategories, pages, (one) => node('DiscussionCategory', one))
  },
  discussionCategory: ({ slug }: GitHub.RepositoryDiscussionCategoryArgs) => {
    scope.read(repository, { discussions: 'read' })
    const category = repository.discussionCategories.find((one) => one.slug === slug)
    return category ? node('DiscussionCategory', category) : null
  },
  discussions: ({ categoryId, ...pages }: GitHub.RepositoryDiscussionsArgs) => {
    scope.read(repository, { discussions: 'read' })
    const all = [...repository.discussions.values()].toReversed()
    const found = all.filter(
      ({ category }) => !categoryId || nodeId('DiscussionCategory', category.id) === categoryId,
    )
    return connection(found, pages, (one) => node('Discussion', one))
  },
  discussion: ({ number }: GitHub.RepositoryDiscussionArgs) => {
    scope.read(repository, { discussions: 'read' })
    const discussion = repository.discussions.get(number)
    if (!discussion) throw unknown(`a Discussion with the number of ${number}`)
    return node('Discussion', discussion)
  },
})
