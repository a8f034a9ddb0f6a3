import { describe, expect, test } from 'vitest'
import { lint, type LintOptions } from '../../src/lint/engine.ts'
import type { Finding } from '../../src/lint/finding.ts'

const found = (rule: string, text: string, options: LintOptions = {}): readonly Finding[] =>
  lint(text, options).findings.filter((finding) => finding.rule === rule)

describe('the timeline of a long night', () => {
  const night = (entries: readonly string[], facts: readonly string[] = []): string =>
    [
      '# Ferry bookings lost',
      '',
      '- Started: 2026-11-23 20:00 UTC',
      '- Detected: 2026-11-23 20:10 UTC',
      '- Mitigated: 2026-11-23 23:50 UTC',
      ...facts,
      '',
      '## Timeline (2026-11-23, all times UTC)',
      '',
      ...entries.map((entry) => `- ${entry}`),
      '',
    ].join('\n')
  const BUSY = [
    '20:00 The import of the summer timetable starts',
    '20:10 Detected: the alert on bookings without a seat fires',
    '20:18 The import is stopped',
    '20:25 Bookings still arrive without a seat',
    '20:40 The seat map is found empty',
  ]
  const END = ['23:40 The seat map of the day before is loaded', '23:50 Mitigated: bookings get seats again']

  test('three hours without a word stand out against steps of ten minutes', () => {
    const [finding, ...others] = found('timeline/gap', night([...BUSY, ...END]))
    expect(others).toEqual([])
    expect(finding).toMatchObject({ level: 'note', text: expect.stringContaining('23:40') })
    expect(finding?.message).toContain('3 h before this')
  })

  test.each([
    ['an entry says what people waited for', '20:45 We wait for the backup to be copied'],
    ['it goes on over midnight by plan', '20:45 Paused overnight, on-call keeps the bookings closed'],
  ])('nothing is missing where %s', (_, entry) => {
    expect(found('timeline/gap', night([...BUSY, entry, ...END]))).toEqual([])
  })

  test('a slow incident has a slow rhythm', () => {
    const slow = ['20:00 Start', '20:10 Detected', '21:05 A', '21:50 B', '22:50 C', '23:50 Mitigated']
    expect(found('timeline/gap', night(slow))).toEqual([])
  })

  test('what follows mitigation may take days', () => {
    const after = ['23:50 Mitigated: bookings get seats again', '2026-11-24 09:00 The last refund is paid']
    expect(found('timeline/gap', night([...BUSY, '21:50 A', '22:40 B', ...after]))).toEqual([])
  })

  test('a range entry fills its time', () => {
    const copy = '20:45 - 23:35 The seat map is copied from the backup'
    expect(found('timeline/gap', night([...BUSY, copy, ...END]))).toEqual([])
  })

  test('one that begins with the alert is asked for what came before, the more so where a start is known', () => {
    const late = night([...BUSY.slice(1), ...END])
    expect(found('timeline/starts-after-detection', late)[0]).toMatchObject({
      level: 'warning',
      message: expect.stringContaining('2026-11-23 20:00 UTC'),
    })
    const unknown = late.replace(/^- Started.*\n/m, '')
    expect(found('timeline/starts-after-detection', unknown)[0]).toMatchObject({ level: 'note' })
    expect(found('timeline/starts-after-detection', night([...BUSY, ...END]))).toEqual([])
  })

  test('a change that was noticed in the same minute is told from its beginning', () => {
    const sudden = ['20:10 The key is pushed to the public repository', ...BUSY.slice(2), ...END]
    const text = night(sudden).replace(/^- Started.*\n/m, '')
    expect(found('timeline/starts-after-detection', text)).toEqual([])
  })

  test('comments leave with their commas, and what is left reads well', () => {
    const entries = [
      '20:10 Finally, the alert fires',
      '20:18 The import, unfortunately, goes on',
      '20:25 We luckily have a backup',
    ]
    const text = night(entries)
    const findings = found('timeline/judgement', text)
    const reworded = findings.reduceRight(
      (left, { range, suggestion }) =>
        left.slice(0, range.start) + (suggestion ?? '?') + left.slice(range.end),
      text,
    )
    expect(reworded).toContain(
      '- 20:10 The alert fires\n- 20:18 The import goes on\n- 20:25 We have a backup\n',
    )
  })

  test('the same words outside the timeline are left to the author', () => {
    expect(
      found('timeline/judgement', '# Ferry\n\n## Lessons\n\nLuckily the backup was from the day before.\n'),
    ).toEqual([])
  })
})

describe('stated durations', () => {
  const text = (line: string): string =>
    `# Ferry\n\n- Started: 2026-11-23 20:00 UTC\n- Detected: 2026-11-23 20:10 UTC\n- Resolved: 2026-11-24 09:00 UTC\n- ${line}\n`

  test.each([
    ['Time to resolve: 13h0m', 0],
    ['Time to resolve: 3h20m', 1],
    ['Time to resolve: 3h (during support hours 9:00-17:00)', 0],
    ['Time to detect: 25 minutes', 1],
  ])('%s', (line, count) => {
    expect(found('timeline/durations', text(line))).toHaveLength(count)
  })

  test('hours that were perhaps only those worked weigh less', () => {
    expect(found('timeline/durations', text('Time to resolve: 3h20m'))[0]).toMatchObject({
      level: 'warning',
      message: expect.stringContaining('working hours'),
    })
  })

  test('how long the whole took is not judged where its start is not known', () => {
    const open = text('Duration: 15 hours').replace(/^- Started.*\n/m, '')
    expect(found('timeline/durations', open)).toEqual([])
  })
})

describe('publication', () => {
  const published = (on: string, more = ''): string =>
    `---\ntitle: Ferry bookings lost\n${more}resolved: 2026-11-23T23:50:00Z\npublished: ${on}\n---\n\n# Ferry bookings lost\n`

  test('is late after 72 hours, and not a minute before', () => {
    expect(found('facts/published-late', published('2026-11-26T23:50:00Z'))).toEqual([])
    const [finding] = found('facts/published-late', published('2026-11-27T00:10:00Z'))
    expect(finding).toMatchObject({ level: 'warning', text: 'published: 2026-11-27T00:10:00Z' })
    expect(finding?.message).toContain('20 min later than the 72 hours after resolution')
  })

  test('has the time that the severity is given', () => {
    const limits = { sev1: 72, sev3: 120 }
    const text = published('2026-11-28', 'severity: sev3\n')
    expect(found('facts/published-late', text)).toHaveLength(1)
    expect(found('facts/published-late', text, { publishWithinHours: limits })).toEqual([])
    expect(
      found('facts/published-late', text, { publishWithinHours: limits, severity: 'SEV-1' }),
    ).toHaveLength(1)
    expect(
      found('facts/published-late', text, { severity: 'major', publishWithinHours: { Major: 240 } }),
    ).toEqual([])
  })

  test('is overdue only where the document says that it is still a draft, and the caller what day it is', () => {
    const draft = published('null', 'status: in review\n')
    expect(found('facts/published-late', draft)).toEqual([])
    expect(found('facts/published-late', draft, { today: '2026-11-26' })).toEqual([])
    expect(found('facts/published-late', draft, { today: '2026-11-28' })[0]).toMatchObject({
      text: 'status: in review',
    })
    const final = draft.replace('in review', 'final')
    expect(found('facts/published-late', final, { today: '2027-11-28' })).toEqual([])
  })

  test('counts from the end of the day where only the day of resolution is known', () => {
    const day = (on: string): string => published(on).replace('T23:50:00Z', '')
    expect(found('facts/published-late', day('2026-11-26'))).toEqual([])
    expect(found('facts/published-late', day('2026-11-28'))).toHaveLength(1)
  })
})

describe('chains of whys', () => {
  const chain = (answer: string): string =>
    `# Ferry\n\n## Five Whys\n\n1. Why were seats lost? The map was empty.\n2. Why was it empty? ${answer}\n`

  test.each([
    'Because @ines deleted it.',
    'The on-call engineer ran the import twice.',
    'We did not check the file.',
    'Somebody forgot the second file.',
    'Lack of attention.',
    'The second file was overlooked.',
  ])('end too early in a person: %s', (answer) => {
    expect(found('factors/whys-person', chain(answer))).toHaveLength(1)
  })

  test.each([
    'The import replaces the map before the new one is complete.',
    'The engineer had no way to see that an import was running.',
    'We have no test with an empty file.',
    'We did not have a second environment.',
    'Nobody owns the importer.',
    'The on-call was alone with three pages.',
    'The users loaded it twice.',
  ])('may end in a condition: %s', (answer) => {
    expect(found('factors/whys-person', chain(answer))).toEqual([])
  })
})

describe('who was in the room', () => {
  const said = (text: string): string | undefined => found('review/participants', text)[0]?.message

  test.each([
    ['a line', '# T\n\n**Attendees:** Ada (SRE, remote), Bo (support)\n'],
    ['front matter', '---\nparticipants:\n  - Ada (SRE)\n  - Bo - legal\n---\n\n# T\n'],
    ['a list of functions', '# T\n\n## Participants\n\n- Support: Bo\n- SRE: Ada\n'],
  ])('two functions in %s are enough', (_, text) => {
    expect(said(text)).toBeUndefined()
  })

  test('ranks make no second function, and neither do roles in the room', () => {
    const text = '# T\n\nParticipants: Ada (Lead SRE), Bo (SRE), Cy (scribe)\n'
    expect(said(text)).toContain('from one (sre)')
  })

  test('names alone are asked what they do, but not in the list that the app writes', () => {
    expect(said('# T\n\nParticipants: Ada, Bo\n')).toContain('what the participants do')
    expect(said('---\nseverity: sev2\nparticipants:\n  - ada\n  - bo\n---\n\n# T\n')).toBeUndefined()
    expect(said('---\nseverity: sev2\nparticipants: [ada, bo]\n---\n\n# T\n')).toBeUndefined()
  })

  test('where nobody is listed, only the great incidents are asked', () => {
    expect(found('review/participants', '# T\n\nSeverity: sev1\n')[0]).toMatchObject({ level: 'warning' })
    expect(found('review/participants', '# T\n\nSeverity: sev2\n')[0]).toMatchObject({ level: 'note' })
    expect(said('# T\n')).toBeUndefined()
  })
})

describe('words for the public', () => {
  const summary = (words: string): readonly Finding[] =>
    found(
      'review/public-summary',
      `# T\n\n## Status page update\n\n${words}\n\n## Impact\n\nAda was paged.\n`,
    )

  test.each([
    ['a name', 'Ines reloaded the map.', 'Ines'],
    ['a handle', 'The map was reloaded by @ines-k.', '@ines-k'],
    ['a channel', 'Ask in #ferry-incident.', '#ferry-incident'],
    [
      'a tool behind the login',
      'See https://acme.atlassian.net/browse/F-1.',
      'https://acme.atlassian.net/browse/F-1.',
    ],
    ['a host without a domain', 'See http://wiki/ferry for more.', 'http://wiki/ferry'],
    ['a file of the repository', 'See [the runbook](../runbooks/map.md).', '../runbooks/map.md'],
  ])('%s is told', (_, words, text) => {
    expect(summary(words).map((finding) => finding.text)).toEqual([text])
  })

  test.each([
    'We reloaded the map at 23:40 UTC. Follow @ferrystatus.',
    'Bookings in Virginia were not affected. Ticket #4711.',
    'More at https://status.example.com/7 and [our terms](https://example.com/terms).',
    '<!-- Ines: check with legal, https://wiki/x -->\nWe reloaded the map.',
  ])('%s is fine', (words) => {
    expect(summary(words)).toEqual([])
  })

  test('a name that stands twice is told once', () => {
    expect(summary('Ines stopped it. Ines reloaded it.')).toHaveLength(1)
  })
})
