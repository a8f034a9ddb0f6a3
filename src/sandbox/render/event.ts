import type { Issue, IssueEvent, Repository } from '../model.ts'
import { nodeId, type World } from '../world.ts'
import { renderTeam, renderUser } from './account.ts'
import { renderAppOrNull } from './app.ts'
import { renderIssue } from './issue.ts'
import { renderRepository, repositoryUrl } from './repository.ts'

/** One line of an issue's history, as its `events` and most of its `timeline` show it. */
export function renderEvent(world: World, event: IssueEvent) {
  const { id, commitSha, issue } = event
  const api = repositoryUrl(world, issue.repository)
  return {
    id,
    node_id: nodeId('IssueEvent', id),
    url: `${api}/issues/events/${id}`,
    actor: renderUser(world, event.actor),
    event: event.event,
    commit_id: commitSha,
    commit_url: commitSha === null ? null : `${api}/commits/${commitSha}`,
    created_at: event.createdAt,
    performed_via_github_app: renderAppOrNull(world, event.app),
    ...ownPart(world, event),
  }
}

function ownPart(world: World, event: IssueEvent): Record<string, unknown> {
  switch (event.event) {
    case 'labeled':
    case 'unlabeled':
      return { label: event.label }
    case 'assigned':
    case 'unassigned':
      return {
        ...(event.assignee ? { assignee: renderUser(world, event.assignee) } : {}),
        assigner: renderUser(world, event.actor),
      }
    case 'milestoned':
    case 'demilestoned':
      return { milestone: event.milestone }
    case 'renamed':
      return { rename: event.rename }
    case 'locked':
      return { lock_reason: event.lockReason ?? null }
    case 'closed':
    case 'reopened':
      return { state_reason: event.stateReason ?? null }
    case 'review_requested':
    case 'review_request_removed':
      return { review_requester: renderUser(world, event.actor), ...reviewerPart(world, event) }
    case 'review_dismissed':
      return dismissedPart(event)
    case 'sub_issue_added':
    case 'sub_issue_removed':
      return { sub_issue: event.other ? renderReference(world, event.other) : null }
    case 'parent_issue_added':
    case 'parent_issue_removed':
      return { parent_issue: event.other ? renderReference(world, event.other) : null }
    default:
      return {}
  }
}

function reviewerPart(world: World, { reviewer }: IssueEvent): Record<string, unknown> {
  if (!reviewer) return {}
  return 'slug' in reviewer
    ? { requested_team: renderTeam(world, reviewer) }
    : { requested_reviewer: renderUser(world, reviewer) }
}

const dismissedPart = ({ dismissed }: IssueEvent): Record<string, unknown> =>
  dismissed
    ? {
        dismissed_review: {
          state: dismissed.was.toLowerCase(),
          review_id: dismissed.review.id,
          dismissal_message: dismissed.message,
        },
      }
    : {}

const renderReference = (world: World, issue: Issue) => ({
  number: issue.number,
  title: issue.title,
  state: issue.state,
  state_reason: issue.stateReason,
  repository: renderRepository(world, issue.repository),
  issue_type: null,
})

/** Another issue or pull request named this one: only the timeline tells that. */
export const renderCrossReference = (world: World, event: IssueEvent, source: Issue) => ({
  event: 'cross-referenced',
  actor: renderUser(world, event.actor),
  created_at: event.createdAt,
  updated_at: event.createdAt,
  source: {
    type: 'issue',
    issue: { ...renderIssue(world, source), repository: renderRepository(world, source.repository) },
  },
})

/** The newest events of all issues, newest first. */
export const eventsOf = (repository: Repository): IssueEvent[] =>
  [...repository.issues.values()].flatMap((issue) => issue.events).toSorted((a, b) => b.id - a.id)
