import type { Mode, ObjectStore, TreeEntry } from './store.ts'
import { typeOfMode } from './store.ts'

/** A file as it lies in a tree. */
export interface Entry {
  readonly mode: Mode
  readonly sha: string
}

/** By path from the root: new content, an object that is already stored, or null to delete. */
export type Changes = ReadonlyMap<string, string | Uint8Array | Entry | null>

const isEntry = (value: string | Uint8Array | Entry): value is Entry =>
  typeof value === 'object' && 'mode' in value

/** True where git would refuse the path: empty parts, `.`, `..`, `.git`, a NUL. */
export function malformedPath(path: string): boolean {
  if (path.includes('\0')) return true
  return path.split('/').some((part) => ['', '.', '..'].includes(part) || part.toLowerCase() === '.git')
}

/** Writes the tree that results from `base` with the changes; an emptied folder vanishes. Returns the tree's sha. */
export function changeTree(store: ObjectStore, base: string | null, changes: Changes): string {
  const entries = new Map((base ? (store.readTree(base) ?? []) : []).map((entry) => [entry.path, entry]))
  const folders = new Map<string, Map<string, string | Uint8Array | Entry | null>>()
  for (const [path, change] of changes) {
    const slash = path.indexOf('/')
    if (slash === -1) setEntry(store, entries, path, change)
    else {
      const folder = path.slice(0, slash)
      const inside = folders.get(folder) ?? new Map<string, string | Uint8Array | Entry | null>()
      folders.set(folder, inside.set(path.slice(slash + 1), change))
    }
  }
  for (const [folder, inside] of folders) {
    const before = entries.get(folder)
    const sha = changeTree(store, before?.type === 'tree' ? before.sha : null, inside)
    if (store.readTree(sha)?.length === 0) {
      // Deleting below a file leaves the file alone.
      if (before?.type === 'tree') entries.delete(folder)
    } else entries.set(folder, { mode: '040000', type: 'tree', path: folder, sha })
  }
  return store.writeTree([...entries.values()])
}

function setEntry(
  store: ObjectStore,
  entries: Map<string, TreeEntry>,
  path: string,
  change: string | Uint8Array | Entry | null,
): void {
  if (change === null) {
    entries.delete(path)
    return
  }
  const before = entries.get(path)
  // Writing over an executable keeps it executable.
  const mode = isEntry(change) ? change.mode : before?.mode === '100755' ? '100755' : '100644'
  const sha = isEntry(change) ? change.sha : store.writeBlob(change)
  entries.set(path, { mode, type: typeOfMode(mode), path, sha })
}

/** What lies at a path (no leading slash); the root itself for the empty path. */
export function entryAt(store: ObjectStore, tree: string, path: string): Entry | undefined {
  let found: Entry | undefined = { mode: '040000', sha: tree }
  for (const part of path === '' ? [] : path.split('/')) {
    const entries: TreeEntry[] | undefined = found && store.readTree(found.sha)
    found = entries?.find((entry) => entry.path === part)
  }
  return found && { mode: found.mode, sha: found.sha }
}

/** Every file (not folder) below a tree, by its path from there. */
export function flatten(store: ObjectStore, tree: string | null, prefix = ''): Map<string, Entry> {
  const files = new Map<string, Entry>()
  for (const entry of (tree && store.readTree(tree)) || []) {
    const path = prefix + entry.path
    if (entry.type !== 'tree') files.set(path, { mode: entry.mode, sha: entry.sha })
    else for (const [below, file] of flatten(store, entry.sha, `${path}/`)) files.set(below, file)
  }
  return files
}

export interface NameChanges {
  readonly added: string[]
  readonly removed: string[]
  readonly modified: string[]
}

/** Which files came, went and changed, without looking into them. */
export function nameChanges(store: ObjectStore, before: string | null, after: string): NameChanges {
  const [was, is] = [flatten(store, before), flatten(store, after)]
  return {
    added: [...is.keys()].filter((path) => !was.has(path)),
    removed: [...was.keys()].filter((path) => !is.has(path)),
    modified: [...is].flatMap(([path, { sha, mode }]) => {
      const old = was.get(path)
      return old && (old.sha !== sha || old.mode !== mode) ? [path] : []
    }),
  }
}
