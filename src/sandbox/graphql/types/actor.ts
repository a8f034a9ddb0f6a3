import type * as GitHub from '@octokit/graphql-schema'
import type { Account, Team } from '../../model.ts'
import { fullName, nodeId } from '../../world.ts'
import { connection, type Pages } from '../connection.ts'
import type { Fields } from '../fields.ts'
import { node } from '../nodes.ts'
import type { Scope } from '../scope.ts'

/** An app's account, which goes without `[bot]` here. */
export function botFields(scope: Scope, account: Account): Fields<GitHub.Bot> {
  const slug = account.login.replace(/\[bot\]$/, '')
  return { __typename: 'Bot', ...common(scope, account), login: slug, ...addresses(scope, `/apps/${slug}`) }
}

/** A person. Whoever asks is one too (`viewer`), even where it is an app. */
export function userFields(scope: Scope, account: Account): Fields<GitHub.User> {
  const { world } = scope
  const organizations = () =>
    [...world.state.accounts.values()].filter((one) => one.members.has(account.id) && !one.deleted)
  return {
    __typename: 'User',
    ...common(scope, account),
    ...addresses(scope, `/${account.login}`),
    ...holdings(scope, account),
    login: account.login,
    name: account.name,
    email: account.email ?? '',
    isViewer: account === scope.account,
    organizations: (pages: Pages) => connection(organizations(), pages, (one) => node('Organization', one)),
  }
}

export function organizationFields(scope: Scope, account: Account): Fields<GitHub.Organization> {
  const members = () =>
    [...scope.world.state.accounts.values()].filter((one) => account.members.has(one.id) && !one.deleted)
  return {
    __typename: 'Organization',
    ...common(scope, account),
    ...addresses(scope, `/${account.login}`),
    ...holdings(scope, account),
    login: account.login,
    name: account.name,
    email: account.email,
    description: null,
    viewerIsAMember: account.members.has(scope.account.id),
    viewerCanAdminister: account.members.get(scope.account.id) === 'admin',
    membersWithRole: (pages: Pages) => connection(members(), pages, (one) => node('User', one)),
    teams: (pages: Pages) => connection(account.teams, pages, (team) => node('Team', team)),
    team: ({ slug }: { slug: string }) => {
      const team = account.teams.find((one) => one.slug === slug)
      return team ? node('Team', team) : null
    },
  }
}

export function teamFields(scope: Scope, team: Team): Fields<GitHub.Team> {
  const path = `/orgs/${team.organization.login}/teams/${team.slug}`
  return {
    __typename: 'Team',
    id: nodeId('Team', team.id),
    databaseId: team.id,
    name: team.name,
    slug: team.slug,
    combinedSlug: `${team.organization.login}/${team.slug}`,
    description: null,
    ...addresses(scope, path),
    organization: () => node('Organization', team.organization),
    members: (pages: Pages) => connection(team.members, pages, (one) => node('User', one)),
  }
}

const common = (scope: Scope, account: Account) => ({
  id: nodeId(account.type, account.id),
  databaseId: account.id,
  avatarUrl: () => `${scope.world.url}/avatars/u/${account.id}?v=4`,
  createdAt: account.createdAt,
  updatedAt: account.createdAt,
})

/** The page's address, whole and without the host. */
export const addresses = (scope: Scope, path: string) => ({
  url: scope.world.url + path,
  resourcePath: path,
})

/** What an owner has, as far as the asker may know. */
function holdings(scope: Scope, owner: Account) {
  const repositories = () =>
    [...scope.world.state.repositories.values()].filter((one) => one.owner === owner && scope.canSee(one))
  return {
    repositories: (pages: Pages) => connection(repositories(), pages, (one) => node('Repository', one)),
    repository: ({ name }: { name: string }) => {
      const wanted = `${owner.login}/${name}`.toLowerCase()
      const repository = repositories().find((one) => fullName(one).toLowerCase() === wanted)
      return repository ? node('Repository', repository) : null
    },
  }
}
