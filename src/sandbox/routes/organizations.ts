import type { components } from '@octokit/openapi-types'
import { canSee } from '../http/access.ts'
import { notFound } from '../http/errors.ts'
import { page } from '../http/pages.ts'
import type { Answer, Context, Route } from '../http/route.ts'
import type { Account, Team } from '../model.ts'
import { renderOrganization, renderTeam, renderUser } from '../render/account.ts'
import { renderRepository } from '../render/repository.ts'
import { findAccount } from '../world.ts'

type Schemas = components['schemas']

export const organizationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/orgs/{org}',
    docs: 'orgs/orgs#get-an-organization',
    handle: (ctx) => ({ status: 200, body: renderFull(ctx, organizationOf(ctx)) }),
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
  const team = organizationOf(ctx).teams.find(({ slug }) => slug === ctx.param('team_slug').toLowerCase())
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

function renderFull({ world, viewer }: Context, organization: Account) {
  const own = [...world.state.repositories.values()].filter((one) => one.owner === organization)
  const hidden = own.filter((one) => one.private).length
  const owns = viewer !== null && organization.members.get(viewer.id) === 'admin'
  return {
    ...renderOrganization(world, organization),
    name: organization.name ?? organization.login,
    is_verified: false,
    has_organization_projects: false,
    has_repository_projects: false,
    public_repos: own.length - hidden,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: `${world.url}/${organization.login}`,
    type: 'Organization',
    created_at: organization.createdAt,
    updated_at: organization.createdAt,
    archived_at: null,
    ...(owns ? settingsOf(organization, hidden) : {}),
  } satisfies Schemas['organization-full']
}

/** What only its owners are shown. */
const settingsOf = ({ email, members }: Account, privateRepositories: number) => ({
  total_private_repos: privateRepositories,
  owned_private_repos: privateRepositories,
  private_gists: 0,
  disk_usage: 0,
  collaborators: 0,
  billing_email: email,
  default_repository_permission: 'read',
  members_can_create_repositories: true,
  two_factor_requirement_enabled: false,
  members_allowed_repository_creation_type: 'all',
  members_can_create_public_repositories: true,
  members_can_create_private_repositories: true,
  members_can_create_internal_repositories: false,
  members_can_create_pages: true,
  members_can_create_public_pages: true,
  members_can_create_private_pages: true,
  members_can_fork_private_repositories: false,
  web_commit_signoff_required: false,
  plan: {
    name: 'team',
    space: 976_562_499,
    private_repos: 9999,
    filled_seats: members.size,
    seats: members.size,
  },
})
