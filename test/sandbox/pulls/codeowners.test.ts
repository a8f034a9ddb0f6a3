import { expect, it } from 'vitest'
import { ownersOf } from '../../../src/sandbox/pulls/codeowners.ts'

it.each([
  ['* @all', 'a/b.md', true],
  ['*.md @all', 'a/b.md', true],
  ['*.md @all', 'a/b.mdx', false],
  ['/a @all', 'a/b.md', true],
  ['/a @all', 'c/a/b.md', false],
  ['docs/ @all', 'x/docs/y/z.md', true],
  ['docs/ @all', 'docs', false],
  ['docs/* @all', 'docs/a.md', true],
  ['docs/* @all', 'docs/deep/a.md', false],
  ['docs/** @all', 'docs/deep/a.md', true],
  ['**/logs @all', 'build/logs/a.log', true],
  ['my\\ file.md @all', 'my file.md', true],
  ['a+b.md @all', 'aab.md', false],
  ['!a.md @all', 'a.md', false],
  ['# * @all', 'a.md', false],
])('%s: %s %s', (rule, path, owned) => {
  expect(ownersOf(rule, [path])).toEqual(owned ? ['@all'] : [])
})

it('lets the last match win, and an empty one disown', () => {
  const file = '* @ada\r\n/postmortems/ @org/sre bob@example.com # the on-call\r\n/postmortems/old/\n'
  expect(ownersOf(file, ['postmortems/1.md'])).toEqual(['@org/sre', 'bob@example.com'])
  expect(ownersOf(file, ['postmortems/old/1.md'])).toEqual([])
  expect(ownersOf(file, ['a.md', 'postmortems/1.md', 'b.md'])).toEqual([
    '@ada',
    '@org/sre',
    'bob@example.com',
  ])
})
