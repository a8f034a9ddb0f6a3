import { describe, expect, it, test } from 'vitest'
import { lint } from '../../src/lint/engine.ts'
import { FAMILIES, type Level } from '../../src/lint/finding.ts'
import { limitIn } from '../../src/lint/practices.ts'
import { RULES } from '../../src/lint/rules/index.ts'
import { PRACTICES } from '../../src/postmortem/practice.ts'

const LEVELS: Record<string, Level> = { 'facts/severity': 'error', 'timeline/zone': 'error' }
const document = (practice: string, body: string): string =>
  `---\npractice: ${practice}\n---\n\n# Night trains\n\n${body}\n`
const rulesIn = (practice: string, body: string, levels = {}) =>
  lint(document(practice, body), { levels }).findings.map(({ rule, level }) => `${rule} ${level}`)
const actions = (count: number): string =>
  `## Actions\n\n${Array.from({ length: count }, (_, index) => `- A${index + 1}: Add a test for case ${index} - @ada - 2026-12-0${index + 1}`).join('\n')}`

test('no practice limits what a postmortem is asked for, but for the rules of the others', () => {
  const limited = RULES.filter(({ id }) => limitIn('postmortem', id) !== null).map(({ id }) => id)
  expect(limited).toEqual(['factors/verified', 'factors/risk', 'actions/before-launch'])
})

test('every practice asks for blameless words and for actions that can be done', () => {
  const always = RULES.filter(({ id }) =>
    /^blame|^actions\/(?:one-dri|due-date|specific|measurable|none)$|^factors\/single-cause$/.test(id),
  )
  expect(always.length).toBeGreaterThan(10)
  for (const practice of PRACTICES) for (const { id } of always) expect(limitIn(practice, id)).toBeNull()
})

test('a team’s own patterns hold everywhere', () => {
  expect(FAMILIES).not.toContain('house')
  for (const practice of PRACTICES) expect(limitIn(practice, 'house/primary')).toBeNull()
})

describe('what a team has set', () => {
  it('goes over what a practice asks at most', () => {
    expect(rulesIn('rca', '')).toContain('facts/severity note')
    expect(rulesIn('rca', '', LEVELS)).toContain('facts/severity error')
  })
  it('brings no rule to a practice for which it is not', () => {
    expect(rulesIn('premortem', '', LEVELS).join()).not.toMatch(/severity|timeline/)
  })
})

describe('how many actions are too many', () => {
  it('is three in a retrospective, five elsewhere, and what a team says', () => {
    expect(rulesIn('retro', actions(4))).toContain('actions/too-many warning')
    expect(rulesIn('retro', actions(3)).join()).not.toContain('too-many')
    expect(rulesIn('premortem', actions(5)).join()).not.toContain('too-many')
    const told = lint(document('retro', actions(4)), { maxRetrospectiveActions: 4 }).findings
    expect(told.map(({ rule }) => rule)).not.toContain('actions/too-many')
  })
})

test('a story that comes before its actions is a matter of postmortems', () => {
  const told = (practice: string) =>
    lint(document(practice, '').replace('\n---\n', '\nstatus: story\n---\n'), {
      today: '2026-12-01',
      openedOn: '2026-11-23',
    }).isSoaking
  expect([told('postmortem'), told('rca'), told('retro')]).toEqual([true, false, false])
})
