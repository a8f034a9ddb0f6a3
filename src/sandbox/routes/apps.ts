import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { invalid, notFound } from '../http/errors.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import { suspend, uninstall, unsuspend } from '../installations.ts'
import type { App, Installation, Level, Permissions, Repository } from '../model.ts'
import { renderApp, renderInstallation } from '../render/app.ts'
import { renderRepository } from '../render/repository.ts'
import {
  findAccount,
  findApp,
  installationHas,
  installedRepositories,
  isoSeconds,
  permits,
} from '../world.ts'
import { page } from '../http/pages.ts'
import { ApiError } from '../http/errors.ts'

const HOUR_MS = 3_600_000

export const appRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/app',
    docs: 'apps/apps#get-the-authenticated-app',
    auth: 'app',
    handle: (ctx) => ({
      status: 200,
      body: { ...renderApp(ctx.world, appOf(ctx)), installations_count: own(ctx).length },
    }),
  },
  {
    method: 'GET',
    path: '/apps/{app_slug}',
    docs: 'apps/apps#get-an-app',
    auth: 'any',
    handle: showAny,
  },
  {
    method: 'GET',
    path: '/app/installations',
    docs: 'apps/apps#list-installations-for-the-authenticated-app',
    auth: 'app',
    handle: (ctx) => page(ctx, own(ctx), (one) => renderListed(ctx, one)),
  },
  {
    method: 'GET',
    path: '/app/installations/{installation_id}',
    docs: 'apps/apps#get-an-installation-for-the-authenticated-app',
    auth: 'app',
    handle: (ctx) => ({ status: 200, body: renderInstallation(ctx.world, installationOf(ctx)) }),
  },
  {
    method: 'POST',
    path: '/app/installations/{installation_id}/access_tokens',
    docs: 'apps/apps#create-an-installation-access-token-for-an-app',
    auth: 'app',
    handle: createToken,
  },
  {
    method: 'DELETE',
    path: '/app/installations/{installation_id}',
    docs: 'apps/apps#delete-an-installation-for-the-authenticated-app',
    auth: 'app',
    handle: (ctx) => settle(ctx, uninstall),
  },
  {
    method: 'PUT',
    path: '/app/installations/{installation_id}/suspended',
    docs: 'apps/apps#suspend-an-app-installation',
    auth: 'app',
    handle: (ctx) => settle(ctx, suspend),
  },
  {
    method: 'DELETE',
    path: '/app/installations/{installation_id}/suspended',
    docs: 'apps/apps#unsuspend-an-app-installation',
    auth: 'app',
    handle: (ctx) => settle(ctx, unsuspend),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/installation',
    docs: 'apps/apps#get-a-repository-installation-for-the-authenticated-app',
    auth: 'app',
    handle: (ctx) => found(ctx, (one) => installationHas(one, ctx.repository)),
  },
  {
    method: 'GET',
    path: '/orgs/{org}/installation',
    docs: 'apps/apps#get-an-organization-installation-for-the-authenticated-app',
    auth: 'app',
    handle: (ctx) => found(ctx, ofAccount(ctx, 'org', 'Organization')),
  },
  {
    method: 'GET',
    path: '/users/{username}/installation',
    docs: 'apps/apps#get-a-user-installation-for-the-authenticated-app',
    auth: 'app',
    handle: (ctx) => found(ctx, ofAccount(ctx, 'username', 'User')),
  },
  {
    method: 'DELETE',
    path: '/installation/token',
    docs: 'apps/installations#revoke-an-installation-access-token',
    handle: revoke,
  },
  {
    method: 'GET',
    path: '/installation/repositories',
    docs: 'apps/installations#list-repositories-accessible-to-the-app-installation',
    handle: listRepositories,
  },
]

function showAny(ctx: Context): Answer {
  const app = findApp(ctx.world, ctx.param('app_slug').toLowerCase())
  if (!app) throw notFound()
  return { status: 200, body: renderApp(ctx.world, app) }
}

function appOf(ctx: Context): App {
  if (ctx.actor.kind !== 'app') throw new ApiError(401, 'A JSON web token could not be decoded')
  return ctx.actor.app
}

/** In the list, by the published description, an account has all that a user *and* all that an enterprise has. */
function renderListed(ctx: Context, installation: Installation) {
  const { account } = installation
  const enterprise = {
    name: account.name ?? account.login,
    slug: account.login,
    created_at: account.createdAt,
    updated_at: account.createdAt,
  }
  const rendered = renderInstallation(ctx.world, installation)
  return { ...rendered, account: { ...rendered.account, ...enterprise } }
}

const own = (ctx: Context): Installation[] =>
  ctx.world.state.installations.filter((installation) => installation.app === appOf(ctx))

function installationOf(ctx: Context): Installation {
  const id = ctx.number('installation_id')
  const installation = own(ctx).find((one) => one.id === id)
  if (!installation) throw notFound()
  return installation
}

function settle(ctx: Context, change: typeof uninstall): Answer {
  change(ctx.world, ctx.account, installationOf(ctx))
  return { status: 204 }
}

function found(ctx: Context, wanted: (installation: Installation) => boolean) {
  const installation = own(ctx).find(wanted)
  if (!installation) throw notFound()
  return { status: 200, body: renderInstallation(ctx.world, installation) }
}

function ofAccount(ctx: Context, param: string, type: 'User' | 'Organization') {
  const account = findAccount(ctx.world, ctx.param(param))
  if (account?.type !== type) throw notFound()
  return (installation: Installation): boolean => installation.account === account
}

const tokenInput = z.object({
  repositories: z.array(z.string()).optional(),
  repository_ids: z.array(z.number().int()).optional(),
  permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])).optional(),
})

/** A token for the installation, narrowed to some repositories and permissions where the body says so. */
function createToken(ctx: Context) {
  const { world } = ctx
  const installation = installationOf(ctx)
  if (installation.suspendedAt) throw new ApiError(403, 'This installation has been suspended')
  const input = ctx.input(tokenInput)
  const narrowed = narrowRepositories(installedRepositories(world, installation), input)
  const permissions = narrowPermissions(installation.permissions, input.permissions)
  const token = `ghs_${randomBytes(18).toString('hex')}`
  const expiresAt = Date.now() + HOUR_MS
  world.state.tokens.set(token, {
    kind: 'installation',
    installation,
    permissions,
    repositories: narrowed,
    expiresAt,
  })
  return {
    status: 201,
    body: {
      token,
      expires_at: isoSeconds(new Date(expiresAt)),
      permissions,
      repository_selection: narrowed || installation.repositories !== 'all' ? 'selected' : 'all',
      ...(narrowed ? { repositories: narrowed.map((one) => renderRepository(world, one)) } : {}),
    },
  }
}

function narrowRepositories(
  installed: readonly Repository[],
  { repositories, repository_ids: ids }: z.infer<typeof tokenInput>,
): Repository[] | null {
  if (!repositories && !ids) return null
  const named = (repositories ?? []).map((name) =>
    installed.find((one) => one.name.toLowerCase() === name.toLowerCase().split('/').pop()),
  )
  const numbered = (ids ?? []).map((id) => installed.find((one) => one.id === id))
  const chosen = [...named, ...numbered].filter((one) => one !== undefined)
  if (chosen.length < named.length + numbered.length)
    throw new ApiError(
      422,
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    )
  return [...new Set(chosen)]
}

function narrowPermissions(granted: Permissions, wanted: Record<string, Level> | undefined): Permissions {
  if (!wanted) return { metadata: 'read', ...granted }
  if (!permits(granted, wanted))
    throw new ApiError(422, 'The permissions requested are not granted to this installation.')
  if (Object.keys(wanted).length === 0)
    throw invalid({ resource: 'Token', field: 'permissions', code: 'invalid' })
  return { metadata: 'read', ...wanted }
}

function revoke(ctx: Context): Answer {
  if (ctx.actor.kind !== 'installation') throw new ApiError(401, 'Requires authentication')
  const token = ctx.request.headers.get('authorization')?.split(/\s+/)[1] ?? ''
  ctx.world.state.tokens.delete(token)
  return { status: 204 }
}

function listRepositories(ctx: Context) {
  if (ctx.actor.kind !== 'installation')
    throw new ApiError(
      403,
      'You must authenticate with an installation access token in order to list repositories for an installation.',
    )
  const { installation, repositories } = ctx.actor
  const all = repositories ?? installedRepositories(ctx.world, installation)
  return page(
    ctx,
    all,
    (one) => renderRepository(ctx.world, one),
    (rendered, total) => ({
      total_count: total,
      repository_selection: installation.repositories === 'all' && repositories === null ? 'all' : 'selected',
      repositories: rendered,
    }),
  )
}
