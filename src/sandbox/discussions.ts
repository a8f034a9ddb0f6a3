import type { By } from './by.ts'
import type { Discussion, DiscussionCategory, Repository } from './model.ts'
import { nextId, timestamp, type World } from './world.ts'

/** What a repository has as soon as discussions are switched on. */
const CATEGORIES = [
  ['Announcements', ':mega:', 'Updates from maintainers', false],
  ['General', ':speech_balloon:', 'Chat about anything and everything here', false],
  ['Ideas', ':bulb:', 'Share ideas for new features', false],
  ['Polls', ':ballot_box:', 'Take a vote from the community', false],
  ['Q&A', ':pray:', 'Ask the community for help', true],
  ['Show and tell', ':raised_hands:', "Show off something you've made", false],
] as const

export function switchOnDiscussions(world: World, repository: Repository): void {
  repository.hasDiscussions = true
  for (const [name, emoji, description, isAnswerable] of CATEGORIES)
    repository.discussionCategories.push({
      id: nextId(world),
      repository,
      name,
      slug: slugOf(name),
      emoji,
      description,
      isAnswerable,
      createdAt: timestamp(world),
    })
}

const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9 ]/g, '-')
    .replaceAll(' ', '-')

/** A discussion with the repository's next number, which issues have too. No app here asks for its event, and none is told. */
export function openDiscussion(
  world: World,
  by: By,
  category: DiscussionCategory,
  { title, body }: { readonly title: string; readonly body: string },
): Discussion {
  const { repository } = category
  repository.lastIssue += 1
  const now = timestamp(world)
  const discussion: Discussion = {
    id: nextId(world),
    number: repository.lastIssue,
    repository,
    category,
    title,
    body,
    author: by.account,
    createdAt: now,
    updatedAt: now,
  }
  repository.discussions.set(discussion.number, discussion)
  return discussion
}
