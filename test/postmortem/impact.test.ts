import { describe, expect, test } from 'vitest'

import { parse } from '../../src/postmortem/parse.ts'

const facts = (text: string) => {
  const { impactedUsers, businessEffect } = parse(`# Kiln 3 cold\n\n${text}\n`).facts
  return [impactedUsers, businessEffect]
}

describe('whom it hit and what it cost, as people say it', () => {
  test.each([
    ['## Summary\n\nThe price list went to 38 internal recipients.', ['The price list went to 38 internal recipients.', null]],
    ['## Summary\n\n- 41 guests', ['41 guests', null]],
    ['## Summary\n\nThe business had no loss beyond two hours of overtime.', [null, 'The business had no loss beyond two hours of overtime.']],
    ['## Impact\n\nNo money was lost.', [null, 'No money was lost.']],
    ['## Impact\n\nwe lost perhaps 90 new signups', [null, 'we lost perhaps 90 new signups']],
    ['## Summary\n\nthe kiln was cold and we lost maybe 90 bookings', [null, 'the kiln was cold and we lost maybe 90 bookings']],
  ])('%j', (text, expected) => expect(facts(text)).toEqual(expected)) // prettier-ignore

  test('a line of remarks is taken remark by remark', () =>
    expect(
      facts('## Impact\n\nsev2, kiln cold for 2 h, 300 guests turned away, lost about 40 bookings'),
    ).toEqual(['300 guests turned away', 'lost about 40 bookings']))

  test('a sentence with commas, but without a severity of its own, stays whole', () =>
    expect(facts('## Impact\n\nFor two hours, in the evening, 300 guests waited.')[0]).toBe(
      'For two hours, in the evening, 300 guests waited.',
    ))

  test.each(['12 participants', 'The kiln lost heat', 'No data was lost', 'We had no loss of data'])(
    'neither: %s',
    (words) => expect(facts(`## Summary\n\n${words}`)).toEqual([null, null]),
  )
})

describe('a table of the impact', () => {
  const table = (...rows: string[]) =>
    facts(
      `## Impact\n\n${[rows[0], (rows[0] ?? '').replaceAll(/[^|]+/g, '--'), ...rows.slice(1)].join('\n')}`,
    )

  test.each([
    ['a cell for each', ['| Who | Then |', '| 40 guests | 3,400 EUR of refunds |'], ['40 guests', '3,400 EUR of refunds']],
    ['columns that name both', ['| Users | Business |', '| 40 | 3,400 EUR |'], ['40', '3,400 EUR']],
    ['columns that name both, by kiln', ['| Kiln | Users affected | Business effect |', '| 3 | 40 | 9 orders |', '| 4 | 2 | none |'], ['3: 40; 4: 2', '3: 9 orders; 4: none']],
    ['a row for each', ['| Impacted users | 40 guests |', '| Business effect | 9 orders |'], ['40 guests', '9 orders']],
    ['a row for each, in words', ['| What | How much |', '| Guests | 40 waited |', '| Revenue | about 3,400 lost |'], ['Guests: 40 waited', 'about 3,400 lost']],
    ['nothing but names of columns', ['| Guests | Business |', '| | |'], [null, null]],
  ])('%s', (_, rows, expected) => expect(table(...rows)).toEqual(expected)) // prettier-ignore
})
