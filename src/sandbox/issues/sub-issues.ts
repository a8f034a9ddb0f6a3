import { note, type By } from '../by.ts'
import { emit } from '../hooks/emit.ts'
import { ApiError } from '../http/errors.ts'
import type { Issue } from '../model.ts'
import { renderIssue } from '../render/issue.ts'
import { renderRepository } from '../render/repository.ts'
import type { World } from '../world.ts'

const MOST = 100
const DEEPEST = 8

const refuse = (message: string): Error =>
  new ApiError(422, `An error occurred while adding the sub-issue to the parent issue. ${message}`)

/** Makes `child` a part of `parent`; 422 for a second parent, a ring, more than 100 children or 8 levels. */
export function addSubIssue(
  world: World,
  by: By,
  parent: Issue,
  child: Issue,
  { replaceParent = false }: { replaceParent?: boolean } = {},
): void {
  checkFit(parent, child, replaceParent)
  if (child.parent) removeSubIssue(world, by, child.parent, child)
  parent.subIssues.push(child)
  child.parent = parent
  note(world, by, parent, { event: 'sub_issue_added', other: child })
  note(world, by, child, { event: 'parent_issue_added', other: parent })
  emit(world, 'sub_issues', 'sub_issue_added', {
    ...about(by, parent),
    parts: { ...pair(world, parent, child), sub_issue_repo: renderRepository(world, child.repository) },
  })
  emit(world, 'sub_issues', 'parent_issue_added', {
    ...about(by, child),
    parts: { ...pair(world, parent, child), parent_issue_repo: renderRepository(world, parent.repository) },
  })
}

export function removeSubIssue(world: World, by: By, parent: Issue, child: Issue): void {
  parent.subIssues = parent.subIssues.filter((one) => one !== child)
  child.parent = null
  note(world, by, parent, { event: 'sub_issue_removed', other: child })
  note(world, by, child, { event: 'parent_issue_removed', other: parent })
  emit(world, 'sub_issues', 'sub_issue_removed', {
    ...about(by, parent),
    parts: { ...pair(world, parent, child), sub_issue_repo: renderRepository(world, child.repository) },
  })
  emit(world, 'sub_issues', 'parent_issue_removed', {
    ...about(by, child),
    parts: { ...pair(world, parent, child), parent_issue_repo: renderRepository(world, parent.repository) },
  })
}

/** Puts `child` right after or before another one of its parent's. */
export function moveSubIssue(parent: Issue, child: Issue, beside: Issue, where: 'after' | 'before'): void {
  const others = parent.subIssues.filter((one) => one !== child)
  others.splice(others.indexOf(beside) + (where === 'after' ? 1 : 0), 0, child)
  parent.subIssues = others
}

function checkFit(parent: Issue, child: Issue, replaceParent: boolean): void {
  if (parent.subIssues.includes(child)) throw refuse('Issue may not contain duplicate sub-issues')
  if (child.parent && !replaceParent) throw refuse('Sub issue may only have one parent')
  if (child.pull || parent.pull) throw refuse('Pull requests cannot be sub-issues')
  if (child.repository.owner !== parent.repository.owner)
    throw refuse('Sub-issues must belong to the same owner')
  if (parent.subIssues.length >= MOST) throw refuse(`Parent cannot have more than ${MOST} sub-issues`)
  const line = ancestry(parent)
  if (line.includes(child)) throw refuse('Sub issue may not create a circular dependency')
  if (line.length + height(child) > DEEPEST) throw refuse(`Parent cannot be more than ${DEEPEST} layers deep`)
}

const ancestry = (issue: Issue): Issue[] => [issue, ...(issue.parent ? ancestry(issue.parent) : [])]
const height = (issue: Issue): number => 1 + Math.max(0, ...issue.subIssues.map(height))

const about = (by: By, issue: Issue) => ({ repository: issue.repository, sender: by.account })

const pair = (world: World, parent: Issue, child: Issue) => ({
  parent_issue_id: parent.id,
  parent_issue: renderIssue(world, parent),
  sub_issue_id: child.id,
  sub_issue: renderIssue(world, child),
})
