import { describe, expect, test } from 'vitest'

import { parse } from '../../src/postmortem/parse.ts'

/** Monday. */
const OPENED = '2026-11-23'
const action = (words: string) => parse(`## Actions\n\n- ${words}\n`, { openedOn: OPENED }).actions[0]

describe('deadlines at the end of an action', () => {
  test.each([
    ['2026-12-01', '2026-12-01'], ['by 1 Dec', '2026-12-01'], ['Dec 5', '2026-12-05'], ['by December 5th, 2026', '2026-12-05'], ['18.12.2026', '2026-12-18'],
    ['31/12/2026', '2026-12-31'], ['Thursday 3 December', '2026-12-03'], ['by Friday', '2026-11-27'], ['by Monday', '2026-11-30'], ['next Monday', '2026-11-30'],
    ['in 2 weeks', '2026-12-07'], ['within 10 working days', '2026-12-07'], ['T+14d', '2026-12-07'], ['2026-W50', '2026-12-11'], ['KW 50', '2026-12-11'],
    ['Q1 2027', '2027-03-31'], ['in Q1', '2027-03-31'], ['Q4', '2026-12-31'], ['H1 2027', '2027-06-30'], ['2026-12', '2026-12-31'], ['by December', '2026-12-31'],
    ['by the end of the month', '2026-11-30'], ['by the end of the year', '2026-12-31'], ['this week', '2026-11-27'], ['next week', '2026-12-04'],
    ['tomorrow', '2026-11-24'], ['Jan 10', '2027-01-10'],
  ])('%s', (words, due) => {
    expect(action(`Pin the image - ${words}`)).toMatchObject({ text: 'Pin the image', due, timeBound: true })
  }) // prettier-ignore

  test.each([
    'end of sprint',
    'in two sprints',
    'Sprint 2026.24',
    'next month',
    'FY27 Q1',
    '05/12',
    'early 2027',
  ])('%s is a deadline of unknown date', (words) => {
    expect(action(`Pin the image - ${words}`)).toMatchObject({ due: null, timeBound: true, dueText: words })
  })

  test.each([
    'Pin the image ASAP', 'Pin the image [20m]', 'Pin the image before the next release', 'Raise snapshot retention to 30 days', 'Alert when a certificate expires in 21 days',
    'Delete volumes older than 90 days', 'Restore the rows lost on 20 November', 'Re-run the imports from Mon 16 Nov', 'Cut the restore to under 20 minutes', 'Pin the image soon',
    'Upgrade `libfoo` to 1.12', 'Keep the logs for 2 weeks',
  ])('none in "%s"', (words) => {
    expect(action(words)).toMatchObject({ due: null, dueText: null, timeBound: false })
  }) // prettier-ignore

  test('a sprint whose end is told in brackets is due then', () => {
    const text =
      '## Actions\n\n| Action | Owner | Due |\n|---|---|---|\n| Pin the image | @ada | Sprint 48 (ends 2026-12-04) |\n'
    expect(parse(text).actions[0]).toMatchObject({ due: '2026-12-04', dueText: 'Sprint 48' })
  })

  test('relative dates without any base stay open', () => {
    expect(parse('## Actions\n\n- Pin the image by Friday\n').actions[0]).toMatchObject({
      due: null,
      timeBound: true,
      dueText: 'Friday',
    })
  })

  test('relative dates count from the front matter, else from the incident', () => {
    expect(
      parse('---\ndate: 2026-11-24\n---\n## Actions\n\n- Pin the image in 2 days\n').actions[0]?.due,
    ).toBe('2026-11-26')
    expect(parse('# Outage of 2026-11-20\n## Actions\n\n- Pin the image in 2 days\n').actions[0]?.due).toBe(
      '2026-11-22',
    )
  })

  test('another date in the document shows the order of a slashed one', () => {
    const text = '# Outage of 20/11/2026\n\n## Actions\n\n- Pin the image - 05/12/2026\n'
    expect(parse(text).actions[0]?.due).toBe('2026-12-05')
  })
})

describe('owners', () => {
  test.each([
    ['Pin the image - @ada', ['@ada'], 'one', 'Pin the image'],
    ['@ada: pin the image', ['@ada'], 'one', 'pin the image'],
    ['Pin the image (Grace, 30 days)', ['Grace'], 'one', 'Pin the image'],
    ['Owner: Jo - pin the image', ['Jo'], 'one', 'pin the image'],
    ['Pin the image — Owner: Ada Lovelace, Due: Dec 5', ['Ada Lovelace'], 'one', 'Pin the image'],
    ['Pin the image **RK**', ['RK'], 'one', 'Pin the image'],
    ['TODO(@zoe): remove the `permit-any` rule', ['@zoe'], 'one', 'remove the `permit-any` rule'],
    ['Nils (@nils) pins the image', ['@nils'], 'one', 'Nils (@nils) pins the image'],
    ['@ada and @bob will pin the image', ['@ada', '@bob'], 'several', 'pin the image'],
    ['RC/RK: pin the image', ['RC', 'RK'], 'several', 'pin the image'],
    ['The storage team pins the image', ['storage team'], 'team', 'The storage team pins the image'],
    ['Pin the image (@acme/storage)', ['@acme/storage'], 'team', 'Pin the image'],
    [
      '#team-identity writes the record of the decision',
      ['#team-identity'],
      'team',
      '#team-identity writes the record of the decision',
    ],
    ['Pin the image - TBD', [], 'none', 'Pin the image'],
    ['Pin the image (@everyone)', [], 'none', 'Pin the image'],
    ["We'll pin the image", [], 'none', "We'll pin the image"],
    ['Read path: pin the image', [], 'none', 'Read path: pin the image'],
    ['#2227: pin the image', [], 'none', '#2227: pin the image'],
    [
      'Check with @ada whether the image is pinned',
      [],
      'none',
      'Check with @ada whether the image is pinned',
    ],
    [
      'Ask the vendor to name `@ada` in the ticket',
      [],
      'none',
      'Ask the vendor to name `@ada` in the ticket',
    ],
  ])('%s', (words, owners, ownerKind, text) => {
    expect(action(words)).toMatchObject({ owners, ownerKind, text })
  })
})

describe('what else a line says', () => {
  test('id, category, priority, factor, measure, repository', () => {
    const words =
      '**A7**: [prevention] acme/web: add a lock (F2). Owner: @ada. Due: 2026-12-01. Success measure: no double run for 30 days. Priority: P1'
    expect(action(words)).toMatchObject({
      id: 'A7', category: 'prevention', repository: 'acme/web', text: 'add a lock', factor: 'F2', owners: ['@ada'], due: '2026-12-01',
      measure: 'no double run for 30 days', priority: 'P1', measurable: true,
    }) // prettier-ignore
    expect(action('Add a lock to the job table (in acme/web) - @ada')).toMatchObject({
      repository: 'acme/web',
      text: 'Add a lock to the job table',
    })
  })

  test.each([
    ['Cut the TTL of `web` to 30 s', true, true], ['Add an alert on disk use above 80%', true, true], ['Document the restart order of the four clusters', true, true],
    ['Store the break-glass key in the second safe', true, true], ['Make the start of `mail` faster', true, false], ['Ivo increases the size of the build machines', true, false],
    ['Improve monitoring', false, false], ['Look into canary releases', false, false], ['Be more careful when deploying', false, false], ['Review the process', false, false],
    ['Why did the alert not fire?', false, false], ['Define a deployment strategy', false, false], ['Harden the pipeline', false, false], ['Have a chat about the rota', false, false],
  ])('%s: specific %s, measurable %s', (words, specific, measurable) => {
    expect(action(words)).toMatchObject({ specific, measurable, vague: !specific })
  }) // prettier-ignore
})

describe('deadlines in plain words', () => {
  const due = (item: string) =>
    parse(`# Pump outage\n\n## Actions\n\n- ${item}\n`, { openedOn: '2027-05-12' }).actions.map(
      ({ due: day, timeBound, text }) => [timeBound ? (day ?? 'some day') : 'never', text].join(': '),
    )[0]

  test.each([
    ['Grease the valve @hilde 3 June 2027', '2027-06-03: Grease the valve'],
    ['@imani orders the valve 2027-06-03', '2027-06-03: @imani orders the valve'],
    ['Grease the valve by Sunday, 6 June 2027', '2027-06-06: Grease the valve'],
    ['Grease the valve before Christmas', '2027-12-24: Grease the valve'],
    ['Grease the valve during Q3', '2027-09-30: Grease the valve'],
    ['Grease the valve by the 20th', '2027-05-20: Grease the valve'],
    ['Grease the valve by 5 pm on Friday', '2027-05-14: Grease the valve'],
    ['Grease the valve in the week of 7 June', '2027-06-11: Grease the valve'],
    ['Grease the valve within 30 days of this review', '2027-06-11: Grease the valve'],
    ['by June 5th: grease the valve', '2027-06-05: grease the valve'],
    ['Grease the valve, first Monday of every month', 'some day: Grease the valve'],
    ['Grease the valve. Target: autumn term', 'some day: Grease the valve'],
    ['Grease the valve. Owner: Tess, by mid-sprint', 'some day: Grease the valve'],
    ['Grease the valve (done 2027-05-10)', 'some day: Grease the valve'],
  ])('%j is one', (item, expected) => expect(due(item)).toBe(expected))

  test.each([
    'Consider a pump freeze in December',
    'Two more pumps (ordered, arrive in January)',
    'Training for the night shift held in October',
    'Keep the readings of each valve (35 days)',
    'Restore the backup of 2027-06-01',
  ])('%j is none', (item) => expect(due(item)).toBe(`never: ${item}`))
})
