import { isChosen, mayBypass, NOT_YOU } from '../branches/protect.ts'
import { push } from '../branches/push.ts'
import { branchRef } from '../branches/resolve.ts'
import { type By, signatureOf, webFlow } from '../by.ts'
import { replay } from '../git/merge.ts'
import { ApiError } from '../http/errors.ts'
import { closeIssue } from '../issues/change.ts'
import { issuesClosedBy } from '../issues/references.ts'
import type { Pull } from '../model.ts'
import type { World } from '../world.ts'
import { baseTip, commitsOf, distance } from './changes.ts'
import { blockersOf, mergedTree } from './mergeable.ts'
import { markMerged } from './state.ts'

export interface Merge {
  readonly method: 'merge' | 'squash' | 'rebase'
  readonly title?: string | undefined
  readonly message?: string | undefined
  /** The head must still be there, else 409. */
  readonly sha?: string | undefined
}

/** Brings the work into the base branch, with all that came to either side since. Returns the new tip's sha. */
export function mergePull(world: World, by: By, pull: Pull, merge: Merge): string {
  if (pull.issue.state === 'closed') throw refused('Pull Request is not mergeable')
  if (merge.sha !== undefined && merge.sha !== pull.headSha)
    throw new ApiError(409, 'Head branch was modified. Review and try the merge again.')
  if (pull.draft) throw refused('Pull Request is still a draft')
  const tree = mergedTree(world, pull)
  if (tree === null) throw refused('Pull Request is not mergeable')
  const { repository } = pull.issue
  const [blocker] = mayBypass(repository, by, pull.baseBranch) ? [] : blockersOf(world, pull)
  if (blocker !== undefined) throw refused(blocker)
  if (!isChosen(repository.protections.get(pull.baseBranch)?.pushers ?? null, by)) throw refused(NOT_YOU)
  const sha = merge.method === 'rebase' ? rebase(world, by, pull) : writeMerge(world, by, pull, merge, tree)
  markMerged(world, by, pull, sha)
  push(world, by, repository, { ref: branchRef(pull.baseBranch), to: sha })
  if (pull.baseBranch === repository.defaultBranch) closeNamedIssues(world, by, pull)
  return sha
}

/** `fixes #12` in the description closes the issue with the merge. */
function closeNamedIssues(world: World, by: By, { issue, merged }: Pull): void {
  for (const named of issuesClosedBy(world, issue.repository, issue.body ?? ''))
    if (!named.pull && named.state === 'open')
      closeIssue(world, by, named, { commitSha: merged?.sha ?? null })
}

const refused = (message: string): ApiError => new ApiError(405, message)

function rebase(world: World, by: By, pull: Pull): string {
  const sha = replay(world.git.of(pull.issue.repository.id), {
    onto: baseTip(pull),
    commits: commitsOf(world, pull),
    committer: signatureOf(world, by.account),
  })
  if (sha === undefined) throw refused("This branch can't be rebased")
  return sha
}

function writeMerge(
  world: World,
  by: By,
  pull: Pull,
  { method, title, message }: Merge,
  tree: string,
): string {
  const { issue } = pull
  const store = world.git.of(issue.repository.id)
  const text = method === 'squash' ? squashText(world, pull) : mergeText(pull)
  const body = message ?? text.body
  return store.writeCommit({
    tree,
    parents: method === 'squash' ? [baseTip(pull)] : [baseTip(pull), pull.headSha],
    author: signatureOf(world, method === 'squash' ? issue.author : by.account),
    committer: webFlow(world),
    message: `${title ?? text.title}${body === '' ? '' : `\n\n${body}`}`,
  })
}

const mergeText = ({ issue, headBranch }: Pull): { title: string; body: string } => ({
  title: `Merge pull request #${issue.number} from ${issue.repository.owner.login}/${headBranch}`,
  body: issue.title,
})

/** GitHub's default: one commit gives its own words, several are listed under the pull request's title. */
function squashText(world: World, pull: Pull): { title: string; body: string } {
  const commits = commitsOf(world, pull)
  const [first] = commits
  const suffix = ` (#${pull.issue.number})`
  if (commits.length === 1 && first) {
    const [title = '', ...body] = first.message.split('\n')
    return { title: title + suffix, body: body.join('\n').trim() }
  }
  return {
    title: pull.issue.title + suffix,
    body: commits.map(({ message }) => `* ${message.trim()}`).join('\n\n'),
  }
}

/** Merges what came to the base since into the head: the way out of "this branch is behind". */
export function updateBranch(world: World, by: By, pull: Pull): void {
  const { repository } = pull.issue
  if (pull.issue.state === 'closed')
    throw new ApiError(422, 'Cannot update the branch of a closed pull request.')
  if (distance(world, repository.id, baseTip(pull), pull.headSha).behind === 0)
    throw new ApiError(422, 'There are no new commits on the base branch.')
  const tree = mergedTree(world, pull)
  if (tree === null) throw new ApiError(422, 'merge conflict between base and head')
  const sha = world.git.of(repository.id).writeCommit({
    tree,
    parents: [pull.headSha, baseTip(pull)],
    author: signatureOf(world, by.account),
    committer: webFlow(world),
    message: `Merge branch '${pull.baseBranch}' into ${pull.headBranch}`,
  })
  push(world, by, repository, { ref: branchRef(pull.headBranch), to: sha })
}
