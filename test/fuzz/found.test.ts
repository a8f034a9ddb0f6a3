import { expect, test } from 'vitest'
import type { Nodes } from 'mdast'
import { markdownOf } from '../../src/postmortem/markdown.ts'
import { judge } from './judge.ts'

/** What `npm run test:fuzz` has found, each made small. The rest of its findings stand as stories with what was mended. */
test.each([
  ['a quotation with a comment in it', '>@e forgot to skipped <!---->'],
  ['the words of an item that start with a mark', 's\n*\n   _@a neglected to*overlooked'],
  ['an item that starts with a quotation', '- > we forgot to skipped\n'],
])('%s is read, placed and reworded soundly', (_, text) => {
  expect(judge(text, 1000).problem).toBeNull()
})

function depthOf(node: Nodes): number {
  const below = 'children' in node ? node.children.map((child) => depthOf(child)) : []
  return (node.type === 'list' ? 1 : 0) + Math.max(0, ...below)
}

/** Each line stands one step deeper than the one before, or starts over. */
const stairs = (step: string, item: string) => {
  let text = ''
  for (let deep = 0; text.length < 80_000; deep++) text += `${step.repeat(deep % 400)}${item}\n`
  return text
}

test.each([
  ['two spaces', stairs('  ', '- a')],
  ['tabs', stairs('\t', '- a')],
  ['tabs, and markers behind each other', stairs('\t'.repeat(12), ' - '.repeat(16) + 'a')],
  ['markers alone', stairs(' - ', 'a')],
])('a list that nests by %s is read flat below a depth that no person writes', (_, text) => {
  expect(depthOf(markdownOf(text, 0))).toBeLessThanOrEqual(100)
  expect(judge(`## Actions\n\n${text}`, 1000).problem).toBeNull()
})

test('an action of thousands of lines takes time in proportion', () => {
  const took = (lines: number) =>
    Math.min(...[1, 2, 3].map(() => judge(`## Actions\n\n - ${'a\n'.repeat(lines)}`, 10_000).took))
  took(10_000)
  expect(took(40_000)).toBeLessThan(8 * Math.max(took(10_000), 20))
})
