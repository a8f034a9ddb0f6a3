import type * as GitHub from '@octokit/graphql-schema'
import type { Issue, IssueEvent } from '../../model.ts'
import { commitsOf } from '../../pulls/changes.ts'
import { connection, type Pages } from '../connection.ts'
import { node } from '../nodes.ts'
import type { Scope } from '../scope.ts'
import { eventFields } from './event.ts'

export interface TimelineArgs extends Pages {
  readonly itemTypes?:
    | readonly (GitHub.IssueTimelineItemsItemType | GitHub.PullRequestTimelineItemsItemType)[]
    | null
  readonly since?: string | null
  readonly skip?: number | null
}

/** An entry of the thread before it is rendered. */
interface Item {
  readonly typename: string
  readonly at: string
  /** Of what happened in the same second, the one made first comes first. */
  readonly order: number
  readonly node: () => unknown
}

/** Comments, events, and of a pull request commits and reviews, in the order in which they happened. */
export function timelineField(scope: Scope, issue: Issue, args: TimelineArgs) {
  const all = [...commentItems(issue), ...eventItems(scope, issue), ...pullItems(scope, issue)]
  const found = all
    .filter(({ typename, at }) => {
      if (args.since && at < args.since) return false
      return !args.itemTypes || args.itemTypes.some((type) => type === enumName(typename))
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.order - b.order))
    .slice(args.skip ?? 0)
  const shown = connection(found, args, (item) => item.node())
  const last = all.map(({ at }) => at).reduce((a, b) => (a > b ? a : b), issue.createdAt)
  return { ...shown, filteredCount: found.length, pageCount: shown.nodes().length, updatedAt: last }
}

/** `LABELED_EVENT` for `LabeledEvent`. */
const enumName = (typename: string): string => typename.replaceAll(/(?!^)([A-Z])/g, '_$1').toUpperCase()

const commentItems = (issue: Issue): Item[] =>
  issue.comments.map((comment) => ({
    typename: 'IssueComment',
    at: comment.createdAt,
    order: comment.id,
    node: () => node('IssueComment', comment),
  }))

function eventItems(scope: Scope, issue: Issue): Item[] {
  return issue.events.flatMap((event) => {
    if (!mayShow(scope, event)) return []
    const fields = eventFields(scope, event)
    return [{ typename: fields.__typename, at: event.createdAt, order: event.id, node: () => fields }]
  })
}

/** What happened in a repository that the asker may not see stays there. */
const mayShow = (scope: Scope, { other }: IssueEvent): boolean => !other || scope.canSee(other.repository)

function pullItems(scope: Scope, issue: Issue): Item[] {
  const { pull } = issue
  if (!pull) return []
  const commits = commitsOf(scope.world, pull).map((commit) => ({
    typename: 'PullRequestCommit',
    at: commit.committer.date,
    order: 0,
    node: () => node('PullRequestCommit', { pull, commit }),
  }))
  const reviews = pull.reviews
    .filter(({ submittedAt }) => submittedAt !== null)
    .map((review) => ({
      typename: 'PullRequestReview',
      at: review.submittedAt ?? issue.createdAt,
      order: review.id,
      node: () => node('PullRequestReview', review),
    }))
  return [...commits, ...reviews]
}
