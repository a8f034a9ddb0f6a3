import { describe, expect, test } from 'vitest'

import { parse } from '../../src/postmortem/parse.ts'

/** Shapes that drafts of other houses brought up; each table says what one of them means. */
const DAY = '2027-05-12'
const instants = (timeline: string, facts = `Date: ${DAY}\n`) =>
  parse(`# Pump outage\n\n${facts}\n## Timeline\n\n${timeline}\n`).timeline.map((entry) =>
    [entry.at, entry.end, entry.text].filter((part) => part !== null).join(' '),
  )
const facts = (text: string) => {
  const { facts: found, metrics } = parse(`${text}\n`)
  return [found.startedAt, found.detectedAt, found.mitigatedAt, found.resolvedAt, metrics.timeToResolveMin]
}
const actions = (text: string) =>
  parse(`# Pump outage\n\n## Actions\n\n${text}\n`, { openedOn: '2027-05-13' }).actions.map((action) => [
    action.ownerKind, action.owners.join(' '), action.due, action.text,
  ]) // prettier-ignore

describe('facts', () => {
  test('durations are told without a start', () =>
    expect(
      parse('# O\n\nTime to detect: 12 min\nTime to mitigate: 0:40 h\nTime to resolve: 1h35m\n').metrics,
    ).toEqual({ timeToDetectMin: 12, timeToMitigateMin: 40, timeToResolveMin: 95, sloBurn: [] }))

  test('each moment of a sentence has its own day', () =>
    expect(
      facts(
        '# O\n\nIt started on 12 May 2027 at 08:00, was detected at 08:20, mitigated at 10:10 and resolved on 13 May 2027 at 16:45.',
      ),
    ).toEqual([
      '2027-05-12T08:00:00Z',
      '2027-05-12T08:20:00Z',
      '2027-05-12T10:10:00Z',
      '2027-05-13T16:45:00Z',
      1965,
    ]))

  test('users by their own name, none that cannot be counted, and where one waits', () => {
    const users = (text: string) => parse(`# O\n\n## Impact\n\n${text}\n`).facts.impactedUsers
    expect(users('Affected users were about 900 pump attendants.')).toContain('900')
    expect(users('How many people tried in vain cannot be said.')).toBeNull()
    expect(users('On 12 May 2027, at 13:05, the developer portal was dark.')).toBeNull()
    expect(parse('# O\n\n- Business effect: TBD\n').unanswered.businessEffect).toMatchObject({
      key: 'Business effect', range: { line: 3 },
    }) // prettier-ignore
  })

  test.each([
    ['Date: 12 May', DAY],
    ['# Outage of May 12', DAY],
    ['Date: 5/12/27', DAY],
    ['Date: 10-12 May 2027', '2027-05-10'],
    ['Started last Wednesday', DAY],
    ['It began yesterday.', DAY],
    ['Nothing of the day', null],
  ])('%j: a day without its year, and one that is only spoken of, lie before the opening', (head, day) => {
    const text = `${head}\n\n## Timeline (UTC)\n\n- 07:15 Pump stops\n`
    expect(parse(text, { openedOn: '2027-05-13' }).timeline[0]?.at).toBe(
      day === null ? null : `${day}T07:15:00Z`,
    )
    expect(parse('## Timeline (UTC)\n\n- 07:15 Pump stops\n').timeline[0]?.at).toBeNull()
  })

  test('a table of facts is no timeline, and a sentence that goes on no new entry', () => {
    const table = '| Date | 2027-05-12 |\n|-|-|\n| Start | 07:15 |\n| Detected | 07:20 |\n| Fixed | 08:00 |'
    expect(parse(`# O\n\n${table}\n`).timeline).toEqual([])
    expect(
      instants('- 07:15 Pump stops, and runs again at\n  07:30 for a while\n- 08:00 It runs'),
    ).toHaveLength(2)
  })

  test('a title on the first line', () =>
    expect(parse('Incident report: Pumps stood\n\n## Summary\n\nThey stood.\n').facts.title).toBe(
      'Pumps stood',
    ))
})

describe('timeline', () => {
  test.each([
    ['`07:15` Pump stops\n\n`07:20Z` Pager', `${DAY}T07:15:00Z Pump stops|${DAY}T07:20:00Z Pager`],
    ['- 0715h Pump stops\n- 0720: Pager', `${DAY}T07:15:00Z Pump stops|${DAY}T07:20:00Z Pager`],
    ['| Local | Event |\n|-|-|\n| 0715 | Pump stops |', `${DAY}T07:15:00Z Pump stops`],
    ['07.15 Uhr: Pumpe steht', `${DAY}T07:15:00Z Pumpe steht`],
    ['### Pump stops (07:15 UTC)\n\nAll three.', `${DAY}T07:15:00Z Pump stops`],
    ['- 07:15 EDT (11:15 UTC) Pump stops', `${DAY}T11:15:00Z Pump stops`],
    ['- 12-05-2027 07:15 Pump stops', `${DAY}T07:15:00Z Pump stops`],
    ['### 13 May 2027\n\nA new pump is ordered.', '2027-05-13 A new pump is ordered.'],
    ['**13 May 2027**\n\n- Pump ordered\n- Pump paid', '2027-05-13 Pump ordered|2027-05-13 Pump paid'],
    ['**13 May 2027 (PDT)**\n\n- 07:15 Pump stops', '2027-05-13T14:15:00Z Pump stops'],
    ['All times in CEST, 13 May 2027.\n\n- 07:15 Pump stops', '2027-05-13T05:15:00Z Pump stops'],
    ['CEST\n\n07:15 Pump stops', `${DAY}T05:15:00Z Pump stops`],
    ['All times Eastern.\n\n- 07:15 Pump stops', '2027-05-12T11:15:00Z Pump stops'],
    ['Local time in Nairobi.\n\n- 07:15 Pump stops', '2027-05-12T04:15:00Z Pump stops'],
    ['(Dublin time)\n\n- 07:15 Pump stops', '2027-05-12T06:15:00Z Pump stops'],
    ['We use UTC plus 2.\n\n- 07:15 Pump stops', '2027-05-12T05:15:00Z Pump stops'],
    ['| Time (Tokyo) | Event |\n|-|-|\n| 07:15 | Pump stops |', '2027-05-11T22:15:00Z Pump stops'],
    [
      '- 23:15 Pump stops\n- 00:05 (+1) Pager\n- next day, 09:00: Pump runs',
      `${DAY}T23:15:00Z Pump stops|2027-05-13T00:05:00Z Pager|2027-05-13T09:00:00Z Pump runs`,
    ],
    ['- 12/5 07:15 Pump stops', `${DAY}T07:15:00Z Pump stops`],
    ['- 13 Mai 2027, 07:15 Uhr: Pumpe steht', '2027-05-13T07:15:00Z Pumpe steht'],
    ['```\n07:15 Pump stops\n07:20 Pager\n```', `${DAY}T07:15:00Z Pump stops|${DAY}T07:20:00Z Pager`],
    ['- Pump stops (07:15)\n- Pager (07:20)', `${DAY}T07:15:00Z Pump stops|${DAY}T07:20:00Z Pager`],
    ['## Timeline (IST, UTC+05:30)\n\n- 07:15 Pump stops', `${DAY}T01:45:00Z Pump stops`],
  ])('%j', (text, expected) => expect(instants(text).join('|')).toBe(expected))

  test.each([
    ['shell history', 'shell history'],
    ['harbour chat', 'harbour chat'],
    ['mail', 'mail'],
    ['phone call from the plant', 'phone call from the plant'],
    ['Ana', 'Ana'],
    ['second time', null],
    ['about 30 users', null],
  ])(
    'what stands in brackets at the end is a source where it is a record or a witness: %s',
    (words, source) =>
      expect(parse(`# O\n\n## Timeline\n\n- 07:15 Pump stops (${words})\n`).timeline[0]?.source).toBe(source),
  )

  test('counted from T, which a line says or the stated start', () => {
    const rows = '- T+0: Pump stops\n- T+1h05m: Pump runs\n- T-10 min: Valve opens\n- T+00:20 Pager'
    const expected = ['07:00', '08:05', '06:50', '07:20'].map((clock) => `${DAY}T${clock}:00Z`)
    const at = (text: string) => parse(text).timeline.map((entry) => entry.at)
    expect(at(`# O\n\n## Timeline\n\nT is ${DAY} 07:00 UTC.\n\n${rows}\n`)).toEqual(expected)
    expect(at(`# O\n\nStart: ${DAY} 09:00 CEST\n\n## Timeline\n\n${rows}\n`)).toEqual(expected)
    expect(at(`# O\n\n## Timeline\n\n${rows}\n`)).toEqual([null, null, null, null])
  })

  test('a zone in each row decides about midnight', () => {
    const table =
      '| Time | Zone | Event |\n|-|-|-|\n| 16:50 | PDT | a |\n| 09:05 | JST | b |\n| 17:30 | PDT | c |'
    expect(instants(table)).toEqual([
      '2027-05-12T23:50:00Z a',
      '2027-05-13T00:05:00Z b',
      '2027-05-13T00:30:00Z c',
    ])
  })

  test('the start in UTC may lie on the next day of the clocks', () => {
    const start = 'Start: 2027-05-13T01:30:00Z\n'
    expect(instants('Times in PDT\n\n- 18:30 Pump stops', start)).toEqual(['2027-05-13T01:30:00Z Pump stops'])
  })
})

test.each([
  ['04/06/2027', '2027-06-04'], // 6 April has passed
  ['06/04/2027', '2027-06-04'],
  ['06/07/2027', null], // 6 July or June 7
  ['06/07', null],
])('a slashed date alone has the order that lies ahead: %s', (due, expected) =>
  expect(actions(`- Mark the valve, Ida, ${due}`).map((action) => action[2])).toEqual([expected]),
)

describe('facts', () => {
  const all = ['07:00', '07:10', '07:40', '08:00'].map((clock) => `${DAY}T${clock}:00Z`)
  test.each([
    ['several on a line', `# O\n\n**Date:** ${DAY} / **Start:** 07:00 UTC / **Detected:** 07:10 UTC / **Mitigated:** 07:40 UTC / **End:** 08:00 UTC`],
    ['sentences of them', `# O\n\nStarted ${DAY} 07:00 UTC, detected 07:10 UTC, mitigated 07:40 UTC, resolved 08:00 UTC.`],
    ['quoted', `# O\n\n> Start: ${DAY} 07:00 UTC\n> Detected: 07:10 UTC\n> Mitigated: 07:40 UTC\n> End: 08:00 UTC`],
    ['bold names without a colon', `# O\n\n**Start** ${DAY} 07:00 UTC\n**Detected** 07:10 UTC\n**Mitigated** 07:40 UTC\n**Resolved** 08:00 UTC`],
    ['a table without a head', `# O\n\n| Started | ${DAY} 07:00 UTC |\n|-|-|\n| Noticed | 07:10 UTC |\n| Stopped | 07:40 UTC |\n| Over | 08:00 UTC |`],
    ['restored, then closed', `# O\n\n- Began: ${DAY} 07:00 UTC\n- Noticed: 07:10 UTC\n- Service restored: 07:40 UTC\n- Incident closed: 08:00 UTC`],
    ['lengths', `# O\n\nStart: ${DAY} 07:00 UTC\nTime to detect: 10 min\nTime to mitigate: 40 minutes\nDuration: 1 h`],
    ['running text', `# O\n\nAt 07:00 UTC on 12 May 2027 the pump went silent. It was noticed at 07:10 UTC. The impact ended at 07:40 UTC, and the incident was closed at 08:00 UTC.`],
    ['marks in brackets', `# O\n\nDate: ${DAY}\n\n## Timeline (UTC)\n\n- 07:00 Valve shuts (start)\n- 07:10 Pager\n- 07:40 Valve forced open (mitigated)\n- 08:00 New valve (resolved)`],
    ['the first entry, where nothing names the start', `# O\n\nDate: ${DAY}\n\n## Timeline (UTC)\n\n- 07:00 Valve shuts\n- 07:10 Alert fires\n- 07:40 Mitigated\n- 08:00 All pumps are back`],
  ])('%s', (_, text) => expect(facts(text)).toEqual([...all, 60])) // prettier-ignore

  test('a start is not taken from a timeline that begins with the detection', () => {
    const draft = `# O\n\nDate: ${DAY}\n\n## Timeline\n\n- 07:10 Alert fires\n- 08:00 Resolved\n`
    expect(parse(draft).facts.startedAt).toBeNull()
  })

  test('an end before the start in the front matter is on the next day', () => {
    const [start, , , end] = facts(`---\ndate: ${DAY}\nstart: "23:10"\nend: "01:05"\n---\n# O`)
    expect([start, end]).toEqual(['2027-05-12T23:10:00Z', '2027-05-13T01:05:00Z'])
  })

  test('the day on which the document was opened is not the incident\u2019s', () => {
    const draft =
      '# O\n\n**Opened:** 2027-05-20 - the pump stopped on 12 May 2027\n\n## Timeline\n\n- 07:00 Pump stops\n'
    expect(parse(draft).timeline[0]?.at).toBe(`${DAY}T07:00:00Z`)
  })

  test('said to be unknown is neither a fact nor a problem', () => {
    const { facts: found, problems } = parse('# O\n\nImpacted users: not yet known\n')
    expect([found.impactedUsers, problems]).toEqual([null, []])
  })

  test.each([
    ['Outage report 2027-05-12: pumps\n===\n\n## Summary\n\nx', 'pumps'],
    ['Pumps silent\n---\n\n### Summary\n\nx', 'Pumps silent'],
    ['**Pumps silent**\n\n**Summary**\n\nx', 'Pumps silent'],
  ])('title of %j', (text, title) => expect(parse(text).facts.title).toBe(title))
})

describe('sections', () => {
  const missing = (text: string) => parse(`# O\n\n${text}\n`).missingSections
  const whole =
    '## What happened\n\nx.\n\n## Who was hit\n\nx.\n\n## How it unfolded\n\n- 07:00 a\n- 07:05 b\n\n## How could this happen?\n\n- x\n\n## Measures / fixes\n\n- Add x\n\n## Looking back\n\nx.\n\n## Hat tip\n\nTo Bo.'
  test('names that people give them', () => expect(missing(whole)).toEqual([]))
  test('"What happened" is no summary beside one, and an empty one is missing', () =>
    expect(missing(`## Summary\n\n_Describe it here_\n\n${whole}`)).toEqual(['summary']))
  test('a phase within the actions groups them', () =>
    expect(actions('### Detection\n\n- Add a probe\n\n### Recovery\n\n- Write the restart page').length).toBe(
      2,
    ))
  test('whys alone tell the factors', () =>
    expect(missing('## Five whys\n\n- Why? It was shut.\n- Why? No marks on the valve.')).not.toContain(
      'factors',
    ))
  test('slots of a template are no actions', () => {
    const slots = '- [ ] \n- Owner: @someone, due: YYYY-MM-DD\n- \u2026 - owner \u2026 - due \u2026'
    expect(missing(`## Actions\n\n${slots}`)).toContain('actions')
    expect(actions(slots)).toEqual([])
  })
})

describe('actions', () => {
  test.each([
    ['- [Ida, Olu] Mark the valve', 'several', 'Ida Olu', null, 'Mark the valve'],
    ['- Mark the valve (owner: @ida, @olu; due: 4 June)', 'several', '@ida @olu', '2027-06-04', 'Mark the valve'],
    ['- Mark the valve @ida @olu', 'several', '@ida @olu', null, 'Mark the valve'],
    ['- Mark the valve @ida 4 June', 'one', '@ida', '2027-06-04', 'Mark the valve'],
    ['- Mark the valve (Ida: 4 June)', 'one', 'Ida', '2027-06-04', 'Mark the valve'],
    ['- Mark the valve (#31, @ida, 4 June)', 'one', '@ida', '2027-06-04', 'Mark the valve'],
    ['- Mark the valve - Ida - before the next flood', 'one', 'Ida', null, 'Mark the valve'],
    ['- Mark the valve, Ida, ASAP', 'one', 'Ida', null, 'Mark the valve'],
    ['- Mark the valve. *Ida, 4 June*', 'one', 'Ida', '2027-06-04', 'Mark the valve.'],
    ['- **Mark the valve.** Ida, 4 June', 'one', 'Ida', '2027-06-04', 'Mark the valve.'],
    ['- Ida (by 4 June): mark the valve', 'one', 'Ida', '2027-06-04', 'mark the valve'],
    ['- Ida & Olu (pumps): mark the valve', 'several', 'Ida Olu', null, 'mark the valve'],
    ['- Ida \u2192 Mark the valve \u2192 4 June', 'one', 'Ida', '2027-06-04', 'Mark the valve'],
    ['- @ida to mark the valve by 4 June', 'one', '@ida', '2027-06-04', 'mark the valve'],
    ['- @ida Mark the valve', 'one', '@ida', null, 'Mark the valve'],
    ['- Ida has agreed to mark the valve by end of Q3.', 'one', 'Ida', '2027-09-30', 'mark the valve'],
    ['- Harbour management to mark the valve', 'team', 'Harbour management', null, 'mark the valve'],
    ['- Mark the valve (customer care, 4 June)', 'team', 'customer care', '2027-06-04', 'Mark the valve'],
    ['- Mark the valve - nobody yet', 'none', '', null, 'Mark the valve'],
    ['- Mark the valve (Dr. van Dam, 4 June)', 'one', 'van Dam', '2027-06-04', 'Mark the valve'],
    ['- Mark the valve, P. Dam, 4 June', 'one', 'P. Dam', '2027-06-04', 'Mark the valve'],
    ['1. Mark the valve\n   *Assignee:* Ida \u2014 *Deadline:* 4 June', 'one', 'Ida', '2027-06-04', 'Mark the valve'],
    ['**1. Mark the valve**\nOwner: Ida\nDue: 4 June', 'one', 'Ida', '2027-06-04', 'Mark the valve'],
    ['\u2610 Mark the valve \u2014 Ida', 'one', 'Ida', null, 'Mark the valve'],
    ['- Den Schieber markieren, Verantwortlich: Frau Dam, bis 04.06.2027', 'one', 'Dam', '2027-06-04', 'Den Schieber markieren'],
    ['| Action | Owner | Issue |\n|-|-|-|\n| Mark the valve | Tax desk | #9 (due 4 June) |', 'team', 'Tax desk', '2027-06-04', 'Mark the valve'],
  ])('%j', (text, kind, owners, due, words) => expect(actions(text)).toEqual([[kind, owners, due, words]])) // prettier-ignore

  test('none are said to be there, none is told', () => {
    expect(actions('None yet, to be agreed on Thursday.')).toEqual([])
    expect(actions('- Nothing to do for now.')).toEqual([])
    expect(parse('# O\n\n## Actions\n\nNone yet.\n').missingSections).toContain('actions')
    expect(actions('- Nothing to declare at the border: remove the sign')).toHaveLength(1)
  })

  test('a sentence over a list of things is one action, and what is told of the past is none', () => {
    expect(
      actions('1. **Better gauges**\n   We plan to add gauges around:\n\n- The old valve\n- The cellar\n'),
    ).toHaveLength(1)
    expect(
      actions('- Add gauges on:\n  - the old valve\n  - the cellar\n').map(([, , , words]) => words),
    ).toEqual(['Add gauges on'])
    expect(actions('- Do this week:\n  - Add a gauge\n  - Buy a pump\n')).toHaveLength(2)
    expect(
      actions('- If we had drained the tank, it would have held\n- The crew then raised the gate'),
    ).toEqual([])
  })

  test('measures are the actions of a table without any other words', () =>
    expect(
      actions(
        '| ID | Measure | DRI | Ticket |\n|-|-|-|-|\n| A1 | Grease the old valve twice a year | Mei | PU-9 |',
      )[0]?.[3],
    ).toBe('Grease the old valve twice a year'))

  test('labels: a name right below an item, a date in italics, a date with a name', () => {
    expect(actions('Ida\n- Mark the valve\nOlu\n- Paint the wheel')).toEqual([
      ['one', 'Ida', null, 'Mark the valve'],
      ['one', 'Olu', null, 'Paint the wheel'],
    ])
    expect(actions('*Within 30 days*\n- Mark the valve')).toEqual([
      ['none', '', '2027-06-12', 'Mark the valve'],
    ])
    expect(actions('### By 4 June (Ida)\n\n- Mark the valve')).toEqual([
      ['one', 'Ida', '2027-06-04', 'Mark the valve'],
    ])
  })

  test('a label over items that name their own owners is their topic', () => {
    const text = '**Valves**\n- Mark them (Ida)\n- Paint them (Olu)\n\n**Quay**\n- Put up a lamp'
    expect(actions(text).map(([kind, owners]) => [kind, owners])).toEqual([
      ['one', 'Ida'],
      ['one', 'Olu'],
      ['none', ''],
    ])
  })
})
