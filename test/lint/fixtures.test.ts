import { describe, expect, test } from 'vitest'
import { lint } from '../../src/lint/engine.ts'
import { RULES } from '../../src/lint/rules/index.ts'
import { differences, readFixture, readFixtures } from './fixtures.ts'

const FIXTURES = readFixtures()

describe('each draft has the findings that are marked in it, and no others', () => {
  test.each(FIXTURES.map((fixture) => [fixture.name, fixture] as const))('%s', (_, fixture) => {
    expect(differences(fixture, lint(fixture.text, fixture.options).findings)).toEqual([])
  })
})

test('every rule fires in a draft of its own', () => {
  const silent = RULES.map((rule) => rule.id).filter(
    (id) => !FIXTURES.some(({ name, expected }) => name === id && expected.some(({ rule }) => rule === id)),
  )
  expect(silent.map((id) => `test/lint/fixtures/${id}.md has no line marked with ${id}`)).toEqual([])
})

test('every mark names a rule that there is', () => {
  const known = new Set<string>(RULES.map((rule) => rule.id))
  const marks = FIXTURES.flatMap(({ name, expected }) => expected.map((place) => ({ name, ...place })))
  expect(marks.filter(({ rule }) => !known.has(rule))).toEqual([])
})

describe('the comparison', () => {
  const draft =
    '# Outage\n\nNobody checked it. <!-- expect: blame/omission, blame/person -->\nIt was human error.\n'
  const fixture = readFixture('blame/example', draft)

  test('tells what is missing and what is too much, on its line', () => {
    expect(differences(fixture, lint(fixture.text, fixture.options).findings)).toEqual([
      'test/lint/fixtures/blame/example.md:3: expected blame/person, and nothing was found',
      expect.stringMatching(
        /^test\/lint\/fixtures\/blame\/example\.md:4: found blame\/human-error at “human error”/,
      ),
    ])
  })

  test('takes the marks out before it lints, and counts lines as the file has them', () => {
    expect(fixture.text).toBe('# Outage\n\nNobody checked it.\nIt was human error.\n')
    const dated = readFixture('actions/example', `<!-- lint: today=2026-12-01 severity=sev1 -->\n${draft}`)
    expect(dated.options).toMatchObject({ today: '2026-12-01', severity: 'sev1' })
    expect(dated.text).toBe(fixture.text)
    expect(dated.expected[0]?.line).toBe(4)
  })

  test('wants two findings where two are marked', () => {
    const twice = readFixture('blame/twice', draft.replace('blame/person', 'blame/omission'))
    expect(differences(twice, lint(twice.text, twice.options).findings)[0]).toMatch(
      /:3: expected blame\/omission/,
    )
  })
})
