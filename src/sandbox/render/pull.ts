import type { components } from '@octokit/openapi-types'
import type { Pull } from '../model.ts'
import { commitsOf, diffOf } from '../pulls/changes.ts'
import { mergeabilityOf, type Mergeability } from '../pulls/mergeable.ts'
import { nodeId, type World } from '../world.ts'
import { renderTeam, renderUser, renderUserOrNull } from './account.ts'
import { association, issuePageUrl, issueUrl, renderLabel, renderMilestone } from './issue.ts'
import { renderRepository, repositoryUrl } from './repository.ts'

type Schemas = components['schemas']

export const pullUrl = (world: World, { issue }: Pull): string =>
  `${repositoryUrl(world, issue.repository)}/pulls/${issue.number}`

/** A pull request as lists show it. */
export function renderPull(world: World, pull: Pull) {
  const { issue } = pull
  const assignees = issue.assignees.filter((account) => !account.deleted)
  return {
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    ...addresses(world, pull),
    number: issue.number,
    state: issue.state,
    locked: issue.locked,
    active_lock_reason: issue.lockReason,
    title: issue.title,
    user: renderUser(world, issue.author),
    body: issue.body,
    // GitHub describes a pull request's labels more narrowly than it sends them: here they have no null.
    labels: issue.labels.map((label) => ({
      ...renderLabel(world, label),
      description: label.description ?? '',
    })),
    milestone: issue.milestone && renderMilestone(world, issue.milestone),
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.sha ?? null,
    assignee: renderUserOrNull(world, assignees[0] ?? null),
    assignees: assignees.map((account) => renderUser(world, account)),
    requested_reviewers: pull.requestedReviewers.map((account) => renderUser(world, account)),
    requested_teams: pull.requestedTeams.map((team) => renderTeam(world, team)),
    head: renderEnd(world, pull, pull.headBranch, pull.headSha),
    base: renderEnd(world, pull, pull.baseBranch, pull.baseSha),
    author_association: association(issue.author, issue.repository),
    auto_merge: null,
    draft: pull.draft,
  } satisfies Schemas['pull-request-simple']
}

/** Its own page: what it changes and whether it can be merged, computed now. */
export const renderFullPull = (world: World, pull: Pull): ReturnType<typeof withCounts> =>
  withCounts(world, pull, mergeabilityOf(world, pull))

/** In a webhook: GitHub has not looked yet whether it can be merged; and its labels have one property more. */
export function renderPullEvent(world: World, pull: Pull) {
  const unknown = { mergeable: null, rebaseable: null, state: 'unknown' } as const
  return { ...withCounts(world, pull, unknown), labels: labelsOf(world, pull) }
}

/** Beside a review or its comments, where it is shown as in a list. */
export const renderPullOfReview = (world: World, pull: Pull) => ({
  ...renderPull(world, pull),
  labels: labelsOf(world, pull),
})

const labelsOf = (world: World, { issue }: Pull) =>
  issue.labels.map((label) => ({ ...renderLabel(world, label), archived_by: null }))

function withCounts(world: World, pull: Pull, { mergeable, rebaseable, state }: Mergeability) {
  const files = diffOf(world, pull)
  const sum = (of: 'additions' | 'deletions'): number => files.reduce((total, file) => total + file[of], 0)
  return {
    ...renderPull(world, pull),
    merged: pull.merged !== null,
    mergeable,
    rebaseable,
    mergeable_state: state,
    merged_by: renderUserOrNull(world, pull.merged?.by ?? null),
    comments: pull.issue.comments.length,
    review_comments: pull.reviewComments.filter(({ review }) => review.state !== 'PENDING').length,
    maintainer_can_modify: pull.maintainerCanModify,
    commits: commitsOf(world, pull).length,
    additions: sum('additions'),
    deletions: sum('deletions'),
    changed_files: files.length,
  } satisfies Schemas['pull-request']
}

function renderEnd(world: World, { issue: { repository } }: Pull, branch: string, sha: string) {
  return {
    label: `${repository.owner.login}:${branch}`,
    ref: branch,
    sha,
    user: renderUser(world, repository.owner),
    repo: renderRepository(world, repository),
  }
}

function addresses(world: World, pull: Pull) {
  const url = pullUrl(world, pull)
  const page = issuePageUrl(world, pull.issue)
  const issue = issueUrl(world, pull.issue)
  const api = repositoryUrl(world, pull.issue.repository)
  const links = {
    self: url,
    html: page,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${api}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${api}/statuses/${pull.headSha}`,
  }
  const href = (link: keyof typeof links): { href: string } => ({ href: links[link] })
  return {
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    _links: {
      self: href('self'),
      html: href('html'),
      issue: href('issue'),
      comments: href('comments'),
      review_comments: href('review_comments'),
      review_comment: href('review_comment'),
      commits: href('commits'),
      statuses: href('statuses'),
    },
  }
}
