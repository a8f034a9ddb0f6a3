import { emitInstallation } from './hooks/emit.ts'
import type { Account, App, Installation, Repository } from './model.ts'
import { renderInstallation, renderInstalled } from './render/app.ts'
import { renderUser } from './render/account.ts'
import { installedRepositories, nextId, timestamp, type World } from './world.ts'

/** Installs the app with all that its manifest asks for. */
export function install(
  world: World,
  sender: Account,
  { app, account, repositories }: Pick<Installation, 'app' | 'account' | 'repositories'>,
): Installation {
  const now = timestamp(world)
  const installation: Installation = {
    id: nextId(world),
    app,
    account,
    repositories,
    permissions: { ...app.permissions },
    events: [...app.events],
    createdAt: now,
    updatedAt: now,
    suspendedAt: null,
    suspendedBy: null,
  }
  world.state.installations.push(installation)
  const parts = { ...listing(world, installation), requester: null }
  emitInstallation(world, 'installation', 'created', { installation, sender, parts })
  return installation
}

/** Takes the app away; its tokens are void. */
export function uninstall(world: World, sender: Account, installation: Installation): void {
  const parts = { ...listing(world, installation), requester: null }
  world.state.installations = world.state.installations.filter((one) => one !== installation)
  emitInstallation(world, 'installation', 'deleted', { installation, sender, parts })
}

/** Until it is taken back, the app hears of nothing and may do nothing. */
export function suspend(world: World, sender: Account, installation: Installation): void {
  const at = timestamp(world)
  installation.suspendedAt = at
  installation.suspendedBy = sender
  const { installation: rendered, repositories } = listing(world, installation)
  const parts = {
    installation: { ...rendered, suspended_at: at, suspended_by: renderUser(world, sender) },
    repositories,
    requester: null,
  }
  emitInstallation(world, 'installation', 'suspend', { installation, sender, parts })
}

export function unsuspend(world: World, sender: Account, installation: Installation): void {
  installation.suspendedAt = null
  installation.suspendedBy = null
  const { installation: rendered, repositories } = listing(world, installation)
  const parts = {
    installation: { ...rendered, suspended_at: null, suspended_by: null },
    repositories,
    requester: null,
  }
  emitInstallation(world, 'installation', 'unsuspend', { installation, sender, parts })
}

/** What the app asks for now is granted: permissions and events as in its manifest. */
export function acceptPermissions(world: World, sender: Account, installation: Installation): void {
  const { app } = installation
  installation.permissions = { ...app.permissions }
  installation.events = [...app.events]
  const parts = { ...listing(world, installation), requester: null }
  emitInstallation(world, 'installation', 'new_permissions_accepted', { installation, sender, parts })
}

/** Where the installation has chosen repositories, one more of them. */
export function addRepository(
  world: World,
  sender: Account,
  installation: Installation,
  added: Repository,
): void {
  if (installation.repositories !== 'all') {
    if (installation.repositories.includes(added)) return
    installation.repositories.push(added)
  }
  const parts = {
    ...changed(world, installation),
    repositories_added: [renderInstalled(added)],
    repositories_removed: [],
  }
  emitInstallation(world, 'installation_repositories', 'added', { installation, sender, parts })
}

/** One repository less; an installation on all of them becomes one on all the others. */
export function removeRepository(
  world: World,
  sender: Account,
  installation: Installation,
  removed: Repository,
): void {
  installation.repositories = installedRepositories(world, installation).filter((one) => one !== removed)
  const parts = {
    ...changed(world, installation),
    repositories_added: [],
    repositories_removed: [renderInstalled(removed)],
  }
  emitInstallation(world, 'installation_repositories', 'removed', { installation, sender, parts })
}

const listing = (world: World, installation: Installation) => ({
  installation: renderInstallation(world, installation),
  repositories: installedRepositories(world, installation).map(renderInstalled),
})

const changed = (world: World, installation: Installation) => ({
  installation: renderInstallation(world, installation),
  repository_selection: installation.repositories === 'all' ? ('all' as const) : ('selected' as const),
  requester: null,
})

/** The installation of an app on an account, or null. */
export const installationOn = (world: World, app: App, account: Account): Installation | null =>
  world.state.installations.find((one) => one.app === app && one.account === account) ?? null
