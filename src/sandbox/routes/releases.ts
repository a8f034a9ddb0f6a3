import { z } from 'zod'
import { resolveCommit } from '../branches/resolve.ts'
import { push } from '../branches/push.ts'
import { emit } from '../hooks/emit.ts'
import { invalid, notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { Release } from '../model.ts'
import { renderRelease } from '../render/deployment.ts'
import { may } from '../http/access.ts'
import { nextId, timestamp } from '../world.ts'

const ALL = '/repos/{owner}/{repo}/releases'
const ONE = `${ALL}/{release_id}`
const READS = { contents: 'read' } as const
const WRITES = { contents: 'write' } as const

export const releaseRoutes: readonly Route[] = [
  { method: 'POST', path: ALL, docs: 'releases/releases#create-a-release', needs: WRITES, handle: create },
  { method: 'GET', path: ALL, docs: 'releases/releases#list-releases', needs: READS, handle: list },
  {
    method: 'GET',
    path: `${ALL}/latest`,
    docs: 'releases/releases#get-the-latest-release',
    needs: READS,
    handle: (ctx) => show(ctx, ({ draft, prerelease }) => !draft && !prerelease),
  },
  {
    method: 'GET',
    path: `${ALL}/tags/{tag}`,
    docs: 'releases/releases#get-a-release-by-tag-name',
    needs: READS,
    handle: (ctx) => show(ctx, ({ tag, draft }) => tag === ctx.param('tag') && !draft),
  },
  {
    method: 'GET',
    path: ONE,
    docs: 'releases/releases#get-a-release',
    needs: READS,
    handle: (ctx) => ({ status: 200, body: renderRelease(ctx.world, releaseOf(ctx)) }),
  },
  { method: 'PATCH', path: ONE, docs: 'releases/releases#update-a-release', needs: WRITES, handle: update },
  { method: 'DELETE', path: ONE, docs: 'releases/releases#delete-a-release', needs: WRITES, handle: remove },
]

const releaseInput = z.object({
  tag_name: z.string().min(1),
  target_commitish: z.string().optional(),
  name: z.string().nullish(),
  body: z.string().nullish(),
  draft: z.boolean().default(false),
  prerelease: z.boolean().default(false),
})

function create(ctx: Context): Answer {
  const { world, repository } = ctx
  const input = ctx.input(releaseInput)
  const taken = repository.releases.some(({ tag, draft }) => tag === input.tag_name && !draft)
  if (taken) throw invalid({ resource: 'Release', code: 'already_exists', field: 'tag_name' })
  const target = input.target_commitish ?? repository.defaultBranch
  const now = timestamp(world)
  const release: Release = {
    id: nextId(world),
    repository,
    tag: input.tag_name,
    target,
    name: input.name ?? null,
    body: input.body ?? null,
    draft: input.draft,
    prerelease: input.prerelease,
    assets: [],
    author: ctx.account,
    createdAt: now,
    updatedAt: now,
    publishedAt: null,
  }
  checkTarget(ctx, release)
  repository.releases.push(release)
  tell(ctx, release, 'created')
  if (!release.draft) publish(ctx, release)
  const body = renderRelease(world, release)
  return { status: 201, body, headers: { location: body.url } }
}

function checkTarget(ctx: Context, { tag, target }: Release): void {
  const { world, repository } = ctx
  if (!repository.refs.has(`refs/tags/${tag}`) && resolveCommit(world, repository, target) === undefined)
    throw invalid({ resource: 'Release', code: 'invalid', field: 'target_commitish' })
}

/** It is out from now on; its tag is made where there is none yet. */
function publish(ctx: Context, release: Release): void {
  const { world, repository } = ctx
  const ref = `refs/tags/${release.tag}`
  const sha = resolveCommit(world, repository, release.target)
  if (!repository.refs.has(ref) && sha !== undefined) push(world, ctx, repository, { ref, to: sha })
  release.draft = false
  release.publishedAt = timestamp(world)
  tell(ctx, release, 'published')
  if (!release.prerelease) tell(ctx, release, 'released')
}

function tell(
  ctx: Context,
  release: Release,
  action: 'created' | 'published' | 'released' | 'deleted',
): void {
  const parts = { release: renderRelease(ctx.world, release) }
  emit(ctx.world, 'release', action, {
    repository: ctx.repository,
    sender: ctx.account,
    parts,
  })
}

/** Drafts are for those who may push. */
export const shownReleases = (ctx: Context): Release[] => {
  const drafts = may(ctx.actor, ctx.repository, { contents: 'write' }, 'write')
  return ctx.repository.releases.filter(({ draft }) => drafts || !draft)
}

function list(ctx: Context): Answer {
  return page(ctx, shownReleases(ctx).toReversed(), (one) => renderRelease(ctx.world, one))
}

function show(ctx: Context, wanted: (release: Release) => boolean): Answer {
  const release = ctx.repository.releases.findLast(wanted)
  if (!release) throw notFound()
  return { status: 200, body: renderRelease(ctx.world, release) }
}

/** The release that the path names; 404 where there is none for this reader. */
export function releaseOf(ctx: Context): Release {
  const id = ctx.number('release_id')
  const release = shownReleases(ctx).find((one) => one.id === id)
  if (!release) throw notFound()
  return release
}

function update(ctx: Context): Answer {
  const release = releaseOf(ctx)
  const input = ctx.input(
    releaseInput.partial().extend({ draft: z.boolean().optional(), prerelease: z.boolean().optional() }),
  )
  release.tag = input.tag_name ?? release.tag
  release.target = input.target_commitish ?? release.target
  release.name = input.name ?? release.name
  release.body = input.body ?? release.body
  release.prerelease = input.prerelease ?? release.prerelease
  release.updatedAt = timestamp(ctx.world)
  checkTarget(ctx, release)
  if (input.draft === false && release.draft) publish(ctx, release)
  return { status: 200, body: renderRelease(ctx.world, release) }
}

/** Its tag stays. */
function remove(ctx: Context): Answer {
  const release = releaseOf(ctx)
  ctx.repository.releases = ctx.repository.releases.filter((one) => one !== release)
  tell(ctx, release, 'deleted')
  return { status: 204 }
}
