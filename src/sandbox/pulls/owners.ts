import { branchSha } from '../branches/resolve.ts'
import { entryAt } from '../git/tree.ts'
import type { Account, Pull, Team } from '../model.ts'
import { findAccount, hasRole, type World } from '../world.ts'
import { CODEOWNERS_PATHS, ownersOf } from './codeowners.ts'

export interface Reviewers {
  readonly people: readonly Account[]
  readonly teams: readonly Team[]
}

/** Who owns these paths by the base branch's CODEOWNERS; those who may not push, and the author, do not count. */
export function codeOwnersOf(world: World, pull: Pull, paths: readonly string[]): Reviewers {
  const { repository, author } = pull.issue
  const names = ownersOf(readCodeowners(world, pull), paths)
  const people = names
    .map((name) => findOwner(world, name))
    .filter((one) => one !== null && one !== author && hasRole(one, repository, 'write'))
  const teams = repository.owner.teams.filter(
    (team) =>
      ['write', 'maintain', 'admin'].includes(team.repositories.get(repository.id) ?? 'none') &&
      names.some((name) => name.toLowerCase() === `@${repository.owner.login}/${team.slug}`.toLowerCase()),
  )
  return { people: people.filter((one) => one !== null), teams }
}

function findOwner(world: World, name: string): Account | null {
  if (name.startsWith('@')) return name.includes('/') ? null : findAccount(world, name.slice(1))
  for (const account of world.state.accounts.values())
    if (!account.deleted && account.email === name) return account
  return null
}

function readCodeowners(world: World, pull: Pull): string {
  const { repository } = pull.issue
  const store = world.git.of(repository.id)
  const { tree } = store.commit(branchSha(repository, pull.baseBranch) ?? pull.baseSha)
  for (const path of CODEOWNERS_PATHS) {
    const entry = entryAt(store, tree, path)
    if (entry) return store.readBlob(entry.sha)?.toString('utf8') ?? ''
  }
  return ''
}
