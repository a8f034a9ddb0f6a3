import { randomBytes } from 'node:crypto'
import { createAccount } from './accounts.ts'
import { type NewApp, registerApp, type RegisteredApp } from './apps.ts'
import { commitFiles } from './branches/write.ts'
import { unprotected } from './branches/protect.ts'
import { push } from './branches/push.ts'
import { resolveCommit } from './branches/resolve.ts'
import { signatureOf } from './by.ts'
import { requestAction } from './checks/change.ts'
import { changeTree } from './git/tree.ts'
import {
  acceptPermissions,
  addRepository,
  install,
  installationOn,
  removeRepository,
  suspend,
  uninstall,
  unsuspend,
} from './installations.ts'
import type { Account, App, Permissions, Repository, Team, WorkflowRun } from './model.ts'
import { createRepository, type NewRepository } from './repositories.ts'
import { runWorkflow } from './workflows.ts'
import { findAccount, findApp, findRepository, nextId, type World } from './world.ts'

export type SeedRepository = NewRepository

export interface SeedCommit {
  readonly owner: string
  readonly repo: string
  /** The default branch, where not said; a new branch starts from it. */
  readonly branch?: string
  /** By path; null deletes. */
  readonly files: Readonly<Record<string, string | Uint8Array | null>>
  readonly message: string
  /** The login of who commits and pushes. */
  readonly author: string
}

export interface SeedTag {
  readonly owner: string
  readonly repo: string
  readonly tag: string
  readonly at?: string
  readonly author: string
}

export interface SeedProtection {
  readonly owner: string
  readonly repo: string
  /** The default branch, where not said. */
  readonly branch?: string
  /** Names of the check runs or statuses that must have passed before a merge. */
  readonly checks?: readonly string[]
  /** How many approvals a merge needs. */
  readonly reviews?: number
  readonly codeOwners?: boolean
  /** Slugs of apps that may push all the same. */
  readonly bypass?: readonly string[]
}

export interface SeedWorkflowRun {
  readonly owner: string
  readonly repo: string
  /** The workflow's name: `deploy`. */
  readonly workflow: string
  /** The default branch, where not said. */
  readonly branch?: string
  readonly conclusion: WorkflowRun['conclusion']
  /** The login of who set it off. */
  readonly by: string
}

export interface SeedPress {
  readonly owner: string
  readonly repo: string
  /** The run's id. */
  readonly checkRun: number
  readonly identifier: string
  /** The login of who presses it. */
  readonly by: string
}

/** Makes what no API call can make: people, organisations, apps, and pushes. Throws where a name is taken or unknown. */
export class Seed {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  user(login: string, { name, email }: { name?: string; email?: string } = {}): Account {
    return createAccount(this.#world, 'User', { login, name, email })
  }

  organization(
    login: string,
    options: {
      name?: string
      members?: Readonly<Record<string, 'admin' | 'member'>>
      /** By slug: the logins of its members. */
      teams?: Readonly<Record<string, readonly string[]>>
    } = {},
  ): Account {
    const organization = createAccount(this.#world, 'Organization', { login, name: options.name })
    for (const [member, role] of Object.entries(options.members ?? {}))
      organization.members.set(this.#known(member).id, role)
    for (const [slug, logins] of Object.entries(options.teams ?? {}))
      organization.teams.push({
        id: nextId(this.#world),
        slug,
        name: slug,
        organization,
        members: logins.map((one) => this.#known(one)),
        repositories: new Map(),
      })
    return organization
  }

  repository(options: SeedRepository): Repository {
    const world = this.#world
    const owner = this.#known(options.owner)
    if (findRepository(world, owner.login, options.name))
      throw new Error(`There is already a repository ${owner.login}/${options.name}.`)
    const repository = createRepository(world, owner, this.#humanOf(owner), options)
    for (const [login, role] of Object.entries(options.collaborators ?? {}))
      repository.collaborators.set(this.#known(login).id, role)
    for (const [slug, role] of Object.entries(options.teams ?? {}))
      this.#team(owner, slug).repositories.set(repository.id, role)
    const files = options.files ?? { 'README.md': `# ${options.name}\n` }
    if (Object.keys(files).length > 0) this.#firstCommit(repository, files)
    world.hooks.flush()
    return repository
  }

  #firstCommit(repository: Repository, files: NonNullable<NewRepository['files']>): void {
    const store = this.#world.git.of(repository.id)
    const signature = signatureOf(this.#world, repository.owner)
    const sha = store.writeCommit({
      tree: changeTree(store, null, new Map(Object.entries(files))),
      parents: [],
      author: signature,
      committer: signature,
      message: 'Initial commit',
    })
    repository.refs.set(`refs/heads/${repository.defaultBranch}`, sha)
  }

  /** Registers an app, as its owner does with a manifest. It hears of nothing until it is installed. */
  app({ owner, ...manifest }: NewApp & { owner?: string }): RegisteredApp {
    return registerApp(this.#world, owner === undefined ? this.#anyOwner() : this.#known(owner), manifest)
  }

  setAppWebhook(slug: string, url: string): void {
    this.#app(slug).webhookUrl = url
  }

  /** Installs the app on all repositories of the owner, or on some; returns the installation's id. */
  install(
    slug: string,
    owner: string,
    { repositories = 'all' }: { repositories?: readonly string[] | 'all' } = {},
  ): number {
    const world = this.#world
    const account = this.#known(owner)
    const installation = install(world, this.#humanOf(account), {
      app: this.#app(slug),
      account,
      repositories:
        repositories === 'all' ? 'all' : repositories.map((name) => this.#repository(owner, name)),
    })
    world.hooks.flush()
    return installation.id
  }

  /** What the owner may do with the installation later on, in their settings; each fires its event. */
  changeInstallation(
    slug: string,
    owner: string,
    change:
      | 'uninstall'
      | 'suspend'
      | 'unsuspend'
      | 'accept-permissions'
      | { add: string }
      | { remove: string },
  ): void {
    const world = this.#world
    const account = this.#known(owner)
    const sender = this.#humanOf(account)
    const installation = installationOn(world, this.#app(slug), account)
    if (!installation) throw new Error(`${slug} is not installed on ${owner}; install it first.`)
    if (change === 'uninstall') uninstall(world, sender, installation)
    else if (change === 'suspend') suspend(world, sender, installation)
    else if (change === 'unsuspend') unsuspend(world, sender, installation)
    else if (change === 'accept-permissions') acceptPermissions(world, sender, installation)
    else if ('add' in change) addRepository(world, sender, installation, this.#repository(owner, change.add))
    else removeRepository(world, sender, installation, this.#repository(owner, change.remove))
    world.hooks.flush()
  }

  /** Changes the app's manifest; installations keep what they granted until their owner accepts. */
  setAppPermissions(slug: string, permissions: Permissions, events?: readonly string[]): void {
    const app = this.#app(slug)
    app.permissions = { metadata: 'read', ...permissions }
    if (events) app.events = [...events]
  }

  /** A push of one commit by that person. Returns its sha. */
  commit({ owner, repo, branch, files, message, author }: SeedCommit): string {
    const world = this.#world
    const repository = this.#repository(owner, repo)
    const by = { account: this.#known(author), app: null }
    const changes = new Map(Object.entries(files))
    const sha = commitFiles(world, by, repository, {
      branch: branch ?? repository.defaultBranch,
      changes,
      message,
    })
    world.hooks.flush()
    return sha
  }

  /** A push of a tag by that person; `at` is a branch, a tag or a sha, the default branch where not said. */
  tag({ owner, repo, tag, at, author }: SeedTag): void {
    const world = this.#world
    const repository = this.#repository(owner, repo)
    const sha = resolveCommit(world, repository, at ?? 'HEAD')
    if (sha === undefined) throw new Error(`There is no commit ${at ?? 'HEAD'} in ${owner}/${repo}.`)
    push(world, { account: this.#known(author), app: null }, repository, { ref: `refs/tags/${tag}`, to: sha })
    world.hooks.flush()
  }

  /** A workflow has run on the head of a branch, by a push of that person, and ended as said. */
  workflowRun({ owner, repo, workflow, branch, conclusion, by }: SeedWorkflowRun): WorkflowRun {
    const world = this.#world
    const repository = this.#repository(owner, repo)
    const run = runWorkflow(world, this.#known(by), repository, {
      workflow,
      branch: branch ?? repository.defaultBranch,
      conclusion,
    })
    world.hooks.flush()
    return run
  }

  /** Protects a branch: from then on it changes by pull requests only, but for administrators. */
  protect({
    owner,
    repo,
    branch,
    checks = [],
    reviews = 1,
    codeOwners = false,
    bypass = [],
  }: SeedProtection): void {
    const repository = this.#repository(owner, repo)
    const name = branch ?? repository.defaultBranch
    repository.protections.set(name, {
      ...unprotected(name),
      requiredChecks: [...checks],
      requiredReviews: reviews,
      requireCodeOwners: codeOwners,
      bypass: this.#world.state.apps.filter(({ slug }) => bypass.includes(slug)),
    })
  }

  /** A person presses a button that an app put on its check run; there is no API call for that. */
  pressCheckButton({ owner, repo, checkRun, identifier, by }: SeedPress): void {
    const run = this.#repository(owner, repo).checkRuns.find(({ id }) => id === checkRun)
    if (!run) throw new Error(`There is no check run ${checkRun} in ${owner}/${repo}.`)
    if (!requestAction(this.#world, { account: this.#known(by), app: null }, run, identifier))
      throw new Error(`The check run "${run.name}" has no button ${identifier}.`)
    this.#world.hooks.flush()
  }

  /** A personal token of that person. */
  token(login: string): string {
    const token = `ghp_${randomBytes(18).toString('hex')}`
    this.#world.state.tokens.set(token, { kind: 'user', account: this.#known(login) })
    return token
  }

  /** The person deletes their account: what they did is @ghost's from now on, and their tokens are void. */
  deleteUser(login: string): void {
    this.#known(login).deleted = true
  }

  #known(login: string): Account {
    const account = findAccount(this.#world, login)
    if (!account) throw new Error(`There is no account ${login}; seed it first.`)
    return account
  }

  #repository(owner: string, name: string): Repository {
    const repository = findRepository(this.#world, owner, name)
    if (!repository) throw new Error(`There is no repository ${owner}/${name}; seed it first.`)
    return repository
  }

  #team(organization: Account, slug: string): Team {
    const team = organization.teams.find((one) => one.slug === slug)
    if (!team)
      throw new Error(`There is no team ${organization.login}/${slug}; seed it with the organization.`)
    return team
  }

  #app(slug: string): App {
    const app = findApp(this.#world, slug)
    if (!app) throw new Error(`There is no app ${slug}; seed it first.`)
    return app
  }

  #anyOwner(): Account {
    for (const account of this.#world.state.accounts.values()) if (account.type !== 'Bot') return account
    throw new Error('An app needs an owner; seed a user or an organization first.')
  }

  /** Somebody who can act for the account: itself, or an admin of the organisation. */
  #humanOf(account: Account): Account {
    if (account.type === 'User') return account
    for (const [id, role] of account.members)
      if (role === 'admin')
        for (const one of this.#world.state.accounts.values()) if (one.id === id) return one
    return account
  }
}
