import type { Repository } from '../model.ts'
import type { World } from '../world.ts'

export const branchRef = (branch: string): string => `refs/heads/${branch}`

export const branchSha = (repository: Repository, branch: string): string | undefined =>
  repository.refs.get(branchRef(branch))

/** Name and tip of each branch, by name. */
export function branchesOf(repository: Repository): { name: string; sha: string }[] {
  return [...repository.refs]
    .filter(([ref]) => ref.startsWith('refs/heads/'))
    .map(([ref, sha]) => ({ name: ref.slice('refs/heads/'.length), sha }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * The commit that a text means: a branch, a tag, `heads/…`, `refs/…`, `HEAD`, or a sha, whole or its first digits;
 * undefined where it means none.
 */
export function resolveCommit(world: World, repository: Repository, text: string): string | undefined {
  if (text === 'HEAD') return branchSha(repository, repository.defaultBranch)
  const { refs } = repository
  const named =
    refs.get(`refs/heads/${text}`) ??
    refs.get(`refs/tags/${text}`) ??
    refs.get(`refs/${text}`) ??
    refs.get(text)
  if (named !== undefined) return named
  const store = world.git.of(repository.id)
  const sha = store.expand(text.toLowerCase())
  return sha !== undefined && store.kind(sha) === 'commit' ? sha : undefined
}

/** Whether git takes this as the full name of a branch or tag (`git check-ref-format`). */
export function wellFormedRef(ref: string): boolean {
  if (!/^refs\/[^/]+\/[^/]/.test(ref)) return false
  // eslint-disable-next-line no-control-regex -- git forbids control characters, so they are named here
  if (/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|[/.]$/.test(ref)) return false
  return ref.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.lock'))
}
