import { expect, test } from 'vitest'
import { readProse } from '../../src/lint/prose/prose.ts'
import { THING } from '../../src/lint/grammar/token.ts'

const sentences = (text: string): string[] =>
  readProse(text).sentences.map((sentence) =>
    sentence.text.replaceAll(new RegExp(`${THING}+`, 'g'), '#').replace(/\s+/g, ' '),
  )

test('sentences keep their offsets in the document', () => {
  const text = '---\ntitle: T\n---\n\n# Head\n\nOne. Two follows,\non two lines.\n'
  for (const sentence of readProse(text).sentences)
    expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text)
  expect(sentences(text)).toEqual(['Head', 'One.', 'Two follows, on two lines.'])
})

test('a full stop after an abbreviation or before a small letter ends nothing', () => {
  expect(
    sentences('The retries, e.g. those of J. Doe, grew by approx. 12% at 14.02. Then it stopped.'),
  ).toEqual(['The retries, e.g. those of J. Doe, grew by approx. 12% at 14.02.', 'Then it stopped.'])
})

test.each([
  ['a fenced block', '```\nWe failed.\n```'],
  ['a block that is never closed', '~~~~\nWe failed.\n~~~\nStill code.'],
  ['a fence in a list', '-\n  ```\n  We failed.\n  ```'],
  ['indented code', '    We failed to check.'],
  ['a comment on two lines', '<!-- We failed\nto check -->'],
  ['a quotation', '> We failed to check.'],
  ['preformatted text', '<pre>\nWe failed.\n</pre>'],
  ['a log line', '2026-11-23T14:02:11Z app ERROR We failed to check'],
  ['front matter', '---\nnote: We failed to check\n---\n'],
])('%s is not prose', (_, text) => {
  expect(sentences(text).filter((sentence) => sentence.includes('We'))).toEqual([])
})

test('what stands in code, quotation marks or an address is one thing', () => {
  expect(
    sentences(
      'Run `we failed`, \u201cwe failed\u201d, "we failed" or \'we failed\' at https://we.failed/now.',
    ),
  ).toEqual(['Run #, #, # or # at #'])
  expect(sentences('The team\u2019s disk of 5" and the users\' data')).toEqual([
    'The team\u2019s disk of 5" and the users\' data',
  ])
})

test('links and emphasis leave their words', () => {
  expect(sentences('We **did** not see [the alert](https://a.b "we failed") in snake_case.')).toEqual([
    'We did not see the alert in snake_case.',
  ])
})

test('what a line is, it stays with a comment in it', () => {
  expect(sentences('> we failed <!-- said in the call --> again\n\nIt held.')).toEqual(['It held.'])
  expect(sentences('> we <!-- one\n> two --> failed\n\nIt held.')).toEqual(['It held.'])
  expect(sentences('    we failed <!-- code --> twice\n\nIt held.')).toEqual(['It held.'])
  const { comments, sentences: read } = readProse('- <!-- a --> One <!-- b\n  c --> goes on')
  expect(comments).toHaveLength(2)
  expect(read.map(({ kind, text }) => [kind, text.trim().replace(/\s+/g, ' ')])).toEqual([
    ['item', 'One goes on'],
  ])
})

test('items, cells, headings and alerts are blocks of their own', () => {
  const text =
    '## Head\n- [x] One\n  goes on\n2. Two\n\n| A | B |\n|---|---|\n| c | d |\n\n> [!NOTE]\n> An alert.\n'
  expect(
    readProse(text).sentences.map(({ kind, text: words }) => [kind, words.trim().replace(/\s+/g, ' ')]),
  ).toEqual([
    ['heading', 'Head'],
    ['item', 'One goes on'],
    ['item', 'Two'],
    ['cell', 'A'],
    ['cell', 'B'],
    ['cell', 'c'],
    ['cell', 'd'],
    ['paragraph', 'An alert.'],
  ])
})

test.each([
  '"a ',
  '`',
  '<!-- ',
  '<!-- a -->',
  '<!---->\n',
  '<pre>\n',
  '](a "',
  '| a ',
  'should have if we had ',
  'a mistake ',
  '_a*',
  '> ',
  'a. ',
])(
  'a megabyte of %j is read to its end',
  (unit) => {
    // A reader in quadratic time would need hours: the limit is there for it, a linear one is done within a second.
    const text = unit.repeat(Math.floor(1_000_000 / unit.length))
    expect(readProse(text).sentences.every(({ end }) => end <= text.length)).toBe(true)
  },
  15_000,
)
