import { expect, test } from 'vitest'
import { format } from '../../src/check/format.ts'
import { BLAMES, checked } from './documents.ts'

const OPTIONS = { colour: false, columns: null, version: '1.2.3' }

test('json is the fixed interface', () => {
  const report: unknown = JSON.parse(format([checked(BLAMES)], 'json', OPTIONS))
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
  expect(JSON.parse(format([checked('')], 'json', OPTIONS))).toEqual({
    version: 1,
    files: [
      { path: 'docs/a b.md', findings: [], waived: [], error: expect.stringContaining('empty') as string },
    ],
  })
})

test('json tells what was waived, with the reason', () => {
  const text = '# T\n\nNobody checked it. <!-- debrief-ignore blame/omission: quoted -->\n'
  const report: unknown = JSON.parse(format([checked(text)], 'json', OPTIONS))
  expect(report).toMatchObject({
    files: [
      { findings: [], waived: [{ rule: 'blame/omission', line: 3, text: 'checked', reason: 'quoted' }] },
    ],
  })
})

test('github commands stand on the lines, with what would break them escaped', () => {
  const [first, second] = format(
    [checked('The DBA mistakenly truncated it.\n\nNobody checked it.\n', 'a:b,c%\n.md')],
    'github',
    OPTIONS,
  ).split('\n')
  expect(first).toMatch(
    /^::error file=a%3Ab%2Cc%25%0A\.md,line=1,endLine=1,col=9,endColumn=29,title=blame\/person::This says .*%0ASuggestion: truncated$/,
  )
  expect(second).toMatch(/^::error file=.*,line=3,/)
  expect(format([checked('The volume was accidentally deleted.')], 'github', OPTIONS)).toMatch(/^::notice /)
  expect(format([checked('')], 'github', OPTIONS)).toMatch(
    /^::error file=docs\/a b\.md,title=unusable input::The file is empty/,
  )
})

test('github commands leave columns out where the words go over lines, as GitHub refuses them there', () => {
  expect(format([checked('We failed\nto notice it.\n')], 'github', OPTIONS)).toMatch(
    /line=1,endLine=2,title=/,
  )
})
