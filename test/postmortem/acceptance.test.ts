import { describe, expect, test } from 'vitest'

import { lint } from '../../src/lint/engine.ts'
import { parse } from '../../src/postmortem/parse.ts'

const plan = (item: string) => `# Kiln 3 cold

## Contributing factors

- F1: The gas valve reports nothing when it sticks.
- F2: The kiln's old controller has no second sensor.

## Actions

- A1: Alert when the kiln falls below 900 degrees (F1) @ines 2026-12-01
- ${item}
`
const actions = (item: string) => parse(plan(item)).actions.map(({ text }) => text)
const unanswered = (item: string) =>
  lint(plan(item)).findings.filter(({ rule }) => rule === 'actions/unanswered-factor').length

describe('a factor that is accepted is answered, and leaves nothing to be done', () => {
  test.each([
    'F2 is accepted because the controller is scrapped in spring.',
    '**F2** is accepted: the controller is scrapped in spring',
    'F2: accepted, since the controller is scrapped in spring',
    'F2 - risk accepted, because it happens once in ten years',
    'We accept F2, since the controller is scrapped in spring.',
    'We can live with F2 until the controller is scrapped',
    'F2 stays as it is because the controller is scrapped in spring',
    'F2 will not be fixed: the controller is scrapped in spring.',
    'No action for F2: the controller is scrapped in spring.',
  ])('%s', (item) => {
    expect(actions(item)).toHaveLength(1)
    expect(unanswered(item)).toBe(0)
  })

  test('two at once', () =>
    expect(actions('F1 and F2 are accepted because the kiln is scrapped')).toHaveLength(1))

  test('in a row of the table, the factor in its own column', () => {
    const table = '| Action | Factor | Owner |\n|-|-|-|\n| Add a sensor | F1 | @ines |\n| Accepted, since it is scrapped | F2 | |'
    expect(parse(`# T\n\n## Actions\n\n${table}\n`).actions.map(({ factor }) => factor)).toEqual(['F1'])
  }) // prettier-ignore
})

describe('what speaks of accepting is not always that', () => {
  test.each([
    'Accept the new terms of the gas supplier (F2)',
    'Accepted temperatures stand in the handbook (F2)',
    'F2: add a second sensor that accepts 1,200 degrees',
    'Stop accepting kilns without a second sensor, F2',
    'F2 is accepted until March; @ines asks again 2027-03-01',
  ])('%s', (item) => expect(actions(item)).toHaveLength(2))

  test('accepted without a reason, it is no action either, but the factor waits', () => {
    expect(actions('F2 is accepted.')).toHaveLength(1)
    expect(unanswered('F2 is accepted.')).toBe(1)
  })
})
