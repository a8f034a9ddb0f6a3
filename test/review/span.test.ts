import { expect, test } from 'vitest'
import { lastReviewed, quarterOf, reviewDay, spanNamed, yearSpan } from '../../src/review/span.ts'

test('quarters and years have first and last days', () => {
  expect(quarterOf(2026, 3)).toEqual({
    kind: 'quarter', key: '2026-Q3', name: '2026 Q3', since: '2026-07-01', until: '2026-09-30',
  }) // prettier-ignore
  expect(quarterOf(2026, 1)).toMatchObject({ since: '2026-01-01', until: '2026-03-31' })
  expect(yearSpan(2026)).toMatchObject({ key: '2026', since: '2026-01-01', until: '2026-12-31' })
})

test.each([
  ['2026-Q3', '2026-Q3'],
  [' 2026 q1 ', '2026-Q1'],
  ['2026Q4', '2026-Q4'],
  ['2026', '2026'],
  ['2026-Q5', undefined],
  ['Q3', undefined],
  ['1969', undefined],
  ['20266', undefined],
])('%j is %j', (name, key) => {
  expect(spanNamed(name)?.key).toBe(key)
})

test('a review comes on the first working day after its time, and never on New Year’s Day', () => {
  expect(reviewDay(quarterOf(2026, 3))).toBe('2026-10-01') // Thursday
  expect(reviewDay(quarterOf(2027, 3))).toBe('2027-10-01') // Friday
  expect(reviewDay(quarterOf(2028, 3))).toBe('2028-10-02') // 1 October is a Sunday
  expect(reviewDay(yearSpan(2025))).toBe('2026-01-02') // Friday
  expect(reviewDay(yearSpan(2026))).toBe('2027-01-04') // Friday, then a weekend
})

test('the last one that is to be reviewed', () => {
  expect(lastReviewed('quarter', '2026-10-01').key).toBe('2026-Q3')
  expect(lastReviewed('quarter', '2026-09-30').key).toBe('2026-Q2')
  expect(lastReviewed('quarter', '2028-10-01').key).toBe('2028-Q2')
  expect(lastReviewed('quarter', '2027-01-03').key).toBe('2026-Q3')
  expect(lastReviewed('year', '2026-11-23').key).toBe('2025')
})
