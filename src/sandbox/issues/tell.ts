import type { By } from '../by.ts'
import { emit, type PartsOf } from '../hooks/emit.ts'
import type { Issue } from '../model.ts'
import { renderIssue } from '../render/issue.ts'
import { renderPullEvent } from '../render/pull.ts'
import type { World } from '../world.ts'

/** What happens to issues and to pull requests alike. */
type SharedAction =
  | 'labeled'
  | 'unlabeled'
  | 'assigned'
  | 'unassigned'
  | 'milestoned'
  | 'demilestoned'
  | 'edited'
  | 'locked'
  | 'unlocked'

/** Fires `issues.…`, or `pull_request.…` where it is one; `own` is what the event says besides the thing itself. */
export function tell<A extends SharedAction>(
  world: World,
  by: By,
  issue: Issue,
  action: A,
  own: Omit<PartsOf<'issues', A>, 'issue'>,
): void {
  const about = { repository: issue.repository, sender: by.account }
  // `own` and both renderings are each held to GitHub's schemas; only their union is beyond what the compiler can
  // follow while the action is still a parameter.
  if (issue.pull) {
    const parts = { number: issue.number, pull_request: renderPullEvent(world, issue.pull), ...own }
    emit(world, 'pull_request', action, { ...about, parts: parts as unknown as PartsOf<'pull_request', A> })
  } else {
    const parts = { issue: renderIssue(world, issue), ...own }
    emit(world, 'issues', action, { ...about, parts: parts as unknown as PartsOf<'issues', A> })
  }
}

/** Fires what only issues have. */
export function tellIssue(
  world: World,
  by: By,
  issue: Issue,
  action: 'opened' | 'closed' | 'reopened' | 'pinned' | 'unpinned' | 'deleted',
): void {
  const parts = { issue: renderIssue(world, issue) }
  emit(world, 'issues', action, {
    repository: issue.repository,
    sender: by.account,
    parts,
  })
}
