import type { components } from '@octokit/openapi-types'
import { canSee } from '../http/access.ts'
import { notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { Account, Team } from '../model.ts'
import { renderOrganization, renderTeam, renderUser } from '../render/account.ts'
import { renderRepository } from '../render/repository.ts'
import { findAccount, type World } from '../world.ts'

type Schemas = components['schemas']

export const organizationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/orgs/{org}',
    docs: 'orgs/orgs#get-an-organization',
    handle: (ctx) => ({ status: 200, body: renderFull(ctx.world, organizationOf(ctx)) }),
  },
  {
    method: 'GET',
    path: '/orgs/{org}/repos',
    docs: 'repos/repos#list-organization-repositories',
    handle: listRepositories,
  },
  {
    method: 'GET',
    path: '/orgs/{org}/members',
    docs: 'orgs/members#list-organization-members',
    handle: listMembers,
  },
  {
    method: 'GET',
    path: '/orgs/{org}/members/{username}',
    docs: 'orgs/members#check-organization-membership-for-a-user',
    handle: checkMember,
  },
  {
    method: 'GET',
    path: '/orgs/{org}/teams',
    docs: 'teams/teams#list-teams',
    handle: (ctx) => page(ctx, organizationOf(ctx).teams, (one) => renderTeam(ctx.world, one)),
  },
  {
    method: 'GET',
    path: '/orgs/{org}/teams/{team_slug}/members',
    docs: 'teams/members#list-team-members',
    handle: (ctx) => page(ctx, teamOf(ctx).members, (one) => renderUser(ctx.world, one)),
  },
]

function organizationOf(ctx: Context): Account {
  const account = findAccount(ctx.world, ctx.param('org'))
  if (account?.type !== 'Organization') throw notFound()
  return account
}

function teamOf(ctx: Context): Team {
  const team = organizationOf(ctx).teams.find((one) => one.slug === ctx.param('team_slug'))
  if (!team) throw notFound()
  return team
}

function listRepositories(ctx: Context): Answer {
  const organization = organizationOf(ctx)
  const own = [...ctx.world.state.repositories.values()].filter(
    (one) => one.owner === organization && canSee(ctx.actor, one),
  )
  return page(ctx, own, (one) => renderRepository(ctx.world, one))
}

function listMembers(ctx: Context): Answer {
  const { members } = organizationOf(ctx)
  const accounts = [...ctx.world.state.accounts.values()].filter((one) => members.has(one.id) && !one.deleted)
  return page(ctx, accounts, (one) => renderUser(ctx.world, one))
}

function checkMember(ctx: Context): Answer {
  const account = findAccount(ctx.world, ctx.param('username'))
  if (!account || !organizationOf(ctx).members.has(account.id)) throw notFound()
  return { status: 204 }
}

function renderFull(world: World, organization: Account) {
  const own = [...world.state.repositories.values()].filter(
    (one) => one.owner === organization && !one.private,
  )
  return {
    ...renderOrganization(world, organization),
    name: organization.name ?? organization.login,
    has_organization_projects: false,
    has_repository_projects: false,
    public_repos: own.length,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: `${world.url}/${organization.login}`,
    type: 'Organization',
    created_at: organization.createdAt,
    updated_at: organization.createdAt,
    archived_at: null,
  } satisfies Schemas['organization-full']
}
