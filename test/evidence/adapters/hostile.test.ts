import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ADAPTERS } from '../../../src/evidence/adapters/index.ts'
import { isMisread } from '../../../src/evidence/evidence.ts'
import { implausible } from '../../../src/evidence/plausible.ts'
import { READING, toldBy } from '../exported.ts'
import type { Told } from '../../../src/evidence/evidence.ts'

// Words that the formats look for, so that random texts come close to real ones.
const WORDS = [
  'log_entries', 'type', 'trigger_log_entry', 'created_at', 'alerts', 'labels', 'startsAt', 'endsAt', 'status', 'success', 'data', 'result', 'metric', 'values', 'resourceSpans',
  'scopeSpans', 'spans', 'startTimeUnixNano', 'specversion', 'time', 'source', 'items', 'involvedObject', 'firstTimestamp', 'message', 'ts', 'text', 'user', 'user_profile',
  '2026-11-23T14:03:00Z', '1795439000.123400', '1795439000000000000', '__proto__', '0001-01-01T00:00:00Z', 'ALERTS', 'up', 'firing', 'msg', 'level',
] // prettier-ignore

const word = fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'grapheme' }))
const { near } = fc.letrec<{ near: unknown }>((tie) => ({
  near: fc.oneof(
    { maxDepth: 7, depthSize: 'medium' },
    fc.oneof(word, fc.double(), fc.constantFrom(null, true, 0, -1, 1_795_439_000)),
    fc.array(tie('near'), { maxLength: 4 }),
    fc.dictionary(word, tie('near'), { maxKeys: 6 }),
  ),
}))
const pieces = fc.array(
  fc.oneof(word, fc.constantFrom('\n', ' ', ',', ';', '\t', '"', '=', '<34>1 ', 'Nov 23 15:03:01 ', ':', '{', '}', '[', ']', '\\', '\uD800', '\u0000', '\uFEFF')), // prettier-ignore
  { maxLength: 60 },
)

/** What is told that no timeline could take. */
function unfit(told: readonly Told[], lines: number): Told[] {
  return told.filter((one) => {
    const [at, words] = isMisread(one) ? ['2026-01-01T00:00:00.000Z', one.problem] : [one.at, one.text]
    // What cannot be the time of an event, `read` leaves out for all formats alike.
    const isTime =
      /^20\d{2}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(at) || implausible(at, READING) !== null
    const isPlace = one.origin.file === READING.file && one.origin.line >= 1 && one.origin.line <= lines
    return !isTime || !isPlace || words.trim() === '' || words.length > 4100
  })
}

describe.each(ADAPTERS)('$name', (adapter) => {
  it('reads any text without throwing', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, fc.integer({ min: 1, max: 50 }), async (parts, size) => {
        const text = parts.join('')
        adapter.recognises({ name: 'export', text })
        expect(unfit(await toldBy(adapter, text, {}, size), text.split('\n').length)).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  it('reads any JSON without throwing, wrong types included', async () => {
    await fc.assert(
      fc.asyncProperty(near, fc.boolean(), async (value, isPretty) => {
        const text = JSON.stringify(value, null, isPretty ? 1 : 0)
        adapter.recognises({ name: 'export.json', text })
        expect(unfit(await toldBy(adapter, text), text.split('\n').length)).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it.each([300_000, 5000])('holds a text of %i characters to what a timeline can show', async (size) => {
    const huge = 'x'.repeat(size)
    const lines = [
      `time,message`,
      `2026-11-23T14:03:00Z,${huge}`,
      `ts=2026-11-23T14:03:00Z msg=${huge}`,
      `<34>1 2026-11-23T14:03:00Z h p - - - ${huge}`,
    ]
    expect(unfit(await toldBy(adapter, lines.join('\n')), lines.length)).toEqual([])
    const json = [
      {
        type: 'message',
        ts: '1795439000.1',
        user: huge,
        text: huge,
        specversion: '1.0',
        time: '2026-11-23T14:03:00Z',
        source: huge,
      },
    ]
    expect(unfit(await toldBy(adapter, JSON.stringify(json)), 1)).toEqual([])
  })
})

it('an empty file tells nothing', async () => {
  for (const adapter of ADAPTERS) {
    expect(await toldBy(adapter, '')).toEqual([])
    expect(adapter.recognises({ name: 'empty', text: '' })).toBe(false)
  }
})

it('plain notes belong to none of the tools', () => {
  const tools = ADAPTERS.filter(({ name }) => name !== 'plain')
  for (const text of [
    '14:03 the pager goes\n14:10 we roll back\n',
    '2026-11-23T14:03:00Z deploy started: v2\n',
    '# Notes\n\nWe, all of us, were there.\n',
    '{"some": "settings"}',
    '[]',
  ])
    expect(tools.filter((one) => one.recognises({ name: 'notes.md', text })).map(({ name }) => name)).toEqual(
      [],
    )
})
