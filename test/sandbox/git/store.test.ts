import { expect, it } from 'vitest'
import { changeTree, entryAt, flatten, malformedPath } from '../../../src/sandbox/git/tree.ts'
import { ada, commitOn, freshStore } from './stores.ts'

const store = freshStore()

it('writes objects that git itself accepts and can name', () => {
  const git = store()
  const first = commitOn(
    git,
    [],
    { 'README.md': '# hi\n', 'docs/a/b.md': 'b\n', 'docs.md': 'x' },
    'first\n\nbody',
  )
  const head = commitOn(git, [first], { 'docs/a/b.md': null, 'ünïcode – ☃.md': '' })
  expect(git.git(['fsck', '--strict', '--no-dangling', head]).output.toString()).toBe('')
  expect(git.git(['log', '--format=%an %ae %aI %s', first]).output.toString()).toBe(
    'Ada ada@example.com 2026-03-01T10:00:00+00:00 first\n',
  )
  expect(
    git
      .git(['rev-parse', `${head}^{tree}`])
      .output.toString()
      .trim(),
  ).toBe(git.commit(head).tree)
})

it('gives the same sha for the same author, date and content', () => {
  expect(commitOn(store(), [], { 'a.md': 'a' })).toBe(commitOn(store(), [], { 'a.md': 'a' }))
})

it('reads back what it wrote', () => {
  const git = store()
  const head = commitOn(git, [], { 'a.md': 'a' }, 'message\nwith lines\n')
  const commit = git.readCommit(head)
  expect(commit).toMatchObject({ parents: [], author: ada, committer: ada, message: 'message\nwith lines\n' })
  expect(git.readBlob(entryAt(git, commit?.tree ?? '', 'a.md')?.sha ?? '')?.toString()).toBe('a')
  expect(git.readBlob(head)).toBeUndefined()
  expect(git.expand(head.slice(0, 7))).toBe(head)
})

it('keeps a signature readable whatever the name holds', () => {
  const git = store()
  const author = { name: 'Eve <x>\nparent 0', email: 'e<v>e', date: ada.date }
  const sha = git.writeCommit({ tree: git.writeTree([]), parents: [], author, message: 'm' })
  expect(git.readCommit(sha)?.author).toEqual({ name: 'Eve xparent 0', email: 'eve', date: ada.date })
})

it('changes a tree by paths: an emptied folder vanishes, an executable stays one', () => {
  const git = store()
  const script = { mode: '100755', sha: git.writeBlob('#!/bin/sh\n') } as const
  const base = changeTree(
    git,
    null,
    new Map<string, string | typeof script>([
      ['bin/run', script],
      ['a/b/c', 'c'],
    ]),
  )
  const tree = changeTree(
    git,
    base,
    new Map<string, string | null>([
      ['bin/run', 'new'],
      ['a/b/c', null],
      ['no/such', null],
    ]),
  )
  expect([...flatten(git, tree)]).toEqual([['bin/run', { mode: '100755', sha: git.writeBlob('new') }]])
  expect(entryAt(git, tree, 'bin')?.mode).toBe('040000')
  expect(entryAt(git, tree, 'bin/run/deeper')).toBeUndefined()
})

it.each(['', '/a', 'a//b', 'a/', '../a', 'a/./b', '.git/config', 'x/.GIT/y', 'a\0b'])(
  'refuses the path %j',
  (path) => {
    expect(malformedPath(path)).toBe(true)
  },
)

it.each(['a', '.github/CODEOWNERS', 'a b/ü☃#?.md', '...'])('takes the path %j', (path) => {
  expect(malformedPath(path)).toBe(false)
})
