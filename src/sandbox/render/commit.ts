import type { components } from '@octokit/openapi-types'
import { accountOf } from '../by.ts'
import type { Commit } from '../git/commit.ts'
import { diffTrees } from '../git/diff.ts'
import type { Repository } from '../model.ts'
import { nodeId, type World } from '../world.ts'
import { renderUserOrNull } from './account.ts'
import { renderFile } from './files.ts'
import { pageUrl, repositoryUrl } from './repository.ts'

type Schemas = components['schemas']

// The sandbox signs nothing.
const UNSIGNED = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null }

const pageOf = (world: World, repository: Repository, sha: string): string =>
  `${pageUrl(world, repository)}/commit/${sha}`

export const commitNodeId = (repository: Repository, sha: string): string =>
  nodeId('Commit', `${repository.id}:${sha}`)

/** A commit as lists show it: with the accounts behind its addresses, without files. */
export function renderCommit(world: World, repository: Repository, commit: Commit) {
  const { sha, author, committer, message, tree } = commit
  const api = repositoryUrl(world, repository)
  return {
    sha,
    node_id: commitNodeId(repository, sha),
    url: `${api}/commits/${sha}`,
    html_url: pageOf(world, repository, sha),
    comments_url: `${api}/commits/${sha}/comments`,
    commit: {
      author,
      committer,
      message,
      tree: { sha: tree, url: `${api}/git/trees/${tree}` },
      url: `${api}/git/commits/${sha}`,
      // The sandbox has no comments on commits.
      comment_count: 0,
      verification: UNSIGNED,
    },
    author: renderUserOrNull(world, accountOf(world, author)),
    committer: renderUserOrNull(world, accountOf(world, committer)),
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${api}/commits/${parent}`,
      html_url: pageOf(world, repository, parent),
    })),
  } satisfies Schemas['commit']
}

/** With what it changed against its first parent. */
export function renderFullCommit(world: World, repository: Repository, commit: Commit) {
  const files = filesOf(world, repository, commit)
  const sum = (of: 'additions' | 'deletions'): number => files.reduce((total, file) => total + file[of], 0)
  const [additions, deletions] = [sum('additions'), sum('deletions')]
  return {
    ...renderCommit(world, repository, commit),
    stats: { total: additions + deletions, additions, deletions },
    files: files.map((file) => renderFile(world, repository, commit.sha, file)),
  } satisfies Schemas['commit']
}

function filesOf(world: World, repository: Repository, commit: Commit) {
  const store = world.git.of(repository.id)
  const [parent] = commit.parents
  return diffTrees(store, parent === undefined ? null : store.commit(parent).tree, commit.tree)
}

/** The bare object, as the git database's own routes show it. */
export function renderGitCommit(world: World, repository: Repository, commit: Commit) {
  const api = `${repositoryUrl(world, repository)}/git`
  const { sha, author, committer, message, tree } = commit
  return {
    sha,
    node_id: commitNodeId(repository, sha),
    url: `${api}/commits/${sha}`,
    html_url: pageOf(world, repository, sha),
    author,
    committer,
    message,
    tree: { sha: tree, url: `${api}/trees/${tree}` },
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${api}/commits/${parent}`,
      html_url: pageOf(world, repository, parent),
    })),
    verification: UNSIGNED,
  } satisfies Schemas['git-commit']
}
