import { mergeTrees, replay } from '../git/merge.ts'
import type { Account, Pull, Repository, Team } from '../model.ts'
import { hasRole, type World } from '../world.ts'
import { baseTip, commitsOf, diffOf, distance, forkOf } from './changes.ts'
import { codeOwnersOf } from './owners.ts'

export interface Mergeability {
  /** Null where it is not open, so nothing is to be known. */
  readonly mergeable: boolean | null
  readonly rebaseable: boolean | null
  readonly state: 'clean' | 'dirty' | 'draft' | 'behind' | 'blocked' | 'unstable' | 'unknown'
}

export function mergeabilityOf(world: World, pull: Pull): Mergeability {
  if (pull.issue.state === 'closed') return { mergeable: null, rebaseable: null, state: 'unknown' }
  const mergeable = mergedTree(world, pull) !== null
  const rebaseable = mergeable && canRebase(world, pull)
  if (!mergeable) return { mergeable, rebaseable, state: 'dirty' }
  if (pull.draft) return { mergeable, rebaseable, state: 'draft' }
  if (isOutOfDate(world, pull)) return { mergeable, rebaseable, state: 'behind' }
  const blocked = blockersOf(world, pull).length > 0
  const failing = [...checksOf(pull).values()].some((passed) => !passed)
  return { mergeable, rebaseable, state: blocked ? 'blocked' : failing ? 'unstable' : 'clean' }
}

/** The tree with the work of both sides; null where they conflict. */
export function mergedTree(world: World, pull: Pull): string | null {
  const store = world.git.of(pull.issue.repository.id)
  const fork = forkOf(world, pull)
  const treeOf = (sha: string): string => store.commit(sha).tree
  const merged = mergeTrees(
    store,
    fork === undefined ? null : treeOf(fork),
    treeOf(baseTip(pull)),
    treeOf(pull.headSha),
  )
  return 'tree' in merged ? merged.tree : null
}

function canRebase(world: World, pull: Pull): boolean {
  const { id } = pull.issue.repository
  // Nothing came to the base since, so nothing can be in the way.
  if (distance(world, id, baseTip(pull), pull.headSha).behind === 0) return true
  const commits = commitsOf(world, pull)
  const committer = commits[0]?.committer
  if (!committer) return false
  return replay(world.git.of(id), { onto: baseTip(pull), commits, committer }) !== undefined
}

/** What the base branch's protection still waits for, in GitHub's words; empty where nothing is in the way. */
export function blockersOf(world: World, pull: Pull): string[] {
  const { repository } = pull.issue
  const rules = repository.protections.get(pull.baseBranch)
  if (!rules) return []
  const checks = checksOf(pull)
  const blockers = rules.requiredChecks
    .filter((name) => checks.get(name) !== true)
    .map(
      (name) => `Required status check "${name}" is ${checks.get(name) === false ? 'failing' : 'expected'}.`,
    )
  if (isOutOfDate(world, pull)) blockers.push('The head branch is out of date with the base branch.')
  const verdicts = verdictsOf(pull)
  if (rules.requiredReviews !== null && [...verdicts.values()].includes('CHANGES_REQUESTED'))
    blockers.push('Changes have been requested.')
  const approvers = [...verdicts].filter(([, state]) => state === 'APPROVED').map(([account]) => account)
  if (approvers.length < (rules.requiredReviews ?? 0))
    blockers.push(
      rules.requiredReviews === 1
        ? 'At least 1 approving review is required by reviewers with write access.'
        : `At least ${rules.requiredReviews} approving reviews are required by reviewers with write access.`,
    )
  if (rules.requireCodeOwners) blockers.push(...missingOwners(world, pull, approvers))
  return blockers
}

/** Whether the base has what the head has not, where the protection minds that. */
function isOutOfDate(world: World, pull: Pull): boolean {
  const { repository } = pull.issue
  if (!repository.protections.get(pull.baseBranch)?.strict) return false
  return distance(world, repository.id, baseTip(pull), pull.headSha).behind > 0
}

/** Whether it passed, for each check run and status on the head that is settled; the latest of a name counts. */
function checksOf({ issue: { repository }, headSha }: Pull): Map<string, boolean> {
  const settled = new Map<string, boolean>()
  for (const { sha, context, state } of repository.statuses)
    if (sha === headSha && state !== 'pending') settled.set(context, state === 'success')
  for (const { suite, name, status, conclusion } of repository.checkRuns) {
    if (suite.headSha !== headSha) continue
    if (status !== 'completed') settled.delete(name)
    else settled.set(name, ['success', 'neutral', 'skipped'].includes(conclusion ?? ''))
  }
  return settled
}

/** The last word of each reviewer who may push: neither comments nor dismissed reviews count. */
export function verdictsOf({
  issue: { repository },
  reviews,
}: Pull): Map<Account, 'APPROVED' | 'CHANGES_REQUESTED'> {
  const verdicts = new Map<Account, 'APPROVED' | 'CHANGES_REQUESTED'>()
  for (const { author, state } of reviews) {
    if (!hasRole(author, repository, 'write')) continue
    if (state === 'APPROVED' || state === 'CHANGES_REQUESTED') verdicts.set(author, state)
  }
  return verdicts
}

function missingOwners(world: World, pull: Pull, approvers: readonly Account[]): string[] {
  const { repository } = pull.issue
  return diffOf(world, pull).flatMap(({ path }) => {
    const { people, teams } = codeOwnersOf(world, pull, [path])
    const owned = people.length + teams.length > 0
    const approved = approvers.some(
      (one) => people.includes(one) || teams.some(({ members }) => members.includes(one)),
    )
    return owned && !approved
      ? [`Waiting on code owner review from ${namesOf(repository, people, teams)}.`]
      : []
  })
}

const namesOf = ({ owner }: Repository, people: readonly Account[], teams: readonly Team[]): string =>
  [...people.map(({ login }) => login), ...teams.map(({ slug }) => `${owner.login}/${slug}`)].join(' and/or ')
