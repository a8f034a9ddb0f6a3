import { branchSha } from '../branches/resolve.ts'
import { note, type By } from '../by.ts'
import { emit } from '../hooks/emit.ts'
import { invalid } from '../http/errors.ts'
import { checkTexts } from '../issues/open.ts'
import { changeTexts, type TextChanges } from '../issues/texts.ts'
import type { Pull } from '../model.ts'
import { renderPullEvent } from '../render/pull.ts'
import type { World } from '../world.ts'
import { closePull, reopenPull } from './state.ts'

export interface PullEdit {
  readonly title?: string | undefined
  readonly body?: string | null | undefined
  readonly base?: string | undefined
  readonly state?: 'open' | 'closed' | undefined
  readonly maintainerCanModify?: boolean | undefined
}

/** Changes what is given and differs; one `edited` tells all texts and the base, state changes tell their own. */
export function editPull(world: World, by: By, pull: Pull, edit: PullEdit): void {
  const { issue } = pull
  checkTexts('PullRequest', edit.title, edit.body)
  const changes: TextChanges & { base?: BaseChange } = {}
  if (edit.base !== undefined && edit.base !== pull.baseBranch)
    changes.base = changeBase(world, by, pull, edit.base)
  Object.assign(changes, changeTexts(world, by, issue, edit))
  if (edit.maintainerCanModify !== undefined) pull.maintainerCanModify = edit.maintainerCanModify
  if (Object.keys(changes).length > 0) {
    const parts = { number: issue.number, changes, pull_request: renderPullEvent(world, pull) }
    emit(world, 'pull_request', 'edited', { repository: issue.repository, sender: by.account, parts })
  }
  if (edit.state === 'closed') closePull(world, by, pull)
  if (edit.state === 'open') reopenPull(world, by, pull)
}

interface BaseChange {
  ref: { from: string }
  sha: { from: string }
}

function changeBase(world: World, by: By, pull: Pull, base: string): BaseChange {
  const sha = branchSha(pull.issue.repository, base)
  if (sha === undefined || base === pull.headBranch)
    throw invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' })
  if (pull.issue.state === 'closed')
    throw invalid({
      resource: 'PullRequest',
      field: 'base',
      code: 'custom',
      message: 'Cannot change the base branch of a closed pull request.',
    })
  const change = { ref: { from: pull.baseBranch }, sha: { from: pull.baseSha } }
  pull.baseBranch = base
  pull.baseSha = sha
  note(world, by, pull.issue, { event: 'base_ref_changed' })
  return change
}
