import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { visible, width, wrap } from '../../src/check/terminal.ts'

test('wrapping loses no word, and a line is too wide only where one word is', () => {
  const words = fc.array(fc.stringMatching(/^[a-z\u4e00-\u4e10]{1,12}$/), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(words, fc.integer({ min: 4, max: 60 }), (list, columns) => {
      const text = list.join(' ')
      const lines = wrap(text, columns)
      expect(lines.join(' ')).toBe(text)
      for (const line of lines) expect(width(line) <= columns || !line.includes(' ')).toBe(true)
    }),
  )
})

test('control and direction characters of others are shown as dots, white space as spaces', () => {
  expect(visible('a\tb\r\nc\u001b[2J\u202ed\u0000')).toBe('a b  c\u00b7[2J\u00b7d\u00b7')
})
