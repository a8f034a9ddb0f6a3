import { expect, test } from 'vitest'
import { entryOf } from '../../src/catalogue/catalogue.ts'
import { lint } from '../../src/lint/engine.ts'
import { measuredOf } from '../../src/measures/measures.ts'
import { parse } from '../../src/postmortem/parse.ts'
import { rememberedOf } from '../../src/recurrence/remembered.ts'

const read = (front = 'title: Doors') => parse(`---\n${front}\n---\n# Doors\n`)

test.each([
  ['pm/2026-11-20-doors.md', '2026-11-20'],
  ['pm/2026-19-39-doors.md', null],
  ['pm/2026-02-30/2026-03-01.md', '2026-03-01'],
  ['pm/12026-03-01.md', null],
])('without a moment %s is of the day %s', (path, day) => {
  expect([entryOf(path, read()).day, rememberedOf(path, read()).day]).toEqual([day, day])
})

test('when it was mitigated tells the day too', () => {
  const mitigated = read('mitigated: 2026-11-20T10:00:00Z')
  expect([entryOf('a.md', mitigated).day, rememberedOf('a.md', mitigated).day]).toEqual([
    '2026-11-20',
    '2026-11-20',
  ])
})

test.each([
  ['priority 1', 'sev1'],
  ['SEV-0', 'sev0'],
  ['sev: 5', 'sev5'],
  ['S_2', 'sev2'],
  ['major', 'major'],
])('the severity %s is %s to whoever counts, and to the rules', (severity, name) => {
  const front = `severity: "${severity}"\nstarted: 2026-11-20T10:00:00Z\nresolved: 2026-11-20T11:00:00Z`
  expect(measuredOf(read(front))).toMatchObject({ severity: name })
  const level = (words: string) =>
    lint(`---\nseverity: "${words}"\n---\n# Doors\n`).findings.find(({ rule }) => rule === 'facts/dates')
      ?.level
  expect(level(severity)).toBe(level(name))
})
