import type { components } from '@octokit/openapi-types'
import type { components as webhooks } from '@octokit/openapi-webhooks-types'
import type { App, Installation, Repository } from '../model.ts'
import { fullName, nodeId, type World } from '../world.ts'
import { renderUser } from './account.ts'

type Schemas = components['schemas']
// An app names its own events and permissions; the payloads' description knows a closed list of them.
type Described = NonNullable<webhooks['schemas']['webhooks_issue']['performed_via_github_app']>

export function renderApp(world: World, app: App) {
  return {
    id: app.id,
    client_id: app.clientId,
    slug: app.slug,
    node_id: nodeId('App', app.id),
    owner: renderUser(world, app.owner),
    name: app.name,
    description: app.description,
    external_url: `${world.url}/apps/${app.slug}`,
    html_url: `${world.url}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.updatedAt,
    permissions: app.permissions as NonNullable<Described['permissions']>,
    events: app.events as NonNullable<Described['events']>,
  }
}

/** `performed_via_github_app`: the app that wrote it, or null. */
export const renderAppOrNull = (world: World, app: App | null): ReturnType<typeof renderApp> | null =>
  app && renderApp(world, app)

export function renderInstallation(world: World, installation: Installation) {
  const { account, app } = installation
  return {
    id: installation.id,
    client_id: app.clientId,
    account: renderUser(world, account),
    repository_selection: installation.repositories === 'all' ? ('all' as const) : ('selected' as const),
    access_tokens_url: `${world.url}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url:
      account.type === 'Organization'
        ? `${world.url}/organizations/${account.login}/settings/installations/${installation.id}`
        : `${world.url}/settings/installations/${installation.id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type === 'Organization' ? ('Organization' as const) : ('User' as const),
    permissions: installation.permissions as Schemas['app-permissions'],
    events: installation.events,
    created_at: installation.createdAt,
    updated_at: installation.updatedAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [] as string[],
    suspended_by: installation.suspendedBy && renderUser(world, installation.suspendedBy),
    suspended_at: installation.suspendedAt,
  } satisfies Schemas['installation']
}

/** A repository in the payloads of `installation` and `installation_repositories`. */
export const renderInstalled = (repository: Repository) => ({
  id: repository.id,
  node_id: nodeId('Repository', repository.id),
  name: repository.name,
  full_name: fullName(repository),
  private: repository.private,
})
