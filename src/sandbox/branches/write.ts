import { signatureOf, type By } from '../by.ts'
import type { Signature } from '../git/commit.ts'
import { changeTree, type Changes } from '../git/tree.ts'
import type { Repository } from '../model.ts'
import type { World } from '../world.ts'
import { push } from './push.ts'
import { branchRef, branchSha } from './resolve.ts'

export interface NewFiles {
  /** Made from the default branch where it does not exist; the first commit of an empty repository has no parent. */
  readonly branch: string
  readonly changes: Changes
  readonly message: string
  readonly author?: Signature | undefined
  readonly committer?: Signature | undefined
}

/** Commits changed files on top of a branch and pushes that. Returns the commit's sha. */
export function commitFiles(world: World, by: By, repository: Repository, files: NewFiles): string {
  const { branch, changes, message, author = signatureOf(world, by.account), committer = author } = files
  const store = world.git.of(repository.id)
  const parent = branchSha(repository, branch) ?? branchSha(repository, repository.defaultBranch)
  const tree = changeTree(store, parent === undefined ? null : store.commit(parent).tree, changes)
  const parents = parent === undefined ? [] : [parent]
  const sha = store.writeCommit({ tree, parents, author, committer, message })
  push(world, by, repository, { ref: branchRef(branch), to: sha })
  return sha
}
