import type * as GitHub from '@octokit/graphql-schema'
import type { Account, Issue, Milestone, Repository } from '../../model.ts'
import { fullName, isAssignable, nodeId, roleOf } from '../../world.ts'
import { connection, type Pages } from '../connection.ts'
import type { Fields } from '../fields.ts'
import { issuesField, pullRequestsField } from '../listing.ts'
import { forbidden, unknown } from '../problem.ts'
import { node, actorNode, threadNode, gitNode, refNode, refNamed } from '../nodes.ts'
import type { Scope } from '../scope.ts'
import { addresses } from './actor.ts'
import { deploymentsField, latestRelease, releasesField } from './deployment.ts'
import { discussionsPart } from './discussion.ts'
import { objectFor } from './object.ts'
import { refsField } from './ref.ts'

export function repositoryFields(scope: Scope, repository: Repository): Fields<GitHub.Repository> {
  return {
    __typename: 'Repository',
    id: nodeId('Repository', repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullName(repository),
    description: repository.description,
    owner: () => actorNode(repository.owner),
    ...addresses(scope, `/${fullName(repository)}`),
    sshUrl: `git@${new URL(scope.world.url).hostname}:${fullName(repository)}.git`,
    createdAt: repository.createdAt,
    updatedAt: repository.updatedAt,
    pushedAt: repository.pushedAt,
    ...stateFields(scope, repository),
    ...viewerFields(scope, repository),
    ...codeFields(scope, repository),
    ...threadFields(scope, repository),
    ...planFields(repository),
    ...discussionsPart(scope, repository),
    ...peopleFields(scope, repository),
  }
}

const stateFields = (scope: Scope, repository: Repository) => ({
  isArchived: repository.archived,
  isDisabled: false,
  isEmpty: repository.refs.size === 0,
  isFork: false,
  isInOrganization: repository.owner.type === 'Organization',
  isLocked: false,
  isMirror: false,
  isPrivate: repository.private,
  isTemplate: false,
  visibility: repository.private ? ('PRIVATE' as const) : ('PUBLIC' as const),
  hasIssuesEnabled: repository.hasIssues,
  hasProjectsEnabled: false,
  hasWikiEnabled: false,
  mergeCommitAllowed: true,
  rebaseMergeAllowed: true,
  squashMergeAllowed: true,
  autoMergeAllowed: false,
  deleteBranchOnMerge: false,
  forkCount: 0,
  stargazerCount: 0,
  viewerHasStarred: false,
  parent: null,
  primaryLanguage: null,
  licenseInfo: null,
  homepageUrl: null,
  languages: (pages: Pages) => ({ ...connection([], pages, () => null), totalSize: 0 }),
  repositoryTopics: (pages: Pages) => connection([], pages, () => null),
  collaborators: (args: GitHub.RepositoryCollaboratorsArgs) => collaboratorsField(scope, repository, args),
})

function viewerFields(scope: Scope, repository: Repository) {
  const { kind } = scope.actor
  const role = roleOf(scope.account, repository)
  return {
    // An app has permissions, no role.
    viewerPermission:
      kind === 'user' && role !== 'none' ? (role.toUpperCase() as GitHub.RepositoryPermission) : null,
    viewerCanAdminister: kind === 'user' && role === 'admin',
    viewerDefaultMergeMethod: 'MERGE' as const,
    viewerSubscription: 'UNSUBSCRIBED' as const,
  }
}

const codeFields = (scope: Scope, repository: Repository) => ({
  defaultBranchRef: () => {
    scope.read(repository, { contents: 'read' })
    return refNode(repository, `refs/heads/${repository.defaultBranch}`)
  },
  ref: ({ qualifiedName }: GitHub.RepositoryRefArgs) => {
    scope.read(repository, { contents: 'read' })
    return refNamed(repository, qualifiedName)
  },
  refs: (args: GitHub.RepositoryRefsArgs) => {
    scope.read(repository, { contents: 'read' })
    return refsField(repository, args)
  },
  object: ({ expression, oid }: GitHub.RepositoryObjectArgs) => {
    scope.read(repository, { contents: 'read' })
    if (oid) return gitNode(scope, repository, String(oid))
    return objectFor(scope, repository, expression ?? 'HEAD')
  },
  releases: (args: GitHub.RepositoryReleasesArgs) => releasesField(scope, repository, args),
  release: ({ tagName }: GitHub.RepositoryReleaseArgs) => {
    const release = repository.releases.find(({ tag, draft }) => tag === tagName && !draft)
    return release ? node('Release', release) : null
  },
  latestRelease: () => {
    const release = latestRelease(repository)
    return release ? node('Release', release) : null
  },
  deployments: (args: GitHub.RepositoryDeploymentsArgs) => deploymentsField(scope, repository, args),
})

const threadFields = (scope: Scope, repository: Repository) => ({
  issue: ({ number }: GitHub.RepositoryIssueArgs) => {
    scope.read(repository, { issues: 'read' })
    const issue = repository.issues.get(number)
    if (!issue || issue.pull) throw unknown(`an Issue with the number of ${number}`)
    return node('Issue', issue)
  },
  pullRequest: ({ number }: GitHub.RepositoryPullRequestArgs) => {
    scope.read(repository, { pull_requests: 'read' })
    const pull = repository.issues.get(number)?.pull
    if (!pull) throw unknown(`a PullRequest with the number of ${number}`)
    return node('PullRequest', pull)
  },
  issueOrPullRequest: ({ number }: GitHub.RepositoryIssueOrPullRequestArgs) => {
    const issue = repository.issues.get(number)
    if (!issue) throw unknown(`an issue or pull request with the number of ${number}`)
    scope.read(repository, issue.pull ? { pull_requests: 'read' } : { issues: 'read' })
    return threadNode(issue)
  },
  issues: (args: GitHub.RepositoryIssuesArgs) => issuesField(scope, repository, args),
  pullRequests: (args: GitHub.RepositoryPullRequestsArgs) => pullRequestsField(scope, repository, args),
  pinnedIssues: (pages: Pages) => {
    scope.read(repository, { issues: 'read' })
    return connection(repository.pinnedIssues, pages, (issue) => pinnedFields(issue))
  },
})

function pinnedFields(issue: Issue): Fields<GitHub.PinnedIssue> {
  const pinned = issue.events.findLast(({ event }) => event === 'pinned')
  return {
    __typename: 'PinnedIssue',
    id: nodeId('PinnedIssue', issue.id),
    databaseId: issue.id,
    fullDatabaseId: String(issue.id),
    issue: () => node('Issue', issue),
    pinnedBy: () => actorNode(pinned?.actor ?? issue.author),
    repository: () => node('Repository', issue.repository),
  }
}

const planFields = (repository: Repository) => ({
  labels: (args: GitHub.RepositoryLabelsArgs) => {
    const found = repository.labels.filter(({ name }) => matches(name, args.query))
    const { field, direction } = args.orderBy ?? {}
    const sorted =
      field === 'NAME'
        ? found.toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
        : found
    return connection(direction === 'DESC' ? sorted.toReversed() : sorted, args, (label) =>
      node('Label', label),
    )
  },
  label: ({ name }: GitHub.RepositoryLabelArgs) => {
    const label = repository.labels.find((one) => one.name.toLowerCase() === name.toLowerCase())
    return label ? node('Label', label) : null
  },
  milestones: (args: GitHub.RepositoryMilestonesArgs) =>
    connection(milestonesFor(repository, args), args, (one) => node('Milestone', one)),
  milestone: ({ number }: GitHub.RepositoryMilestoneArgs) => {
    const milestone = repository.milestones.find((one) => one.number === number)
    return milestone ? node('Milestone', milestone) : null
  },
})

const matches = (text: string, query: string | null | undefined): boolean =>
  !query || text.toLowerCase().includes(query.toLowerCase())

function milestonesFor(repository: Repository, args: GitHub.RepositoryMilestonesArgs): Milestone[] {
  const found = repository.milestones.filter(
    ({ title, state }) =>
      matches(title, args.query) &&
      (!args.states || args.states.includes(state === 'open' ? 'OPEN' : 'CLOSED')),
  )
  const keyOf = (one: Milestone): string | number => {
    if (args.orderBy?.field === 'DUE_DATE') return one.dueOn ?? '9999'
    return args.orderBy?.field === 'UPDATED_AT' ? one.updatedAt : one.number
  }
  const sorted = found.toSorted((a, b) =>
    keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : a.number - b.number,
  )
  return args.orderBy?.direction === 'DESC' ? sorted.toReversed() : sorted
}

function peopleFields(scope: Scope, repository: Repository) {
  const people = (): Account[] =>
    [...scope.world.state.accounts.values()].filter((one) => one.type === 'User')
  const found = (wanted: (account: Account) => boolean, args: GitHub.RepositoryAssignableUsersArgs) =>
    connection(
      people().filter((one) => !one.deleted && wanted(one) && isCalled(one, args.query)),
      args,
      (one) => node('User', one),
    )
  return {
    assignableUsers: (args: GitHub.RepositoryAssignableUsersArgs) =>
      found((one) => isAssignable(one, repository), args),
    mentionableUsers: (args: GitHub.RepositoryMentionableUsersArgs) =>
      found((one) => isAssignable(one, repository), args),
  }
}

const isCalled = ({ login, name }: Account, query: string | null | undefined): boolean =>
  matches(login, query) || matches(name ?? '', query)

function collaboratorsField(scope: Scope, repository: Repository, args: GitHub.RepositoryCollaboratorsArgs) {
  if (scope.actor.kind === 'user' && !scope.may(repository, {}, 'write'))
    throw forbidden('You do not have permission to view repository collaborators.')
  scope.read(repository, { metadata: 'read' })
  const found = [...scope.world.state.accounts.values()].filter(
    (one) =>
      isAssignable(one, repository) &&
      isCalled(one, args.query) &&
      (!args.login || one.login.toLowerCase() === args.login.toLowerCase()),
  )
  const shown = connection(found, args, (one) => node('User', one))
  return {
    ...shown,
    edges: () =>
      shown.edges().map((edge, index) => {
        const account = found[index]
        return { ...edge, permission: account ? roleOf(account, repository).toUpperCase() : 'READ' }
      }),
  }
}
