import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { FEWEST, spreadOf } from '../../src/measures/spread.ts'

const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1)

test('median, quartiles and where the median of all such incidents lies', () => {
  expect(spreadOf([9, 4, 7, 30, 5, 6, 12, 8, 10])).toEqual({
    n: 9, median: 8, lowerQuartile: 6, upperQuartile: 10, interval: { low: 5, high: 12 },
  }) // prettier-ignore
  expect(spreadOf([4, 8])).toEqual({ n: 2, median: 6, lowerQuartile: 5, upperQuartile: 7, interval: null })
  expect(spreadOf([])).toBeNull()
})

// Ranks as tables of the binomial distribution have them for 95%.
test.each([
  [5, null], [6, [1, 6]], [8, [1, 8]], [9, [2, 8]], [11, [2, 10]], [12, [3, 10]], [15, [4, 12]], [17, [5, 13]], [20, [6, 15]], [25, [8, 18]], [50, [18, 33]], [100, [40, 61]],
] as const)('of %i values the interval runs over the ranks %j', (n, ranks) => {
  const interval = spreadOf(upTo(n))?.interval
  expect(interval ?? null).toEqual(ranks === null ? null : { low: ranks[0], high: ranks[1] })
}) // prettier-ignore

test('so many values are needed, and not one less', () => {
  expect(spreadOf(upTo(FEWEST))?.interval).not.toBeNull()
  expect(spreadOf(upTo(FEWEST - 1))?.interval).toBeNull()
})

test('many thousand values have an interval too', () => {
  // The normal approximation gives the ranks 4,902 and 5,099.
  expect(spreadOf(upTo(10_000))?.interval).toEqual({ low: 4902, high: 5099 })
})

test('whatever the values, all stand in order and within them', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 60 }), (values) => {
      const spread = spreadOf(values)
      if (spread === null) throw new Error('there are values')
      const { lowerQuartile, median, upperQuartile, interval } = spread
      const order = [Math.min(...values), lowerQuartile, median, upperQuartile, Math.max(...values)]
      expect(order).toEqual([...order].sort((a, b) => a - b))
      const { low, high } = interval ?? { low: median, high: median }
      expect([low <= median, median <= high]).toEqual([true, true])
      expect(spreadOf(values.toReversed())).toEqual(spread)
    }),
  )
})

test('the interval holds the median of the population at least 95 times in 100', () => {
  // Skewed as incidents are: exponential with the median ln 2.
  let held = 0
  let state = 12_345
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  for (let run = 0; run < 4000; run++) {
    const { interval } = spreadOf(Array.from({ length: 12 }, () => -Math.log(random()))) ?? {}
    if (interval && interval.low <= Math.LN2 && Math.LN2 <= interval.high) held += 1
  }
  // Exactly 96.1% for twelve values; four thousand runs vary by 0.3%.
  expect(held / 4000).toBeCloseTo(0.961, 2)
})
