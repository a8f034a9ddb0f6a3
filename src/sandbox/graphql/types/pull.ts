import type * as GitHub from '@octokit/graphql-schema'
import type { FileDiff } from '../../git/diff.ts'
import type { Pull } from '../../model.ts'
import { issuesClosedBy } from '../../issues/references.ts'
import { baseTip, commitsOf, diffOf } from '../../pulls/changes.ts'
import { mergeabilityOf, verdictsOf } from '../../pulls/mergeable.ts'
import { issuePageUrl } from '../../render/issue.ts'
import { nodeId } from '../../world.ts'
import { connection, type Pages } from '../connection.ts'
import type { Fields } from '../fields.ts'
import { stateOfPull } from '../listing.ts'
import { node, actorNode, gitNode, refNode, type Things } from '../nodes.ts'
import type { Scope } from '../scope.ts'
import { rollupNode } from './check.ts'
import { threadPart } from './issue.ts'
import { reactableFields } from './reaction.ts'
import { threadsOf } from './review.ts'

export function pullFields(scope: Scope, pull: Pull): Fields<GitHub.PullRequest> {
  const { issue } = pull
  const { repository } = issue
  const url = issuePageUrl(scope.world, issue)
  return {
    __typename: 'PullRequest',
    id: nodeId('PullRequest', pull.id),
    databaseId: pull.id,
    fullDatabaseId: String(pull.id),
    ...threadPart(scope, issue),
    ...reactableFields(scope, () => node('PullRequest', pull), issue.reactions),
    ...sideFields(pull),
    ...changeFields(scope, pull),
    ...reviewPart(scope, pull),
    permalink: url,
    checksUrl: `${url}/checks`,
    state: stateOfPull(pull),
    isDraft: pull.draft,
    merged: pull.merged !== null,
    mergedAt: pull.merged?.at ?? null,
    mergedBy: () => actorNode(pull.merged?.by ?? null),
    mergeCommit: () => gitNode(scope, repository, pull.merged?.sha ?? null),
    mergeable: () => mergeableOf(scope, pull),
    mergeStateStatus: () => mergeabilityOf(scope.world, pull).state.toUpperCase() as GitHub.MergeStateStatus,
    maintainerCanModify: pull.maintainerCanModify,
    isCrossRepository: false,
    isInMergeQueue: false,
    isMergeQueueEnabled: false,
    autoMergeRequest: null,
    statusCheckRollup: () => rollupNode(scope, repository, pull.headSha),
  }
}

function sideFields(pull: Pull) {
  const { repository } = pull.issue
  return {
    headRefName: pull.headBranch,
    headRefOid: pull.headSha,
    headRef: () => refNode(repository, `refs/heads/${pull.headBranch}`),
    headRepository: () => node('Repository', repository),
    headRepositoryOwner: () => actorNode(repository.owner),
    baseRefName: pull.baseBranch,
    baseRefOid: () => baseTip(pull),
    baseRef: () => refNode(repository, `refs/heads/${pull.baseBranch}`),
    baseRepository: () => node('Repository', repository),
  }
}

const CHANGE_TYPES: Readonly<Record<FileDiff['status'], GitHub.PatchStatus>> = {
  added: 'ADDED',
  removed: 'DELETED',
  modified: 'MODIFIED',
  renamed: 'RENAMED',
  changed: 'CHANGED',
}

function changeFields(scope: Scope, pull: Pull) {
  const files = () => diffOf(scope.world, pull)
  return {
    additions: () => files().reduce((sum, { additions }) => sum + additions, 0),
    deletions: () => files().reduce((sum, { deletions }) => sum + deletions, 0),
    changedFiles: () => files().length,
    files: (pages: Pages) =>
      connection(files(), pages, ({ path, additions, deletions, status }) => ({
        __typename: 'PullRequestChangedFile',
        path,
        additions,
        deletions,
        changeType: CHANGE_TYPES[status],
        viewerViewedState: 'UNVIEWED',
      })),
    commits: (pages: Pages) =>
      connection(commitsOf(scope.world, pull), pages, (commit) =>
        node('PullRequestCommit', { pull, commit }),
      ),
  }
}

function reviewPart(scope: Scope, pull: Pull) {
  const shown = () =>
    pull.reviews.filter(({ state, author }) => state !== 'PENDING' || author === scope.account)
  const latest = () => [...new Map(shown().map((review) => [review.author, review])).values()]
  return {
    reviewDecision: () => decisionOf(pull),
    reviews: (args: GitHub.PullRequestReviewsArgs) =>
      connection(
        shown().filter(
          ({ state, author }) =>
            (!args.states || args.states.includes(state)) && (!args.author || author.login === args.author),
        ),
        args,
        (review) => node('PullRequestReview', review),
      ),
    latestReviews: (pages: Pages) =>
      connection(latest(), pages, (review) => node('PullRequestReview', review)),
    latestOpinionatedReviews: (pages: Pages) =>
      connection(
        [...verdictsOf(pull).keys()].flatMap(
          (author) =>
            pull.reviews.findLast(
              (one) =>
                one.author === author && (one.state === 'APPROVED' || one.state === 'CHANGES_REQUESTED'),
            ) ?? [],
        ),
        pages,
        (review) => node('PullRequestReview', review),
      ),
    reviewRequests: (pages: Pages) =>
      connection([...pull.requestedReviewers, ...pull.requestedTeams], pages, (one) =>
        node('ReviewRequest', { pull, reviewer: one }),
      ),
    reviewThreads: (pages: Pages) =>
      connection(threadsOf(pull), pages, (thread) => node('PullRequestReviewThread', { pull, thread })),
    closingIssuesReferences: (pages: Pages) =>
      connection(
        issuesClosedBy(scope.world, pull.issue.repository, pull.issue.body ?? '').filter(({ repository }) =>
          scope.canSee(repository),
        ),
        pages,
        (issue) => node('Issue', issue),
      ),
  }
}

/** Null where the base branch asks for no review. */
function decisionOf(pull: Pull): GitHub.PullRequestReviewDecision | null {
  const verdicts = [...verdictsOf(pull).values()]
  if (verdicts.includes('CHANGES_REQUESTED')) return 'CHANGES_REQUESTED'
  const required = pull.issue.repository.protections.get(pull.baseBranch)?.requiredReviews ?? 0
  if (required === 0) return verdicts.length > 0 ? 'APPROVED' : null
  return verdicts.length >= required ? 'APPROVED' : 'REVIEW_REQUIRED'
}

function mergeableOf(scope: Scope, pull: Pull): GitHub.MergeableState {
  const { mergeable } = mergeabilityOf(scope.world, pull)
  return mergeable === null ? 'UNKNOWN' : mergeable ? 'MERGEABLE' : 'CONFLICTING'
}

export function pullCommitFields(
  scope: Scope,
  { pull, commit }: Things['PullRequestCommit'],
): Fields<GitHub.PullRequestCommit> {
  const { repository } = pull.issue
  const url = `${issuePageUrl(scope.world, pull.issue)}/commits/${commit.sha}`
  return {
    __typename: 'PullRequestCommit',
    id: nodeId('Commit', `${repository.id}:${commit.sha}:${pull.id}`),
    url,
    resourcePath: url.slice(scope.world.url.length),
    commit: () => node('Commit', { repository, commit }),
    pullRequest: () => node('PullRequest', pull),
  }
}
