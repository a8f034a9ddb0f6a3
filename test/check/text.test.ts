import { describe, expect, test } from 'vitest'
import { formatText } from '../../src/check/text.ts'
import type { CheckedFile } from '../../src/check/run.ts'
import type { Finding } from '../../src/lint/finding.ts'
import { BLAMES, checked } from './documents.ts'

const PIPE = { colour: false, columns: null }
const linesOf = (files: readonly CheckedFile[], options: Parameters<typeof formatText>[1] = PIPE) =>
  formatText(files, options).split('\n')

const TITLE: Finding = {
  rule: 'facts/title',
  level: 'error',
  range: { start: 0, end: 3, line: 1, column: 1, endLine: 1, endColumn: 4 },
  text: '# T',
  message: 'The first thing is missing.',
  why: 'Because.',
  source: 'A book (2020)',
  suggestion: null,
}
const file = (findings: readonly Finding[], text = '# T\n'): CheckedFile => ({
  path: 'a.md',
  text,
  findings,
  waived: [],
  error: null,
})

test('each finding has place, level, message and rule, then its line with the words marked and the rewording', () => {
  const lines = linesOf([checked(BLAMES)])
  expect(lines[0]).toBe('docs/a b.md')
  expect(lines[1]).toMatch(/^ {2}3:9 {2}error {2}This says .* {2}blame\/person$/)
  expect(lines[2]).toBe('      3 | The DBA mistakenly truncated the table.')
  expect(lines[3]).toBe('        |         ^^^^^^^^^^^^^^^^^^^^ instead: truncated')
  expect(lines[4]).toBe('')
  expect(lines[5]).toMatch(/^ {2}4:\d+ {2}error .* {2}blame\/omission$/)
})

test('why comes once for each rule, however often it spoke, and the summary last', () => {
  const text = formatText([checked(BLAMES.repeat(3)), checked(BLAMES, 'b.md')], PIPE)
  expect(text.match(/^ {2}blame\/person .*Allspaw/gm)).toHaveLength(1)
  expect(text.match(/^ {2}blame\/omission /gm)).toHaveLength(1)
  expect(text).toMatch(/\n8 errors in 2 files; --fix can reword 4 of them\n$/)
})

test('findings about the same words share one frame', () => {
  const other: Finding = { ...TITLE, rule: 'facts/severity', level: 'warning', message: 'The second too.' }
  expect(linesOf([file([TITLE, other])]).slice(0, 5)).toEqual([
    'a.md',
    '  1:1  error    The first thing is missing.  facts/title',
    '  1:1  warning  The second too.  facts/severity',
    '      1 | # T',
    '        | ^^^',
  ])
})

describe('on a terminal', () => {
  const message = 'one two three four '.repeat(10).trim()
  const long: Finding = { ...TITLE, message, why: message }

  test.each([60, 80, 200])('in %i columns no line is longer', (columns) => {
    const lines = linesOf([file([long], '# T\n'), checked(BLAMES)], { colour: false, columns })
    const words = lines.filter((line) => !line.includes('https://')) // an address is not taken apart
    expect(Math.max(...words.map((line) => line.length))).toBeLessThanOrEqual(Math.min(columns, 110))
    expect(lines.join(' ').replace(/\s+/g, ' ')).toContain(message)
  })

  test('further lines of a message stand below its first', () => {
    const [, first, second] = linesOf([file([long])], { colour: false, columns: 60 })
    expect(first).toMatch(/^ {2}1:1 {2}error {2}one two/)
    expect(second).toMatch(/^ {14}\S/)
  })

  test('elsewhere a message stays on one line, for grep', () => {
    expect(linesOf([file([long])])[1]).toBe(`  1:1  error  ${message}  facts/title`)
  })

  test('a rewording that does not fit beside the marks stands below them', () => {
    const narrow = linesOf([checked(BLAMES)], { colour: false, columns: 42 })
    expect(narrow).toContain('        | instead: truncated')
  })
})

test('colours only where asked for, and never what a document smuggles in', () => {
  const files = [checked('# T\n\n\u001b[31mNobody\u202e checked it.\n', '\u001b]0;title.md')]
  expect(formatText(files, PIPE)).not.toContain('\u001b')
  expect(formatText(files, PIPE)).not.toContain('\u202e')
  expect(formatText([checked(BLAMES)], { colour: true, columns: 80 })).toContain('\u001b[31merror')
})

test('the marks stand below wide characters, and long lines are cut around the words', () => {
  const wide = linesOf([checked('\u{1F525}\u706b\u706b Nobody checked it.\n')])
  expect(wide[3]).toBe(`        | ${' '.repeat('xxxxxx Nobody '.length)}${'^'.repeat('checked'.length)}`)
  const long = linesOf([checked(`${'word '.repeat(100)}and nobody checked it ${'word '.repeat(100)}.\n`)])
  expect(long[2]).toMatch(/^ {6}1 \| \u2026.*nobody checked it.*\u2026$/)
  expect(long[2]?.indexOf('checked')).toBe(long[3]?.indexOf('^'))
})

test('words that go over lines are marked to the end of the first', () => {
  const over: Finding = {
    ...TITLE,
    range: { start: 2, end: 9, line: 1, column: 3, endLine: 2, endColumn: 4 },
  }
  expect(linesOf([file([over], '# T x\r\nmore\r\n')])[3]).toBe('        |   ^^^')
})

test('what was waived is counted', () => {
  const waived = checked('# Fine\n\nNobody checked it. <!-- debrief-ignore blame/omission: quoted -->\n')
  expect(formatText([waived], PIPE)).toBe('no findings in 1 file; 1 finding waived with a reason\n')
})

test('short where there is nothing to say, and a file that could not be checked is told', () => {
  expect(formatText([checked('# Fine\n')], PIPE)).toBe('no findings in 1 file\n')
  expect(linesOf([checked('# Fine\n'), checked('', 'empty.md')])).toEqual([
    'empty.md',
    expect.stringMatching(/^ {2}unusable {2}The file is empty/),
    '',
    'no findings in 1 file; 1 file could not be checked',
    '',
  ])
})
