import type { ObjectStore } from './store.ts'

export type FileStatus = 'added' | 'removed' | 'modified' | 'renamed' | 'changed'

/** How one file differs, in GitHub's words. */
export interface FileDiff {
  readonly path: string
  readonly previousPath: string | undefined
  readonly status: FileStatus
  readonly additions: number
  readonly deletions: number
  /** Both together. */
  readonly changes: number
  /** The blob after the change; of a removed file the one before. */
  readonly sha: string
  readonly binary: boolean
  /** Hunks only, no file header, no line break at the end; undefined where no line differs or it is binary. */
  readonly patch: string | undefined
}

// The name of git's empty tree, which it knows without it being stored.
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'

const STATUS: Readonly<Record<string, FileStatus>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  T: 'changed',
}

const cache = new WeakMap<ObjectStore, Map<string, readonly FileDiff[]>>()

/** Per-file differences between two trees, in the order of their paths; null is the empty tree. */
export function diffTrees(
  store: ObjectStore,
  before: string | null,
  after: string | null,
): readonly FileDiff[] {
  if (before === after) return []
  const known = cache.get(store) ?? new Map<string, readonly FileDiff[]>()
  cache.set(store, known)
  const key = `${before}..${after}`
  const found = known.get(key) ?? computeDiff(store, before, after)
  known.set(key, found)
  return found
}

function computeDiff(store: ObjectStore, before: string | null, after: string | null): FileDiff[] {
  const trees = [before ?? EMPTY_TREE, after ?? EMPTY_TREE]
  const { output } = store.git(['diff-tree', '-r', '-M', '-z', '--raw', '-p', ...trees])
  const text = output.toString('utf8')
  // With -z the raw part ends in an empty record; what follows are the patches, in the same order.
  const gap = text.indexOf('\0\0')
  const raw = (gap === -1 ? text : text.slice(0, gap)).split('\0').filter((field) => field !== '')
  const sections = gap === -1 ? [] : text.slice(gap + 2).split(/(?<=^|\n)(?=diff --git )/)
  const files: FileDiff[] = []
  for (let at = 0, section = 0; at < raw.length;) {
    const [beforeMode, afterMode, beforeSha = '', afterSha = '', letter = ''] = (raw[at] ?? '')
      .slice(1)
      .split(' ')
    const moved = letter.startsWith('R')
    const [first = '', second = ''] = raw.slice(at + 1, at + 3)
    at += moved ? 3 : 2
    // A file that became a link (or the reverse) is told as a deletion and a creation.
    const span = letter === 'T' ? 2 : 1
    const lines = hunks(sections.slice(section, section + span))
    section += span
    const status = STATUS[letter.charAt(0)] ?? 'modified'
    files.push({
      path: moved ? second : first,
      previousPath: moved ? first : undefined,
      status:
        status === 'modified' && beforeMode !== afterMode && beforeSha === afterSha ? 'changed' : status,
      sha: status === 'removed' ? beforeSha : afterSha,
      ...lines,
    })
  }
  return files
}

// By line feed alone: with the `m` flag, `^` would also match after a carriage return inside a line.
const FIRST_HUNK = /(?<=^|\n)@@ /

function hunks(
  sections: readonly string[],
): Pick<FileDiff, 'additions' | 'deletions' | 'changes' | 'binary' | 'patch'> {
  const bodies = sections.map((section) => {
    const start = section.search(FIRST_HUNK)
    return start === -1 ? '' : section.slice(start).replace(/\n$/, '')
  })
  const patch = bodies.filter((body) => body !== '').join('\n')
  const count = (sign: string): number => patch.split('\n').filter((line) => line.startsWith(sign)).length
  const [additions, deletions] = [count('+'), count('-')]
  return {
    additions,
    deletions,
    changes: additions + deletions,
    binary: bodies.some((body, at) => body === '' && /\nBinary files .* differ\n$/.test(sections[at] ?? '')),
    patch: patch === '' || tooLarge(patch) ? undefined : patch,
  }
}

/** GitHub shows no more than 20,000 lines or 1 MB of one file's diff and leaves the patch out beyond. */
function tooLarge(patch: string): boolean {
  return patch.length > 1_000_000 || patch.split('\n').length > 20_000
}

/** The whole diff as text: what the `diff` media type answers. */
export function diffText(store: ObjectStore, before: string | null, after: string | null): string {
  const trees = [before ?? EMPTY_TREE, after ?? EMPTY_TREE]
  return store.git(['diff-tree', '-r', '-M', '-p', ...trees]).output.toString('utf8')
}

/** The commits of `base..head` as mails, oldest first: what the `patch` media type answers. */
export function patchText(store: ObjectStore, base: string | null, head: string): string {
  const range = base === null ? ['--root', head] : [`${base}..${head}`]
  return store.git(['format-patch', '--stdout', '-M', ...range]).output.toString('utf8')
}
