import type { components } from '@octokit/openapi-types'
import { ApiError, notFound, notForIntegration } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { Account } from '../model.ts'
import { renderOrganization, renderUser } from '../render/account.ts'
import { renderRepository } from '../render/repository.ts'
import { findAccount, givenRole, type World } from '../world.ts'

type Schemas = components['schemas']

export const userRoutes: readonly Route[] = [
  { method: 'GET', path: '/user', docs: 'users/users#get-the-authenticated-user', handle: showSelf },
  {
    method: 'GET',
    path: '/users/{username}',
    docs: 'users/users#get-a-user',
    handle: (ctx) => ({ status: 200, body: renderProfile(ctx.world, accountOf(ctx)) }),
  },
  {
    method: 'GET',
    path: '/user/repos',
    docs: 'repos/repos#list-repositories-for-the-authenticated-user',
    handle: listOwn,
  },
  {
    method: 'GET',
    path: '/users/{username}/repos',
    docs: 'repos/repos#list-repositories-for-a-user',
    handle: (ctx) => {
      const account = accountOf(ctx)
      const repositories = [...ctx.world.state.repositories.values()]
      const own = repositories.filter((one) => one.owner === account && !one.private)
      return page(ctx, own, (one) => renderRepository(ctx.world, one))
    },
  },
  {
    method: 'GET',
    path: '/user/orgs',
    docs: 'orgs/orgs#list-organizations-for-the-authenticated-user',
    handle: listOrganizations,
  },
]

function showSelf(ctx: Context): Answer {
  const { actor, world } = ctx
  if (actor.kind === 'installation') throw notForIntegration()
  if (actor.kind !== 'user') throw new ApiError(401, 'Requires authentication')
  const rendered = {
    ...renderProfile(world, actor.account),
    private_gists: 0,
    total_private_repos: 0,
    owned_private_repos: 0,
    disk_usage: 0,
    collaborators: 0,
    two_factor_authentication: true,
  } satisfies Schemas['private-user']
  return { status: 200, body: rendered }
}

function listOwn(ctx: Context): Answer {
  if (ctx.actor.kind === 'installation') throw notForIntegration()
  const { account } = ctx
  const own = [...ctx.world.state.repositories.values()].filter((one) => givenRole(account, one) !== 'none')
  return page(ctx, own, (one) => renderRepository(ctx.world, one))
}

function listOrganizations(ctx: Context): Answer {
  if (ctx.actor.kind === 'installation') throw notForIntegration()
  const { account } = ctx
  const own = [...ctx.world.state.accounts.values()].filter((one) => one.members.has(account.id))
  return page(ctx, own, (one) => renderOrganization(ctx.world, one))
}

function accountOf(ctx: Context): Account {
  const account = findAccount(ctx.world, ctx.param('username'))
  if (!account) throw notFound()
  return account
}

function renderProfile(world: World, account: Account) {
  const own = [...world.state.repositories.values()].filter((one) => one.owner === account && !one.private)
  return {
    ...renderUser(world, account),
    name: account.name,
    company: null,
    blog: '',
    location: null,
    // Hidden, as addresses are unless people want otherwise.
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: own.length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: account.createdAt,
    updated_at: account.createdAt,
  } satisfies Schemas['public-user']
}
