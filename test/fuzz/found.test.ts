import { expect, test } from 'vitest'
import { judge } from './judge.ts'

/** What `npm run test:fuzz` has found, each made small. The rest of its findings stand as stories with what was mended. */
test.each([
  ['a quotation with a comment in it', '>@e forgot to skipped <!---->'],
  ['the words of an item that start with a mark', 's\n*\n   _@a neglected to*overlooked'],
  ['an item that starts with a quotation', '- > we forgot to skipped\n'],
])('%s is read, placed and reworded soundly', (_, text) => {
  expect(judge(text, 1000).problem).toBeNull()
})
