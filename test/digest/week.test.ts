import { assert, constantFrom, date, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isoWeek, lastSlot } from '../../src/digest/week.ts'
import { clockIn } from '../../src/postmortem/wall-clock.ts'

describe('clockIn', () => {
  test('midnight is hour 00 of the day that begins', () => {
    expect(clockIn('UTC')(new Date('2026-11-23T00:10:00Z'))).toBe('2026-11-23T00')
    expect(clockIn('Europe/Berlin')(new Date('2026-11-22T23:10:00Z'))).toBe('2026-11-23T00')
  })

  test('knows quarter hours off', () => {
    expect(clockIn('Asia/Kathmandu')(new Date('2026-11-23T03:15:00Z'))).toBe('2026-11-23T09')
    expect(clockIn('Asia/Kathmandu')(new Date('2026-11-23T03:14:00Z'))).toBe('2026-11-23T08')
  })
})

describe('lastSlot', () => {
  const monday9 = { day: 'monday', hour: 9 } as const

  test('is this week’s once its hour shows, else last week’s', () => {
    expect(lastSlot('2026-11-23T09', monday9)).toBe('2026-11-23T09')
    expect(lastSlot('2026-11-23T08', monday9)).toBe('2026-11-16T09')
    expect(lastSlot('2026-11-29T23', monday9)).toBe('2026-11-23T09')
  })

  test('comes at the same hour on the wall in summer and in winter', () => {
    const berlin = clockIn('Europe/Berlin')
    const reached = (instant: string) => lastSlot(berlin(new Date(instant)), monday9)
    expect(reached('2026-10-19T07:00:00Z')).toBe('2026-10-19T09') // summer: UTC+2
    expect(reached('2026-10-26T07:00:00Z')).toBe('2026-10-19T09') // winter since Sunday: an hour too early
    expect(reached('2026-10-26T08:00:00Z')).toBe('2026-10-26T09')
  })

  test('an hour that summer time skips has passed with the first that is shown', () => {
    const newYork = clockIn('America/New_York')
    const sunday2 = { day: 'sunday', hour: 2 } as const
    expect(lastSlot(newYork(new Date('2026-03-08T06:59:00Z')), sunday2)).toBe('2026-03-01T02')
    expect(lastSlot(newYork(new Date('2026-03-08T07:00:00Z')), sunday2)).toBe('2026-03-08T02')
  })

  test('an hour that is shown twice gives one slot', () => {
    const newYork = clockIn('America/New_York')
    const sunday1 = { day: 'sunday', hour: 1 } as const
    const seen = ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'].map((at) =>
      lastSlot(newYork(new Date(at)), sunday1),
    )
    expect(new Set(seen)).toEqual(new Set(['2026-11-01T01']))
  })

  test('is never ahead, never more than a week behind, whatever the zone', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'Australia/Lord_Howe']
    assert(
      property(
        date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        constantFrom(...zones),
        constantFrom('monday' as const, 'thursday' as const, 'sunday' as const),
        integer({ min: 0, max: 23 }),
        (now, zone, day, hour) => {
          const wall = clockIn(zone)(now)
          const slot = lastSlot(wall, { day, hour })
          const behind = Date.parse(`${wall}:00Z`) - Date.parse(`${slot}:00Z`)
          expect(behind).toBeGreaterThanOrEqual(0)
          expect(behind).toBeLessThan(7 * 86_400_000)
        },
      ),
    )
  })
})

describe('isoWeek', () => {
  test.each([
    ['2026-11-23', '2026-W48'],
    ['2026-11-29', '2026-W48'],
    ['2026-11-30', '2026-W49'],
    ['2026-12-31', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-30', '2025-W01'],
    ['2021-01-01', '2020-W53'],
  ])('%s is in %s', (day, week) => {
    expect(isoWeek(day)).toBe(week)
  })
})
