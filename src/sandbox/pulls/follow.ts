import type { Moved } from '../branches/push.ts'
import type { By } from '../by.ts'
import { note } from '../by.ts'
import { isAncestor } from '../git/history.ts'
import { emit } from '../hooks/emit.ts'
import type { Pull, Repository } from '../model.ts'
import { renderPullEvent } from '../render/pull.ts'
import { timestamp, type World } from '../world.ts'
import { closePull, markMerged } from './state.ts'
import { dismissReview } from './reviews.ts'
import { moveThreads } from './outdated.ts'

export const pullsOf = (repository: Repository): Pull[] =>
  [...repository.issues.values()].flatMap(({ pull }) => pull ?? [])

/** What a push does to the pull requests that come from the branch or go into it. */
export function followPush(world: World, by: By, repository: Repository, moved: Moved): void {
  if (!moved.ref.startsWith('refs/heads/')) return
  const branch = moved.ref.slice('refs/heads/'.length)
  const open = pullsOf(repository).filter(({ issue }) => issue.state === 'open')
  for (const pull of open) {
    if (pull.headBranch === branch) followHead(world, by, pull, moved)
    else if (pull.baseBranch === branch) followBase(world, by, pull, moved)
  }
}

function followHead(world: World, by: By, pull: Pull, { before, after, forced }: Moved): void {
  if (before === null || after === null) {
    closePull(world, by, pull)
    note(world, by, pull.issue, { event: 'head_ref_deleted' })
    return
  }
  pull.headSha = after
  moveThreads(world, pull, before)
  pull.issue.updatedAt = timestamp(world)
  dismissStale(world, by, pull)
  if (forced) note(world, by, pull.issue, { event: 'head_ref_force_pushed', commitSha: after })
  emit(world, 'pull_request', 'synchronize', {
    repository: pull.issue.repository,
    sender: by.account,
    parts: { number: pull.issue.number, before, after, pull_request: renderPullEvent(world, pull) },
  })
}

function dismissStale(world: World, by: By, { issue, baseBranch, reviews }: Pull): void {
  if (!issue.repository.protections.get(baseBranch)?.dismissStale) return
  for (const review of reviews)
    if (review.state === 'APPROVED')
      dismissReview(world, by, review, 'The approval was of what was there before.')
}

/** Work that reaches the base by another way counts as merged; without its base a pull request is closed. */
function followBase(world: World, by: By, pull: Pull, { before, after }: Moved): void {
  const store = world.git.of(pull.issue.repository.id)
  if (after === null) closePull(world, by, pull)
  else {
    const contained = (tip: string | null): boolean => tip !== null && isAncestor(store, pull.headSha, tip)
    if (contained(after) && !contained(before)) markMerged(world, by, pull, after)
    else pull.baseSha = after
  }
}
