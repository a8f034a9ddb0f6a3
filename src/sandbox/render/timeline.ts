import type { Account, Issue, IssueEvent, Pull } from '../model.ts'
import { commitsOf } from '../pulls/changes.ts'
import type { World } from '../world.ts'
import { renderUser } from './account.ts'
import { renderGitCommit } from './commit.ts'
import { renderCrossReference, renderEvent } from './event.ts'
import { renderComment } from './issue.ts'
import { renderReview, renderReviewComment } from './review.ts'

interface Entry {
  readonly at: string
  /** Orders what happened within one second. */
  readonly id: number
  readonly render: () => unknown
}

/**
 * All that happened to an issue or pull request, oldest first: comments, events (those that name another
 * issue where `sees` says that the reader may know of it), and of a pull request its commits and reviews.
 */
export function timelineOf(world: World, issue: Issue, sees: (other: Issue) => boolean): (() => unknown)[] {
  const entries = [
    ...issue.events.flatMap((event) => eventEntry(world, event, sees)),
    ...issue.comments.map((comment) => ({
      at: comment.createdAt,
      id: comment.id,
      render: () => ({ ...renderComment(world, comment), ...acted(world, 'commented', comment.author) }),
    })),
    ...(issue.pull ? pullEntries(world, issue.pull) : []),
  ]
  return entries.toSorted((a, b) => a.at.localeCompare(b.at) || a.id - b.id).map(({ render }) => render)
}

const acted = (world: World, event: string, account: Account) => ({
  event,
  actor: renderUser(world, account),
})

function eventEntry(world: World, event: IssueEvent, sees: (other: Issue) => boolean): Entry[] {
  const { id, createdAt: at, other } = event
  if (other && !sees(other)) return []
  if (!other || event.event !== 'cross-referenced')
    return [{ at, id, render: () => renderEvent(world, event) }]
  return [{ at, id, render: () => renderCrossReference(world, event, other) }]
}

function pullEntries(world: World, pull: Pull): Entry[] {
  const { repository } = pull.issue
  const commits = commitsOf(world, pull).map((commit, index) => ({
    at: commit.committer.date,
    // Before all else of the second: a review is of commits that are there.
    id: index,
    render: () => ({ event: 'committed', ...renderGitCommit(world, repository, commit) }),
  }))
  const reviews = pull.reviews
    .filter((review) => review.submittedAt !== null)
    .flatMap((review) => {
      const said = pull.reviewComments.filter((comment) => comment.review === review)
      const entry = { at: review.submittedAt ?? '', id: review.id }
      const reviewed = (): unknown => ({
        ...renderReview(world, review),
        event: 'reviewed',
        state: review.state.toLowerCase(),
      })
      const lines = (): unknown => ({
        event: 'line-commented',
        node_id: renderReview(world, review).node_id,
        comments: said.map((comment) => renderReviewComment(world, comment)),
      })
      return [{ ...entry, render: reviewed }, ...(said.length > 0 ? [{ ...entry, render: lines }] : [])]
    })
  return [...commits, ...reviews]
}
