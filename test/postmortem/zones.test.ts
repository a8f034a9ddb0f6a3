import { describe, expect, it } from 'vitest'
import { instantOf, instantsOf, type Zone } from '../../src/postmortem/zones.ts'

const BERLIN: Zone = { kind: 'place', name: 'Europe/Berlin' }
const NEW_YORK: Zone = { kind: 'place', name: 'America/New_York' }
const HALF_PAST_TWO = 2.5 * 3_600
const HALF_PAST_ONE = 1.5 * 3_600

it('of the last day that has four digits for its year no instant is told beyond it', () => {
  expect(instantOf('9999-12-31', 23 * 3_600, NEW_YORK)).toBe('9999-12-31T23:59:59Z')
})

describe('the hours in which clocks are changed', () => {
  it.each([
    ['Berlin', BERLIN, '2026-10-25', HALF_PAST_TWO, '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
    ['New York', NEW_YORK, '2026-11-01', HALF_PAST_ONE, '2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'],
  ] as const)('of a repeated hour in %s the first counts', (_, zone, day, clock, first, second) => {
    expect(instantsOf(day, clock, zone)).toEqual([first, second])
    expect(instantOf(day, clock, zone)).toBe(first)
  })

  it.each([
    ['Berlin', BERLIN, '2026-03-29', HALF_PAST_TWO, '2026-03-29T01:30:00Z'],
    ['New York', NEW_YORK, '2026-03-08', HALF_PAST_TWO, '2026-03-08T07:30:00Z'],
  ] as const)(
    'a skipped hour in %s is read as if the clocks had not been set yet',
    (_, zone, day, clock, at) => {
      expect(instantsOf(day, clock, zone)).toEqual([])
      expect(instantOf(day, clock, zone)).toBe(at)
    },
  )
})
