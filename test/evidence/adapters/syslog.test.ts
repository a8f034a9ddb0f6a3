import { expect, it } from 'vitest'
import { syslog } from '../../../src/evidence/adapters/syslog.ts'
import { isMisread } from '../../../src/evidence/evidence.ts'
import { toldBy } from '../exported.ts'

// RFC 3164 writes no year.
it.each([
  ['Dec 31 23:59:58', '2026-01-01', '2026-01-05', '2025-12-31T23:59:58.000Z'],
  ['Jan  3 00:10:00', '2025-12-31', '2026-01-05', '2026-01-03T00:10:00.000Z'],
  ['Dec  3 10:00:00', null, '2026-11-24', '2025-12-03T10:00:00.000Z'],
  ['Nov 23 10:00:00', null, '2026-11-24', '2026-11-23T10:00:00.000Z'],
  ['Feb 29 10:00:00', '2024-03-01', '2026-11-24', '2024-02-29T10:00:00.000Z'],
  ['Nov 23 2024 10:00:00', '2026-11-23', '2026-11-24', '2024-11-23T10:00:00.000Z'],
])('%s of an incident on %s, read on %s, is %s', async (time, day, now, at) => {
  const [one] = await toldBy(syslog, `${time} lb-1 haproxy[1]: up`, { day, zone: 'UTC', now: new Date(now) })
  expect(one === undefined || isMisread(one) ? one : one.at).toBe(at)
})

it('a day that no calendar has is told as such, and is still a syslog line', async () => {
  const told = await toldBy(syslog, 'Nov 31 10:00:00 lb-1 haproxy[1]: up\nNot at all\n', { zone: 'UTC' })
  expect(told).toMatchObject([
    { problem: 'Which day "Nov 31 10:00:00" is, cannot be told' },
    { problem: 'This line is not a syslog line' },
  ])
})
