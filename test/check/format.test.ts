import { expect, test } from 'vitest'
import { format } from '../../src/check/format.ts'
import { checkFiles, type CheckedFile } from '../../src/check/run.ts'
import { RULES } from '../../src/lint/rules/index.ts'

const LEVELS = Object.fromEntries(
  RULES.filter((rule) => rule.family !== 'blame').map((rule) => [rule.id, 'off' as const]),
)
const PLAIN = { colour: false, version: '1.2.3' }
const check = (text: string, path = 'docs/a b.md'): readonly CheckedFile[] =>
  checkFiles([{ path, content: text }], { levels: LEVELS }).files
const FILES = check('# T\n\nThe DBA mistakenly truncated the table.\nNobody checked it.\n')

test('json is the fixed interface', () => {
  const report: unknown = JSON.parse(format(FILES, 'json', PLAIN))
  expect(report).toMatchObject({ version: 1, files: [{ path: 'docs/a b.md' }] })
  const [first, second] =
    (report as { files: { findings: Record<string, unknown>[] }[] }).files[0]?.findings ?? []
  expect(first).toEqual({
    rule: 'blame/person',
    level: 'error',
    line: 3,
    column: 9,
    endLine: 3,
    endColumn: 29,
    text: 'mistakenly truncated',
    message: expect.stringContaining('by accident') as string,
    why: expect.any(String) as string,
    source: expect.stringContaining('Allspaw') as string,
    suggestion: 'truncated',
  })
  expect(second?.['suggestion']).toBeNull()
})

test('json says why a file could not be checked', () => {
  expect(JSON.parse(format(check(''), 'json', PLAIN))).toEqual({
    version: 1,
    files: [{ path: 'docs/a b.md', findings: [], error: expect.stringContaining('empty') as string }],
  })
})

test('text shows the line with the words marked, the rewording and a summary', () => {
  const lines = format(FILES, 'text', PLAIN).split('\n')
  expect(lines.slice(0, 1)).toEqual(['docs/a b.md'])
  expect(lines[1]).toMatch(/^ {2}3:9 {2}error {2}This says .* {2}blame\/person$/)
  expect(lines[2]).toBe('    3 | The DBA mistakenly truncated the table.')
  expect(lines[3]).toBe('      |         ^^^^^^^^^^^^^^^^^^^^')
  expect(lines[4]?.trim()).toBe('instead: truncated')
  expect(lines.at(-2)).toBe('2 errors in 1 file')
})

test('text has colours only where asked for, and never what a document smuggles in', () => {
  const files = check('# T\n\n\u001b[31mNobody\u202e checked it.\n', '\u001b]0;title.md')
  expect(format(files, 'text', PLAIN)).not.toContain('\u001b')
  expect(format(files, 'text', PLAIN)).not.toContain('\u202e')
  expect(format(FILES, 'text', { ...PLAIN, colour: true })).toContain('\u001b[31merror')
})

test('text keeps the marks below wide characters and cuts long lines around the words', () => {
  const wide = format(check('\u{1F525}\u{1F525} Nobody checked it.\n'), 'text', PLAIN).split('\n')
  expect(wide[3]).toBe(`      | ${' '.repeat('xxxx Nobody '.length)}${'^'.repeat('checked'.length)}`)
  const long = format(
    check(`${'word '.repeat(100)}and nobody checked it ${'word '.repeat(100)}.\n`),
    'text',
    PLAIN,
  ).split('\n')
  expect(long[2]).toMatch(/^ {4}1 \| \u2026.*nobody checked it.*\u2026$/)
  expect(long[2]?.indexOf('checked')).toBe(long[3]?.indexOf('^'))
})

test('text is short where there is nothing to say', () => {
  expect(format(check('# Fine\n'), 'text', PLAIN)).toBe('no findings in 1 file\n')
  expect(format(check(''), 'text', PLAIN)).toContain('no findings in 0 files; 1 file could not be checked')
})

test('github commands stand on the lines, with what would break them escaped', () => {
  const [first, second] = format(
    check('The DBA mistakenly truncated it.\n\nNobody checked it.\n', 'a:b,c%.md'),
    'github',
    PLAIN,
  ).split('\n')
  expect(first).toMatch(
    /^::error file=a%3Ab%2Cc%25\.md,line=1,col=9,endLine=1,endColumn=29,title=blame\/person::This says .*%0ASuggestion: truncated$/,
  )
  expect(second).toMatch(/^::error file=.*,line=3,/)
  expect(format(check('The volume was accidentally deleted.'), 'github', PLAIN)).toMatch(/^::notice /)
})

test('github commands leave columns out where the words go over lines', () => {
  expect(format(check('We failed\nto notice it.\n'), 'github', PLAIN)).toMatch(
    /line=1,col=4,endLine=2,title=/,
  )
})

interface Sarif {
  readonly version: string
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly name: string; readonly rules: readonly Record<string, unknown>[] }
    }
    readonly invocations: readonly {
      readonly executionSuccessful: boolean
      readonly toolExecutionNotifications: readonly unknown[]
    }[]
    readonly results: readonly (Record<string, unknown> & {
      readonly ruleId: string
      readonly ruleIndex: number
    })[]
  }[]
}

test('sarif describes every rule, and its results point at them', () => {
  const sarif = JSON.parse(format(FILES, 'sarif', PLAIN)) as Sarif
  expect(sarif.version).toBe('2.1.0')
  const [run] = sarif.runs
  expect(run?.tool.driver.rules).toHaveLength(RULES.length)
  for (const rule of run?.tool.driver.rules ?? [])
    expect(rule).toMatchObject({ fullDescription: { text: expect.stringMatching(/\S/) as string } })
  for (const result of run?.results ?? [])
    expect(run?.tool.driver.rules[result.ruleIndex]?.['id']).toBe(result.ruleId)
  expect(run?.results[0]).toMatchObject({
    level: 'error',
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'docs/a%20b.md' },
          region: { startLine: 3, startColumn: 9, endLine: 3, endColumn: 29 },
        },
      },
    ],
    fixes: [{ artifactChanges: [{ replacements: [{ insertedContent: { text: 'truncated' } }] }] }],
  })
})

test('sarif keeps what was waived as suppressed, and says that a file could not be read', () => {
  const waived = JSON.parse(
    format(check('Nobody checked it. <!-- debrief-ignore blame/omission: quoted -->'), 'sarif', PLAIN),
  ) as Sarif
  expect(waived.runs[0]?.results[0]?.['suppressions']).toEqual([
    { kind: 'inSource', justification: 'quoted' },
  ])
  const failed = JSON.parse(format(check(''), 'sarif', PLAIN)) as Sarif
  expect(failed.runs[0]?.invocations[0]).toMatchObject({
    executionSuccessful: false,
    toolExecutionNotifications: [{ level: 'error' }],
  })
})
