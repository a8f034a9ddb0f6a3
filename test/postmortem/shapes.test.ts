import { describe, expect, test } from 'vitest'

import { parse } from '../../src/postmortem/parse.ts'

/** One document per shape that people really write; the shapes are the design's, the words our own. */
describe('timelines', () => {
  const entries = (text: string) =>
    parse(text).timeline.map(({ range, at, text: words }) => [range.line, at, words])

  test('a paragraph that starts with a time, one entry a line, with a bold list item as heading', () => {
    const text = [
      '# Search was slow on 20 November 2026',
      '',
      '- **Key events**',
      '  - First detected 2026-11-20 14:07',
      '  - Resolved 2026-11-20 15:30',
      '',
      '## Timeline (all times UTC)',
      '',
      '14.03 Queue depth passes 10,000',
      '14.20 AG scales the workers out',
      'and watches the queue.',
      '',
      '14:50ish Queue is empty',
    ].join('\n')
    expect(entries(text)).toEqual([
      [9, '2026-11-20T14:03:00Z', 'Queue depth passes 10,000'],
      [10, '2026-11-20T14:20:00Z', 'AG scales the workers out'],
      [13, '2026-11-20T14:50:00Z', 'Queue is empty'],
    ])
    expect(parse(text).facts).toMatchObject({
      detectedAt: '2026-11-20T14:07:00Z',
      resolvedAt: '2026-11-20T15:30:00Z',
    })
  })

  test('a heading that is a time, and a heading that is a day', () => {
    const text =
      '# Lost mails\n\n## Timeline\n\n### Friday 20 November 2026\n\n#### 22:10 UTC - queue stops\n\nMore.\n\n#### 00:20\n\nQueue runs.\n'
    expect(entries(text)).toEqual([
      [7, '2026-11-20T22:10:00Z', 'queue stops'],
      [11, '2026-11-21T00:20:00Z', 'Queue runs.'],
    ])
  })

  test('bullets with dates, with ISO instants, with zones of their own', () => {
    const text = [
      '# A',
      '## Chronology',
      '- 2026-03-29: the certificate is renewed',
      '- 2026-03-29T01:30:00+01:00 - first handshake fails',
      '- 2026-03-29 03:30 Europe/Berlin: second handshake fails',
      '- Mar 30, 2:05 PM EDT: a customer writes',
      '- [30 March 2026 18:10 UTC] Certificate replaced',
    ].join('\n')
    expect(entries(text)).toEqual([
      [3, '2026-03-29', 'the certificate is renewed'],
      [4, '2026-03-29T00:30:00Z', 'first handshake fails'],
      [5, '2026-03-29T01:30:00Z', 'second handshake fails'],
      [6, '2026-03-30T18:05:00Z', 'a customer writes'],
      [7, '2026-03-30T18:10:00Z', 'Certificate replaced'],
    ])
  })

  test('a small step back is out of order, a large one is the next day', () => {
    const text = '# Outage of 2026-11-20\n\n## Timeline\n\n- 23:50 UTC a\n- 23:40 b\n- 00:05 c\n'
    expect(entries(text).map(([, at]) => at)).toEqual([
      '2026-11-20T23:50:00Z',
      '2026-11-20T23:40:00Z',
      '2026-11-21T00:05:00Z',
    ])
  })

  test('ranges may cross midnight, and a remark states the zone', () => {
    const [entry] = parse(
      '# Outage of 2026-11-20\n\n## Timeline\n\nAll times are in US Pacific.\n\n- ~23:40 to 00:20: failover\n',
    ).timeline
    expect(entry).toMatchObject({
      at: '2026-11-21T07:40:00Z',
      end: '2026-11-21T08:20:00Z',
      approximate: true,
      zoneStated: true,
    })
  })

  test('a number after a dash is no second time', () => {
    expect(entries('# Outage of 2026-11-20\n\n## Timeline\n\n- 14:03 - 3 nodes lost\n')).toEqual([
      [5, '2026-11-20T14:03:00Z', '3 nodes lost'],
    ])
  })

  test('nothing is guessed: no day anywhere leaves the instant open, no zone is told', () => {
    const [entry] = parse('## Timeline\n\n- 14:03 lag climbs\n').timeline
    expect(entry).toMatchObject({ at: null, zoneStated: false })
    expect(parse('# Outage of 2026-11-20\n## Timeline\n- 14:03 x\n').timeline[0]).toMatchObject({
      at: '2026-11-20T14:03:00Z',
      zoneStated: false,
    })
    expect(parse('# Outage of 2026-11-20\n## Timeline\n- 14:03 IST x\n').timeline[0]).toMatchObject({
      approximate: true,
      zoneStated: true,
    })
  })
})

describe('actions', () => {
  const read = (text: string) =>
    parse(text, { openedOn: '2026-11-23' }).actions.map((action) => ({
      line: action.range.line, text: action.text, owners: action.owners, kind: action.ownerKind, due: action.due,
    })) // prettier-ignore

  test('bullets under a bold name inherit it', () => {
    const text =
      '## Actions\n\n**Robin**\n- Remove the second copy of the stack\n\n**AC/JG**\n- Add a heartbeat for `importer`\n\n**Team**\n- Rotate the signing key\n'
    expect(read(text)).toEqual([
      { line: 4, text: 'Remove the second copy of the stack', owners: ['Robin'], kind: 'one', due: null },
      { line: 7, text: 'Add a heartbeat for `importer`', owners: ['AC', 'JG'], kind: 'several', due: null },
      { line: 10, text: 'Rotate the signing key', owners: ['Team'], kind: 'team', due: null },
    ])
  })

  test('a name and a date in one label are both inherited', () => {
    expect(read('## Actions\n\n**Bo (by end of November)**\n- Raise the pool to 60\n')).toEqual([
      { line: 4, text: 'Raise the pool to 60', owners: ['Bo'], kind: 'one', due: '2026-11-30' },
    ])
  })

  test('a date in the heading holds for the items, their own date comes first', () => {
    const text =
      '## Remediation\n\n### Long-term (Q1 2027 - Q2 2027)\n\n1. Split the write path\n2. Add a drill, by 15 January\n'
    expect(read(text)).toEqual([
      { line: 5, text: 'Split the write path', owners: [], kind: 'none', due: '2027-06-30' },
      { line: 6, text: 'Add a drill', owners: [], kind: 'none', due: '2027-01-15' },
    ])
  })

  test('items nested under a bold field', () => {
    const text =
      '# Disk full\n\n- **Impact**: 40 tenants could not log in\n\n- **Review actions**:\n  - Alert at 80% disk use (@ana, 2026-W50)\n  - Write the resize steps into the runbook\n'
    expect(read(text)).toEqual([
      { line: 6, text: 'Alert at 80% disk use', owners: ['@ana'], kind: 'one', due: '2026-12-11' },
      { line: 7, text: 'Write the resize steps into the runbook', owners: [], kind: 'none', due: null },
    ])
    expect(parse(text).facts.impactedUsers).toBe('40 tenants could not log in')
  })

  test('checklists, with fields on the lines below', () => {
    const text =
      '## Action items\n\n- [x] Add a lock\n- [ ] **A7** Ship the retry\n  Owner: Grace Hopper\n  Due: Dec 5\n  Category: mitigation\n'
    const [first, second] = parse(text, { openedOn: '2026-11-23' }).actions
    expect(first).toMatchObject({ id: 'A1', done: true })
    expect(second).toMatchObject({
      id: 'A7',
      text: 'Ship the retry',
      owners: ['Grace Hopper'],
      due: '2026-12-05',
      category: 'mitigation',
      done: false,
    })
  })

  test('paragraphs, where no list stands; the sentence that introduces them is none', () => {
    const text =
      '## Next steps\n\nThe following was agreed in the review:\n\n**JP** Move the alert into the main channel\n\nNoor to script the zone change in 3 weeks.\n'
    expect(read(text)).toEqual([
      { line: 5, text: 'Move the alert into the main channel', owners: ['JP'], kind: 'one', due: null },
      { line: 7, text: 'script the zone change', owners: ['Noor'], kind: 'one', due: '2026-12-14' },
    ])
  })

  test('tables with other column names', () => {
    const text =
      '## Follow-ups\n\n| What | Who | By when | Status |\n|---|---|---|---|\n| Cap retries at 3 | Wei & Uma | end of month | done |\n| Buy a pager | TBD | ASAP | |\n'
    expect(read(text)).toEqual([
      { line: 5, text: 'Cap retries at 3', owners: ['Wei', 'Uma'], kind: 'several', due: '2026-11-30' },
      { line: 6, text: 'Buy a pager', owners: [], kind: 'none', due: null },
    ])
    expect(parse(text).actions.map((action) => [action.done, action.timeBound])).toEqual([[true, true], [false, false]]) // prettier-ignore
  })

  test('a heading per action, with its fields below', () => {
    const text =
      '## Actions\n\n### A1 - Add a canary\n\n- Owner: @ada\n- Due: 2026-12-01\n\n### A2: Drop the shared admin\n\nOwner: @bob\n'
    expect(read(text)).toEqual([
      { line: 3, text: 'Add a canary', owners: ['@ada'], kind: 'one', due: '2026-12-01' },
      { line: 8, text: 'Drop the shared admin', owners: ['@bob'], kind: 'one', due: null },
    ])
  })

  test('a title and its details are one action; a phase over items is none', () => {
    const text =
      '## Actions\n\n1. **Test the failover**\n   - Description: switch the traffic of one region\n   - Owner: Ada\n2. Short term:\n   - Pin the image\n'
    expect(read(text)).toEqual([
      { line: 3, text: 'Test the failover', owners: ['Ada'], kind: 'one', due: null },
      { line: 7, text: 'Pin the image', owners: [], kind: 'none', due: null },
    ])
  })

  test('an id that is used twice is told', () => {
    const { problems } = parse('## Actions\n\n- A1: add a lock\n- A1: add a key\n')
    expect(problems).toMatchObject([
      { code: 'duplicate-id', range: { line: 4 }, message: 'The action id A1 is already used on line 3.' },
    ])
  })
})

describe('facts', () => {
  test('from a table of keys and values', () => {
    const text =
      '# Postmortem: Login down\n\n| Field | Value |\n|---|---|\n| Severity | SEV2 |\n| Start | 2026-11-20 09:00 CET |\n| Detected | 09:12 CET |\n| End | 10:30 CET |\n| Users affected | 800 |\n| Business impact | 40 lost sign-ups |\n'
    const { facts, metrics } = parse(text)
    expect(facts).toEqual({
      title: 'Login down', severity: 'SEV2', startedAt: '2026-11-20T08:00:00Z', detectedAt: '2026-11-20T08:12:00Z', mitigatedAt: null,
      resolvedAt: '2026-11-20T09:30:00Z', impactedUsers: '800', businessEffect: '40 lost sign-ups',
    }) // prettier-ignore
    expect(metrics).toEqual({
      timeToDetectMin: 12,
      timeToMitigateMin: null,
      timeToResolveMin: 90,
      sloBurn: [],
    })
  })

  test('a stated fact beats the timeline, and the disagreement is told', () => {
    const { facts, problems } = parse(
      '# X\n\n**Resolved:** 2026-11-20 16:00 UTC\n\n## Timeline\n\n- 14:00 UTC Outage begins\n- 16:40 UTC Resolved\n',
    )
    expect(facts).toMatchObject({ startedAt: '2026-11-20T14:00:00Z', resolvedAt: '2026-11-20T16:00:00Z' })
    expect(problems).toMatchObject([{ code: 'fact', range: { line: 3 } }])
  })

  test('from the opening sentences, where nothing else says', () => {
    const { facts } = parse(
      '# Checkout outage\n\nOn 20 November 2026 payments failed from 23:40 to 00:20 UTC (SEV1).\n',
    )
    expect(facts).toMatchObject({
      severity: 'SEV1',
      startedAt: '2026-11-20T23:40:00Z',
      resolvedAt: '2026-11-21T00:20:00Z',
    })
  })
})

describe('sections', () => {
  const kinds = (text: string) => parse(text).sections.map((section) => `${section.level} ${section.kind}`)

  test('wordings, numbering, bold paragraphs, several h1', () => {
    const text = [
      '# Outage of the mail relay', '# TL;DR', 'x', '# 2. Customer impact', 'x', '# Key events', 'x', '# Analysis of causes', 'x',
      '# Corrective and preventative measures', 'x', '# Where we got lucky', 'x', '**Thanks**', 'x', '## Something else', 'x',
    ].join('\n\n') // prettier-ignore
    expect(kinds(text)).toEqual([
      '1 other',
      '1 summary',
      '1 impact',
      '1 timeline',
      '1 factors',
      '1 actions',
      '1 lessons',
      '7 thanks',
      '2 lessons',
    ])
    expect(parse(text).missingSections).toEqual([])
  })

  test('"Background" tells the causes only where nothing else does', () => {
    expect(kinds('## Background\n\nx\n')).toEqual(['2 factors'])
    expect(kinds('## Background\n\nx\n\n## Root cause\n\ny\n')).toEqual(['2 other', '2 factors'])
  })
})
