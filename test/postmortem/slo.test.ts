import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from '../../src/postmortem/parse.ts'
import { burnOf, objectiveOf, shareOf, windowDaysOf } from '../../src/postmortem/slo.ts'

const read = (slo: unknown, front = '') =>
  parse(`---\n${front}slo: ${JSON.stringify(slo)}\n---\n# Outage\n`, {
    slos: { Mail: { objective: '99%', window: '10d' } },
  })
const problem = (slo: unknown, front = ''): string =>
  read(slo, front).problems.map(({ message, fix }) => `${message} ${fix}`).join('\n') // prettier-ignore
const WHOLE = { objective: '99.9%', window: '30d', bad_minutes: 12 }

test.each([
  [0.999, 0.999], ['0.999', 0.999], ['99.9%', 0.999], ['99.95 %', 0.9995], ['0.1%', 0.001],
  [99.9, null], [1, null], [0, null], ['100%', null], ['0%', null], [-0.5, null], [Number.NaN, null], ['99,9%', null], ['high', null], [null, null], [[0.9], null], ['9'.repeat(400), null],
])('objective %j is %j', (value, share) => expect(objectiveOf(value)).toBe(share)) // prettier-ignore

test.each([
  ['30d', 30], ['4 weeks', 28], ['720h', 30], ['12H', 0.5], ['1 day', 1],
  ['1 month', null], ['quarter', null], ['0d', null], ['99999d', null], ['30', null], [30, null], ['-3d', null],
])('window %j is %j days', (value, days) => expect(windowDaysOf(value)).toBe(days)) // prettier-ignore

test('what is left may be below nothing', () => expect(shareOf('-12.5%')).toBe(-0.125))

test('several SLOs are read, each for itself: what is wrong in one takes nothing from the others', () => {
  const { metrics, problems } = read([
    WHOLE,
    { ...WHOLE, objective: 99.9 },
    { name: 'mail', bad_minutes: 144 },
  ])
  expect(metrics.sloBurn).toMatchObject([{ budget: 43.2 }, { name: 'mail', budget: 144, budgetUsed: 1 }])
  expect(problems).toMatchObject([{ code: 'slo', range: { line: 2 } }])
})

describe.each([
  ['text', 'checkout', /“checkout” has no objective.*the configuration knows none/],
  ['a number', 42, /is not a name with its values.*`bad_minutes: 12`/],
  ['no window', { objective: 0.99, bad_minutes: 1 }, /has no window/],
  ['an objective of 100%', { ...WHOLE, objective: '100%' }, /leaves no budget/],
  ['an objective above 1', { ...WHOLE, objective: 99.9 }, /`99\.9`\. Write it as `99\.9%`/],
  ['a month', { ...WHOLE, window: '1 month' }, /window that cannot be read: `"1 month"`.*how many days/],
  ['a slip of the pen', { ...WHOLE, bad_minuts: 3 }, /`bad_minuts` is nothing that an SLO has/],
  ['nothing bad', { objective: 0.99, window: '30d' }, /does not say how much was bad/],
  ['events without a total', { objective: 0.99, window: '30d', bad_events: 3 }, /with the `total_events`/],
  ['both units', { ...WHOLE, bad_events: 3, total_events: 9 }, /counts minutes and events/],
  ['more bad than all', { objective: 0.99, window: '30d', bad_events: 30, total_events: 9 }, /30 bad events of 9/],
  ['of nothing', { objective: 0.99, window: '30d', bad_events: 0, total_events: 0 }, /0 bad events of 0/],
  ['more in the incident than in the window', { objective: 0.99, window: '30d', bad_events: 3, total_events: 9, incident_events: 12 }, /3 bad events of 12 in the incident and 9/],
  ['more minutes than the window', { ...WHOLE, bad_minutes: 50_000 }, /more bad minutes \(50000\) than its window/],
  ['two spellings of one key', { ...WHOLE, badMinutes: 3 }, /says `bad_minutes` twice/],
  ['below nothing', { ...WHOLE, bad_minutes: -3 }, /no number from 0 on: `-3`/],
  ['words', { ...WHOLE, bad_minutes: 'some' }, /no number from 0 on: `"some"`/],
  ['more left than all', { ...WHOLE, remaining: '140%' }, /which is no share of it/],
  ['no such day', { ...WHOLE, remaining: '40%', remaining_on: '2026-02-30' }, /no date/],
])('%s', (_, slo, said) => {
  test('is told, and not computed', () => {
    expect(problem(slo)).toMatch(said)
    expect(read(slo).metrics.sloBurn).toEqual([])
  })
}) // prettier-ignore

test('more bad minutes than the incident took is told; the burn rate is then that of the window', () => {
  const front =
    'started: 2026-11-23T14:00:00Z\nmitigated: 2026-11-23T14:10:00Z\nresolved: 2026-11-23T14:30:00Z\n'
  expect(problem({ ...WHOLE, bad_minutes: 31 }, front)).toBe('')
  expect(problem({ ...WHOLE, bad_minutes: 40 }, front)).toMatch(/40 bad minutes, but .* took 30/)
  expect(read({ ...WHOLE, bad_minutes: 40 }, front).metrics.sloBurn).toMatchObject([
    { burnRateOver: 'window' },
  ])
  // Bad until it was mitigated, or beyond that.
  expect(read({ ...WHOLE, bad_minutes: 5 }, front).metrics.sloBurn).toMatchObject([{ burnRate: 500 }])
  expect(read({ ...WHOLE, bad_minutes: 15 }, front).metrics.sloBurn).toMatchObject([{ burnRate: 500 }])
})

test('bad minutes that are rounded up are all of the incident', () => {
  const took29 = 'started: 2026-11-23T14:00:00Z\nmitigated: 2026-11-23T14:29:00Z\n'
  for (const front of [took29, `${took29}resolved: 2026-11-23T15:33:00Z\n`])
    for (const bad_minutes of [29, 29.5, 30])
      expect(read({ ...WHOLE, bad_minutes }, front).metrics.sloBurn).toMatchObject([
        { burnRate: 1000, burnRateOver: 'incident' },
      ])
})

test('a length that is only stated is the length of the incident', () => {
  const { metrics, problems } = parse(
    `---\nslo: ${JSON.stringify({ ...WHOLE, bad_minutes: 14.5 })}\n---\n# Outage\n\n- Time to mitigate: 29 min\n`,
  )
  expect([metrics.sloBurn, problems]).toMatchObject([[{ burnRate: 500, burnRateOver: 'incident' }], []])
})

test('what is left out is told, and the rest computed', () => {
  const many = Array.from({ length: 22 }, () => WHOLE)
  expect(problem(many)).toMatch(/^Of 22 SLOs only the first 20 are read/)
  expect(read(many).metrics.sloBurn).toHaveLength(20)
  const half = { ...WHOLE, remaining_on: '2026-11-01' }
  expect(problem(half)).toMatch(/does not say how much remained/)
  expect(read(half).metrics.sloBurn).toHaveLength(1)
})

test('a document without an SLO, or with one that waits, is asked for nothing', () => {
  expect(read(null)).toMatchObject({ metrics: { sloBurn: [] }, problems: [] })
  expect(parse('# Outage\n').metrics.sloBurn).toEqual([])
})

test('whatever stands there, it is computed to the end or told', () => {
  const keys = fc.constantFrom('name', 'objective', 'window', 'bad_minutes', 'bad_events', 'total_events', 'incident_events', 'remaining', 'remainingOn', '__proto__') // prettier-ignore
  const values = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.double(), fc.nat(), fc.constantFrom('99.9%', '30d', '4w', '2026-11-23')) // prettier-ignore
  const one = fc.dictionary(keys, values)
  const sound = fc.record({ objective: fc.double({ min: 0.001, max: 0.99999, noNaN: true }), window: fc.constant('30d'), bad_minutes: fc.nat(43_200) }) // prettier-ignore
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), one, fc.array(one), sound), (slo) => {
      const { metrics, problems } = read(slo)
      const figures = metrics.sloBurn.flatMap((burn) => Object.values(burn))
      const broken = figures.filter((figure) => typeof figure === 'number' && !Number.isFinite(figure))
      expect(broken).toEqual([])
      const asked = slo === null || (Array.isArray(slo) && slo.length === 0)
      expect(metrics.sloBurn.length + problems.length > 0).toBe(!asked)
    }),
  )
})

test('the same share as minutes and as events burns the same budget', () => {
  const of = (most: number) => fc.integer({ min: 1, max: most })
  fc.assert(
    fc.property(of(9999), of(365), of(1000), (objective, windowDays, bad) => {
      const slo = { objective: objective / 10_000, windowDays, remaining: 1, remainingOn: null }
      const total = windowDays * 1440
      const minutes = burnOf(null, slo, { unit: 'minutes', bad, incidentMinutes: null }, null)
      const events = burnOf(null, slo, { unit: 'events', bad, total, incidentTotal: null }, null)
      expect({ ...minutes, unit: 'events' }).toEqual(events)
      expect(minutes.burnRate).toBe(minutes.budgetUsed)
      expect(minutes.budgetLeft).toBeCloseTo(1 - minutes.budgetUsed, 6)
    }),
  )
})
