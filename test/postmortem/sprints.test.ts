import { describe, expect, test } from 'vitest'

import { lintOptionsOf } from '../../src/config/linting.ts'
import { settle } from '../../src/config/settings.ts'
import { inspect } from '../../src/inspect.ts'
import { lint } from '../../src/lint/engine.ts'
import { parse } from '../../src/postmortem/parse.ts'
import { sprintEnd } from '../../src/postmortem/sprints.ts'
import type { SprintEnds } from '../../src/postmortem/sprints.ts'

/** Wednesday. */
const OPENED = '2027-05-12'
const due = (words: string, sprintEnds?: SprintEnds) =>
  parse(`# Pump outage\n\n## Actions\n\n- Grease the valve, ${words}\n`, {
    openedOn: OPENED,
    sprintEnds,
  }).actions.map((action) => [action.timeBound, action.due])[0]

describe('the end of a sprint', () => {
  test.each(['end of sprint', 'by the end of the sprint', 'next sprint', 'in two sprints'])(
    '"%s" is a deadline, but due on no day that is known',
    (words) => expect(due(words)).toEqual([true, null]),
  )

  test.each([
    ['end of sprint', '2027-05-14'],
    ['by the end of the current sprint', '2027-05-14'],
    ['end of next sprint', '2027-05-28'],
    ['within two sprints', '2027-05-28'],
    ['sprint 14', null],
    ['mid-sprint', null],
  ])('"%s" is due on %s where the team says when its sprints end', (words, day) => {
    expect(due(words, { first: '2027-04-30', days: 14 })).toEqual([true, day])
    expect(due(words, ['2027-05-28', '2027-04-30', '2027-05-14'])).toEqual([true, day])
  })

  test('on its own last day a sprint has not ended; past the last known end nothing is known', () => {
    expect(sprintEnd(['2027-05-12'], OPENED, 1)).toBe('2027-05-12')
    expect(sprintEnd({ first: '2027-05-12', days: 7 }, OPENED, 1)).toBe('2027-05-12')
    expect(sprintEnd(['2027-05-11'], OPENED, 1)).toBeNull()
    expect(sprintEnd({ first: '2027-07-01', days: 14 }, OPENED, 1)).toBeNull()
    expect(sprintEnd({ first: '2027-05-20', days: 14 }, OPENED, 1)).toBe('2027-05-20')
  })

  test('comes from the configuration to the linter', () => {
    const text = 'actions:\n  sprintEnds:\n    first: 2027-04-30\n    days: 14\n'
    const { config, problems } = settle({ repository: { name: 'c.yml', text }, organization: null })
    const document = '# Pump outage\n\n## Actions\n\n- Grease the valve, end of sprint\n'
    expect(problems).toEqual([])
    expect(lint(document, { ...lintOptionsOf(config), openedOn: OPENED }).postmortem.actions[0]?.due).toBe(
      '2027-05-14',
    )
  })

  test('a wrong one is told', () => {
    const text = 'actions:\n  sprintEnds: [Friday]\n'
    expect(settle({ repository: { name: 'c.yml', text }, organization: null }).problems).toHaveLength(1)
  })
})

test('inspect says which actions are parked', () => {
  const text =
    '# O\n\n## Actions\n\n- Grease the valve\n\n## Not now\n\n- Buy a pump, because the old one holds\n'
  expect(inspect(parse(text)).actions.map(({ parked }) => parked)).toEqual([false, true])
})
