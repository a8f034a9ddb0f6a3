import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { onClockOf } from '../../src/evidence/local-clock.ts'
import { isRefusal, readTime } from '../../src/evidence/times.ts'
import { READING } from './exported.ts'

function at(value: unknown, reading = READING): string {
  const read = readTime(value, reading)
  if (isRefusal(read)) return read.problem
  return `${new Date(read.time).toISOString()}${read.zoneStated ? '' : ' assumed'}${read.doubt === null ? '' : ` ${read.doubt}`}`
}

const NOON = '2026-11-23T12:00:00.123Z'
const noon = Date.parse(NOON)

describe('a time in an export', () => {
  it.each([
    [noon / 1000], [noon], [noon * 1000], [`${noon}`], [`${noon}456`], [`${noon}456789`], [`${noon / 1000}`], [`${noon / 1000}456`],
    [NOON], ['2026-11-23T12:00:00.123456789Z'], ['2026-11-23 12:00:00,123 Z'], ['2026-11-23T13:00:00.123+01:00'],
    ['2026-11-23T07:00:00.123-0500'], ['2026-11-23t17:30:00.123+0530'], ['2026-11-23T13:00:00.123+01'], [' 2026-11-23 13:00:00.123 CET '],
    ['2026-11-23 07:00:00.123 America/New_York'], ['2026-11-24T02:00:00.123+14:00'],
  ])('%s is that instant', (value) => {
    expect(at(value)).toBe(NOON)
  }) // prettier-ignore

  it('without a zone is on the clock of the reading', () => {
    expect(at('2026-11-23T13:00:00.123')).toBe(`${NOON} assumed`)
    expect(at('13:00:00.123')).toBe(`${NOON} assumed`)
    expect(at('2026-07-01 13:00')).toBe('2026-07-01T11:00:00.000Z assumed')
    expect(at('13:00', { ...READING, day: null })).toBe('"13:00" has no day')
  })

  it('in the hour that clocks repeat or leave out is in doubt', () => {
    expect(at('2026-10-25 01:59')).toBe('2026-10-24T23:59:00.000Z assumed')
    expect(at('2026-10-25 02:30')).toBe('2026-10-25T00:30:00.000Z assumed twice')
    expect(at('2026-10-25 03:00')).toBe('2026-10-25T02:00:00.000Z assumed')
    expect(at('2026-03-29 02:30')).toBe('2026-03-29T01:30:00.000Z assumed skipped')
    expect(at('2026-03-29 03:00')).toBe('2026-03-29T01:00:00.000Z assumed')
    // The export says its offset: nothing is in doubt.
    expect(at('2026-10-25T02:30:00+01:00')).toBe('2026-10-25T01:30:00.000Z')
  })

  it.each([
    [undefined, 'This entry has no time'], [null, 'This entry has no time'], ['', 'This entry has no time'], [{}, 'This entry has no time'],
    ['0001-01-01T00:00:00Z', 'This entry has no time'],
    ['2026-11-23T14:05:00+99:99', '"2026-11-23T14:05:00+99:99" is no time that can be read'],
    ['2026-11-23T14:05:00+01:60', '"2026-11-23T14:05:00+01:60" is no time that can be read'],
    ['2026-11-23T14:06:61Z', '"2026-11-23T14:06:61Z" is no time that can be read'],
    ['Nov 31 14:05:00', 'Which day "Nov 31 14:05:00" is, cannot be told'],
    [1e22, '"1e+22" is no time that can be read'],
    ['2026-02-30T00:00:00Z', '"2026-02-30T00:00:00Z" is no time that can be read'],
    ['2026-11-23T25:00:00Z', '"2026-11-23T25:00:00Z" is no time that can be read'],
    ['2026-11-23', '"2026-11-23" has no time of day'],
    ['2026-11-23 14:03 XYZT', 'The zone "XYZT" is not known'],
    ['2026-11-23 14:03 Mars/Olympus', 'The zone "Mars/Olympus" is not known'],
    ['05/06/2026 14:03', 'Which day "05/06/2026 14:03" is, cannot be told'],
    ['soon', '"soon" is no time that can be read'],
    [Number.NaN, '"NaN" is no time that can be read'],
  ])('%j is refused: %s', (value, problem) => {
    expect(at(value)).toBe(problem)
  }) // prettier-ignore

  it('may be anything', () => {
    const odd = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.double(),
      fc.jsonValue(),
      fc.stringMatching(/^[\d:TZ+. -]{0,30}$/),
    )
    fc.assert(
      fc.property(odd, (value) => {
        const read = readTime(value, READING)
        const time = isRefusal(read) ? 0 : read.time
        expect(Date.parse(new Date(time).toISOString()) - time).toBe(0)
      }),
    )
  })
})

describe('a wall clock', () => {
  it('that shows an instant gives that instant back, or the earlier one of a repeated hour', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Africa/Casablanca', 'Pacific/Apia') // prettier-ignore
    const instants = fc.integer({ min: Date.UTC(2005, 0) / 1000, max: Date.UTC(2027, 0) / 1000 })
    fc.assert(
      fc.property(zones, instants, (name, seconds) => {
        const local = wallClock(name, seconds * 1000)
        const { time, doubt } = onClockOf({ kind: 'place', name }, local)
        expect(wallClock(name, time)).toBe(local)
        expect(doubt === 'twice' ? Math.max(time, seconds * 1000) : time).toBe(seconds * 1000)
        expect(doubt).not.toBe('skipped')
      }),
      { numRuns: 1000 },
    )
  })
})

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What the clock shows, as if it were UTC's: asked of Intl in another way than the code does. */
function wallClock(name: string, time: number): number {
  const clock = clocks.get(name) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' }) // prettier-ignore
  clocks.set(name, clock)
  return Date.parse(`${clock.format(time).replace(' ', 'T')}Z`)
}
