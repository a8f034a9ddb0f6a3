import { describe, expect, test } from 'vitest'
import { DEFAULT_CONFIG, configSchema, type Config } from '../../src/config/schema.ts'
import type { News } from '../../src/news.ts'
import { find, next } from '../../src/reviewing/find.ts'

const place = { installationId: 1, owner: 'acme', repo: 'shop' }
const job = { feature: 'reviewing', ...place }
const both = configSchema.parse({ review: { every: ['quarter', 'year'] } })
const off = configSchema.parse({ review: { every: [] } })
const inZone = (zone: string): Config => configSchema.parse({ digest: { zone } })

const news = (from: string, until: string, config = DEFAULT_CONFIG): News => ({
  place, config, first: false, due: true, passed: { from: new Date(from), until: new Date(until) },
  issues: [], pulls: [], checked: [], configured: false, branches: [], documents: [],
}) // prettier-ignore

describe('what the sweep finds for a review', () => {
  test('is the repository, on the first working day after a quarter at nine', () => {
    expect(find(news('2026-10-01T09:00:00Z', '2026-10-01T09:00:00Z'))).toEqual([job])
    expect(find(news('2026-10-01T00:00:00Z', '2026-10-01T08:59:00Z'))).toEqual([])
  })

  test('is nothing on all other days, so that an idle day costs no request', () => {
    const { passed: _, ...quiet } = news('2026-10-01T09:00:00Z', '2026-10-01T09:00:00Z')
    expect(find(quiet)).toEqual([])
    expect(find(news('2026-10-02T00:00:00Z', '2026-10-02T00:10:00Z'))).toEqual([])
    expect(find(news('2026-11-23T09:00:00Z', '2026-11-23T09:00:00Z'))).toEqual([])
  })

  test('is it once, however late somebody looks, but not a month later', () => {
    expect(find(news('2026-10-01T00:00:00Z', '2026-10-05T14:20:00Z'))).toEqual([job])
    expect(find(news('2026-10-01T09:00:00Z', '2026-10-31T10:00:00Z'))).toEqual([job])
    expect(find(news('2026-10-01T09:00:00Z', '2026-11-01T10:00:00Z'))).toEqual([])
  })

  test('is one look for a quarter and a year together, and none where both are off', () => {
    const january = ['2027-01-04T00:00:00Z', '2027-01-04T09:00:00Z'] as const
    expect(find(news(...january, both))).toEqual([job])
    expect(find(news(...january, configSchema.parse({ review: { every: ['year'] } })))).toEqual([job])
    expect(find(news(...january, off))).toEqual([])
  })

  test('goes by the clock of the team', () => {
    const tokyo = inZone('Asia/Tokyo')
    expect(find(news('2026-09-30T15:00:00Z', '2026-10-01T00:00:00Z', tokyo))).toEqual([job])
    expect(find(news('2026-10-01T15:00:00Z', '2026-10-02T00:00:00Z', tokyo))).toEqual([])
  })
})

describe('the next look', () => {
  const at = (after: string, config = DEFAULT_CONFIG) => next(config, new Date(after))?.toISOString()

  test('is at nine on the first working day after the quarter', () => {
    expect(at('2026-09-15T12:00:00Z')).toBe('2026-10-01T09:00:00.000Z')
    expect(at('2026-10-01T08:59:00Z')).toBe('2026-10-01T09:00:00.000Z')
    expect(at('2026-10-01T09:00:00Z')).toBe('2027-01-04T09:00:00.000Z')
  })

  test('goes by the clock of the team, where that is off the hour or was put back meanwhile', () => {
    expect(at('2026-09-15T12:00:00Z', inZone('Asia/Kathmandu'))).toBe('2026-10-01T03:15:00.000Z')
    expect(at('2026-11-20T12:00:00Z', inZone('Europe/Berlin'))).toBe('2027-01-04T08:00:00.000Z')
    expect(at('2027-01-15T12:00:00Z', inZone('Europe/Berlin'))).toBe('2027-04-01T07:00:00.000Z')
    expect(at('2026-09-15T12:00:00Z', inZone('Pacific/Kiritimati'))).toBe('2026-09-30T19:00:00.000Z')
  })

  test('is the year’s where only years are reviewed, and never where nothing is', () => {
    expect(at('2026-02-01T00:00:00Z', configSchema.parse({ review: { every: ['year'] } }))).toBe('2027-01-04T09:00:00.000Z') // prettier-ignore
    expect(at('2026-02-01T00:00:00Z', both)).toBe('2026-04-01T09:00:00.000Z')
    expect(at('2026-02-01T00:00:00Z', off)).toBeUndefined()
  })
})
