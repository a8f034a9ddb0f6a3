import type * as GitHub from '@octokit/graphql-schema'
import type { Account, Comment, Issue, Pull } from '../../model.ts'
import { issuesClosedBy } from '../../issues/references.ts'
import { pullsOf } from '../../pulls/follow.ts'
import { issuePageUrl } from '../../render/issue.ts'
import { nodeId } from '../../world.ts'
import { connection, type Pages } from '../connection.ts'
import type { Fields } from '../fields.ts'
import { node } from '../nodes.ts'
import type { Scope } from '../scope.ts'
import { writtenFields } from './comment.ts'
import { reactableFields } from './reaction.ts'
import { lockReasonOf, reasonOf } from './reason.ts'
import { timelineField, type TimelineArgs } from './timeline.ts'

// The published types lag behind the published schema.
interface Newer {
  readonly parent?: unknown
  readonly subIssues?: unknown
  readonly subIssuesSummary?: unknown
}

export function issueFields(scope: Scope, issue: Issue): Fields<GitHub.Issue & Newer> {
  return {
    __typename: 'Issue',
    id: nodeId('Issue', issue.id),
    databaseId: issue.id,
    fullDatabaseId: String(issue.id),
    ...threadPart(scope, issue),
    ...reactableFields(scope, () => node('Issue', issue), issue.reactions),
    state: issue.state === 'open' ? 'OPEN' : 'CLOSED',
    stateReason: ({
      enableDuplicate,
    }: {
      enableDuplicate?: boolean | null
    }): GitHub.IssueStateReason | null =>
      reasonOf(issue.stateReason === 'duplicate' && !enableDuplicate ? 'not_planned' : issue.stateReason),
    isPinned: issue.repository.pinnedIssues.includes(issue),
    parent: () =>
      issue.parent && scope.canSee(issue.parent.repository) ? node('Issue', issue.parent) : null,
    subIssues: (pages: Pages) =>
      connection(visibleChildren(scope, issue), pages, (one) => node('Issue', one)),
    closedByPullRequestsReferences: (args: GitHub.IssueClosedByPullRequestsReferencesArgs) =>
      connection(pullsClosing(scope, issue, args.includeClosedPrs ?? false), args, (pull) =>
        node('PullRequest', pull),
      ),
    subIssuesSummary: () => summaryOf(issue),
  }
}

const visibleChildren = (scope: Scope, issue: Issue): Issue[] =>
  issue.subIssues.filter(({ repository }) => scope.canSee(repository))

/** The pull requests of the same repository whose text says that they close it. */
const pullsClosing = (scope: Scope, issue: Issue, alsoClosed: boolean): Pull[] =>
  pullsOf(issue.repository).filter(
    (pull) =>
      (alsoClosed || pull.issue.state === 'open') &&
      issuesClosedBy(scope.world, issue.repository, pull.issue.body ?? '').includes(issue),
  )

function summaryOf({ subIssues }: Issue) {
  const total = subIssues.length
  const completed = subIssues.filter(({ state }) => state === 'closed').length
  const percentCompleted = total === 0 ? 0 : Math.floor((completed / total) * 100)
  return { __typename: 'SubIssuesSummary', total, completed, percentCompleted }
}

/** What issues and pull requests have alike. */
export function threadPart(scope: Scope, issue: Issue) {
  const url = issuePageUrl(scope.world, issue)
  const mayTriage = (): boolean =>
    scope.may(issue.repository, issue.pull ? { pull_requests: 'write' } : { issues: 'write' }, 'triage')
  const mine = (): boolean => issue.author === scope.account && !issue.repository.archived
  return {
    ...writtenFields(scope, issue.repository, issue),
    number: issue.number,
    title: issue.title,
    url,
    resourcePath: url.slice(scope.world.url.length),
    bodyUrl: `${url}#issue-${issue.id}`,
    closed: issue.state === 'closed',
    closedAt: issue.closedAt,
    locked: issue.locked,
    activeLockReason: lockReasonOf(issue.lockReason),
    milestone: () => (issue.milestone ? node('Milestone', issue.milestone) : null),
    labels: (pages: Pages) => connection(issue.labels, pages, (label) => node('Label', label)),
    assignees: (pages: Pages) =>
      connection(
        issue.assignees.filter(({ deleted }) => !deleted),
        pages,
        (account) => node('User', account),
      ),
    comments: (args: GitHub.IssueCommentsArgs) =>
      connection(sortedComments(issue, args.orderBy), args, (comment) => node('IssueComment', comment)),
    participants: (pages: Pages) =>
      connection(participantsOf(issue), pages, (account) => node('User', account)),
    timelineItems: (args: TimelineArgs) => timelineField(scope, issue, args),
    viewerCanClose: () => mine() || mayTriage(),
    viewerCanReopen: () => mine() || mayTriage(),
    viewerCanLabel: mayTriage,
    viewerSubscription: 'UNSUBSCRIBED' as const,
    viewerCanSubscribe: true,
  }
}

function sortedComments(
  issue: Issue,
  order: GitHub.IssueCommentOrder | null | undefined,
): readonly Comment[] {
  if (!order) return issue.comments
  const sorted = issue.comments.toSorted((a, b) =>
    a.updatedAt < b.updatedAt ? -1 : a.updatedAt > b.updatedAt ? 1 : a.id - b.id,
  )
  return order.direction === 'DESC' ? sorted.toReversed() : sorted
}

function participantsOf(issue: Issue): Account[] {
  const all = [issue.author, ...issue.assignees, ...issue.comments.map(({ author }) => author)]
  return [...new Set(all)].filter(({ deleted, type }) => !deleted && type === 'User')
}
