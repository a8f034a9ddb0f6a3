import { describe, expect, test } from 'vitest'

import { parse } from '../../src/postmortem/parse.ts'

describe('a remark that names two zones is about the clocks of the timeline', () => {
  const first = (remark: string) =>
    parse(`# Kiln 3 cold\n\n## Timeline\n\n${remark}\n\n- 2026-11-02 10:00 below 900\n`).timeline[0]?.at

  test.each([
    ['Times: Berlin (logs are UTC)', '2026-11-02T09:00:00Z'],
    ['All times Eastern, logs UTC.', '2026-11-02T15:00:00Z'],
    ['All times are local (Berlin), not UTC.', '2026-11-02T09:00:00Z'],
    ['Not UTC: all times are CET.', '2026-11-02T09:00:00Z'],
    ['All times are CET, not UTC.', '2026-11-02T09:00:00Z'],
    ['Logs are in UTC, clocks in CET.', '2026-11-02T09:00:00Z'],
    ['Slack shows UTC, everything below is in CET', '2026-11-02T09:00:00Z'],
    ['All times converted from PST to UTC', '2026-11-02T10:00:00Z'],
    ['All times in the logs are CET', '2026-11-02T09:00:00Z'],
  ])('%s', (remark, at) => expect(first(remark)).toBe(at))
})

describe('a span whose ends are told in two zones', () => {
  test('in the summary', () => {
    const { startedAt, resolvedAt } = parse(
      '# Kiln 3 cold\n\n## Summary\n\nThe kiln was cold from 15:03 CET to 09:40 EST on 2 November 2026.\n',
    ).facts
    expect([startedAt, resolvedAt]).toEqual(['2026-11-02T14:03:00Z', '2026-11-02T14:40:00Z'])
  })

  test.each([
    ['15:03 CET - 09:40 EST', '2026-11-02T14:03:00Z', '2026-11-02T14:40:00Z'],
    ['21:00 EST - 02:30 UTC', '2026-11-03T02:00:00Z', '2026-11-03T02:30:00Z'],
    ['23:50 CET - 00:10 CET', '2026-11-02T22:50:00Z', '2026-11-02T23:10:00Z'],
  ])('in the timeline: %s', (span, at, end) =>
    expect(
      parse(`# Kiln 3 cold\n\nDate: 2026-11-02\n\n## Timeline\n\n- ${span}: cold\n`).timeline,
    ).toMatchObject([{ at, end }]),
  )
})
