import { branchSha } from '../branches/resolve.ts'
import { type By } from '../by.ts'
import { mergeBase } from '../git/history.ts'
import { type FieldError, invalid } from '../http/errors.ts'
import { checkTexts, newIssue } from '../issues/open.ts'
import { noteReferences } from '../issues/references.ts'
import type { Pull, Repository } from '../model.ts'
import { nextId, type World } from '../world.ts'
import { distance } from './changes.ts'
import { pullsOf } from './follow.ts'
import { requestOwners } from './requests.ts'
import { tellPull } from './state.ts'

export interface NewPull {
  readonly title: string
  readonly body: string | null
  /** Branch, or `owner:branch`. */
  readonly head: string
  readonly base: string
  readonly draft: boolean
  readonly maintainerCanModify?: boolean | undefined
}

/** Opens a pull request between two branches of the repository; 422 for all that GitHub refuses. */
export function createPull(world: World, by: By, repository: Repository, input: NewPull): Pull {
  checkTexts('PullRequest', input.title, input.body)
  const head = headBranch(repository, input.head)
  const { headSha, baseSha } = checkBranches(world, repository, head, input.base)
  const issue = newIssue(world, by, repository, input)
  const pull: Pull = {
    id: nextId(world),
    issue,
    draft: input.draft,
    headBranch: head,
    headSha,
    baseBranch: input.base,
    baseSha,
    merged: null,
    maintainerCanModify: input.maintainerCanModify ?? false,
    requestedReviewers: [],
    requestedTeams: [],
    reviews: [],
    reviewComments: [],
  }
  issue.pull = pull
  tellPull(world, by, pull, 'opened')
  noteReferences(world, by, issue, input.body ?? '')
  requestOwners(world, by, pull)
  return pull
}

/** `owner:branch` without its owner, where that is this repository's; any other is no branch that the sandbox has. */
export function headBranch(repository: Repository, head: string): string {
  const at = head.indexOf(':')
  return at !== -1 && head.slice(0, at).toLowerCase() === repository.owner.login.toLowerCase()
    ? head.slice(at + 1)
    : head
}

const refuse = (problem: Partial<FieldError>): Error =>
  invalid({ resource: 'PullRequest', code: 'custom', ...problem })

function checkBranches(world: World, repository: Repository, head: string, base: string) {
  const [headSha, baseSha] = [branchSha(repository, head), branchSha(repository, base)]
  if (headSha === undefined) throw refuse({ field: 'head', code: 'invalid' })
  if (baseSha === undefined) throw refuse({ field: 'base', code: 'invalid' })
  const twin = pullsOf(repository).find(
    ({ issue, headBranch, baseBranch }) =>
      issue.state === 'open' && headBranch === head && baseBranch === base,
  )
  if (twin) throw refuse({ message: `A pull request already exists for ${repository.owner.login}:${head}.` })
  if (distance(world, repository.id, baseSha, headSha).ahead === 0)
    throw refuse({ message: `No commits between ${base} and ${head}` })
  if (mergeBase(world.git.of(repository.id), baseSha, headSha) === undefined)
    throw refuse({ message: `The ${head} branch has no history in common with ${base}` })
  return { headSha, baseSha }
}
