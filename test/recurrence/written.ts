/** Invented incidents of a ferry line, a bakery and a tram depot: two of them failed alike, in other words. */
export const FULL_SEPTEMBER = `---
started: 2026-09-03T05:10:00Z
severity: sev2
services: [ticketing]
---
# Ticket printers went silent before the first ferry

## Summary

No ticket could be printed on the east pier, since the volume of the print host was full of receipts that nothing deletes.

## Contributing factors

- **F1** The receipts volume had no rotation, and its partition was full after eleven weeks. #capacity
- **F2** Free disk space of print hosts is on no dashboard.

## Actions

- **A1** Delete receipts older than 14 days by a nightly job. Owner: @mira. Due: 2026-09-20. Category: prevention
- **A2** Page when a print host has less than 10% of disk space. Owner: @jonas. Due: 2026-10-01. Category: detection
- [x] **A3** Reserve 2 GB for the spooler on each print host. Owner: @mira. Due: 2026-09-10. Category: mitigation
- **A4** Tell the piers at the Monday meeting how to print by hand. Owner: @lena. Due: 2026-09-09. Category: learning

## Thanks

Thanks to @mira for the night shift, and to Jonas for the spare printer.
`

export const FULL_NOVEMBER = `---
started: 2026-11-11T04:40:00Z
severity: sev2
services: [ticketing, turnstiles]
---
# Turnstiles stayed shut at the west pier

## Summary

The turnstile controller could not write its journal: no space left on the device. Passengers boarded by hand for an hour.

## Contributing factors

- **F1** The journal grew without rotation until the disk was full. #capacity
- **F2** Nothing watches free disk space of controllers.

## Actions

- **A1** Rotate the journal at 50 MB. Owner: @tomas. Due: 2026-12-01. Category: prevention

## Thanks

Thanks to Tomas.
`

export const OVEN = `---
started: 2026-10-02T02:00:00Z
services: [ovens]
---
# The ovens did not light

## Summary

The certificate of the recipe server had expired at midnight, and the ovens refuse a server that they cannot trust.

## Contributing factors

- **F1** Renewal of the certificate was a reminder in a calendar.

## Actions

- **A1** Renew certificates by a job. Owner: @priya. Due: 2026-10-20. Category: prevention
`

export const TRAMS = `---
started: 2026-08-14T16:00:00Z
services: [signals]
---
# Trams waited at Harbour Square

## Summary

After the new route plan was released, signals gave way to a line that no longer runs there.

## Contributing factors

- **F1** The plan and the signal map are kept in two places.
`
