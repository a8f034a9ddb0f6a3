import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Commit, Signature } from './commit.ts'
import { diffTrees } from './diff.ts'
import type { ObjectStore } from './store.ts'
import { changeTree, type Entry, flatten } from './tree.ts'

export type Merged = { readonly tree: string } | { readonly conflicts: readonly string[] }

const same = (a: Entry | undefined, b: Entry | undefined): boolean => a?.sha === b?.sha && a?.mode === b?.mode

/** Three-way merge of trees, file by file; `base` null for unrelated histories. Returns trees and paths. */
export function mergeTrees(store: ObjectStore, base: string | null, ours: string, theirs: string): Merged {
  const before = flatten(store, base)
  const mine = flatten(store, ours)
  const other = flatten(store, theirs)
  const changes = new Map<string, Entry | null>()
  const conflicts: string[] = []
  for (const file of new Set([...before.keys(), ...mine.keys(), ...other.keys()])) {
    const [was, here, there] = [before.get(file), mine.get(file), other.get(file)]
    if (same(here, there) || same(was, there)) continue
    if (same(was, here)) changes.set(file, there ?? null)
    else {
      const merged = here && there && mergeFiles(store, was, here, there)
      if (merged) changes.set(file, merged)
      else conflicts.push(file)
    }
  }
  const left = followRenames(store, { base, ours, theirs, before, mine, other }, conflicts, changes)
  if (left.length > 0) return { conflicts: left.sort() }
  const tree = changeTree(store, ours, changes)
  const clash = fileAndFolder(mine, changes)
  return clash.length > 0 ? { conflicts: clash } : { tree }
}

interface Sides {
  readonly base: string | null
  readonly ours: string
  readonly theirs: string
  readonly before: ReadonlyMap<string, Entry>
  readonly mine: ReadonlyMap<string, Entry>
  readonly other: ReadonlyMap<string, Entry>
}

/** A file that one side moved and the other edited: the edit follows the move. Returns the conflicts that stay. */
function followRenames(
  store: ObjectStore,
  sides: Sides,
  conflicts: readonly string[],
  changes: Map<string, Entry | null>,
): string[] {
  return conflicts.filter((file) => {
    const movedByUs = !sides.mine.has(file)
    if (movedByUs === !sides.other.has(file)) return true
    const [mover, editor] = movedByUs ? [sides.mine, sides.other] : [sides.other, sides.mine]
    const moves = diffTrees(store, sides.base, movedByUs ? sides.ours : sides.theirs)
    const to = moves.find((move) => move.previousPath === file)?.path
    const [moved, edited] = [to === undefined ? undefined : mover.get(to), editor.get(file)]
    if (to === undefined || !moved || !edited || editor.has(to)) return true
    const merged = mergeFiles(store, sides.before.get(file), moved, edited)
    if (!merged) return true
    changes.set(to, merged).set(file, null)
    return false
  })
}

function mergeFiles(
  store: ObjectStore,
  was: Entry | undefined,
  here: Entry,
  there: Entry,
): Entry | undefined {
  const mode = was?.mode === here.mode ? there.mode : here.mode
  if (here.sha === there.sha) return { mode, sha: here.sha }
  const [a, b] = [store.readBlob(here.sha), store.readBlob(there.sha)]
  if (!a || !b || here.mode === '120000' || there.mode === '120000') return undefined
  const content = mergeContents(store, a, (was && store.readBlob(was.sha)) ?? Buffer.alloc(0), b)
  return content && { mode, sha: store.writeBlob(content) }
}

/** Undefined where the contents conflict or are binary. */
function mergeContents(store: ObjectStore, ours: Buffer, base: Buffer, theirs: Buffer): Buffer | undefined {
  const folder = mkdtempSync(path.join(store.directory, 'merge-'))
  try {
    const files = ['ours', 'base', 'theirs'].map((name) => path.join(folder, name))
    for (const [index, content] of [ours, base, theirs].entries()) writeFileSync(files[index] ?? '', content)
    // The exit code counts the conflicts; 255 says that there is binary content.
    const { status, output } = store.git(['merge-file', '-p', '-q', ...files], (code) => code > 0)
    return status === 0 ? output : undefined
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Paths that would be a file and a folder at once. */
function fileAndFolder(
  mine: ReadonlyMap<string, Entry>,
  changes: ReadonlyMap<string, Entry | null>,
): string[] {
  const files = new Set(mine.keys())
  for (const [file, change] of changes) {
    if (change === null) files.delete(file)
    else files.add(file)
  }
  const folders = [...files].flatMap((file) => {
    const parts = file.split('/')
    return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'))
  })
  return [...new Set(folders.filter((folder) => files.has(folder)))]
}

export interface Replay {
  readonly onto: string
  /** Oldest first. Merge commits are left out, as a rebase does. */
  readonly commits: readonly Commit[]
  readonly committer: Signature
}

/** Rebases commits; undefined where one of them conflicts. Returns the new head's sha. */
export function replay(store: ObjectStore, { onto, commits, committer }: Replay): string | undefined {
  let head = onto
  for (const commit of commits) {
    const [parent, second] = commit.parents
    if (second !== undefined) continue
    const base = parent === undefined ? null : store.commit(parent).tree
    const merged = mergeTrees(store, base, store.commit(head).tree, commit.tree)
    if ('conflicts' in merged) return undefined
    const { author, message } = commit
    head = store.writeCommit({ tree: merged.tree, parents: [head], author, committer, message })
  }
  return head
}
