import { afterAll } from 'vitest'
import type { ObjectStore } from '../../../src/sandbox/git/store.ts'
import { Stores } from '../../../src/sandbox/git/stores.ts'
import { changeTree } from '../../../src/sandbox/git/tree.ts'

/** An empty store for one test; its folder goes with the test file. */
export function freshStore(): () => ObjectStore {
  const stores = new Stores()
  let next = 0
  afterAll(() => stores.close())
  return () => stores.of(++next)
}

export const ada = { name: 'Ada', email: 'ada@example.com', date: '2026-03-01T10:00:00Z' }

/** Commits changes over the first parent's tree. */
export function commitOn(
  store: ObjectStore,
  parents: readonly string[],
  files: Readonly<Record<string, string | null>>,
  message = 'a change',
  date = ada.date,
): string {
  const [first] = parents
  const base = first === undefined ? null : store.commit(first).tree
  const tree = changeTree(store, base, new Map(Object.entries(files)))
  return store.writeCommit({ tree, parents, author: { ...ada, date }, message })
}
