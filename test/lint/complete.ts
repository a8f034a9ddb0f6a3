interface Complete {
  readonly status?: string
  /** From its heading to the blank line before the next; empty where there is none. */
  readonly actions: string
}

/** A postmortem of a sev1 in which nothing is missing and nobody blamed, but for its actions. */
export const complete = ({ status, actions }: Complete): string => `---
title: Checkout unavailable for 42 minutes
severity: sev1
${status === undefined ? '' : `status: ${status}\n`}started: 2026-11-23T14:02:00Z
detected: 2026-11-23T14:09:00Z
mitigated: 2026-11-23T14:40:00Z
resolved: 2026-11-23T14:44:00Z
impacted_users: 1,200 (4% of active users)
business_effect: 310 orders delayed, none lost
---

# Checkout unavailable for 42 minutes

Participants: Ada (checkout), Bo (SRE), Cleo (support)

## Summary

For 42 minutes customers could not pay.

## Impact

About 1,200 customers saw an error page.

## Timeline (all times UTC)

- 14:02 Deploy 4f1c2ab reaches production ([run 812](https://ci.example/812))
- 14:09 The error rate alert fires (PagerDuty)
- 14:44 The deploy is rolled back ([run 813](https://ci.example/813))

## Contributing factors

### Sharp end

- F1: The retries of the checkout client have no limit.

### Blunt end

- F2: The size of the connection pool is set by hand.
${actions}
## Lessons learned

Retries multiply load on a slow dependency. The rollback went well.

## Thanks

Thanks to Ines, who saw the pattern in the retries.
`
