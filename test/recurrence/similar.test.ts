import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from '../../src/postmortem/parse.ts'
import { earlierLike } from '../../src/recurrence/earlier.ts'
import { rememberedOf, type Remembered } from '../../src/recurrence/remembered.ts'
import { Memory } from '../../src/recurrence/similar.ts'
import { FULL_NOVEMBER, FULL_SEPTEMBER, OVEN, TRAMS } from './written.ts'

const remember = (id: string, text: string): Remembered => rememberedOf(id, parse(text))
const september = remember('september.md', FULL_SEPTEMBER)
const november = remember('november.md', FULL_NOVEMBER)
const others = [remember('oven.md', OVEN), remember('trams.md', TRAMS)]

describe('earlier postmortems', () => {
  test('that failed in the same way are named, though they say it in other words', () => {
    const found = earlierLike(november, [september, ...others])
    expect(found.map(({ id, day }) => [id, day])).toEqual([['september.md', '2026-09-03']])
    expect(found[0]?.shares).toEqual(expect.arrayContaining(['full disk', '#capacity', 'service ticketing']))
    expect(found[0]?.shares.length).toBeLessThanOrEqual(6)
  })

  test('are none where nothing is alike, rather than something weak', () => {
    for (const one of others) expect(earlierLike(one, [september, ...others])).toEqual([])
  })

  test('are none that came later', () => {
    expect(earlierLike(september, [november, ...others])).toEqual([])
  })

  test('are found among however many that came later', () => {
    const later = Array.from({ length: 30 }, (_, index) => ({ ...november, id: `${String(index)}.md`, day: '2026-12-01' })) // prettier-ignore
    expect(earlierLike(november, [...later, september, ...others]).map(({ id }) => id)).toEqual([
      'september.md',
    ])
  })

  test('without a day may be earlier', () => {
    const undated = remember('undated.md', FULL_SEPTEMBER.replace(/^started.*\n/m, ''))
    expect(earlierLike(november, [undated, ...others]).map(({ id }) => id)).toEqual(['undated.md'])
    expect(undated.day).toBeNull()
  })

  test('have their day from the name of the file where nothing else says', () => {
    expect(remember('2026-03-04-plain.md', '# Plain\n').day).toBe('2026-03-04')
  })

  test('are not those that mention the same in passing', () => {
    const passing = remember(
      'passing.md',
      `${OVEN}\n## Narrative\n\nFree disk space was looked at first, and was fine.\n`,
    )
    expect(earlierLike(november, [passing, ...others])).toEqual([])
  })

  test('are still named where the same comes again and again, each time with something else beside it', () => {
    const beside = [
      'The stand-by was off.',
      'DNS was slow.',
      'A firewall was in the way.',
      'The queue had a backlog.',
    ]
    const again = beside.map((words, index) =>
      remember(
        `again-${String(index)}.md`,
        `---\nstarted: 2026-0${String(index + 1)}-03\n---\n# Boxes piled up in hall ${String(index)}\n\n## Summary\n\nThe disk was full.\n\n## Contributing factors\n\n- **F1** Scans filled the disk until it had no space left.\n\n## Narrative\n\n${words}\n`,
      ),
    )
    const [last, ...earlier] = again.toReversed()
    if (last === undefined) throw new Error('four were made')
    expect(earlierLike(last, earlier)).toHaveLength(3)
  })

  test('are not alike by who was there', () => {
    const story = (what: string, day: string): string =>
      `---\nstarted: ${day}\n---\n# ${what}\n\n## Summary\n\nMichael Weber and Priya Sharma saw it. Michael Weber called Priya Sharma.\n`
    const [one, other] = [
      story('Geese on the runway', '2026-02-02'),
      story('A kite in the mast', '2026-01-01'),
    ]
    expect(earlierLike(remember('a.md', one), [remember('b.md', other)])).toEqual([])
  })

  test('are not alike by code, comments and addresses', () => {
    const noise =
      '```\nno space left on device\n```\n<!-- the disk was full -->\nhttps://docs.example/no-space-left/disk-full\n'
    const [one, other] = [`# Geese\n\n${noise}`, `# Kites\n\n${noise}`].map((text, index) =>
      remember(`${String(index)}.md`, text),
    )
    if (one === undefined || other === undefined) throw new Error('two were made')
    expect(earlierLike(one, [other])).toEqual([])
  })
})

test('any text is compared: three at most, never itself, the likest first', () => {
  const words = fc.constantFrom('disk', 'full', 'no space left', 'retry', 'pool', 'certificate', 'expired', '#tag', '\n\n## Summary\n\n', '```', '@a/b', '|') // prettier-ignore
  const text = fc.array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 60 })
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
      const all = texts.map((parts, index) => remember(`${String(index)}.md`, parts.join(' ')))
      const memory = new Memory(all)
      for (const { id } of all) {
        const found = memory.similarTo(id, () => true)
        expect(found.length).toBeLessThanOrEqual(3)
        expect(found.map((one) => one.id)).not.toContain(id)
        expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a))
      }
    }),
    { numRuns: 150 },
  )
})

test.each([
  ['one long word', 'restor'.repeat(30_000)],
  ['brackets', '<'.repeat(150_000)],
  ['half links', ']('.repeat(75_000)],
  ['words that begin a cue', 'certificate '.repeat(15_000)],
  ['apostrophes', "a'".repeat(75_000)],
  ['comments', '<!--'.repeat(40_000)],
  ['braces', '{:'.repeat(75_000)],
])('hostile text is read in linear time: %s', (_, text) => {
  const one = { ...september, id: 'hostile', fields: { ...september.fields, rest: text } }
  const started = performance.now()
  earlierLike(one, [november])
  expect(performance.now() - started).toBeLessThan(1_500)
})
