import type * as GitHub from '@octokit/graphql-schema'
import type { Deployment, DeploymentStatus, Release, Repository } from '../../model.ts'
import { fullName, nodeId } from '../../world.ts'
import { connection, type Pages } from '../connection.ts'
import type { Fields } from '../fields.ts'
import { node, actorNode, personNode, gitNode, refNamed } from '../nodes.ts'
import type { Scope } from '../scope.ts'
import { addresses } from './actor.ts'

export function deploymentsField(
  scope: Scope,
  repository: Repository,
  args: GitHub.RepositoryDeploymentsArgs,
  also: (deployment: Deployment) => boolean = () => true,
) {
  scope.read(repository, { deployments: 'read' })
  const { environments, orderBy } = args
  const found = repository.deployments
    .filter((one) => also(one) && (!environments || environments.includes(one.environment)))
    .toSorted((a, b) => a.id - b.id)
  const down = orderBy?.direction === 'DESC'
  return connection(down ? found.toReversed() : found, args, (one) => node('Deployment', one))
}

export function deploymentFields(scope: Scope, deployment: Deployment): Fields<GitHub.Deployment> {
  const { repository, statuses, payload } = deployment
  const latest = statuses.at(-1)
  return {
    __typename: 'Deployment',
    id: nodeId('Deployment', deployment.id),
    databaseId: deployment.id,
    commitOid: deployment.sha,
    commit: () => gitNode(scope, repository, deployment.sha),
    ref: () => refNamed(repository, deployment.ref),
    environment: deployment.environment,
    latestEnvironment: latest?.environment ?? deployment.environment,
    originalEnvironment: deployment.originalEnvironment,
    description: deployment.description,
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    task: deployment.task,
    state: latest ? stateAfter(latest.state) : 'PENDING',
    createdAt: deployment.createdAt,
    updatedAt: deployment.updatedAt,
    creator: () => actorNode(deployment.creator),
    repository: () => node('Repository', repository),
    latestStatus: () => (latest ? node('DeploymentStatus', latest) : null),
    statuses: (pages: Pages) =>
      connection(statuses.toReversed(), pages, (one) => node('DeploymentStatus', one)),
  }
}

/** A deployment that succeeded is the active one. */
const stateAfter = (state: DeploymentStatus['state']): GitHub.DeploymentState =>
  state === 'success' ? 'ACTIVE' : (state.toUpperCase() as Uppercase<typeof state>)

export function deploymentStatusFields(
  _scope: Scope,
  status: DeploymentStatus,
): Fields<GitHub.DeploymentStatus> {
  return {
    __typename: 'DeploymentStatus',
    id: nodeId('DeploymentStatus', status.id),
    state: status.state.toUpperCase() as Uppercase<typeof status.state>,
    description: status.description,
    environment: status.environment,
    environmentUrl: status.environmentUrl || null,
    logUrl: status.logUrl || null,
    createdAt: status.createdAt,
    updatedAt: status.updatedAt,
    creator: () => actorNode(status.creator),
    deployment: () => node('Deployment', status.deployment),
  }
}

export function releaseFields(scope: Scope, release: Release): Fields<GitHub.Release> {
  const { repository, author } = release
  const sha = repository.refs.get(`refs/tags/${release.tag}`)
  return {
    __typename: 'Release',
    id: nodeId('Release', release.id),
    databaseId: release.id,
    name: release.name,
    tagName: release.tag,
    description: release.body,
    isDraft: release.draft,
    isPrerelease: release.prerelease,
    isLatest: latestRelease(repository) === release,
    createdAt: release.createdAt,
    updatedAt: release.updatedAt,
    publishedAt: release.publishedAt,
    ...addresses(scope, `/${fullName(repository)}/releases/tag/${release.tag}`),
    author: () => personNode(author),
    tag: () => refNamed(repository, `refs/tags/${release.tag}`),
    tagCommit: () => gitNode(scope, repository, sha ?? null),
    repository: () => node('Repository', repository),
  }
}

/** The newest one that is out: neither a draft nor a prerelease. */
export const latestRelease = (repository: Repository): Release | null =>
  repository.releases.findLast(({ draft, prerelease }) => !draft && !prerelease) ?? null

/** Newest first unless said otherwise; drafts only for those who may push. */
export function releasesField(scope: Scope, repository: Repository, args: GitHub.RepositoryReleasesArgs) {
  scope.read(repository, { contents: 'read' })
  const drafts = scope.may(repository, { contents: 'write' }, 'write')
  const found = repository.releases.filter(({ draft }) => drafts || !draft)
  const up = args.orderBy?.direction === 'ASC'
  return connection(up ? found : found.toReversed(), args, (one) => node('Release', one))
}
