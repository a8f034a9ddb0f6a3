import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reword } from '../../src/check/reword.ts'
import { unifiedDiff } from '../../src/check/diff.ts'
import { checkFile, type CheckedFile } from '../../src/check/run.ts'
import type { Finding } from '../../src/lint/finding.ts'
import { BLAMES, checked, TONE } from './documents.ts'

test('puts the rewordings in, and leaves what has none', () => {
  const { file, applied } = reword(checked(BLAMES), TONE)
  expect(file.text).toBe('# T\n\nThe DBA truncated the table.\nNobody checked it.\n')
  expect(applied).toBe(1)
  expect(file.findings.map(({ rule }) => rule)).toEqual(['blame/omission'])
})

test('what was waived stays as it is', () => {
  const text = 'The DBA mistakenly truncated it. <!-- debrief-ignore blame/person: their own words -->\n'
  expect(reword(checked(text), TONE)).toMatchObject({ applied: 0, file: { text } })
})

describe('findings by hand', () => {
  const offered = (start: number, end: number, suggestion: string, text: string): Finding => ({
    rule: 'blame/person',
    level: 'error',
    range: { start, end, line: 1, column: start + 1, endLine: 1, endColumn: end + 1 },
    text: text.slice(start, end),
    message: 'm',
    why: 'w',
    source: 's',
    suggestion,
  })
  const file = (text: string, findings: readonly Finding[]): CheckedFile => ({
    path: 'a.md',
    text,
    findings,
    waived: [],
    error: null,
  })

  test('of two that overlap one goes in', () => {
    const text = 'one two three'
    const { file: after, applied } = reword(
      file(text, [offered(4, 13, 'B', text), offered(0, 7, 'A', text)]),
      TONE,
    )
    expect(after.text).toBe('A three')
    expect(applied).toBe(1)
  })

  test('a rewording after which as much is found is taken back', () => {
    const text = 'fine'
    const worse = offered(0, 4, 'The DBA mistakenly truncated it.', text)
    expect(reword(file(text, [worse]), TONE)).toMatchObject({ applied: 0, file: { text } })
  })

  test('a rewording of several lines gets the line ends of the document', () => {
    const text = 'one\r\ntwo'
    expect(reword(file(text, [offered(0, 3, 'A\nB', text)]), TONE).file.text).toBe('A\r\nB\r\ntwo')
  })
})

test('whatever the document: only the offered words change, and nothing offered is left', () => {
  const sentence = fc.constantFrom(
    'The DBA mistakenly truncated the table.',
    'Nobody checked it.',
    '\u{1F525} The queue was full.',
    '`mistakenly truncated`',
    '> The DBA mistakenly truncated the table.',
  )
  const document = fc
    .tuple(fc.array(sentence, { minLength: 1, maxLength: 12 }), fc.constantFrom('\n', '\r\n', '\n\n', ' '))
    .map(([sentences, between]) => sentences.join(between))
  fc.assert(
    fc.property(document, (text) => {
      const before = checkFile('a.md', text, TONE)
      const { file, applied } = reword(before, TONE)
      expect(file.findings.filter(({ suggestion }) => suggestion !== null)).toEqual([])
      expect(applied).toBe(before.findings.filter(({ suggestion }) => suggestion !== null).length)
      expect(file.text.length).toBe(text.length - applied * 'mistakenly '.length)
      expect(file.text.match(/\r\n|\n/g)).toEqual(text.match(/\r\n|\n/g))
    }),
    { numRuns: 60 },
  )
})

describe('the diff', () => {
  const versions = { path: 'docs/a.md', before: 'a\r\nb\u001b[2J\r\nc\r\n', after: 'a\r\nB\r\nc\r\n' }

  test('is one that git can apply', () => {
    expect(unifiedDiff(versions, { colour: false, terminal: false })).toBe(
      '--- a/docs/a.md\n+++ b/docs/a.md\n@@ -1,3 +1,3 @@\n a\r\n-b\u001b[2J\r\n+B\r\n c\r\n',
    )
  })

  test('on a terminal is coloured, without what the document smuggles in', () => {
    const shown = unifiedDiff(versions, { colour: true, terminal: true })
    expect(shown).toContain('\u001b[32m+B\u001b[39m')
    expect(shown).toContain('-b\u00b7[2J')
  })

  test('of texts that differ all over is not waited for', () => {
    const lines = (word: string) =>
      Array.from({ length: 40_000 }, (_, n) => `${word} ${String(n)}\n`).join('')
    const start = performance.now()
    expect(
      unifiedDiff(
        { path: 'a.md', before: lines('a'), after: lines('b') },
        { colour: false, terminal: false },
      ),
    ).toMatch(/too many changes/)
    expect(performance.now() - start).toBeLessThan(8000)
  })
})
