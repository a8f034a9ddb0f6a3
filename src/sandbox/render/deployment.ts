import type { components } from '@octokit/openapi-types'
import type { Deployment, DeploymentStatus, Release, Repository } from '../model.ts'
import { nodeId, type World } from '../world.ts'
import { renderUser } from './account.ts'
import { renderAppOrNull } from './app.ts'
import { encodePath } from './files.ts'
import { renderAsset } from './release-asset.ts'
import { pageUrl, repositoryUrl } from './repository.ts'

type Schemas = components['schemas']

const deploymentUrl = (world: World, { repository, id }: Deployment): string =>
  `${repositoryUrl(world, repository)}/deployments/${id}`

export function renderDeployment(world: World, deployment: Deployment) {
  const url = deploymentUrl(world, deployment)
  return {
    url,
    id: deployment.id,
    node_id: nodeId('Deployment', deployment.id),
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload,
    original_environment: deployment.originalEnvironment,
    environment: deployment.environment,
    description: deployment.description,
    creator: renderUser(world, deployment.creator),
    created_at: deployment.createdAt,
    updated_at: deployment.updatedAt,
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl(world, deployment.repository),
    transient_environment: deployment.transient,
    production_environment: deployment.production,
    performed_via_github_app: renderAppOrNull(world, deployment.app),
  } satisfies Schemas['deployment']
}

export function renderDeploymentStatus(world: World, status: DeploymentStatus) {
  const url = deploymentUrl(world, status.deployment)
  return {
    url: `${url}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId('DeploymentStatus', status.id),
    state: status.state,
    creator: renderUser(world, status.creator),
    description: status.description,
    environment: status.environment,
    // The older name of the log's address.
    target_url: status.logUrl,
    log_url: status.logUrl,
    environment_url: status.environmentUrl,
    created_at: status.createdAt,
    updated_at: status.updatedAt,
    deployment_url: url,
    repository_url: repositoryUrl(world, status.deployment.repository),
    performed_via_github_app: renderAppOrNull(world, status.app),
  } satisfies Schemas['deployment-status']
}

export function renderRelease(world: World, release: Release) {
  const { repository, tag } = release
  const api = repositoryUrl(world, repository)
  const url = `${api}/releases/${release.id}`
  return {
    url,
    html_url: `${pageUrl(world, repository)}/releases/tag/${encodePath(tag)}`,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    ...archivesOf(world, repository, tag),
    id: release.id,
    node_id: nodeId('Release', release.id),
    tag_name: tag,
    target_commitish: release.target,
    name: release.name,
    body: release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    immutable: false,
    created_at: release.createdAt,
    published_at: release.publishedAt,
    updated_at: release.updatedAt,
    author: renderUser(world, release.author),
    assets: release.assets.map((asset) => renderAsset(world, release, asset)),
  } satisfies Schemas['release']
}

/** Where the code at a tag could be had as an archive. */
export function archivesOf(world: World, repository: Repository, tag: string) {
  const api = repositoryUrl(world, repository)
  return {
    tarball_url: `${api}/tarball/${encodePath(tag)}`,
    zipball_url: `${api}/zipball/${encodePath(tag)}`,
  }
}
