import { note, type By } from '../by.ts'
import { ApiError, notFound } from '../http/errors.ts'
import type { Repository } from '../model.ts'
import { pullsOf } from '../pulls/follow.ts'
import type { World } from '../world.ts'
import { branchRef, branchSha, wellFormedRef } from './resolve.ts'

/** Renames a branch: open pull requests, its protection and the default branch go along; the old name leads to it. */
export function renameBranch(world: World, by: By, repository: Repository, from: string, to: string): void {
  const sha = branchSha(repository, from)
  if (sha === undefined) throw notFound()
  if (!wellFormedRef(branchRef(to))) throw new ApiError(422, `${to} is not a valid branch name.`)
  if (branchSha(repository, to) !== undefined) throw new ApiError(422, `Branch ${to} already exists.`)
  repository.refs.delete(branchRef(from))
  repository.refs.set(branchRef(to), sha)
  repository.renamedBranches.delete(to)
  for (const [old, target] of repository.renamedBranches)
    if (target === from) repository.renamedBranches.set(old, to)
  repository.renamedBranches.set(from, to)
  const protection = repository.protections.get(from)
  if (protection) repository.protections.set(to, { ...protection, branch: to })
  repository.protections.delete(from)
  if (repository.defaultBranch === from) repository.defaultBranch = to
  for (const pull of pullsOf(repository)) {
    if (pull.issue.state === 'closed') continue
    if (pull.headBranch === from) pull.headBranch = to
    if (pull.baseBranch !== from) continue
    pull.baseBranch = to
    note(world, by, pull.issue, { event: 'base_ref_changed' })
  }
}
