import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { momentCommands } from '../../src/postmortem/moment-command.ts'
import { parse } from '../../src/postmortem/parse.ts'
import type { Postmortem, Range } from '../../src/postmortem/document.ts'

const PIECES = [
  '# Outage of 2026-11-20', '## Timeline (UTC)', '## Actions', '### Ada', '**Review actions**:', '- **Impact**: 12 users', '- 14:03 lag climbs', '14.20 AG looks',
  '| Time | Event |', '|---|---|', '| 14:03 | x | y |', '- [ ] Add a lock - @ada - 2026-12-01', '- A1: **b** (F1)', '1. why? because', '```', '> quoted', '---', 'title: a',
  'started: 2026-11-20T14:03:00Z', '<!-- x', '-->', '&amp; \\* [a](b)', '   - nested', '\t- tabbed', '\u{1F525} sev1 \u05D0\u05D1', '| a |', '[20m]', 'Owner: Ada', 'by Friday', '## Five Whys', '## Contributing factors', '- F1: a leads to: F2, F3', '  - F2: b \u2192 F1', '- CF-3 (leads to the incident)', '   1. how? so (F1)', '| ID | Factor | Leads to |', '| F4 | c | F1 |',
  '~23:50 to 00:10', '\u{E000}x\u{E001}', '', '  ', 'All times CET', '`code', '**', '_Write: x_',
] // prettier-ignore
const ENDS = ['\n', '\n\n', '\r\n', '\r', ' ', '']

const documents = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 12, unit: 'grapheme' })),
      fc.constantFrom(...ENDS),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.map(([words, end]) => words + end).join(''))
const texts = fc.oneof(documents, documents.map((text) => `\uFEFF${text}`), documents.map((text) => `---\n${text}\n---\n${text}`), fc.string({ maxLength: 300 })) // prettier-ignore

function rangesOf(postmortem: Postmortem): Range[] {
  return [
    ...postmortem.timeline.map((entry) => entry.range),
    ...[...postmortem.factors, ...postmortem.whys].flatMap(({ range, leadsTo }) => [
      range,
      ...leadsTo.map((link) => link.range),
    ]),
    ...postmortem.actions.map((action) => action.range),
    ...postmortem.sections.flatMap((section) => [section.heading, section.body]),
    ...postmortem.problems.map((problem) => problem.range),
    ...Object.values(postmortem.factRanges),
  ]
}

/** Counted by hand, apart from the parser's own index. */
function positionOf(text: string, offset: number): [number, number] {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r(?!\n)/)
  return [lines.length, (lines.at(-1) ?? '').length + 1]
}

describe('whatever the text', () => {
  test('parse never throws, and every range lies in the text with its line and column', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const ranges = rangesOf(parse(text, { openedOn: '2026-11-23' }))
        expect(ranges.filter((range) => range.start > range.end || range.end > text.length)).toEqual([])
        const ends = ranges.flatMap((range) => [
          [range.start, range.line, range.column],
          [range.end, range.endLine, range.endColumn],
        ])
        expect(ends).toEqual(ends.map(([offset = 0]) => [offset, ...positionOf(text, offset)]))
      }),
      { numRuns: 1500 },
    )
  })

  test('what an action or entry says stands in its range', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const postmortem = parse(text)
        for (const { range, text: words } of [...postmortem.actions, ...postmortem.factors]) {
          // Marks and the parser's own private characters may stand inside a word (`nested**Review**`); it is read without them,
          // as is where a link leads to (`[a](b)Review`).
          const slice = text
            .slice(range.start, range.end)
            .replaceAll(/\]\([^()\s]*\)/g, '')
            .replaceAll(/[*_`~[\]\u{E000}\u{E001}]/gu, '')
          for (const word of words.match(/[a-z]{3,}/gi) ?? []) expect(slice).toContain(word)
        }
      }),
      { numRuns: 700 },
    )
  })

  test('instants are ISO 8601 UTC, days are days, ids are unique unless written twice', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const postmortem = parse(text, { openedOn: '2026-11-23' })
        const instants = postmortem.timeline.flatMap((entry) => entry.at ?? [])
        expect(instants.filter((at) => !/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/.test(at))).toEqual([])
        const days = postmortem.actions.flatMap((action) => action.due ?? [])
        expect(days.filter((due) => !/^\d{4}-\d\d-\d\d$/.test(due))).toEqual([])
        const ids = postmortem.actions.map((action) => action.id.toUpperCase())
        const repeats = postmortem.problems.filter((problem) => problem.code === 'duplicate-id').length
        expect(new Set(ids).size).toBe(ids.length - repeats)
      }),
      { numRuns: 700 },
    )
  })
})

test('an instant that is written with its offset is that instant, in the front matter, the timeline and a command', () => {
  const two = (number: number): string => String(Math.abs(number)).padStart(2, '0')
  const instants = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2026, 10) })
  const offsets = fc.integer({ min: -48, max: 56 }).map((quarters) => quarters * 15)
  const shapes = fc.constantFrom('T', 'T.', ' ')
  fc.assert(
    fc.property(instants, offsets, shapes, (time, offset, shape) => {
      const second = Math.floor(time / 1000) * 1000
      const local = new Date(second + offset * 60_000).toISOString().slice(0, 19)
      const written = `${local.replace('T', shape.charAt(0))}${shape === 'T.' ? '.25' : ''}${offset < 0 ? '-' : '+'}${two(Math.trunc(offset / 60))}:${two(offset % 60)}`
      const at = `${new Date(second).toISOString().slice(0, 19)}Z`
      const text = `---\nstarted: ${written}\n---\n# T\n\n## Timeline\n\n- ${written} it starts\n`
      const { facts, timeline } = parse(text)
      const said = momentCommands(`/started ${written}`, { saidAt: '2026-11-24T00:00:00Z', zone: 'UTC' })
      expect([facts.startedAt, timeline.map((entry) => [entry.at, entry.end, entry.text])]).toEqual([
        at,
        [[at, null, 'it starts']],
      ])
      expect(said).toEqual([{ moment: 'startedAt', at, zoneStated: true, line: 1 }])
    }),
    { numRuns: 300 },
  )
})

test('a span of two such instants, and one of clocks without seconds, is still a span', () => {
  const ends = (when: string) =>
    parse(`# T\n\n## Timeline\n\n- ${when} it starts\n`).timeline.map(({ at, end }) => [at, end])
  expect(ends('2026-11-20T10:00:00-08:00 - 2026-11-20T11:30:00-08:00')).toEqual([
    ['2026-11-20T18:00:00Z', '2026-11-20T19:30:00Z'],
  ])
  expect(ends('2026-11-20 10:00-11:30')).toEqual([['2026-11-20T10:00:00Z', '2026-11-20T11:30:00Z']])
})

describe('line ends and marks', () => {
  const text =
    '---\ntitle: T\n---\n# A\n\n## Timeline\n\n- 2026-11-20 14:03 UTC \u{1F525} lag\n\n## Actions\n\n- Add a lock - @ada\n'

  test('a document with CRLF and a byte order mark reads the same, on the same lines', () => {
    const shape = (postmortem: Postmortem) => ({
      facts: postmortem.facts,
      timeline: postmortem.timeline.map(({ range, ...entry }) => ({ ...entry, line: range.line })),
      actions: postmortem.actions.map(({ range, ...action }) => ({ ...action, line: range.line })),
    })
    expect(shape(parse(`\uFEFF${text.replaceAll('\n', '\r\n')}`))).toEqual(shape(parse(text)))
  })

  test('right-to-left words and emoji keep exact ranges', () => {
    const rtl = '## Actions\n\n- \u05D4\u05D5\u05E1\u05E3 \u{1F512} \u05E0\u05E2\u05D9\u05DC\u05D4 - @ada\n'
    const [action] = parse(rtl).actions
    expect(action).toMatchObject({ owners: ['@ada'], range: { line: 3, column: 3 } })
    expect(rtl.slice(action?.range.start, action?.range.end)).toBe(
      '\u05D4\u05D5\u05E1\u05E3 \u{1F512} \u05E0\u05E2\u05D9\u05DC\u05D4 - @ada',
    )
  })

  test('a line that ends in a lone carriage return is a line of its own', () => {
    const old = '## Actions\n\nFirst:\rAdd a lock to the job table - @ada\rDrop the spare index - @bo\n'
    const { actions } = parse(old)
    expect(actions.map(({ range }) => old.slice(range.start, range.end))).toEqual(
      actions.map(({ text }) => expect.stringContaining(text)),
    )
    expect(actions.map(({ owners }) => owners[0])).toEqual(['@ada', '@bo'])
  })

  test('a document read in chunks has exact ranges in all of them', () => {
    const unit = '## Actions\n\n- Add a lock to job number 1 - @ada\n\nSome words in between.\n\n'
    const long = unit.repeat(5000)
    const { actions } = parse(long)
    expect(actions).toHaveLength(5000)
    for (const { range } of actions)
      expect(long.slice(range.start, range.end)).toBe('Add a lock to job number 1 - @ada')
  })
})

describe('hostile text is read to its end', () => {
  const n = 40_000
  test.each([
    ['nested quotes', '>'.repeat(n)], ['nested lists', '- '.repeat(n / 2)], ['emphasis marks', 'a**b'.repeat(n / 4)], ['brackets in an action', `## Actions\n\n- ${'(a '.repeat(n / 3)}`],
    ['spaces in an action', `## Actions\n\n- a${' '.repeat(n)}b`], ['dashes in an action', `## Actions\n\n- a ${'-'.repeat(n)} b`], ['a title of brackets', `## ${'('.repeat(n)}`],
    ['a line of times', `## Timeline\n\n${'14:03 '.repeat(n / 6)}`], ['a line of handles', `## Actions\n\n- ${'@a '.repeat(n / 3)}`],
    ['a line of names', `## Actions\n\n- ${'Aa, '.repeat(n / 4)}to`], ['digits', `## Timeline\n\n${'1'.repeat(n)}`], ['deep YAML', `---\na: ${'['.repeat(n)}\n---\n`],
    ['link brackets', '[a](b '.repeat(n)],
  ])('%s', (_, text) => {
    // Quadratic readers took tens of seconds here, linear ones take a tenth of one: the limit is there for the former.
    expect(parse(text).text).toBe(text)
  }, 15_000) // prettier-ignore
})
