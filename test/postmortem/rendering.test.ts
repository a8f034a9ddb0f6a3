import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { parse } from '../../src/postmortem/parse.ts'
import type { Postmortem, Range } from '../../src/postmortem/document.ts'

/** Postmortems put together at random of what people write, whole sections and stray lines alike. */
const LINES = [
  '# Pump outage of 2027-05-12', '## Summary', '## Timeline (UTC)', '### 12 May 2027', '### 07:15 - pump stops', '## Contributing factors', '## Five whys', '## Actions',
  '### A1 - Grease the valve', '## Not now', '## Lessons', '**Actions**', '- **Impact**: 12 households', 'Severity: SEV-2', '- Started: 2027-05-12 07:15 UTC', '- 07:15 Pump stops (mail)',
  '07:20 - 07:30 Pager rings', '| Time | Event |', '|---|---|', '| 07:15 | Pump stops |', '| Action | Owner | Due |', '| Grease the valve | Mei | 4 June |', '- F1: The valve is old', '1. Why? Because it is old.',
  '- [ ] Grease the valve - @mei - 2027-06-04', '  - Owner: Mei', '   1. nested', '**Mei**', '* A2: Buy a pump', 'Mei: paint the pump', '> 07:40 quoted', '```', '07:50 pasted', '---', '<!-- hint -->', 'TBD',
  'We plan to add gauges on:', '- the old valve', '\u{1F525} \u05D0\u05D1', '',
] // prettier-ignore
const drafts = fc
  .array(fc.tuple(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...LINES) }, fc.string({ maxLength: 10 })), fc.constantFrom('\n', '\n\n', '\r\n', '')), { maxLength: 40 })
  .map((pieces) => pieces.map((piece) => piece.join('')).join('')) // prettier-ignore
const documents = fc.oneof(
  drafts,
  drafts.map((text) => `---\ntitle: Pumps\n---\n${text}`),
)

type Extent = Pick<Range, 'start' | 'end'>

/** Everything that parse found in the text: sections from their heading to their end, and what stands in them. */
function piecesOf({ frontMatter, sections, timeline, factors, actions }: Postmortem): Extent[] {
  return [
    ...(frontMatter === null ? [] : [frontMatter.range]),
    ...sections.flatMap(({ heading, body }) => [heading, { start: heading.start, end: body.end }]),
    ...[...timeline, ...factors, ...actions].map(({ range }) => range),
  ]
}

/** The text put together again from the pieces inside `whole` and the gaps between them, each piece from its own pieces. */
function render(text: string, whole: Extent, pieces: readonly Extent[]): string {
  const inside = pieces.filter((piece) => piece !== whole && isIn(piece, whole))
  const outermost = inside.filter((piece) => !inside.some((other) => other !== piece && isIn(piece, other)))
  let at = whole.start
  let rendered = ''
  for (const piece of outermost.toSorted((a, b) => a.start - b.start)) {
    rendered += text.slice(at, piece.start) + render(text, piece, inside)
    at = piece.end
  }
  return rendered + text.slice(at, whole.end)
}

const isIn = (one: Extent, other: Extent): boolean => one.start >= other.start && one.end <= other.end

/** The same place may be found twice: an item that is a section's title and an action. */
function distinct(pieces: readonly Extent[]): Extent[] {
  return [
    ...new Map(
      pieces.filter(({ start, end }) => end > start).map((piece) => [`${piece.start}-${piece.end}`, piece]),
    ).values(),
  ]
}

describe('what parse found', () => {
  test('gives the document back, with the gaps between', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const pieces = distinct(piecesOf(parse(text, { openedOn: '2027-05-13' })))
        expect(render(text, { start: 0, end: text.length }, pieces)).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })

  test('lies side by side or one in the other, never across', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const pieces = distinct(piecesOf(parse(text))).toSorted((a, b) => a.start - b.start || b.end - a.end)
        const open: Extent[] = []
        const crossing = pieces.filter((piece) => {
          while ((open.at(-1)?.end ?? Infinity) <= piece.start) open.pop()
          const around = open.at(-1)
          open.push(piece)
          return around !== undefined && !isIn(piece, around)
        })
        expect(crossing).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  test('stands in reading order, no entry, factor or action in another of its kind', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const { timeline, factors, actions } = parse(text)
        for (const kind of [timeline, factors, actions]) {
          const ends = kind.map(({ range }) => [range.start, range.end]).flat()
          expect(ends).toEqual(ends.toSorted((a, b) => a - b))
        }
      }),
      { numRuns: 1000 },
    )
  })
})
