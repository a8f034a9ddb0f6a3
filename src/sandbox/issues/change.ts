import { note, type By } from '../by.ts'
import type { Issue, Milestone } from '../model.ts'
import { renderMilestone } from '../render/issue.ts'
import { timestamp, type World } from '../world.ts'
import { changeTexts } from './texts.ts'
import { tell, tellIssue } from './tell.ts'

/** New texts of an issue; nothing happens where they are the old ones. */
export function editIssue(
  world: World,
  by: By,
  issue: Issue,
  edit: { readonly title?: string | undefined; readonly body?: string | null | undefined },
): void {
  const changes = changeTexts(world, by, issue, edit)
  if (changes.title || changes.body) tell(world, by, issue, 'edited', { changes })
}

/** Closes an issue (not a pull request: that is `closePull`). `commitSha`: the commit that said so. */
export function closeIssue(
  world: World,
  by: By,
  issue: Issue,
  {
    reason = 'completed',
    commitSha = null,
  }: { reason?: 'completed' | 'not_planned' | 'duplicate'; commitSha?: string | null } = {},
): void {
  if (issue.state === 'closed') {
    issue.stateReason = reason
    return
  }
  issue.state = 'closed'
  issue.stateReason = reason
  issue.closedAt = timestamp(world)
  issue.closedBy = by.account
  note(world, by, issue, { event: 'closed', commitSha, stateReason: reason })
  tellIssue(world, by, issue, 'closed')
}

/** Opens an issue again (not a pull request: that is `reopenPull`). */
export function reopenIssue(world: World, by: By, issue: Issue): void {
  if (issue.state === 'open') return
  issue.state = 'open'
  issue.stateReason = 'reopened'
  issue.closedAt = null
  issue.closedBy = null
  note(world, by, issue, { event: 'reopened', stateReason: 'reopened' })
  tellIssue(world, by, issue, 'reopened')
}

export function setMilestone(world: World, by: By, issue: Issue, milestone: Milestone | null): void {
  const before = issue.milestone
  if (before === milestone) return
  issue.milestone = null
  if (before) {
    note(world, by, issue, { event: 'demilestoned', milestone: { title: before.title } })
    tell(world, by, issue, 'demilestoned', { milestone: renderMilestone(world, before) })
  }
  issue.milestone = milestone
  if (milestone) tellMilestoned(world, by, issue, milestone)
}

export function tellMilestoned(world: World, by: By, issue: Issue, milestone: Milestone): void {
  note(world, by, issue, { event: 'milestoned', milestone: { title: milestone.title } })
  tell(world, by, issue, 'milestoned', { milestone: renderMilestone(world, milestone) })
}

export function lockIssue(world: World, by: By, issue: Issue, reason: Issue['lockReason']): void {
  if (issue.locked) return
  issue.locked = true
  issue.lockReason = reason
  note(world, by, issue, { event: 'locked', lockReason: reason })
  tell(world, by, issue, 'locked', {})
}

export function unlockIssue(world: World, by: By, issue: Issue): void {
  if (!issue.locked) return
  issue.locked = false
  issue.lockReason = null
  note(world, by, issue, { event: 'unlocked' })
  tell(world, by, issue, 'unlocked', {})
}

const MOST_PINNED = 3

/** Pins the issue to the top of the list. False where three are pinned already, which is the most. */
export function pinIssue(world: World, by: By, issue: Issue): boolean {
  const pinned = issue.repository.pinnedIssues
  if (pinned.includes(issue)) return true
  if (pinned.length >= MOST_PINNED) return false
  pinned.push(issue)
  note(world, by, issue, { event: 'pinned' })
  tellIssue(world, by, issue, 'pinned')
  return true
}

export function unpinIssue(world: World, by: By, issue: Issue): void {
  const { repository } = issue
  if (!repository.pinnedIssues.includes(issue)) return
  repository.pinnedIssues = repository.pinnedIssues.filter((one) => one !== issue)
  note(world, by, issue, { event: 'unpinned' })
  tellIssue(world, by, issue, 'unpinned')
}

/** Deletes the issue for good; its number is not given again, and asking for it answers 410. */
export function deleteIssue(world: World, by: By, issue: Issue): void {
  const { repository, parent } = issue
  repository.issues.delete(issue.number)
  repository.pinnedIssues = repository.pinnedIssues.filter((one) => one !== issue)
  if (parent) parent.subIssues = parent.subIssues.filter((one) => one !== issue)
  for (const child of issue.subIssues) child.parent = null
  tellIssue(world, by, issue, 'deleted')
}
