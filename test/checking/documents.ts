/** A short postmortem that has all it needs. */
export const CLEAN = `---
incident: 12
title: Checkout errors after failover
severity: sev2
status: draft
started: 2026-11-20T14:03:00Z
detected: 2026-11-20T14:10:00Z
mitigated: 2026-11-20T14:50:00Z
resolved: 2026-11-20T16:00:00Z
impacted_users: 12,400 customers in eu-west
business_effect: about 3,100 failed orders
services: [checkout]
participants: [ada, grace]
---

# Checkout errors after failover

## Summary

One in ten orders failed in eu-west for 47 minutes while the database failed over.

## Impact

- **Impacted users**: 12,400 customers in eu-west
- **Business effect**: about 3,100 failed orders

## Timeline

| Time (UTC) | Event | Source |
| --- | --- | --- |
| 2026-11-20 14:03 | The primary in eu-west stops answering | database log |
| 2026-11-20 14:10 | The error-rate alert pages the on-call engineer | pager |
| 2026-11-20 14:50 | The replica is promoted and orders go through | deploy log |
| 2026-11-20 16:00 | The backlog of orders is worked off | dashboard |

## Narrative

The dashboard showed a lag of zero, so promoting looked unsafe only after the logs were read.

## Contributing factors

### Sharp end

- **F1** The lag threshold for promotion was set in milliseconds where the tool reads seconds

### Blunt end

- **F2** The lag dashboard keeps its last value when its source stops sending

## Five Whys

1. Why did orders fail? The promotion waited.
   1. Why did it wait? The threshold was read in another unit.

## Actions

| ID | Category | Priority | Action | DRI | Due | Success measure | Factor |
| --- | --- | --- | --- | --- | --- | --- | --- |
| A1 | prevention | p1 | Reject a lag threshold without a unit in the deploy pipeline | @grace | 2026-12-11 | The pipeline fails on a threshold without a unit | F1 |
| A2 | detection | p2 | Alert when the lag metric is older than 60 s | @ada | 2026-12-04 | The alert fires in a test within 2 minutes | F2 |

## What went well

- The pager reached the on-call engineer within a minute.

## Lessons

- A number without a unit is a guess.

## Thanks

Thank you to Ada and Grace, who stayed until the backlog was gone.
`

/** The same, with what a tired author writes first. */
export const BLAMEFUL = CLEAN.replace(
  'The dashboard showed a lag of zero, so promoting looked unsafe only after the logs were read.',
  'The on-call engineer forgot to check the replica. We should have tested the threshold.',
).replace('| @grace | 2026-12-11 |', '| @acme/database | soon |')
