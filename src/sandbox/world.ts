import type { Stores } from './git/stores.ts'
import type { Hooks } from './hooks/deliver.ts'
import type { Quota } from './http/quota.ts'
import type { Account, App, Installation, Issue, Permissions, Repository, Role, State } from './model.ts'
import { ROLES } from './model.ts'

/** All that a route may reach. `state` is replaced as a whole by `restore`, so nobody may keep a part of it. */
export interface World {
  state: State
  /** One object store per repository: `world.git.of(repository.id)`. */
  readonly git: Stores
  readonly hooks: Hooks
  readonly quota: Quota
  /** Takes down what the sandbox was asked for and does not have: `GET /what/ever`, `GraphQL Repository.forks`. */
  readonly onUnhandled: (what: string) => void
  readonly now: () => Date
  /** `http://127.0.0.1:PORT`: the root of the API, and of the pages' addresses too. */
  url: string
}

export const emptyState = (): State => ({
  lastId: 1000,
  accounts: new Map(),
  repositories: new Map(),
  formerNames: new Map(),
  apps: [],
  installations: [],
  tokens: new Map(),
  deliveries: [],
})

export function nextId(world: World): number {
  world.state.lastId += 1
  return world.state.lastId
}

/** The sandbox's time as GitHub writes times. */
export const timestamp = (world: World): string => isoSeconds(world.now())

export const isoSeconds = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`

const NODE_PREFIX = {
  User: 'U',
  Organization: 'O',
  Bot: 'BOT',
  Team: 'T',
  Repository: 'R',
  Issue: 'I',
  PullRequest: 'PR',
  IssueComment: 'IC',
  Label: 'LA',
  Milestone: 'MI',
  Reaction: 'REA',
  IssueEvent: 'IE',
  PullRequestReview: 'PRR',
  PullRequestReviewComment: 'PRRC',
  Commit: 'C',
  Ref: 'REF',
  Blob: 'B',
  Tree: 'TR',
  CheckRun: 'CR',
  CheckSuite: 'CS',
  Workflow: 'W',
  WorkflowRun: 'WFR',
  Discussion: 'D',
  DiscussionCategory: 'DIC',
  Status: 'SC',
  Deployment: 'DE',
  DeploymentStatus: 'DES',
  Release: 'RE',
  ReleaseAsset: 'RA',
  App: 'A',
  PinnedIssue: 'PI',
  ReviewThread: 'PRRT',
  ReviewRequest: 'RR',
  Rollup: 'SCR',
  Installation: 'MDIzOk',
  RepositoryInvitation: 'RI',
} as const
export type NodeKind = keyof typeof NODE_PREFIX

/** GitHub's opaque global id. `key` is the database id, or `id:sha` for things that only git knows. */
export const nodeId = (kind: NodeKind, key: number | string): string =>
  `${NODE_PREFIX[kind]}_${Buffer.from(String(key)).toString('base64url')}`

/** What a global id stands for, or null where it is none. */
export function readNodeId(id: string): { kind: NodeKind; key: string } | null {
  const at = id.indexOf('_')
  const kind = kindOf(id.slice(0, at))
  const key = Buffer.from(id.slice(at + 1), 'base64url').toString()
  return kind && nodeId(kind, key) === id ? { kind, key } : null
}

function kindOf(prefix: string): NodeKind | null {
  for (const [kind, known] of Object.entries(NODE_PREFIX)) if (known === prefix) return kind as NodeKind
  return null
}

export const issueNodeId = (issue: Issue): string =>
  issue.pull ? nodeId('PullRequest', issue.pull.id) : nodeId('Issue', issue.id)

/** A living account by login, in any case. */
export function findAccount(world: World, login: string): Account | null {
  const account = world.state.accounts.get(login.toLowerCase())
  return account && !account.deleted ? account : null
}

export function findRepository(world: World, owner: string, name: string): Repository | null {
  return world.state.repositories.get(`${owner}/${name}`.toLowerCase()) ?? null
}

/** The repository that bore this name before it was renamed, unless another bears it now. */
export function formerRepository(world: World, owner: string, name: string): Repository | null {
  if (findRepository(world, owner, name)) return null
  return world.state.formerNames.get(`${owner}/${name}`.toLowerCase()) ?? null
}

export const fullName = (repository: Repository): string => `${repository.owner.login}/${repository.name}`

export const findApp = (world: World, slug: string): App | null =>
  world.state.apps.find((app) => app.slug === slug) ?? null

export const installationHas = (installation: Installation, repository: Repository): boolean =>
  installation.account.id === repository.owner.id &&
  (installation.repositories === 'all' || installation.repositories.includes(repository))

export const installedRepositories = (world: World, installation: Installation): Repository[] =>
  [...world.state.repositories.values()].filter((repository) => installationHas(installation, repository))

const atLeast = (a: Role, b: Role): boolean => ROLES.indexOf(a) >= ROLES.indexOf(b)
const higher = (a: Role, b: Role): Role => (atLeast(a, b) ? a : b)

/** What the account may do in the repository; anybody may read what is public. */
export const roleOf = (account: Account | null, repository: Repository): Role =>
  higher(repository.private ? 'none' : 'read', account ? givenRole(account, repository) : 'none')

/** What ownership, membership, teams and invitation give to the account there. */
export function givenRole(account: Account, repository: Repository): Role {
  let role: Role = 'none'
  if (account.deleted) return role
  if (account.id === repository.owner.id) return 'admin'
  const membership = repository.owner.members.get(account.id)
  if (membership) role = higher(role, membership === 'admin' ? 'admin' : 'read')
  for (const team of repository.owner.teams) {
    const given = team.repositories.get(repository.id)
    if (given && team.members.includes(account)) role = higher(role, given)
  }
  return higher(role, repository.collaborators.get(account.id) ?? 'none')
}

export const hasRole = (account: Account | null, repository: Repository, role: Role): boolean =>
  atLeast(roleOf(account, repository), role)

const LEVELS = ['read', 'write', 'admin']
/** Whether the granted permissions reach all of `needed`. Metadata may always be read, as on GitHub. */
export const permits = (granted: Permissions, needed: Permissions): boolean =>
  Object.entries(needed).every(([name, level]) => {
    const has = name === 'metadata' ? (granted[name] ?? 'read') : granted[name]
    return has !== undefined && LEVELS.indexOf(has) >= LEVELS.indexOf(level)
  })

/** Issues can be assigned to those who may push, to members of the organisation, and to the repository's collaborators. */
export function isAssignable(account: Account, repository: Repository): boolean {
  if (account.deleted || account.type !== 'User') return false
  return (
    account.id === repository.owner.id ||
    repository.owner.members.has(account.id) ||
    repository.collaborators.has(account.id) ||
    hasRole(account, repository, 'triage')
  )
}
