/** A postmortem whose words matter, for what is told of it. */
export const DOCUMENT = `---
incident: 1
title: Checkout errors
severity: sev1
started: 2026-11-20T14:00:00Z
detected: 2026-11-20T14:12:00Z
resolved: 2026-11-20T15:05:00Z
impacted users: 1,200
participants: [Mira (support), "@jonas"]
---

# Checkout errors

## Summary

One order in ten failed for an hour. The replica lagged behind, and the pages that read from it were stale.

<!-- public -->

Between 14:00 and 15:05 UTC one order in ten failed. Jonas restarted the replica; see [our board](https://grafana.acme.internal/d/1) and [the status page](https://status.acme.com/7).

<!-- /public -->

## Impact

Customers saw an error page after they had paid.

## Contributing factors

### Blunt end

- **F1** The lag threshold stood at five minutes

## Lessons learned

- The alert on lag fired only after customers had written to us.

## Actions

| ID | Category | Priority | Action | DRI | Due | Success measure | Factor |
| --- | --- | --- | --- | --- | --- | --- | --- |
| A1 | detection | p1 | Alert on replica lag above 30 s | @grace | 2026-12-01 | It fires in the drill | F1 |
| A2 | prevention | p2 | Fail over by runbook | @linus | 2026-12-15 | Two drills pass | F1 |

## Thanks

Thanks to Mira for the first report, and to @jonas for the restart.
`
