import { branchSha } from '../branches/resolve.ts'
import { note, type By } from '../by.ts'
import { isAncestor } from '../git/history.ts'
import { emit } from '../hooks/emit.ts'
import { invalid } from '../http/errors.ts'
import type { Pull } from '../model.ts'
import { renderPullEvent } from '../render/pull.ts'
import { timestamp, type World } from '../world.ts'
import { requestOwners } from './requests.ts'

type PlainAction = 'opened' | 'closed' | 'reopened' | 'ready_for_review' | 'converted_to_draft'

/** Tells `pull_request` with nothing but the pull request in it. */
export function tellPull(world: World, by: By, pull: Pull, action: PlainAction): void {
  const parts = { number: pull.issue.number, pull_request: renderPullEvent(world, pull) }
  emit(world, 'pull_request', action, { repository: pull.issue.repository, sender: by.account, parts })
}

export function closePull(world: World, by: By, pull: Pull): void {
  if (pull.issue.state === 'closed') return
  shut(world, by, pull)
  note(world, by, pull.issue, { event: 'closed' })
  tellPull(world, by, pull, 'closed')
}

function shut(world: World, by: By, pull: Pull): void {
  const { issue } = pull
  pull.baseSha = branchSha(issue.repository, pull.baseBranch) ?? pull.baseSha
  issue.state = 'closed'
  issue.closedAt = timestamp(world)
  issue.closedBy = by.account
}

/** `sha`: the commit on the base that brought the work in. What the base was before counts for its diff. */
export function markMerged(world: World, by: By, pull: Pull, sha: string): void {
  const { issue, baseSha } = pull
  shut(world, by, pull)
  pull.baseSha = baseSha
  pull.merged = { at: timestamp(world), by: by.account, sha }
  note(world, by, issue, { event: 'merged', commitSha: sha })
  note(world, by, issue, { event: 'closed' })
  tellPull(world, by, pull, 'closed')
}

/** Opens it again where its branches are still there and the head was only added to; else 422. */
export function reopenPull(world: World, by: By, pull: Pull): void {
  const { issue } = pull
  if (issue.state === 'open') return
  const cannot = (why: string): never => {
    throw invalid({
      resource: 'PullRequest',
      code: 'custom',
      field: 'state',
      message: `state cannot be changed. ${why}`,
    })
  }
  if (pull.merged) cannot('The pull request has been merged.')
  const head =
    branchSha(issue.repository, pull.headBranch) ?? cannot(`The ${pull.headBranch} branch has been deleted.`)
  const base =
    branchSha(issue.repository, pull.baseBranch) ?? cannot(`The ${pull.baseBranch} branch has been deleted.`)
  const store = world.git.of(issue.repository.id)
  if (!isAncestor(store, pull.headSha, head))
    cannot(`The ${pull.headBranch} branch was force-pushed or recreated.`)
  if (isAncestor(store, head, base)) cannot(`There are no new commits on the ${pull.headBranch} branch.`)
  pull.headSha = head
  pull.baseSha = base
  issue.state = 'open'
  issue.closedAt = null
  issue.closedBy = null
  note(world, by, issue, { event: 'reopened' })
  tellPull(world, by, pull, 'reopened')
}

/** Takes the draft mark off, and asks the code owners. */
export function markReady(world: World, by: By, pull: Pull): void {
  if (!pull.draft) return
  pull.draft = false
  note(world, by, pull.issue, { event: 'ready_for_review' })
  tellPull(world, by, pull, 'ready_for_review')
  requestOwners(world, by, pull)
}

export function convertToDraft(world: World, by: By, pull: Pull): void {
  if (pull.draft) return
  pull.draft = true
  note(world, by, pull.issue, { event: 'convert_to_draft' })
  tellPull(world, by, pull, 'converted_to_draft')
}
