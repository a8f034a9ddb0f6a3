import { z } from 'zod'
import { invalid, notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { Release, ReleaseAsset } from '../model.ts'
import { renderAsset } from '../render/release-asset.ts'
import { nextId, timestamp } from '../world.ts'
import { releaseOf, shownReleases } from './releases.ts'

const OF_RELEASE = '/repos/{owner}/{repo}/releases/{release_id}/assets'
const ONE = '/repos/{owner}/{repo}/releases/assets/{asset_id}'

export const releaseAssetRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: OF_RELEASE,
    docs: 'releases/assets#list-release-assets',
    needs: { contents: 'read' },
    handle: (ctx) => {
      const release = releaseOf(ctx)
      return page(ctx, release.assets, (one) => renderAsset(ctx.world, release, one))
    },
  },
  {
    method: 'POST',
    path: OF_RELEASE,
    docs: 'releases/assets#upload-a-release-asset',
    needs: { contents: 'write' },
    handle: upload,
  },
  {
    method: 'GET',
    path: ONE,
    docs: 'releases/assets#get-a-release-asset',
    needs: { contents: 'read' },
    handle: show,
  },
  {
    method: 'PATCH',
    path: ONE,
    docs: 'releases/assets#update-a-release-asset',
    needs: { contents: 'write' },
    handle: update,
  },
  {
    method: 'DELETE',
    path: ONE,
    docs: 'releases/assets#delete-a-release-asset',
    needs: { contents: 'write' },
    handle: (ctx) => {
      const { release, asset } = assetOf(ctx)
      release.assets = release.assets.filter((one) => one !== asset)
      return { status: 204 }
    },
  },
]

function assetOf(ctx: Context): { release: Release; asset: ReleaseAsset } {
  const id = ctx.number('asset_id')
  for (const release of shownReleases(ctx))
    for (const asset of release.assets) if (asset.id === id) return { release, asset }
  throw notFound()
}

/** The body is the file itself, of whatever type it says. */
function upload(ctx: Context): Answer {
  const { world, request } = ctx
  const release = releaseOf(ctx)
  const name = ctx.query('name') ?? ''
  checkName(release, name)
  const now = timestamp(world)
  const asset: ReleaseAsset = {
    id: nextId(world),
    name,
    label: ctx.query('label') ?? '',
    uploader: ctx.account,
    contentType: request.headers.get('content-type') ?? 'application/octet-stream',
    content: request.raw,
    downloads: 0,
    createdAt: now,
    updatedAt: now,
  }
  release.assets.push(asset)
  const body = renderAsset(world, release, asset)
  return { status: 201, body, headers: { location: body.url } }
}

function checkName({ assets }: Release, name: string): void {
  const at = { resource: 'ReleaseAsset', field: 'name' } as const
  if (name === '') throw invalid({ ...at, code: 'missing_field' })
  if (assets.some((one) => one.name === name)) throw invalid({ ...at, code: 'already_exists' })
}

function show(ctx: Context): Answer {
  const { release, asset } = assetOf(ctx)
  if (!ctx.accept.includes('application/octet-stream'))
    return { status: 200, body: renderAsset(ctx.world, release, asset) }
  asset.downloads += 1
  return { status: 200, body: asset.content, headers: { 'content-type': 'application/octet-stream' } }
}

function update(ctx: Context): Answer {
  const { release, asset } = assetOf(ctx)
  const { name, label } = ctx.input(z.object({ name: z.string().optional(), label: z.string().optional() }))
  if (name !== undefined && name !== asset.name) checkName(release, name)
  asset.name = name ?? asset.name
  asset.label = label ?? asset.label
  asset.updatedAt = timestamp(ctx.world)
  return { status: 200, body: renderAsset(ctx.world, release, asset) }
}
