import type { components } from '@octokit/openapi-webhooks-types'
import type { By } from '../by.ts'
import { accountOf } from '../by.ts'
import type { Commit, Signature } from '../git/commit.ts'
import { isAncestor, log } from '../git/history.ts'
import { nameChanges } from '../git/tree.ts'
import { emit } from '../hooks/emit.ts'
import { closeIssue } from '../issues/change.ts'
import { issuesClosedBy } from '../issues/references.ts'
import type { Repository } from '../model.ts'
import { followPush } from '../pulls/follow.ts'
import { pageUrl } from '../render/repository.ts'
import { timestamp, type World } from '../world.ts'
import { branchRef } from './resolve.ts'

export interface Push {
  /** Full name: `refs/heads/main`. */
  readonly ref: string
  /** The commit that it shall point to, which is stored already; null deletes it. */
  readonly to: string | null
}

const NONE = '0'.repeat(40)

/**
 * Moves, makes or deletes a branch or tag as `git push --force` does: tells `push`, and the pull requests from and
 * into that branch follow. Whether the actor may do it is for the caller to look at.
 */
export function push(world: World, by: By, repository: Repository, { ref, to }: Push): void {
  const before = repository.refs.get(ref) ?? null
  if (before === to) return
  if (to === null) repository.refs.delete(ref)
  else repository.refs.set(ref, to)
  repository.pushedAt = timestamp(world)
  repository.updatedAt = repository.pushedAt
  const forced = before !== null && to !== null && !isAncestor(world.git.of(repository.id), before, to)
  emitPush(world, by, repository, { ref, before, after: to, forced })
  emitExistence(world, by, repository, { ref, before, after: to, forced })
  followPush(world, by, repository, { ref, before, after: to, forced })
  if (to !== null && ref === branchRef(repository.defaultBranch))
    closeNamedIssues(world, by, repository, before, to)
}

/** `fixes #12` in a commit closes the issue once it reaches the default branch. */
function closeNamedIssues(
  world: World,
  by: By,
  repository: Repository,
  before: string | null,
  to: string,
): void {
  const store = world.git.of(repository.id)
  const fresh = log(store, { from: to, not: before === null ? [] : [before] }).toReversed()
  for (const { sha, message } of fresh)
    for (const issue of issuesClosedBy(world, repository, message))
      if (!issue.pull && issue.state === 'open') closeIssue(world, by, issue, { commitSha: sha })
}

export interface Moved {
  readonly ref: string
  readonly before: string | null
  readonly after: string | null
  readonly forced: boolean
}

type PushedCommit = components['schemas']['webhook-push']['commits'][number]

/** `create` and `delete`, which come beside `push` for branches and tags that are new or gone. */
function emitExistence(world: World, by: By, repository: Repository, { ref, before, after }: Moved): void {
  const about = { repository, sender: by.account }
  const shared = {
    ref: ref.replace(/^refs\/(heads|tags)\//, ''),
    ref_type: ref.startsWith('refs/tags/') ? ('tag' as const) : ('branch' as const),
    pusher_type: 'user',
  }
  if (before === null) {
    const { defaultBranch: master_branch, description } = repository
    emit(world, 'create', null, { ...about, parts: { ...shared, master_branch, description } })
  } else if (after === null) emit(world, 'delete', null, { ...about, parts: shared })
}

function emitPush(world: World, by: By, repository: Repository, { ref, before, after, forced }: Moved): void {
  const fresh = after === null ? [] : newCommits(world, repository, ref, before, after)
  const commits = fresh.map((commit) => renderPushed(world, repository, commit))
  const tip =
    after === null ? null : renderPushed(world, repository, world.git.of(repository.id).commit(after))
  const { login, email } = by.account
  emit(world, 'push', null, {
    repository,
    sender: by.account,
    parts: {
      ref,
      before: before ?? NONE,
      after: after ?? NONE,
      created: before === null,
      deleted: after === null,
      forced,
      base_ref: null,
      compare: compareUrl(world, repository, ref, before, after),
      commits,
      head_commit: tip,
      pusher: { name: login, email },
    },
  })
}

/** What came with the push and no other branch had, oldest first. */
function newCommits(
  world: World,
  repository: Repository,
  ref: string,
  before: string | null,
  after: string,
): Commit[] {
  const others = [...repository.refs].filter(([name]) => name !== ref).map(([, sha]) => sha)
  const known = before === null ? others : [before]
  return log(world.git.of(repository.id), { from: after, not: known }).toReversed()
}

function renderPushed(world: World, repository: Repository, commit: Commit): PushedCommit {
  const store = world.git.of(repository.id)
  const [parent] = commit.parents
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: `${pageUrl(world, repository)}/commit/${commit.sha}`,
    author: renderSignature(world, commit.author),
    committer: renderSignature(world, commit.committer),
    ...nameChanges(store, parent === undefined ? null : store.commit(parent).tree, commit.tree),
  }
}

function renderSignature(world: World, signature: Signature) {
  const login = accountOf(world, signature)?.login
  return { name: signature.name, email: signature.email, ...(login === undefined ? {} : { username: login }) }
}

function compareUrl(
  world: World,
  repository: Repository,
  ref: string,
  before: string | null,
  after: string | null,
) {
  const page = `${pageUrl(world, repository)}/compare`
  if (before === null || after === null) return `${page}/${ref.replace(/^refs\/(heads|tags)\//, '')}`
  return `${page}/${before.slice(0, 12)}...${after.slice(0, 12)}`
}
