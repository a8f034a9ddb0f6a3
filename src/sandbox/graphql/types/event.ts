import type { Issue, IssueEvent, IssueEventName } from '../../model.ts'
import { issuePageUrl } from '../../render/issue.ts'
import { issuesClosedBy } from '../../issues/references.ts'
import { nodeId } from '../../world.ts'
import { node, actorNode, personNode, threadNode, reviewerNode, gitNode, refNode } from '../nodes.ts'
import type { Scope } from '../scope.ts'
import { lockReasonOf, reasonOf } from './reason.ts'

/** GraphQL's name of each kind of event. */
const TYPENAMES: Readonly<Record<IssueEventName, string>> = {
  closed: 'ClosedEvent',
  reopened: 'ReopenedEvent',
  labeled: 'LabeledEvent',
  unlabeled: 'UnlabeledEvent',
  assigned: 'AssignedEvent',
  unassigned: 'UnassignedEvent',
  milestoned: 'MilestonedEvent',
  demilestoned: 'DemilestonedEvent',
  renamed: 'RenamedTitleEvent',
  locked: 'LockedEvent',
  unlocked: 'UnlockedEvent',
  pinned: 'PinnedEvent',
  unpinned: 'UnpinnedEvent',
  referenced: 'ReferencedEvent',
  mentioned: 'MentionedEvent',
  subscribed: 'SubscribedEvent',
  merged: 'MergedEvent',
  head_ref_deleted: 'HeadRefDeletedEvent',
  head_ref_restored: 'HeadRefRestoredEvent',
  head_ref_force_pushed: 'HeadRefForcePushedEvent',
  base_ref_changed: 'BaseRefChangedEvent',
  ready_for_review: 'ReadyForReviewEvent',
  convert_to_draft: 'ConvertToDraftEvent',
  review_requested: 'ReviewRequestedEvent',
  review_request_removed: 'ReviewRequestRemovedEvent',
  review_dismissed: 'ReviewDismissedEvent',
  sub_issue_added: 'SubIssueAddedEvent',
  sub_issue_removed: 'SubIssueRemovedEvent',
  parent_issue_added: 'ParentIssueAddedEvent',
  parent_issue_removed: 'ParentIssueRemovedEvent',
  'cross-referenced': 'CrossReferencedEvent',
}

/** A line of the history; the types differ in a field or two, which only those events have. */
export function eventFields(scope: Scope, event: IssueEvent) {
  const { issue } = event
  const url = `${issuePageUrl(scope.world, issue)}#event-${event.id}`
  const thread = () => threadNode(issue)
  return {
    __typename: TYPENAMES[event.event],
    id: nodeId('IssueEvent', event.id),
    databaseId: event.id,
    createdAt: event.createdAt,
    actor: () => actorNode(event.actor),
    url,
    resourcePath: url.slice(scope.world.url.length),
    issue: thread,
    ...stateFields(scope, event, thread),
    ...markFields(event, thread),
    ...peopleFields(event, thread),
    ...(issue.pull ? pullPart(scope, event) : {}),
    ...referenceFields(scope, event, thread),
  }
}

type Thread = () => unknown

const stateFields = (scope: Scope, event: IssueEvent, thread: Thread) => ({
  closable: thread,
  closer: () => closerNode(scope, event),
  stateReason: reasonOf(event.stateReason ?? null),
  lockable: thread,
  lockReason: lockReasonOf(event.lockReason ?? null),
  subscribable: thread,
})

/** What closed it: a pull request that was merged, or a commit; null for a person's click. */
function closerNode(scope: Scope, { issue, commitSha }: IssueEvent) {
  if (commitSha === null) return null
  for (const other of issue.repository.issues.values())
    if (other.pull?.merged?.sha === commitSha) return node('PullRequest', other.pull)
  return gitNode(scope, issue.repository, commitSha)
}

const markFields = ({ issue, label, milestone, rename }: IssueEvent, thread: Thread) => ({
  ...(label ? { label: () => labelThen(issue, label), labelable: thread } : {}),
  ...(milestone ? { milestoneTitle: milestone.title } : {}),
  ...(rename ? { previousTitle: rename.from, currentTitle: rename.to } : {}),
  subject: thread,
})

/** The label as it is now, or as it was where it has been deleted since. */
function labelThen({ repository }: Issue, then: { name: string; color: string }) {
  const now = repository.labels.find(({ name }) => name.toLowerCase() === then.name.toLowerCase())
  return node('Label', now ?? { id: 0, repository, description: null, default: false, ...then })
}

const peopleFields = ({ assignee, reviewer }: IssueEvent, thread: Thread) => ({
  ...(assignee
    ? {
        assignable: thread,
        assignee: () => actorNode(assignee),
        user: () => personNode(assignee),
      }
    : {}),
  ...(reviewer ? { requestedReviewer: () => reviewerNode(reviewer) } : {}),
})

function pullPart(scope: Scope, { issue, commitSha, dismissed }: IssueEvent) {
  const { pull, repository } = issue
  if (!pull) return {}
  const commit = () => gitNode(scope, repository, commitSha)
  return {
    pullRequest: () => node('PullRequest', pull),
    commit,
    afterCommit: commit,
    mergeRefName: pull.baseBranch,
    mergeRef: () => refNode(repository, `refs/heads/${pull.baseBranch}`),
    headRefName: pull.headBranch,
    headRef: () => refNode(repository, `refs/heads/${pull.headBranch}`),
    ...(dismissed
      ? { dismissalMessage: dismissed.message, review: () => node('PullRequestReview', dismissed.review) }
      : {}),
  }
}

function referenceFields(scope: Scope, event: IssueEvent, thread: Thread) {
  const { issue, other, commitSha, createdAt } = event
  if (event.event === 'referenced')
    return {
      commit: () => gitNode(scope, issue.repository, commitSha),
      commitRepository: () => node('Repository', issue.repository),
      isCrossRepository: false,
      isDirectReference: true,
    }
  if (!other) return {}
  return {
    subIssue: () => node('Issue', other),
    parent: () => node('Issue', other),
    source: () => threadNode(other),
    target: thread,
    isCrossRepository: other.repository !== issue.repository,
    referencedAt: createdAt,
    willCloseTarget: () =>
      other.pull !== null && issuesClosedBy(scope.world, other.repository, other.body ?? '').includes(issue),
  }
}
