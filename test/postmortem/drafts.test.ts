import { expect, test } from 'vitest'

import { parse } from '../../src/postmortem/parse.ts'
import type { Postmortem } from '../../src/postmortem/document.ts'

/** Whole drafts as people write them, far from our template: what matters of each in one short table. */
const timeline = (postmortem: Postmortem) =>
  postmortem.timeline.map(({ range, at, approximate, source }) => [range.line, at, approximate, source])
const factors = (postmortem: Postmortem) =>
  postmortem.factors.map(({ range, id, end }) => [range.line, id, end])
const actions = (postmortem: Postmortem) =>
  postmortem.actions.map(({ range, id, owners, due, category, vague }) => [
    range.line,
    id,
    owners.join(' '),
    due,
    category,
    vague,
  ])

test('a blog-like draft: prose timeline with a zone in its heading, causes by end, actions by category', () => {
  const draft = parse(
    `# Incident report: Mail relay dropped receipts

Date: 3 March 2027
Severity: SEV-2
Author: Noor

## TL;DR

The relay dropped receipts between 07:40 and 09:15 CET.

### Customer impact
About 5,600 shoppers did not get a receipt; support handled 212 tickets and refunds of € 3,400 were paid.

## What happened (times in CET)

07:40 - Deploy 812 reaches the relay
~07:45 - First receipts are rejected
08:02 – Alert \`relay-reject\` fires, Ines is paged
08:30 - Rolled back to 811. Mitigated.
09:15: Incident resolved, backlog re-sent

## Root causes and trigger

* Sharp end:
  * The relay's allow list was replaced by an empty file
* Blunt end:
  * Config files ship without a schema check
  * Canary receives no receipts

## Going forward

**Prevention**

1. Ines Kovač: add a schema check for \`allow.list\` to CI (by 12 March)
2. Route 1% of receipts through the canary — @tomas, 2027-W12

**Detection**

- [ ] Page when rejects exceed 0.5% for 5 minutes | DRI: @noor | due 19.03.2027
- [ ] Better dashboards

### Later

- Team Mail to evaluate a second provider (Q3)

## Went well
- Rollback in one command

## Kudos
Thanks to Ines, Tomas and support.
`,
    { openedOn: '2027-03-04' },
  )
  expect(draft.facts).toEqual({
    title: 'Mail relay dropped receipts', severity: 'SEV-2', startedAt: '2027-03-03T06:40:00Z', detectedAt: '2027-03-03T07:02:00Z',
    mitigatedAt: '2027-03-03T07:30:00Z', resolvedAt: '2027-03-03T08:15:00Z', impactedUsers: 'About 5,600 shoppers did not get a receipt',
    businessEffect: 'support handled 212 tickets and refunds of € 3,400 were paid.',
  }) // prettier-ignore
  expect(timeline(draft)).toEqual([
    [16, '2027-03-03T06:40:00Z', false, null], [17, '2027-03-03T06:45:00Z', true, null], [18, '2027-03-03T07:02:00Z', false, null],
    [19, '2027-03-03T07:30:00Z', false, null], [20, '2027-03-03T08:15:00Z', false, null],
  ]) // prettier-ignore
  expect(factors(draft)).toEqual([[25, 'F1', 'sharp'], [27, 'F2', 'blunt'], [28, 'F3', 'blunt']]) // prettier-ignore
  expect(actions(draft)).toEqual([
    [34, 'A1', 'Ines Kovač', '2027-03-12', 'prevention', false],
    [35, 'A2', '@tomas', '2027-03-26', 'prevention', false],
    [39, 'A3', '@noor', '2027-03-19', 'detection', false],
    [40, 'A4', '', null, 'detection', true],
    [44, 'A5', 'Team Mail', '2027-09-30', null, true],
  ])
  expect(draft.missingSections).toEqual([])
})

test('a wiki-like draft: several h1, a table of fields whose zone holds for the timeline', () => {
  const draft = parse(
    `Post-mortem: Login loop for SSO tenants
=======================================

| | |
|---|---|
| **Date** | 2026-08-12 |
| **Severity** | P1 |
| **Incident start** | 23:12 (Europe/Berlin) |
| **Detected** | 23:30 |
| **Mitigated** | 00:45 |
| **Resolved** | 02:10 |
| **Customers affected** | 61 tenants |

# Summary

Users of 61 tenants were sent in a loop.

# Timeline

**12 August**

| When | What happened | Who |
|---|---|---|
| 23:12 | Certificate expires | |
| 23:30 | Support reports loop | @lea |
| about 00:45 | Old certificate pinned | @sam |
| 02:10 | New certificate everywhere | |

# Why did it happen?

1. Certificate had no owner
2. The expiry check ignored SSO hosts

# What are we doing about it

| Action | Type | Priority | DRI | Deadline | Ticket |
|:--|:-:|--|--|--|--|
| Monitor expiry of all 14 SSO certificates, page at 21 days | Detect | High | Sam & Lea | end of September | OPS-1 |
| Move renewals to cert-manager | Prevent | P2 | Platform team | Q4 | OPS-2 |
| Write down who owns what | Learn | | ? | | |

# Where we got lucky

It was night in Europe.

# Acknowledgments

Sam stayed up.
`,
    { openedOn: '2026-08-14' },
  )
  expect(draft.metrics).toEqual({
    timeToDetectMin: 18,
    timeToMitigateMin: 93,
    timeToResolveMin: 178,
    sloBurn: [],
  })
  expect(timeline(draft)).toEqual([
    [24, '2026-08-12T21:12:00Z', false, null], [25, '2026-08-12T21:30:00Z', false, '@lea'],
    [26, '2026-08-12T22:45:00Z', true, '@sam'], [27, '2026-08-13T00:10:00Z', false, null],
  ]) // prettier-ignore
  expect(actions(draft)).toEqual([
    [38, 'A1', 'Sam Lea', '2026-09-30', 'detection', false],
    [39, 'A2', 'Platform team', '2026-12-31', 'prevention', false],
    [40, 'A3', '', null, 'learning', false],
  ])
  expect(draft.missingSections).toEqual(['impact'])
  expect(draft.problems).toEqual([])
})

test('a form-like draft: facts in one row, headings as entries over midnight in Eastern time', () => {
  const draft = parse(
    `# Postmortem: DNS outage

| Severity | Started | Detected | Mitigated | Resolved |
|---|---|---|---|---|
| SEV1 | 2026-05-31T22:10:00-04:00 | 2026-05-31T22:25:00-04:00 | 2026-06-01T00:05:00-04:00 | 2026-06-01T01:00:00-04:00 |

## Executive summary

TODO

## Customer impact

- **Users affected**: 40,000
- **Business effect**: 900 lost bookings

## Chronological timeline

#### 10:10 PM ET — zone transfer fails
#### 10:25 PM ET — synthetic check pages @kim
#### 12:05 AM ET — secondary promoted (mitigated)
#### 1:00 AM ET — resolved

## Contributing factors

### Sharp-end
1. The transfer key was rotated on one side

### Blunt-end
1. Key rotation has no dry run
2. The runbook names a host that is gone

## Action plan

- **AI-1** (Prevention, P1): Rotate keys with a two-phase script. **Owner:** Kim Park **Due:** 06/15/2026 **Done when:** two rotations without a failed transfer
- **AI-2** (Learning): Update the runbook's host list; **DRI:** Jo; **Due:** 2026-06-30
- [AI-3] Recovery — one-command promotion of the secondary — owner: DNS team — ETA: H2 2026

## Not doing

- Third DNS provider: too dear

## Learnings

**What went well:** Promotion was rehearsed.

## Thanks to
Kim and Jo
`,
    { openedOn: '2026-06-02' },
  )
  expect(draft.facts).toMatchObject({
    severity: 'SEV1',
    impactedUsers: '40,000',
    businessEffect: '900 lost bookings',
  })
  expect(draft.metrics).toEqual({
    timeToDetectMin: 15,
    timeToMitigateMin: 115,
    timeToResolveMin: 170,
    sloBurn: [],
  })
  expect(timeline(draft).map(([, at]) => at)).toEqual([
    '2026-06-01T02:10:00Z',
    '2026-06-01T02:25:00Z',
    '2026-06-01T04:05:00Z',
    '2026-06-01T05:00:00Z',
  ])
  expect(actions(draft)).toEqual([
    [34, 'AI-1', 'Kim Park', '2026-06-15', 'prevention', false],
    [35, 'AI-2', 'Jo', '2026-06-30', 'learning', false],
    [36, 'AI-3', 'DNS team', '2026-12-31', 'recovery', false],
    [40, 'A1', '', null, null, false],
  ])
  expect(draft.actions.map((action) => action.parked)).toEqual([false, false, false, true])
  expect(draft.missingSections).toEqual(['summary'])
  expect(draft.problems).toEqual([])
})
