import { switchOnDiscussions } from './discussions.ts'
import { emit } from './hooks/emit.ts'
import { invalid } from './http/errors.ts'
import { addRepository } from './installations.ts'
import type { Account, Repository, Role } from './model.ts'
import { findRepository, fullName, nextId, timestamp, type World } from './world.ts'

export interface NewRepository {
  readonly owner: string
  readonly name: string
  readonly description?: string
  readonly private?: boolean
  /** What the first commit holds; a README where nothing is said; no files, no commit: the repository is empty. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  readonly collaborators?: Readonly<Record<string, Role>>
  /** What the organisation's teams may do, by slug. */
  readonly teams?: Readonly<Record<string, Role>>
  readonly defaultBranch?: string
  /** False switches issues off. */
  readonly issues?: boolean
  /** True switches discussions on, which they are not at first. */
  readonly discussions?: boolean
  readonly archived?: boolean
}

// Each new repository starts with these on GitHub.
const DEFAULT_LABELS = [
  ['bug', 'd73a4a', "Something isn't working"],
  ['documentation', '0075ca', 'Improvements or additions to documentation'],
  ['duplicate', 'cfd3d7', 'This issue or pull request already exists'],
  ['enhancement', 'a2eeef', 'New feature or request'],
  ['good first issue', '7057ff', 'Good for newcomers'],
  ['help wanted', '008672', 'Extra attention is needed'],
  ['invalid', 'e4e669', "This doesn't seem right"],
  ['question', 'd876e3', 'Further information is requested'],
  ['wontfix', 'ffffff', 'This will not be worked on'],
] as const

/** A repository without commits. Apps that are installed on all of the owner's get it too, and hear of it. */
export function createRepository(
  world: World,
  owner: Account,
  sender: Account,
  options: NewRepository,
): Repository {
  const repository = blank(world, owner, options)
  for (const [name, color, description] of DEFAULT_LABELS)
    repository.labels.push({ id: nextId(world), repository, name, color, description, default: true })
  if (options.discussions) switchOnDiscussions(world, repository)
  world.state.repositories.set(fullName(repository).toLowerCase(), repository)
  for (const installation of world.state.installations)
    if (installation.repositories === 'all' && installation.account === owner)
      addRepository(world, sender, installation, repository)
  return repository
}

function blank(world: World, owner: Account, options: NewRepository): Repository {
  const now = timestamp(world)
  return {
    id: nextId(world),
    owner,
    name: options.name,
    description: options.description ?? null,
    private: options.private ?? false,
    archived: options.archived ?? false,
    hasIssues: options.issues ?? true,
    hasDiscussions: false,
    defaultBranch: options.defaultBranch ?? 'main',
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
    collaborators: new Map(),
    invitations: [],
    refs: new Map(),
    renamedBranches: new Map(),
    protections: new Map(),
    issues: new Map(),
    lastIssue: 0,
    lastMilestone: 0,
    labels: [],
    milestones: [],
    pinnedIssues: [],
    checkSuites: [],
    checkRuns: [],
    statuses: [],
    deployments: [],
    releases: [],
    workflowRuns: [],
    discussionCategories: [],
    discussions: new Map(),
  }
}

/** Gives the repository another name; the old one leads there, until another repository takes it. */
export function renameRepository(world: World, sender: Account, repository: Repository, name: string): void {
  const from = repository.name
  if (name === from) return
  const { repositories, formerNames } = world.state
  const taken = findRepository(world, repository.owner.login, name)
  if (taken && taken !== repository)
    throw invalid({
      resource: 'Repository',
      field: 'name',
      code: 'custom',
      message: 'name already exists on this account',
    })
  repositories.delete(fullName(repository).toLowerCase())
  formerNames.set(fullName(repository).toLowerCase(), repository)
  repository.name = name
  repositories.set(fullName(repository).toLowerCase(), repository)
  emit(world, 'repository', 'renamed', {
    repository,
    sender,
    parts: { changes: { repository: { name: { from } } } },
  })
}
