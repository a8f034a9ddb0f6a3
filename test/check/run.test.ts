import { describe, expect, test } from 'vitest'
import { checkFile, exitCodeOf, LARGEST_FILE } from '../../src/check/run.ts'

const QUIET = Object.fromEntries(
  [
    'facts/dates',
    'facts/severity',
    'facts/impacted-users',
    'facts/business-effect',
    'facts/missing-section',
  ].map((rule) => [rule, 'off' as const]),
)
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const quietly = (text: string) => checkFile('a.md', text, { levels: QUIET })

describe('the exit code', () => {
  test('is 0 where nothing is worse than a warning', () => {
    const file = quietly('# Checkout was down\n')
    expect(file.findings.map((finding) => finding.level)).not.toContain('error')
    expect(file.findings).not.toEqual([])
    expect(exitCodeOf([file])).toBe(0)
  })

  test('is 1 for a finding at error level', () => {
    expect(exitCodeOf([quietly('# T\n\nNobody checked it.\n')])).toBe(1)
  })

  test('is 2 for one unusable file, whatever the others are', () => {
    expect(exitCodeOf([quietly('Nobody checked it.'), quietly('')])).toBe(2)
  })
})

test.each([
  ['empty', bytes(' \r\n'), /empty.*template/],
  ['not UTF-8', new Uint8Array([0x23, 0x20, 0xe9, 0x0a]), /not UTF-8.*Save/],
  ['binary', bytes('a\0b'), /binary/],
  ['too large', new Uint8Array(LARGEST_FILE + 1).fill(97), /more than 5 MB/],
])('a file that is %s is told with what to do', (_, content, message) => {
  const file = checkFile('a.md', content)
  expect(file.error).toMatch(message)
  expect(file.findings).toEqual([])
})

test('a byte order mark, CRLF, emoji and right-to-left text are fine, and places stay right', () => {
  const text = '# \u05ea\u05e7\u05dc\u05d4 \u{1F525}\r\n\r\n\u{1F525} Nobody checked it.\r\n'
  const file = checkFile('a.md', bytes(`\ufeff${text}`), { levels: QUIET })
  const finding = file.findings.find((found) => found.rule === 'blame/omission')
  expect(finding?.range).toMatchObject({ line: 3, column: 11, endLine: 3, endColumn: 18 })
  expect(finding?.text).toBe('checked')
})
