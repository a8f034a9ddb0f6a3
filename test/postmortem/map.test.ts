import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { shortened } from '../../src/postmortem/map-labels.ts'
import { causalMap, mapPlaceIn, mermaidOf } from '../../src/postmortem/map.ts'
import { parse } from '../../src/postmortem/parse.ts'
import { HOSTILE, MARKS } from '../mermaid/hostile.ts'
import { DOORS, factor, leadingTo, many, mapped, titled } from '../mermaid/maps.ts'
import { blocksIn, understood } from '../mermaid/mermaid.ts'

describe('the map of a document', () => {
  const text = mermaidOf(parse(DOORS)) ?? ''

  test('draws causes, the incident and committed actions, with what led to what', async () => {
    const { labels, lines, title } = await understood(text)
    expect(Object.fromEntries(labels)).toEqual({
      F1: 'F1 · The badge reader shows green although the bolt does not move.',
      F2: "F2 · The porter's screen repeats what the reader says.",
      F3: 'F3 · Readers and bolts are bought from two firms.',
      F4: 'F4 · The key hung inside.',
      F5: 'F5 · Its hook was moved when the wall was painted.',
      incident: 'Doors stayed shut for a morning',
      A1: "A1 · detection · Alert when the bolt's own switch and the reader differ",
      A2: '✓ A2 · recovery · Hang the key outside the door',
      A3: 'A3 · learning · Walk through all doors',
    })
    expect(lines.map((line) => line.join(' '))).toEqual([
      'F1 F2', 'F2 incident', 'F3 F1', 'F4 incident', 'F5 F4', 'A1 F1', 'A2 F4',
    ]) // prettier-ignore
    expect(title).toBe('What led to the incident Doors stayed shut for a morning')
  })

  test('tells the ends, the whys and what is done apart', () => {
    expect(text).toMatch(/subgraph blunt_end.*\n +F3\[.*:::blunt\n +end/)
    expect(text).toMatch(/subgraph sharp_end.*\n +F1\[.*:::sharp\n +F2\[.*:::sharp\n +end/)
    expect(text).toMatch(/^ {2}A1\[\[.*:::open$/m)
    expect(text).toMatch(/^ {2}A2\[\[.*:::done$/m)
  })

  test('says the same in words, for those who do not see it', async () => {
    const { description } = await understood(text)
    expect(description.split('\n')).toEqual([
      'F1 led to F2.', 'F2 led to the incident.', 'F3 led to F1.', 'F4 led to the incident.', 'F5 led to F4.', 'A1 answers F1.',
      'A2, which is done, answers F4.',
    ]) // prettier-ignore
  })

  test('is the same each time, and one line changes with one factor', () => {
    expect(mermaidOf(parse(DOORS))).toBe(text)
    const more = mermaidOf(parse(DOORS.replace('- F3:', '- F9: Doors are tested open.\n- F3:'))) ?? ''
    expect(text.split('\n').filter((line) => !more.includes(line))).toEqual([])
  })

  test("is one block of Markdown, which is no part of the document's own words", () => {
    const block = causalMap(parse(DOORS)) ?? ''
    expect(blocksIn(block)).toEqual([text])
    const within = parse(DOORS.replace('## Actions', `## Causal map\n\n${block}\n## Actions`))
    expect(causalMap(within)).toBe(block)
  })

  test('there is none where no factor is named', () => {
    expect(causalMap(parse('# Doors\n\n## Contributing factors\n\n- F1: _Write: a condition_\n'))).toBeNull()
  })
})

describe('lines that nobody has drawn', () => {
  test('are dotted to the incident where no links are drawn at all', () => {
    expect(mapped([factor('F1', 'a'), factor('F2', 'b')])).toMatch(/F1 -\.-> incident\n {2}F2 -\.-> incident/)
  })

  test('and only at the end of a chain where some are: a factor without any stands alone', () => {
    const text = mapped([factor('F1', 'a', leadingTo('F2')), factor('F2', 'b'), factor('F3', 'c')])
    expect(text).toMatch(/F1 --> F2\n {2}F2 -\.-> incident\n {2}classDef/)
  })

  test('an unknown id draws nothing', async () => {
    const { lines } = await understood(mapped([factor('F1', 'a', leadingTo('F7')), factor('F2', 'b')]))
    expect(lines).toEqual([])
  })
})

test('the place of the map is under its own heading; without one there is none', () => {
  const text = '# A\n\n## Causal map\n\nx\n\n## Actions\n\n- Add x\n'
  expect(text.slice(mapPlaceIn(parse(text)) ?? 0)).toMatch(/^\nx\n/)
  expect(mapPlaceIn(parse(DOORS))).toBeNull()
})

describe('labels', () => {
  test.each(HOSTILE)('%j comes out as its words', async (words) => {
    const { labels } = await understood(mapped([factor('F1', words), factor('F2', `x ${words} y`)]))
    expect(labels.get('F1')).toBe(`F1 · ${shortened(words, 90)}`)
    expect(labels.get('F2')).toBe(`F2 · ${shortened(`x ${words} y`, 90)}`)
    expect(labels.size).toBe(3)
  })

  test.each(HOSTILE)('a title of %j too', async (words) => {
    const { labels, title } = await understood(titled(words))
    expect(labels.get('incident')).toBe(shortened(words, 90))
    expect(title).toBe(`What led to the incident ${shortened(words, 90)}`)
  })

  test('an id of any words gives a box of its own', async () => {
    const ids = [...HOSTILE, 'F1', 'f1', 'F-1', 'incident', 'A1']
    const { labels } = await understood(mapped(ids.map((id) => factor(id, 'same'))))
    expect(labels.size).toBe(ids.length + 1)
  })

  test('none can close the block that it stands in', () => {
    const block =
      causalMap({ ...parse('# x\n'), factors: HOSTILE.map((words) => factor(words, words)) }) ?? ''
    expect(block.match(/`/g)).toHaveLength(6)
    expect(block).not.toMatch(/<!--|%%|@\w|\{\{/)
  })

  test.each([
    ['The pool is sized by hand', 90, 'The pool is sized by hand'],
    ['The pool is sized by hand. It was set in spring, when a fifth of the traffic came', 40, 'The pool is sized by hand.'],
    ['The pool is sized by hand and was never looked at again', 30, 'The pool is sized by hand and…'],
    ['The pool (sized by hand) ran dry', 10, 'The pool…'],
    ['`pool.max` stood at `10`', 90, 'pool.max stood at 10'],
    ['see https://wiki.example.invalid/a/very/long/path/to/a/page for more', 90, 'see https://wiki.example.invalid/… for more'],
    ['Donaudampfschifffahrtsgesellschaftskapitän', 20, 'Donaudampfschifffah…'],
    ['\u30C7\u30FC\u30BF\u30D9\u30FC\u30B9\u306E\u63A5\u7D9A\u6570\u304C\u4E0A\u9650\u306B\u9054\u3057\u307E\u3057\u305F', 12, '\u30C7\u30FC\u30BF\u30D9\u30FC\u30B9\u306E\u63A5\u7D9A\u6570\u304C…'],
    ['\u{1F469}\u200D\u{1F692}'.repeat(9), 12, '\u{1F469}\u200D\u{1F692}\u{1F469}\u200D\u{1F692}…'],
    ['a\u202Eb\u0007c\uD800d', 90, 'abc\uFFFDd'],
    ['\uFB02\u00B0\u00B035\u00B6\u00DF', 90, 'fl\u00B0\u00B035\u00B6 \u00DF'],
    ['', 90, ''],
  ])('%j is shortened by whole words', (words, most, expected) => {
    expect(shortened(words, most)).toBe(expected)
  }) // prettier-ignore

  test('whatever is said of whatever leads to whatever can be drawn, and reads as it was said', async () => {
    const words = fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.string({ maxLength: 150, unit: 'binary' }),
      fc.string({ maxLength: 150, unit: 'grapheme' }),
      fc.array(fc.constantFrom(...MARKS), { maxLength: 80 }).map((marks) => marks.join('')),
    )
    const ends = fc.constantFrom('sharp', 'blunt', 'unclear')
    const ids = fc.oneof(fc.constantFrom('F1', 'F2', 'F3', 'f-1', 'W1', 'A1'), words)
    const factors = fc.array(
      fc
        .tuple(ids, words, fc.array(ids, { maxLength: 4 }), ends)
        .map(([id, text, to, end]) => factor(id, text, leadingTo(...to), end)),
      { minLength: 1, maxLength: 12 },
    )
    await fc.assert(
      fc.asyncProperty(factors, words, async (all, title) => {
        const { labels } = await understood(mapped(all, { title }))
        const drawn = [...labels.values()]
        for (const { id, text } of all)
          expect(drawn).toContain(
            [shortened(id, 16), shortened(text, 90)].filter((part) => part !== '').join(' · ') || '…',
          )
        expect(labels.size).toBe(all.length + 1)
      }),
      { numRuns: 150 },
    )
  })
})

describe('a map that is too large', () => {
  test('200 factors are drawn, all of them', async () => {
    const words = 'The retries of the mail relay have no limit, and nothing says how many are waiting there'
    const text = mapped(many(200, words, (index) => [`F${String((index + 1) >> 1 || 'incident')}`]))
    expect(text).not.toContain('left out')
    expect((await understood(text)).labels.size).toBe(201)
  })

  test.each([
    ['by its boxes', many(3000, 'x', () => [])],
    ['by its lines', many(60, 'x', () => Array.from({ length: 60 }, (_, to) => `F${String(to + 1)}`))],
    ['by its letters', many(200, '< '.repeat(100), () => [])],
  ])('is cut %s, and says so', async (_, factors) => {
    const text = mapped(factors)
    expect(text.length).toBeLessThanOrEqual(50_000)
    const { labels, lines } = await understood(text)
    expect(lines.length).toBeLessThanOrEqual(500)
    expect(labels.get('left_out')).toMatch(/^\d+ boxes and lines are left out/)
  })

  test('takes no longer for it', () => {
    const chain = many(20_000, 'x', (index) => [`F${String(index + 2)}`])
    const start = performance.now()
    mapped(chain)
    expect(performance.now() - start).toBeLessThan(3000)
  })
})

test('the pictures of our own pages can be drawn', async () => {
  for (const page of ['README.md', 'docs/factors.md']) {
    const blocks = blocksIn(readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8'))
    expect(blocks).not.toEqual([])
    for (const block of blocks) await understood(block)
  }
})
