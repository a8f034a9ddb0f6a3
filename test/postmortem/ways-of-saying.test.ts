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
    ['0910-0940 hrs: Two piers read by hand', `${DAY}T09:10:00Z to ${DAY}T09:40:00Z`],
    ['0910H - 0940H: Two piers read by hand', `${DAY}T09:10:00Z to ${DAY}T09:40:00Z`],
    ['0910H Two piers read by hand', `${DAY}T09:10:00Z`],
    ['2 to 3:30 pm Two piers read by hand', `${DAY}T14:00:00Z to ${DAY}T15:30:00Z`],
  ])('%s', (entry, expected) => expect(instants(`- ${entry}`)).toEqual([expected]))
})

describe('clocks and days', () => {
  test('a clock of twelve hours without its half follows the entry before', () =>
    expect(instants('- 11:40 AM One\n- 1:15 Two\n- 4ish Three\n- 9:20 PM Four')).toEqual([
      `${DAY}T11:40:00Z`,
      `${DAY}T13:15:00Z`,
      `${DAY}T16:00:00Z`,
      `${DAY}T21:20:00Z`,
    ]))

  test('a month and a day in front of a clock', () =>
    expect(instants('- 08-04 23:10:05 One\n- 08-05 00:20 Two')).toEqual([
      '2027-08-04T23:10:05Z',
      '2027-08-05T00:20:00Z',
    ]))

  test.each(['Day 2 – Thursday 5 August', 'Day two (5 August)', 'Day 2', 'The morning of 5 August'])(
    'a heading "%s" dates what follows',
    (heading) =>
      expect(instants(`- 09:10 One\n\n### ${heading}\n\n- 09:30 Two`)).toEqual([
        `${DAY}T09:10:00Z`,
        '2027-08-05T09:30:00Z',
      ]),
  )

  test('slashed days without a year show their order too', () =>
    expect(owners('- Weigh each van - @runa - by 8/19\n- Test the scale - @runa - by 9/3').map(([, , due]) => due)).toEqual([
      '2027-08-19',
      '2027-09-03',
    ])) // prettier-ignore
})

describe('zones', () => {
  test.each([
    '> **Note:** all times below are Lisbon time.',
    '> Clocks: everything is in Lisbon time.',
    'It started at 09:10 WEST and was over at 10:40 WEST.',
    'SEV-3 | Ferry line 4 | everything in Lisbon time',
    'Yesterday at 09:10 (Lisbon) the pier went dark.',
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

describe('facts', () => {
  const moments = (text: string) => {
    const { facts } = parse(`# O\n\n${text}\n`, { openedOn: '2027-08-05' })
    return [facts.startedAt, facts.detectedAt, facts.mitigatedAt, facts.resolvedAt].map((one) => one?.slice(11, 16))
  } // prettier-ignore
  const all = ['09:10', '09:20', '10:00', '10:40']
  test.each([
    ['Began: 09:10\nCaught: 09:20\nStopgap in place: 10:00\nFully restored: 10:40', all],
    ['Time of onset: 09:10\nTime of detection: 09:20\nMoment of containment: 10:00\nTime of recovery: 10:40', all],
    ['Impact start: 09:10\nFirst call: 09:20\nService restored: 10:00\nImpact end: 10:40', all],
    ['The pier began to refuse vans at 09:10. We noticed at 09:20, and at 10:40 it was fixed.', ['09:10', '09:20', undefined, '10:40']],
    ['Yesterday at 09:10 the pier went dark. A skipper told us at 09:20. By 10:40 everything was back.', ['09:10', '09:20', undefined, '10:40']],
    ['We began to restart at 09:10.', [undefined, undefined, undefined, undefined]],
  ])('%s', (text, expected) => expect(moments(`Date: ${DAY}\n\n${text}`)).toEqual(expected)) // prettier-ignore

  test.each(['About 60 skippers and passengers queued.', '7% of drivers with vans on board were hit.'])(
    'a summary that begins with those hit: "%s"',
    (words) => expect(parse(`# O\n\n## Summary\n\n${words}\n`).facts.impactedUsers).toBe(words),
  )
  test('our own are not hit', () =>
    expect(parse('# O\n\n## Summary\n\n12 engineers looked for it.\n').facts.impactedUsers).toBeNull())

  test('a closing word marks its entry', () =>
    expect(
      moments(
        `Date: ${DAY}\n\n## Timeline\n\n- 09:10 Pier goes dark - incident start\n- 09:20 Skipper calls: detected\n- 10:00 Vans get through\n- 10:40 Last van is over. Closed.`,
      ),
    ).toEqual(all))

  test.each(['Skippers begin to call us', 'The harbour master phones the help desk', 'A family wrote to us'])(
    'told by those outside: "%s"',
    (entry) => expect(moments(`Date: ${DAY}\n\n## Timeline\n\n- 09:20 ${entry}.`)[1]).toBe('09:20'),
  )

  test('what T stands for may be told among the facts', () =>
    expect(
      instants('T = T0\n\n- T+0: pier goes dark\n- T+15m: vans queue', `T0 = ${DAY} 09:10 UTC\n`),
    ).toEqual([`${DAY}T09:10:00Z`, `${DAY}T09:25:00Z`]))

  test.each(['The rollback went through.', 'We wait for the purge to go through', 'Went through the logs'])(
    'no mitigation: "%s"',
    (entry) => expect(moments(`Date: ${DAY}\n\n## Timeline\n\n- 10:00 ${entry}`)[2]).toBeUndefined(),
  )

  test.each(['Skippers affected', 'Who it hit', 'Who', 'Impacted island families', 'Passengers hit'])(
    'those hit, under "%s"',
    (key) => expect(parse(`# O\n\n${key}: 12 of them\n`).facts.impactedUsers).toBe('12 of them'),
  )
  test.each(['Systems affected', 'Affected services', 'Regions hit'])('things hit are nobody: "%s"', (key) =>
    expect(parse(`# O\n\n${key}: a dozen\n`).facts.impactedUsers).toBeNull(),
  )
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
  test.each([
    'Incident priority: P1',
    'Text by Ana R. | Sev: P1 | Read on 5 August',
    'Rated: P1',
    '**P1** | ferry line 4',
  ])('%s', (line) => expect(parse(`# O\n\n${line}\n`).facts.severity).toBe('P1'))
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

  test('what a field is called, and a last sentence that says when', () =>
    expect(
      owners(
        '- R1. Test the pier scale. Who: Runa. By when: 20 Aug\n- 6.2 Weigh each van. Action owner: Plant IT. Due date: 27/08/2027.\n- Log each boarding. Owner: Runa Lund. Complete by 31 August 2027.\n- Count the vans (Runa, before the regatta on 28 August)\n- Alert when: the scale reads 0 (director)',
      ),
    ).toEqual([
      ['one', 'Runa', '2027-08-20', 'Test the pier scale'],
      ['team', 'Plant IT', '2027-08-27', 'Weigh each van'],
      ['one', 'Runa Lund', '2027-08-31', 'Log each boarding'],
      ['one', 'Runa', '2027-08-28', 'Count the vans'],
      ['team', 'director', null, 'Alert when: the scale reads 0'],
    ]))

  test('items in letters, promises, and a holder behind the office', () => {
    expect(owners('(a) Weigh each van. PIC: Runa. Target: 20 Aug.\n(b) Log each boarding. PIC: Pier team. Target: 27 Aug.').map(([, who, due, text]) => [who, due, text])).toEqual([
      ['Runa', '2027-08-20', 'Weigh each van'],
      ['Pier team', '2027-08-27', 'Log each boarding'],
    ])
    expect(owners('- Tarn commits to weighing each van by 20 August.\n- Pier ops pledges to log each boarding.').map(([kind, who]) => [kind, who])).toEqual([
      ['one', 'Tarn'],
      ['team', 'Pier ops'],
    ])
    expect(owners('**Harbour officer (Ms. Lund)**\n\n- Weigh each van\n\n**IT systems**\n\n- Log each boarding').map(([kind, who]) => [kind, who])).toEqual([
      ['one', 'Lund'],
      ['team', 'IT systems'],
    ])
  }) // prettier-ignore

  test('nicknames in bold, where one of them is known', () => {
    const items = (who: readonly string[]) => owners(who.map((name) => `- **${name}** – weigh each van`).join('\n'))
    const text = ['runa', 'pelle', 'runa + pier ops']
    expect(items(['@runa', ...text.slice(1)]).map(([kind]) => kind)).toEqual(['one', 'one', 'one'])
    expect(items(['scales', 'vans', 'ramps']).map(([kind]) => kind)).toEqual(['none', 'none', 'none'])
  }) // prettier-ignore

  test('a handle in the brackets of a label', () =>
    expect(owners('### Pier operations (@runa)\n\n- Test the pier scale on Mondays')[0]?.slice(0, 2)).toEqual(
      ['one', '@runa'],
    ))
})

test('what opens a line in bold is a fact, whatever comes below', () =>
  expect(
    parse('# Ferry outage\n\n**Business impact:** two crossings cancelled\n\nThe scale froze.\n').facts
      .businessEffect,
  ).toBe('two crossings cancelled'))

test('a range in bold states no zone', () =>
  expect(instants('**09:10** Scale frozen.\n\n**09:35-09:50** Restarted twice.')).toEqual([
    `${DAY}T09:10:00Z`,
    `${DAY}T09:35:00Z to ${DAY}T09:50:00Z`,
  ]))

test('the entry that says so is the start, and the point of mitigation', () => {
  const { facts } = parse(
    `# Ferry outage\n\nDate: ${DAY}\n\n## Timeline\n\n- 09:05 Release goes out\n- 09:10 Started. The scale freezes\n- 09:20 Vans are weighed by hand, which is the point of mitigation\n- 09:50 Resolved.\n`,
  )
  expect([facts.startedAt, facts.mitigatedAt]).toEqual([`${DAY}T09:10:00Z`, `${DAY}T09:20:00Z`])
})

test('where nobody says so, the incident starts with the errors and not with the change before', () => {
  const { facts } = parse(
    `# Ferry outage\n\nDate: ${DAY}\n\n## Timeline\n\n- 09:05 Release goes out\n- 09:12 Write errors start.\n- 09:50 Resolved.\n`,
  )
  expect(facts.startedAt).toBe(`${DAY}T09:12:00Z`)
})
