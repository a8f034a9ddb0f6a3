import { expect, test } from 'vitest'

import { inspect } from '../src/inspect.ts'
import { parse } from '../src/postmortem/parse.ts'

test('prints exactly the keys of the fixed interface, in its order', () => {
  const text =
    '---\nseverity: sev2\nstarted: 2026-11-20T14:03:00Z\n---\n# Mail delay\n\n## Timeline\n\n- 14:10 UTC Detected by the queue alert (PagerDuty)\n\n## Contributing factors\n\n- F1: queue without a limit\n\n## Actions\n\n- A1 (mitigation): cap the queue at 10,000 (F1) - @ada - Dec 1\n'
  expect(JSON.parse(JSON.stringify(inspect(parse(text, { openedOn: '2026-11-23' }))))).toEqual({
    version: 1,
    facts: {
      title: 'Mail delay', severity: 'sev2', startedAt: '2026-11-20T14:03:00Z', detectedAt: '2026-11-20T14:10:00Z', mitigatedAt: null, resolvedAt: null,
      impactedUsers: null, businessEffect: null,
    },
    metrics: { timeToDetectMin: 7, timeToMitigateMin: null, timeToResolveMin: null, sloBurn: [] },
    alerts: null,
    timeline: [
      { line: 9, at: '2026-11-20T14:10:00Z', end: null, approximate: false, zoneStated: true, source: 'PagerDuty', text: 'Detected by the queue alert (PagerDuty)' },
    ],
    factors: [{ line: 13, id: 'F1', end: 'unclear', text: 'queue without a limit', leadsTo: [] }],
    whys: [],
    actions: [
      {
        line: 17, id: 'A1', text: 'cap the queue at 10,000', owners: ['@ada'], ownerKind: 'one', due: '2026-12-01', dueText: 'Dec 1', category: 'mitigation',
        categoryStated: true, specific: true, measurable: true, timeBound: true, vague: false, done: false, factor: 'F1', strength: 'strong',
        parked: false,
      },
    ],
    missingSections: ['summary', 'impact', 'lessons', 'thanks'],
    practice: 'postmortem',
    risks: [],
  }) // prettier-ignore
})

test('tells a suggested category from a stated one', () => {
  const text =
    '## Actions\n\n- Add an alert on the age of the oldest mail - @ada - 2026-12-01\n- Paint it blue\n'
  expect(inspect(parse(text)).actions).toMatchObject([
    { category: 'detection', categoryStated: false },
    { category: null, categoryStated: false },
  ])
})

test('an empty document is understood as empty', () => {
  expect(inspect(parse(''))).toMatchObject({
    timeline: [], factors: [], actions: [], missingSections: ['summary', 'impact', 'timeline', 'factors', 'actions', 'lessons', 'thanks'],
    practice: 'postmortem', risks: [],
  }) // prettier-ignore
})
