import type { Commit } from '../git/commit.ts'
import { diffTrees, type FileDiff } from '../git/diff.ts'
import { ancestors, log, mergeBase } from '../git/history.ts'
import type { Pull } from '../model.ts'
import type { World } from '../world.ts'

/** The base's commit that counts: its tip while the pull request is open, later the one that it was left at. */
export function baseTip({ issue, baseBranch, baseSha }: Pull): string {
  return issue.state === 'open' ? (issue.repository.refs.get(`refs/heads/${baseBranch}`) ?? baseSha) : baseSha
}

/** Where the head left the base; undefined for histories that have nothing in common. */
export function forkOf(world: World, pull: Pull): string | undefined {
  return mergeBase(world.git.of(pull.issue.repository.id), baseTip(pull), pull.headSha)
}

/** What the head changed since it left the base: what its files page shows. `head`: as of an earlier commit of it. */
export function diffOf(world: World, pull: Pull, head = pull.headSha): readonly FileDiff[] {
  const store = world.git.of(pull.issue.repository.id)
  const fork = mergeBase(store, baseTip(pull), head)
  return diffTrees(store, fork === undefined ? null : store.commit(fork).tree, store.commit(head).tree)
}

/** The commits that the base does not have, oldest first. */
export function commitsOf(world: World, pull: Pull): Commit[] {
  const store = world.git.of(pull.issue.repository.id)
  return log(store, { from: pull.headSha, not: [baseTip(pull)] }).toReversed()
}

/** Commits on each side alone. */
export function distance(
  world: World,
  repositoryId: number,
  base: string,
  head: string,
): { ahead: number; behind: number } {
  const store = world.git.of(repositoryId)
  const [ofBase, ofHead] = [ancestors(store, base), ancestors(store, head)]
  const alone = (here: Set<string>, there: Set<string>): number =>
    [...here].filter((sha) => !there.has(sha)).length
  return { ahead: alone(ofHead, ofBase), behind: alone(ofBase, ofHead) }
}
