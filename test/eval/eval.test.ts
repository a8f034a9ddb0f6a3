import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { figuresOf, interval, type Case } from './figures.ts'
import { readSentences } from './labelled.ts'
import { caseOf, judgeSentences } from './sentences.ts'

const own = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

const cases = (...counts: readonly [actual: boolean, predicted: boolean, times: number][]): Case[] =>
  counts.flatMap(([actual, predicted, times], index) =>
    Array.from({ length: times }, (_, at) => ({
      actual,
      predicted,
      weight: 1,
      group: `${String(index)}-${String(at)}`,
    })),
  )

test('precision, recall and F1 are what the textbook says', () => {
  const figures = figuresOf(cases([true, true, 6], [false, true, 2], [true, false, 4], [false, false, 88]))
  expect(figures).toMatchObject({ precision: 0.75, recall: 0.6, falsePerThousand: 20 })
  expect(figures.f1).toBeCloseTo(2 / 3)
})

test('a case drawn for ten counts as ten', () => {
  const one = { actual: true, predicted: true, group: 'a' }
  const figures = figuresOf([
    { ...one, weight: 10 },
    { ...one, predicted: false, group: 'b', weight: 30 },
  ])
  expect(figures.recall).toBe(0.25)
})

test('nothing flagged has no precision, rather than a perfect one', () => {
  expect(figuresOf(cases([true, false, 3])).precision).toBeNaN()
})

test('the interval is the same each time, holds the figure, and narrows with more cases', () => {
  const few = cases([true, true, 8], [false, true, 2])
  const many = cases([true, true, 80], [false, true, 20])
  const precision = (list: readonly Case[]): readonly [number, number] =>
    interval(list, (figures) => figures.precision)
  expect(precision(few)).toEqual(precision(few))
  const [low, high] = precision(few)
  expect(low).toBeLessThan(0.8)
  expect(high).toBeGreaterThan(0.8)
  const [least, most] = precision(many)
  expect(most - least).toBeLessThan(high - low)
})

// Guards against going back, on words the rules were tuned on: no promise about others' text. See the README for that.
test('of the written set nearly all flags are right, and most blame is found', () => {
  const { precision, recall, falsePerThousand } = figuresOf(
    judgeSentences(readSentences(own('sentences.jsonl'))).map(caseOf),
  )
  expect(precision).toBeGreaterThan(0.96)
  expect(recall).toBeGreaterThan(0.9)
  expect(falsePerThousand).toBeLessThan(6)
})
