import { createHash } from 'node:crypto'
import type { components } from '@octokit/openapi-types'
import type { Release, ReleaseAsset } from '../model.ts'
import { nodeId, type World } from '../world.ts'
import { renderUser } from './account.ts'
import { encodePath } from './files.ts'
import { pageUrl, repositoryUrl } from './repository.ts'

/** A file that was put beside a release; its bytes are had with `accept: application/octet-stream`. */
export function renderAsset(world: World, { repository, tag }: Release, asset: ReleaseAsset) {
  const download = `${pageUrl(world, repository)}/releases/download/${encodePath(tag)}`
  return {
    url: `${repositoryUrl(world, repository)}/releases/assets/${asset.id}`,
    id: asset.id,
    node_id: nodeId('ReleaseAsset', asset.id),
    name: asset.name,
    label: asset.label,
    uploader: renderUser(world, asset.uploader),
    content_type: asset.contentType,
    state: 'uploaded',
    size: asset.content.length,
    digest: `sha256:${createHash('sha256').update(asset.content).digest('hex')}`,
    download_count: asset.downloads,
    created_at: asset.createdAt,
    updated_at: asset.updatedAt,
    browser_download_url: `${download}/${encodeURIComponent(asset.name)}`,
  } satisfies components['schemas']['release-asset']
}
