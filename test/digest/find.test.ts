import { describe, expect, it } from 'vitest'
import { DEFAULT_CONFIG, type Config } from '../../src/config/schema.ts'
import { find, next } from '../../src/digest/find.ts'
import type { News } from '../../src/news.ts'

const place = { installationId: 1, owner: 'acme', repo: 'shop' }
const board = { feature: 'digest', ...place }
const quiet: News = {
  place,
  config: DEFAULT_CONFIG,
  first: false,
  due: false,
  issues: [],
  pulls: [],
  checked: [],
  configured: false,
  branches: [],
  documents: [],
}
const issue = { number: 7, labels: [], comments: 0, byApp: false }

const at = (digest: Partial<Config['digest']>, after: string): string | undefined =>
  next({ ...DEFAULT_CONFIG, digest: { ...DEFAULT_CONFIG.digest, ...digest } }, new Date(after))?.toISOString()

describe('what the sweep finds for the digest', () => {
  it('is nothing where nothing of ours changed', () => {
    expect(find({ ...quiet, issues: [issue] })).toEqual([])
  })

  it('is the board at first, when its time has come, and when an action changed', () => {
    expect(find({ ...quiet, first: true })).toEqual([board])
    expect(find({ ...quiet, due: true })).toEqual([board])
    expect(find({ ...quiet, issues: [{ ...issue, labels: ['postmortem-action'] }] })).toEqual([board])
  })

  it('is an incident on which somebody may have asked', () => {
    const incident = { ...issue, labels: ['Incident'] }
    expect(find({ ...quiet, issues: [incident] })).toEqual([])
    expect(find({ ...quiet, issues: [{ ...incident, comments: 1 }] })).toEqual([{ ...board, number: 7 }])
  })
})

describe('the next look at a board', () => {
  it('is at midnight, or at the digest where that comes first', () => {
    expect(at({}, '2026-11-20T14:20:00Z')).toBe('2026-11-21T00:00:00.000Z')
    expect(at({}, '2026-11-23T00:05:00Z')).toBe('2026-11-23T09:00:00.000Z')
    expect(at({}, '2026-11-23T09:00:00Z')).toBe('2026-11-24T00:00:00.000Z')
  })

  it('goes by the clock of the team, where that is off the hour or is put back', () => {
    expect(at({ zone: 'Asia/Kathmandu' }, '2026-11-20T14:20:00Z')).toBe('2026-11-20T18:15:00.000Z')
    expect(at({ zone: 'Europe/Berlin' }, '2026-10-24T23:00:00Z')).toBe('2026-10-25T23:00:00.000Z')
  })

  it('never comes where the digest is switched off', () => {
    expect(at({ enabled: false }, '2026-11-20T14:20:00Z')).toBeUndefined()
  })
})
