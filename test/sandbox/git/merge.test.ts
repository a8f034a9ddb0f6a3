import { array, assert, constantFrom, property } from 'fast-check'
import { expect, it } from 'vitest'
import { log } from '../../../src/sandbox/git/history.ts'
import { mergeTrees, replay } from '../../../src/sandbox/git/merge.ts'
import type { ObjectStore } from '../../../src/sandbox/git/store.ts'
import { changeTree, flatten } from '../../../src/sandbox/git/tree.ts'
import { ada, commitOn, freshStore } from './stores.ts'

const store = freshStore()
const text = '1\n2\n3\n4\n5\n6\n7\n8\n'

function merging(git: ObjectStore, base: Files, ours: Files, theirs: Files) {
  const tree = (from: string | null, files: Files): string =>
    changeTree(git, from, new Map(Object.entries(files)))
  const root = tree(null, base)
  const merged = mergeTrees(git, root, tree(root, ours), tree(root, theirs))
  if ('conflicts' in merged) return merged.conflicts
  return Object.fromEntries(
    [...flatten(git, merged.tree)].map(([path, { sha }]) => [path, String(git.readBlob(sha))]),
  )
}
type Files = Readonly<Record<string, string | null>>

it('keeps the changes of both sides, within one file too', () => {
  const ours = { 'a.md': text.replace('2', 'two'), 'mine.md': 'm', 'gone.md': null }
  const theirs = { 'a.md': text.replace('7', 'seven'), 'theirs.md': 't' }
  expect(merging(store(), { 'a.md': text, 'gone.md': 'x' }, ours, theirs)).toEqual({
    'a.md': text.replace('2', 'two').replace('7', 'seven'),
    'mine.md': 'm',
    'theirs.md': 't',
  })
})

it('takes a change that both sides made alike', () => {
  expect(merging(store(), { a: '1' }, { a: '2', b: 'b' }, { a: '2', b: 'b' })).toEqual({ a: '2', b: 'b' })
})

it('names the files in conflict', () => {
  const base = { same: '1\n', edited: 'e\n', binary: '\0' }
  const ours = { same: '2\n', edited: null, binary: '\0a', both: 'x\n' }
  const theirs = { same: '3\n', edited: 'f\n', binary: '\0b', both: 'y\n' }
  expect(merging(store(), base, ours, theirs)).toEqual(['binary', 'both', 'edited', 'same'])
})

it('sees a file against a folder of the same name', () => {
  expect(merging(store(), {}, { docs: 'file' }, { 'docs/a': 'a' })).toEqual(['docs'])
})

it('lets an edit follow a renamed file, whoever moved it', () => {
  const base = { 'old.md': text }
  const moved = { 'old.md': null, 'new.md': text.replace('1', 'one') }
  const edited = { 'old.md': text.replace('8', 'eight') }
  const both = { 'new.md': text.replace('1', 'one').replace('8', 'eight') }
  expect(merging(store(), base, moved, edited)).toEqual(both)
  expect(merging(store(), base, edited, moved)).toEqual(both)
})

it('rebases commits one by one, keeping authors, and stops at a conflict', () => {
  const git = store()
  const root = commitOn(git, [], { a: '1', b: '1' }, 'root')
  const base = commitOn(git, [root], { a: '2' }, 'base')
  const one = git.commit(commitOn(git, [root], { b: '2' }, 'one'))
  const two = git.commit(commitOn(git, [one.sha], { c: '1' }, 'two'))
  const committer = { name: 'Bob', email: 'bob@example.com', date: '2026-03-02T00:00:00Z' }
  const head = replay(git, { onto: base, commits: [one, two], committer }) ?? ''
  expect(log(git, { from: head }).map(({ message }) => message)).toEqual(['two', 'one', 'base', 'root'])
  expect(git.commit(head)).toMatchObject({ author: ada, committer })
  const clash = git.commit(commitOn(git, [root], { a: '3' }))
  expect(replay(git, { onto: base, commits: [clash], committer })).toBeUndefined()
})

it('merges the same whichever side comes first', () => {
  const git = store()
  const lines = array(constantFrom('a\n', 'b\n', 'c\n'), { maxLength: 6 }).map((parts) => parts.join(''))
  assert(
    property(lines, lines, (ours, theirs) => {
      const base = { f: 'a\nb\nc\n' }
      expect(merging(git, base, { f: ours }, { f: theirs })).toEqual(
        merging(git, base, { f: theirs }, { f: ours }),
      )
    }),
    { numRuns: 40 },
  )
})
