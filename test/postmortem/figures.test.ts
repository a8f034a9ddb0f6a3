import { expect, test } from 'vitest'
import { durationOf } from '../../src/postmortem/figures.ts'

test.each([
  [0, '0 min'],
  [-0.3, '0 min'],
  [65, '1 h 5 min'],
  [-90, '-1 h 30 min'],
  [4441, '3 days 2 h'],
])('%s minutes are %s', (minutes, words) => expect(durationOf(minutes)).toBe(words))
