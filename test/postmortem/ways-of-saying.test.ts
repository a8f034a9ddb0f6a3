import { describe, expect, test } from 'vitest'

import { parse } from '../../src/postmortem/parse.ts'

/** One thing, said in the several ways that people have for it: a span, a zone, a fact, "not yet", a doer. */
const DAY = '2027-08-04'
const instants = (timeline: string, head = `Date: ${DAY}\n`) =>
  parse(`# Ferry booking outage\n\n${head}\n## Timeline\n\n${timeline}\n`).timeline.map(({ at, end }) =>
    end === null ? at : `${at} to ${end}`,
  )
const owners = (text: string) =>
  parse(`# Ferry booking outage\n\n## Actions\n\n${text}\n`, { openedOn: '2027-08-05' }).actions.map(
    (action) => [action.ownerKind, action.owners.join(' '), action.due, action.text],
  )

describe('spans', () => {
  test.each([
    [`${DAY}T09:10Z/${DAY}T09:40Z Two piers read by hand`, `${DAY}T09:10:00Z to ${DAY}T09:40:00Z`],
    ['09:10--09:40 Two piers read by hand', `${DAY}T09:10:00Z to ${DAY}T09:40:00Z`],
    ['09:10 … 09:40 Two piers read by hand', `${DAY}T09:10:00Z to ${DAY}T09:40:00Z`],
    ['5:10-5:40pm Two piers read by hand', `${DAY}T17:10:00Z to ${DAY}T17:40:00Z`],
    ['11:50 to 12:20 pm Two piers read by hand', `${DAY}T11:50:00Z to ${DAY}T12:20:00Z`],
    ['10:50 – 1:20 pm Two piers read by hand', `${DAY}T10:50:00Z to ${DAY}T13:20:00Z`],
    ['09:10 / 11:10 EEST Two piers read by hand', `${DAY}T08:10:00Z`],
  ])('%s', (entry, expected) => expect(instants(`- ${entry}`)).toEqual([expected]))
})

describe('zones', () => {
  test.each([
    '> **Note:** all times below are Lisbon time.',
    '> Clocks: everything is in Lisbon time.',
    'It started at 09:10 WEST and was over at 10:40 WEST.',
    'Between 09:10 and 10:40 WEST no ferry could be booked.',
  ])('%s', (note) =>
    expect(instants('- 09:10 First booking fails', `Date: ${DAY}\n\n${note}\n`)).toEqual([
      `${DAY}T08:10:00Z`,
    ]),
  )

  test('a sentence that names two zones settles none', () =>
    expect(
      instants('- 09:10 First booking fails', `Date: ${DAY}\n\nIt began at 11:10 CEST, or 10:10 WEST.\n`),
    ).toEqual([`${DAY}T09:10:00Z`]))
})

describe('a form whose questions are headings', () => {
  const form = parse(`### Incident

Ferries could not be booked

### Severity

SEV-3

### When did it start?

${DAY} 09:10 UTC

### When was it noticed?

${DAY} 09:20 UTC

### When was the incident over?

${DAY} 10:40 UTC

### Who was affected?

islanders on 7 routes

### Business impact

none to speak of

### Summary

_No response_

### Timeline

- 09:10 UTC First booking fails
- 10:40 UTC Bookings go through

### Lessons learned

_No answer_
`)
  test('each answer is a fact', () => {
    expect(form.facts).toEqual({
      title: 'Ferries could not be booked',
      severity: 'SEV-3',
      startedAt: `${DAY}T09:10:00Z`,
      detectedAt: `${DAY}T09:20:00Z`,
      mitigatedAt: null,
      resolvedAt: `${DAY}T10:40:00Z`,
      impactedUsers: 'islanders on 7 routes',
      businessEffect: 'none to speak of',
    })
    expect(form.timeline).toHaveLength(2)
  })
  test('no response is none', () =>
    expect(form.missingSections).toEqual(expect.arrayContaining(['summary', 'lessons'])))
})

describe('not yet', () => {
  test.each([
    '_To be filled in by the duty manager._',
    'To be discussed.',
    'To be written after the meeting on Monday',
    '*will be added later*',
    'Nothing entered yet.',
    'Coming soon',
  ])('%s', (words) =>
    expect(parse(`# O\n\n## Contributing factors\n\n${words}\n`).missingSections).toContain('factors'),
  )

  test('the names of columns are no action', () => {
    expect(owners('- [ ] _Action, owner, due date_\n- What / who / when\n')).toEqual([])
    expect(owners('- Owner field in the pier form')).toHaveLength(1)
  })
})

describe('severity', () => {
  test.each(['Incident priority: P1', 'Text by Ana R. | Sev: P1 | Read on 5 August', 'Rated: P1'])(
    '%s',
    (line) => expect(parse(`# O\n\n${line}\n`).facts.severity).toBe('P1'),
  )
})

describe('sections by what their headings say', () => {
  const missing = (heading: string) => parse(`# O\n\n## ${heading}\n\nA pier lost power.\n`).missingSections
  test.each([
    ['factors', 'Why it could happen', 'How it came to this', 'What lay behind it', 'What let it happen'],
    ['lessons', 'What we take with us', 'What this taught us', 'What we would do differently', 'What we know now'],
    ['summary', 'In a few words', 'The gist', 'In three sentences', 'Bottom line'],
    ['impact', 'Who felt it', 'What it meant for our passengers', 'How bad it was', 'Effects on others'],
    ['thanks', 'A word of thanks', 'Our thanks go to', 'Gratitude'],
  ] as const)('%s', (kind, ...headings) => {
    for (const heading of headings) expect([heading, missing(heading)]).not.toEqual([heading, expect.arrayContaining([kind])])
  }) // prettier-ignore
})

describe('doers', () => {
  test('a team in brackets at the end, whatever its first word', () =>
    expect(
      owners(
        '- Weigh each van before boarding (print services team)\n- Replace the pier scale (IT services, by 20 Aug)\n- Log each boarding (harbour master\u2019s office)',
      ),
    ).toEqual([
      ['team', 'print services team', null, 'Weigh each van before boarding'],
      ['team', 'IT services', '2027-08-20', 'Replace the pier scale'],
      ['team', 'harbour master\u2019s office', null, 'Log each boarding'],
    ]))

  test('a handle in the brackets of a label', () =>
    expect(owners('### Pier operations (@runa)\n\n- Test the pier scale on Mondays')[0]?.slice(0, 2)).toEqual(
      ['one', '@runa'],
    ))
})
