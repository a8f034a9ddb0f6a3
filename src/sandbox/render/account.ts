import type { components } from '@octokit/openapi-types'
import type { Account, Team } from '../model.ts'
import { nodeId, type World } from '../world.ts'

type Schemas = components['schemas']

// GitHub's own stand-in for people who deleted their account; the id is the real one's.
const GHOST = { id: 10137, login: 'ghost', type: 'User' as const }

/** A person, bot or organisation as it stands beside everything that they did. */
export function renderUser(world: World, account: Account) {
  const { id, login, type } = account.deleted ? GHOST : account
  const url = `${world.url}/users/${encodeURIComponent(login)}`
  return {
    login,
    id,
    node_id: nodeId(type, id),
    avatar_url: `${world.url}/avatars/u/${id}?v=4`,
    gravatar_id: '',
    url,
    html_url: type === 'Bot' ? `${world.url}/apps/${login.replace(/\[bot\]$/, '')}` : `${world.url}/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    user_view_type: 'public',
    site_admin: false,
  } satisfies Schemas['simple-user']
}

export const renderUserOrNull = (
  world: World,
  account: Account | null,
): ReturnType<typeof renderUser> | null => account && renderUser(world, account)

export function renderOrganization(world: World, account: Account) {
  const url = `${world.url}/orgs/${account.login}`
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('Organization', account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${world.url}/avatars/u/${account.id}?v=4`,
    description: null,
  } satisfies Schemas['organization-simple']
}

export function renderTeam(world: World, team: Team) {
  const url = `${world.url}/organizations/${team.organization.id}/team/${team.id}`
  return {
    id: team.id,
    node_id: nodeId('Team', team.id),
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: 'closed' as const,
    notification_setting: 'notifications_enabled' as const,
    permission: 'pull',
    url,
    html_url: `${world.url}/orgs/${team.organization.login}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization' as const,
    organization_id: team.organization.id,
    parent: null,
  } satisfies Schemas['team']
}
