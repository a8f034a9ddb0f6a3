import { expect, test } from 'vitest'

import { inspect } from '../../src/inspect.ts'
import { parse } from '../../src/postmortem/parse.ts'

const DOCUMENT = `---
incident: 12
title: Checkout errors after regional failover
severity: sev1
status: draft
started: 2026-11-20T14:03:00Z
impacted_users: 12,400 customers in eu-west
business_effect: about 3,100 failed orders
services: [checkout]
participants: [ada, grace]
---

# Checkout errors after regional failover

## Summary

The failover to eu-central took 47 minutes longer than its rehearsal.

## Impact

- 12,400 customers could not pay.

## Timeline

| Time (UTC) | Event | Source |
| --- | --- | --- |
| 14:03 | Replication lag climbs | Grafana |
| ~14:07 | Detected: the lag alert pages on-call | PagerDuty |
| 14:20–14:35 | Failover attempted twice | #inc-12 |
| 23:50 | Mitigated: reads served from eu-central | |
| 00:10 | Resolved | |

## Narrative

_Write: what happened, in the order in which people saw it._

## Contributing factors

### Sharp end

- **F1** The lag threshold stood at 900 s

### Blunt end

- **F2** The dashboard read a replica that had stopped

## Five Whys

1. Why did checkout fail? Because the replica was behind.
2. Why was it behind? Because the threshold is copied by hand between regions.

## Actions

| ID | Category | Priority | Action | DRI | Due | Success measure | Factor |
| --- | --- | --- | --- | --- | --- | --- | --- |
| A1 | prevention | P1 | Lower the lag threshold to 30 s | @ada | 2026-12-01 | Alert fires at 30 s in the drill | F1 |
| A2 | detection | P2 | acme/dashboards: show the age of the newest row | @acme/sre | in 2 weeks | TBD | F2 |

## Not now

- Rewrite the failover tool, because the drill covers it until spring

## Success metrics

- Failover in under 10 minutes in two drills

## What went well

- The rollback needed one command.

## Lessons

_Write: lessons_

## Thanks

<!-- name everybody who helped -->
`

const postmortem = parse(DOCUMENT, { openedOn: '2026-11-23' })

test('reads the facts of its own template, the front matter before the timeline', () => {
  expect(postmortem.facts).toEqual({
    title: 'Checkout errors after regional failover',
    severity: 'sev1',
    startedAt: '2026-11-20T14:03:00Z',
    detectedAt: '2026-11-20T14:07:00Z',
    mitigatedAt: '2026-11-20T23:50:00Z',
    resolvedAt: '2026-11-21T00:10:00Z',
    impactedUsers: '12,400 customers in eu-west',
    businessEffect: 'about 3,100 failed orders',
  })
  expect(postmortem.metrics).toEqual({
    timeToDetectMin: 4,
    timeToMitigateMin: 587,
    timeToResolveMin: 607,
    sloBurn: [],
  })
  expect(postmortem.problems).toEqual([])
  const range = postmortem.factRanges.startedAt
  expect(DOCUMENT.slice(range?.start, range?.end)).toBe('started: 2026-11-20T14:03:00Z')
})

test('reads the timeline table over midnight, with its zone from the column title', () => {
  expect(postmortem.timeline.map(({ range, ...entry }) => ({ line: range.line, ...entry }))).toEqual([
    { line: 27, at: '2026-11-20T14:03:00Z', end: null, approximate: false, zoneStated: true, source: 'Grafana', text: 'Replication lag climbs' },
    { line: 28, at: '2026-11-20T14:07:00Z', end: null, approximate: true, zoneStated: true, source: 'PagerDuty', text: 'Detected: the lag alert pages on-call' },
    { line: 29, at: '2026-11-20T14:20:00Z', end: '2026-11-20T14:35:00Z', approximate: false, zoneStated: true, source: '#inc-12', text: 'Failover attempted twice' },
    { line: 30, at: '2026-11-20T23:50:00Z', end: null, approximate: false, zoneStated: true, source: null, text: 'Mitigated: reads served from eu-central' },
    { line: 31, at: '2026-11-21T00:10:00Z', end: null, approximate: false, zoneStated: true, source: null, text: 'Resolved' },
  ]) // prettier-ignore
})

test('reads both ends of the factors and the last answer of the whys', () => {
  expect(inspect(postmortem).factors).toEqual([
    { line: 41, id: 'F1', end: 'sharp', text: 'The lag threshold stood at 900 s', leadsTo: [] },
    { line: 45, id: 'F2', end: 'blunt', text: 'The dashboard read a replica that had stopped', leadsTo: [] },
    { line: 50, id: 'F3', end: 'unclear', text: 'Because the threshold is copied by hand between regions.', leadsTo: ['W1'] },
  ]) // prettier-ignore
  expect(inspect(postmortem).whys.map(({ id, leadsTo }) => [id, leadsTo])).toEqual([['W1', ['incident']]])
})

test('reads the action table and what is parked', () => {
  expect(postmortem.actions.map(({ range, ...action }) => ({ line: range.line, ...action }))).toEqual([
    {
      line: 56, id: 'A1', text: 'Lower the lag threshold to 30 s', owners: ['@ada'], ownerKind: 'one', due: '2026-12-01', dueText: '2026-12-01',
      category: 'prevention', categoryText: 'prevention', suggestedCategory: 'detection', strength: 'medium', priority: 'P1', measure: 'Alert fires at 30 s in the drill', repository: null, specific: true, measurable: true,
      timeBound: true, vague: false, done: false, factor: 'F1', parked: false,
    },
    {
      line: 57, id: 'A2', text: 'show the age of the newest row', owners: ['@acme/sre'], ownerKind: 'team', due: '2026-12-07', dueText: 'in 2 weeks',
      category: 'detection', categoryText: 'detection', suggestedCategory: 'detection', strength: 'medium', priority: 'P2', measure: null, repository: 'acme/dashboards', specific: true, measurable: true,
      timeBound: true, vague: false, done: false, factor: 'F2', parked: false,
    },
    {
      line: 61, id: 'A3', text: 'Rewrite the failover tool, because the drill covers it until spring', owners: [], ownerKind: 'none', due: null, dueText: null,
      category: null, categoryText: null, suggestedCategory: 'recovery', strength: 'medium', priority: null, measure: null, repository: null, specific: true, measurable: true,
      timeBound: false, vague: false, done: false, factor: null, parked: true,
    },
  ]) // prettier-ignore
})

test('a section with only placeholders or comments is missing', () => {
  expect(postmortem.missingSections).toEqual(['thanks'])
  expect(postmortem.sections.filter((section) => section.empty).map((section) => section.title)).toEqual([
    'Narrative',
    'Lessons',
    'Thanks',
  ])
})
