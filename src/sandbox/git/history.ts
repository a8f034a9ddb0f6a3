import type { Commit } from './commit.ts'
import type { ObjectStore } from './store.ts'
import { entryAt } from './tree.ts'

/** A commit and all that it grew from. */
export function ancestors(store: ObjectStore, ...from: readonly string[]): Set<string> {
  const seen = new Set<string>()
  const waiting = [...from]
  for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
    if (seen.has(sha)) continue
    seen.add(sha)
    waiting.push(...store.commit(sha).parents)
  }
  return seen
}

export function isAncestor(store: ObjectStore, maybe: string, of: string): boolean {
  return ancestors(store, of).has(maybe)
}

/** The best common ancestor, the newest where there are several; undefined for unrelated histories. */
export function mergeBase(store: ObjectStore, a: string, b: string): string | undefined {
  const ofA = ancestors(store, a)
  // What comes first in that order is no ancestor of the others.
  return inOrder(
    store,
    [...ancestors(store, b)].filter((sha) => ofA.has(sha)),
  )[0]?.sha
}

export interface LogQuery {
  readonly from: string
  /** Leave out these and all that they grew from. */
  readonly not?: readonly string[]
  /** Only commits that changed this file or folder, with git's own simplification of merges. */
  readonly path?: string
}

/** Newest first, and never a parent before its child. */
export function log(store: ObjectStore, { from, not = [], path = '' }: LogQuery): Commit[] {
  const without = ancestors(store, ...not)
  const reachable = path === '' ? ancestors(store, from) : touching(store, from, path)
  return inOrder(
    store,
    [...reachable].filter((sha) => !without.has(sha)),
    path === '' ? undefined : from,
  )
}

function touching(store: ObjectStore, from: string, path: string): Set<string> {
  const at = (sha: string): string | undefined => {
    const entry = entryAt(store, store.commit(sha).tree, path)
    return entry && `${entry.mode} ${entry.sha}`
  }
  const found = new Set<string>()
  const seen = new Set<string>()
  const waiting = [from]
  for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
    if (seen.has(sha)) continue
    seen.add(sha)
    const here = at(sha)
    const { parents } = store.commit(sha)
    const same = parents.find((parent) => at(parent) === here)
    if (same !== undefined) waiting.push(same)
    else {
      if (parents.length > 0 || here !== undefined) found.add(sha)
      waiting.push(...parents)
    }
  }
  return found
}

/**
 * Newest first by commit date; where commits share a second (in tests nearly all do) the graph decides. `graphFrom`
 * gives the commit whose whole history orders a set that has gaps.
 */
function inOrder(store: ObjectStore, shas: readonly string[], graphFrom?: string): Commit[] {
  const wanted = new Set(shas)
  const graph = graphFrom === undefined ? wanted : ancestors(store, graphFrom)
  const children = new Map<string, number>()
  for (const sha of graph) {
    for (const parent of store.commit(sha).parents) children.set(parent, (children.get(parent) ?? 0) + 1)
  }
  const ready = [...graph].filter((sha) => !children.has(sha)).map((sha) => store.commit(sha))
  const ordered: Commit[] = []
  while (ready.length > 0) {
    const newest = ready.reduce((best, commit) =>
      commit.committer.date > best.committer.date ? commit : best,
    )
    ready.splice(ready.indexOf(newest), 1)
    if (wanted.has(newest.sha)) ordered.push(newest)
    for (const parent of newest.parents) {
      if (!graph.has(parent)) continue
      const left = (children.get(parent) ?? 1) - 1
      children.set(parent, left)
      if (left === 0) ready.push(store.commit(parent))
    }
  }
  return ordered
}
