import type { components } from '@octokit/openapi-types'
import type { Account, Comment, Issue, Label, Milestone, Reaction, Repository } from '../model.ts'
import { issueNodeId, nodeId, type World } from '../world.ts'
import { renderUser, renderUserOrNull } from './account.ts'
import { renderAppOrNull } from './app.ts'
import { pageUrl, repositoryUrl } from './repository.ts'

type Schemas = components['schemas']

export const issueUrl = (world: World, issue: Issue): string =>
  `${repositoryUrl(world, issue.repository)}/issues/${issue.number}`

export const issuePageUrl = (world: World, issue: Issue): string =>
  `${pageUrl(world, issue.repository)}/${issue.pull ? 'pull' : 'issues'}/${issue.number}`

/** An issue, or a pull request in the issues' API. */
export function renderIssue(world: World, issue: Issue) {
  const url = issueUrl(world, issue)
  const assignees = issue.assignees.filter((account) => !account.deleted)
  return {
    id: issue.id,
    node_id: issueNodeId(issue),
    url,
    repository_url: repositoryUrl(world, issue.repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: issuePageUrl(world, issue),
    number: issue.number,
    title: issue.title,
    user: renderUser(world, issue.author),
    labels: issue.labels.map((label) => renderLabel(world, label)),
    state: issue.state,
    state_reason: issue.stateReason,
    locked: issue.locked,
    active_lock_reason: issue.lockReason,
    assignee: renderUserOrNull(world, assignees[0] ?? null),
    assignees: assignees.map((account) => renderUser(world, account)),
    milestone: issue.milestone && renderMilestone(world, issue.milestone),
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: association(issue.author, issue.repository),
    body: issue.body,
    reactions: renderReactions(issue.reactions, url),
    performed_via_github_app: renderAppOrNull(world, issue.app),
    ...(issue.pull ? pullPart(world, issue) : issuePart(world, issue)),
  } satisfies Schemas['issue']
}

/** What one issue's own page adds to that of a list. */
export const renderFullIssue = (world: World, issue: Issue) =>
  ({
    ...renderIssue(world, issue),
    closed_by: renderUserOrNull(world, issue.closedBy),
  }) satisfies Schemas['issue']

function pullPart(world: World, issue: Issue) {
  return {
    draft: issue.pull?.draft ?? false,
    pull_request: {
      url: `${repositoryUrl(world, issue.repository)}/pulls/${issue.number}`,
      html_url: issuePageUrl(world, issue),
      diff_url: `${issuePageUrl(world, issue)}.diff`,
      patch_url: `${issuePageUrl(world, issue)}.patch`,
      merged_at: issue.pull?.merged?.at ?? null,
    },
  }
}

function issuePart(world: World, issue: Issue) {
  const total = issue.subIssues.length
  const completed = issue.subIssues.filter((child) => child.state === 'closed').length
  return {
    sub_issues_summary: {
      total,
      completed,
      percent_completed: total === 0 ? 0 : Math.floor((completed / total) * 100),
    },
    issue_dependencies_summary: { blocked_by: 0, blocking: 0, total_blocked_by: 0, total_blocking: 0 },
    ...(issue.parent ? { parent_issue_url: issueUrl(world, issue.parent) } : {}),
  }
}

export function renderComment(world: World, comment: Comment) {
  const { issue } = comment
  const url = `${repositoryUrl(world, issue.repository)}/issues/comments/${comment.id}`
  return {
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    url,
    html_url: `${issuePageUrl(world, issue)}#issuecomment-${comment.id}`,
    issue_url: issueUrl(world, issue),
    user: renderUser(world, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(comment.author, issue.repository),
    body: comment.body,
    reactions: renderReactions(comment.reactions, url),
    performed_via_github_app: renderAppOrNull(world, comment.app),
  } satisfies Schemas['issue-comment']
}

export const renderLabel = (world: World, label: Label) =>
  ({
    id: label.id,
    node_id: nodeId('Label', label.id),
    url: `${repositoryUrl(world, label.repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: label.default,
    description: label.description,
    // Newer than the REST description, and required in payloads.
    archived_at: null,
    archived_by: null,
  }) satisfies Schemas['label'] & { archived_at: null; archived_by: null }

export function renderMilestone(world: World, milestone: Milestone) {
  const url = `${repositoryUrl(world, milestone.repository)}/milestones/${milestone.number}`
  const issues = [...milestone.repository.issues.values()].filter((issue) => issue.milestone === milestone)
  const closed = issues.filter((issue) => issue.state === 'closed').length
  return {
    id: milestone.id,
    node_id: nodeId('Milestone', milestone.id),
    url,
    html_url: `${pageUrl(world, milestone.repository)}/milestone/${milestone.number}`,
    labels_url: `${url}/labels`,
    number: milestone.number,
    title: milestone.title,
    description: milestone.description,
    creator: renderUser(world, milestone.creator),
    open_issues: issues.length - closed,
    closed_issues: closed,
    state: milestone.state,
    created_at: milestone.createdAt,
    updated_at: milestone.updatedAt,
    due_on: milestone.dueOn,
    closed_at: milestone.closedAt,
  } satisfies Schemas['milestone']
}

/** The counts beside a text; `url` is that of the thing reacted to. */
export function renderReactions(reactions: readonly Reaction[], url: string) {
  const of = (content: Reaction['content']): number =>
    reactions.filter((reaction) => reaction.content === content).length
  return {
    url: `${url}/reactions`,
    total_count: reactions.length,
    '+1': of('+1'),
    '-1': of('-1'),
    laugh: of('laugh'),
    hooray: of('hooray'),
    confused: of('confused'),
    heart: of('heart'),
    rocket: of('rocket'),
    eyes: of('eyes'),
  } satisfies Schemas['reaction-rollup']
}

/** How the author belongs to the repository: `author_association`. */
export function association(
  author: Account,
  repository: Repository,
): 'OWNER' | 'MEMBER' | 'COLLABORATOR' | 'NONE' {
  if (author.deleted) return 'NONE'
  if (author.id === repository.owner.id) return 'OWNER'
  if (repository.owner.members.has(author.id)) return 'MEMBER'
  return repository.collaborators.has(author.id) ? 'COLLABORATOR' : 'NONE'
}
