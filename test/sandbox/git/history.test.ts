import { expect, it } from 'vitest'
import { isAncestor, log, mergeBase } from '../../../src/sandbox/git/history.ts'
import { commitOn, freshStore } from './stores.ts'

const store = freshStore()

/** root ─ left ─ merge, root ─ right ─ merge */
function diamond() {
  const git = store()
  const root = commitOn(git, [], { 'a.md': '1', 'b.md': '1' }, 'root')
  const left = commitOn(git, [root], { 'a.md': '2' }, 'left')
  const right = commitOn(git, [root], { 'b.md': '2' }, 'right', '2026-03-01T11:00:00Z')
  const merge = commitOn(git, [left, right], { 'b.md': '2' }, 'merge', '2026-03-01T12:00:00Z')
  return { git, root, left, right, merge }
}

it('logs newest first and never a parent before its child', () => {
  const { git, merge } = diamond()
  expect(log(git, { from: merge }).map(({ message }) => message)).toEqual(['merge', 'right', 'left', 'root'])
})

it('orders commits of one second by the graph', () => {
  const git = store()
  let head = commitOn(git, [], { n: '0' }, '0')
  for (const n of ['1', '2', '3', '4']) head = commitOn(git, [head], { n }, n)
  expect(log(git, { from: head }).map(({ message }) => message)).toEqual(['4', '3', '2', '1', '0'])
})

it('agrees with git about the history of a path', () => {
  const { git, merge } = diamond()
  for (const path of ['a.md', 'b.md', 'none.md']) {
    const { output } = git.git(['rev-list', merge, '--', path])
    expect(log(git, { from: merge, path }).map(({ sha }) => sha)).toEqual(
      output.toString().split('\n').filter(Boolean),
    )
  }
})

it('leaves out what another branch has', () => {
  const { git, left, right, merge } = diamond()
  expect(log(git, { from: merge, not: [left] }).map(({ sha }) => sha)).toEqual([merge, right])
})

it('finds the merge base, and none for unrelated histories', () => {
  const { git, root, left, right, merge } = diamond()
  expect(mergeBase(git, left, right)).toBe(root)
  expect(mergeBase(git, merge, right)).toBe(right)
  expect(mergeBase(git, left, commitOn(git, [], { z: 'z' }))).toBeUndefined()
  expect(isAncestor(git, root, merge)).toBe(true)
  expect(isAncestor(git, left, right)).toBe(false)
})
