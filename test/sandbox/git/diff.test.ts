import { array, assert, constantFrom, property } from 'fast-check'
import { expect, it } from 'vitest'
import { diffText, diffTrees, patchText } from '../../../src/sandbox/git/diff.ts'
import { hunkUpTo, lineOn, linesOf } from '../../../src/sandbox/git/lines.ts'
import { changeTree } from '../../../src/sandbox/git/tree.ts'
import { commitOn, freshStore } from './stores.ts'

const store = freshStore()
const numbered = (count: number): string =>
  Array.from({ length: count }, (_, at) => `line ${at + 1}\n`).join('')

it('tells added, removed, modified, renamed and binary files, with counts and patches', () => {
  const git = store()
  const before = changeTree(
    git,
    null,
    new Map([
      ['edit.md', 'one\ntwo\nthree\n'],
      ['gone.md', 'bye\n'],
      ['old name.md', numbered(20)],
      ['zero', ''],
    ]),
  )
  const after = changeTree(
    git,
    before,
    new Map<string, string | Uint8Array | null>([
      ['edit.md', 'one\n2\nthree'],
      ['gone.md', null],
      ['old name.md', null],
      ['new "näme".md', numbered(20).replace('line 3\n', 'line three\n')],
      ['image.png', Uint8Array.of(137, 80, 0, 1)],
      ['tail.md', '- diff --git a/x b/x\n@@ -1 +1 @@\n'],
      ['empty', ''],
    ]),
  )
  const files = diffTrees(git, before, after).map(
    ({ path, status, additions, deletions, binary, previousPath }) => [
      path,
      status,
      additions,
      deletions,
      binary,
      previousPath,
    ],
  )
  expect(files).toEqual([
    ['edit.md', 'modified', 2, 2, false, undefined],
    ['empty', 'added', 0, 0, false, undefined],
    ['gone.md', 'removed', 0, 1, false, undefined],
    ['image.png', 'added', 0, 0, true, undefined],
    ['new "näme".md', 'renamed', 1, 1, false, 'old name.md'],
    ['tail.md', 'added', 2, 0, false, undefined],
  ])
  const [edit] = diffTrees(git, before, after)
  expect(edit?.patch).toBe('@@ -1,3 +1,3 @@\n one\n-two\n-three\n+2\n+three\n\\ No newline at end of file')
  expect(edit?.sha).toBe(git.writeBlob('one\n2\nthree'))
})

it('keeps the sections apart when text holds carriage returns and things that look like headers', () => {
  const git = store()
  const after = changeTree(
    git,
    null,
    new Map([
      ['a.md', 'x\rdiff --git a/b b/b\r@@ -1 +1 @@\n'],
      ['b.md', 'b\n'],
    ]),
  )
  expect(diffTrees(git, null, after).map(({ path, additions }) => [path, additions])).toEqual([
    ['a.md', 1],
    ['b.md', 1],
  ])
})

it('tells a file whose mode alone changed', () => {
  const git = store()
  const sha = git.writeBlob('x\n')
  const before = changeTree(git, null, new Map([['run', { mode: '100644', sha } as const]]))
  const after = changeTree(git, null, new Map([['run', { mode: '100755', sha } as const]]))
  expect(diffTrees(git, before, after)).toMatchObject([{ path: 'run', status: 'changed', changes: 0, sha }])
})

it('leaves out a patch beyond 20,000 lines, but counts it', () => {
  const git = store()
  const after = changeTree(git, null, new Map([['long.md', numbered(20_001)]]))
  expect(diffTrees(git, null, after)).toMatchObject([{ additions: 20_001, patch: undefined, binary: false }])
})

it('gives the diff and the mails as git writes them', () => {
  const git = store()
  const base = commitOn(git, [], { 'a.md': 'a\n' })
  const head = commitOn(git, [commitOn(git, [base], { 'a.md': 'b\n' }, 'one')], { 'a.md': 'c\n' }, 'two')
  expect(diffText(git, git.commit(base).tree, git.commit(head).tree)).toMatch(
    /^diff --git a\/a\.md b\/a\.md\n[^]*-a\n\+c\n$/,
  )
  expect(patchText(git, base, head).match(/^Subject: .*$/gm)).toEqual([
    'Subject: [PATCH 1/2] one',
    'Subject: [PATCH 2/2] two',
  ])
})

it('knows the lines that a patch shows, on each side', () => {
  const git = store()
  const before = changeTree(git, null, new Map([['a.md', numbered(30)]]))
  const changed = numbered(30).replace('line 2\n', 'second\nand more\n').replace('line 28\n', '')
  const [file] = diffTrees(git, before, changeTree(git, before, new Map([['a.md', changed]])))
  const patch = file?.patch ?? ''
  const shown = (side: 'LEFT' | 'RIGHT'): number[] =>
    Array.from({ length: 40 }, (_, line) => line).filter((line) => line > 0 && lineOn(patch, side, line))
  expect(shown('LEFT')).toEqual([1, 2, 3, 4, 5, 25, 26, 27, 28, 29, 30])
  expect(shown('RIGHT')).toEqual([1, 2, 3, 4, 5, 6, 26, 27, 28, 29, 30])
  expect(new Set(linesOf(patch).map(({ hunk }) => hunk)).size).toBe(2)
  const line = lineOn(patch, 'RIGHT', 3)
  expect(line && hunkUpTo(patch, line)).toBe('@@ -1,5 +1,6 @@\n line 1\n-line 2\n+second\n+and more')
})

it('numbers the lines of any patch as they stand in the files', () => {
  const git = store()
  const text = array(constantFrom('a\n', 'b\n', '@@ -1 +1 @@\n', '-\n', '+\n'), { maxLength: 25 }).map(
    (lines) => lines.join(''),
  )
  assert(
    property(text, text, (before, after) => {
      const tree = (content: string): string => changeTree(git, null, new Map([['f', content]]))
      const [file] = diffTrees(git, tree(before), tree(after))
      const [old, now] = [before.split('\n'), after.split('\n')]
      for (const { left, right, text: line } of linesOf(file?.patch ?? '')) {
        expect([
          left > 0 ? old[left - 1] : line.slice(1),
          right > 0 ? now[right - 1] : line.slice(1),
        ]).toEqual([line.slice(1), line.slice(1)])
      }
    }),
    { numRuns: 50 },
  )
})
