import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { formatSarif } from '../../src/check/sarif.ts'
import { checkFile, type CheckedFile } from '../../src/check/run.ts'
import { patternRules } from '../../src/lint/patterns/compile.ts'
import { RULES } from '../../src/lint/rules/index.ts'
import { BLAMES, TONE, checked } from './documents.ts'

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
const sarif = (...files: CheckedFile[]) => JSON.parse(formatSarif(files, '1.2.3')) as Sarif
const uriOf = (log: Sarif): unknown =>
  JSON.parse(/"artifactLocation":\{"uri":("[^"]*")/.exec(JSON.stringify(log))?.[1] ?? 'null')

const VOLUME = { id: 'house/volume', pattern: 'volume', message: 'Say “disk”.', level: 'note' } as const
const TEAM = checkFile(
  'a.md',
  'The volume grew. <!-- debrief-ignore house/volume: its name -->\n\nThe volume shrank.\n',
  { ...TONE, patterns: patternRules([VOLUME]) },
)

describe('by the schema of OASIS', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../fixtures/sarif/sarif-schema-2.1.0.json', import.meta.url), 'utf8'),
  ) as object
  const ajv = new Ajv({ allErrors: true, strict: false })
  ajv.addFormat('uri', (text) => URL.canParse(text))
  ajv.addFormat(
    'uri-reference',
    (text) => /^[\w.~:/?#[\]@!$&'()*+,;=%-]*$/.test(text) && URL.canParse(text, 'file:///'),
  )
  ajv.addFormat('date-time', (text) => !Number.isNaN(Date.parse(text)))
  const validate = ajv.compile(schema)
  const errorsOf = (log: unknown) => (validate(log) ? [] : validate.errors)

  test.each([
    ['nothing to check', []],
    ['a pattern of a team', [TEAM]],
    ['nothing found', [checked('# Fine\n')]],
    ['findings with and without rewording', [checked(BLAMES), checked(BLAMES, '/var/tmp/ä:b?.md')]],
    ['every rule of a bare document', [checkFile('bare.md', '# Outage\n\nWe failed\nto notice it.\n')]],
    ['what was waived', [checked('Nobody checked it. <!-- debrief-ignore blame/omission: quoted -->')]],
    ['what could not be checked', [checked(''), checked(BLAMES, 'b.md'), checked('\0', 'x/**/*.md')]],
    ['characters that are half a pair', [checked('\ud83d Nobody checked it.\n')]],
  ])('%s is valid', (_, files) => {
    expect(errorsOf(sarif(...files))).toEqual([])
  })

  test('what is not SARIF is not', () => {
    expect(errorsOf({ ...sarif(), version: '2.0.0' })).not.toEqual([])
    const [run] = sarif(checked(BLAMES)).runs
    expect(errorsOf({ version: '2.1.0', runs: [{ ...run, results: [{ level: 'fatal' }] }] })).not.toEqual([])
  })
})

test('every rule is described, and the results point at them', () => {
  const [run] = sarif(checked(BLAMES)).runs
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

test('a pattern of a team is described beside them, also where it is waived', () => {
  const [run] = sarif(TEAM).runs
  expect(run?.tool.driver.rules.slice(RULES.length)).toMatchObject([
    {
      id: 'house/volume',
      shortDescription: { text: 'Say “disk”.' },
      defaultConfiguration: { level: 'note' },
    },
  ])
  expect(run?.results.map(({ ruleIndex }) => ruleIndex)).toEqual([RULES.length, RULES.length])
})

test.each([
  ['./docs/a.md', 'docs/a.md'],
  ['../a.md', '../a.md'],
  ['mail:relay #1?.md', 'mail%3Arelay%20%231%3F.md'],
  ['/srv/a b.md', 'file:///srv/a%20b.md'],
  ['-', '-'],
])('the file %s is the URI %s', (path, uri) => {
  expect(uriOf(sarif(checked(BLAMES, path)))).toBe(uri)
})

test('what was waived is suppressed, and a file that could not be read is told', () => {
  const waived = sarif(checked('Nobody checked it. <!-- debrief-ignore blame/omission: quoted -->'))
  expect(waived.runs[0]?.results[0]?.['suppressions']).toEqual([
    { kind: 'inSource', justification: 'quoted' },
  ])
  expect(sarif(checked('')).runs[0]?.invocations[0]).toMatchObject({
    executionSuccessful: false,
    toolExecutionNotifications: [{ level: 'error' }],
  })
})
