import { describe, expect, test } from 'vitest'
import { checkFiles, LARGEST_FILE } from '../../src/check/run.ts'

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

describe('the exit code', () => {
  test('is 0 where nothing is worse than a warning', () => {
    const report = checkFiles([{ path: 'a.md', content: '# Checkout was down\n' }], { levels: QUIET })
    expect(report.files[0]?.findings.map((finding) => finding.level)).toEqual(['warning'])
    expect(report.exitCode).toBe(0)
  })

  test('is 1 for a finding at error level', () => {
    expect(
      checkFiles([{ path: 'a.md', content: '# T\n\nNobody checked it.\n' }], { levels: QUIET }).exitCode,
    ).toBe(1)
  })

  test('is 2 for one unusable file, and the others are checked all the same', () => {
    const report = checkFiles([
      { path: 'a.md', content: '' },
      { path: 'b.md', content: 'Nobody checked it.' },
    ])
    expect(report.exitCode).toBe(2)
    expect(report.files[1]?.findings.length).toBeGreaterThan(0)
  })
})

test.each([
  ['empty', bytes(' \r\n'), /empty.*template/],
  ['not UTF-8', new Uint8Array([0x23, 0x20, 0xe9, 0x0a]), /not UTF-8.*Save/],
  ['binary', bytes('a\0b'), /binary/],
  ['too large', new Uint8Array(LARGEST_FILE + 1).fill(97), /more than 5 MB/],
])('a file that is %s is told with what to do', (_, content, message) => {
  const [file] = checkFiles([{ path: 'a.md', content }]).files
  expect(file?.error).toMatch(message)
  expect(file?.findings).toEqual([])
})

test('a byte order mark, CRLF, emoji and right-to-left text are fine, and places stay right', () => {
  const text = '# \u05ea\u05e7\u05dc\u05d4 \u{1F525}\r\n\r\n\u{1F525} Nobody checked it.\r\n'
  const [file] = checkFiles([{ path: 'a.md', content: bytes(`\ufeff${text}`) }], { levels: QUIET }).files
  const finding = file?.findings.find((found) => found.rule === 'blame/omission')
  expect(finding?.range).toMatchObject({ line: 3, column: 11, endLine: 3, endColumn: 18 })
  expect(finding?.text).toBe('checked')
})
