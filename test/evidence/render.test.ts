import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/evidence/entry.ts'
import { head, row, rows } from '../../src/evidence/render.ts'
import { parse } from '../../src/postmortem/parse.ts'
import { listOf } from './told.ts'

const entry = (some: Partial<Entry> = {}): Entry => ({
  at: '2026-11-20T14:03:07.000Z', end: null, kind: 'system', text: 'checkout fails', count: 1, until: null, zoneStated: true, alert: null, id: null, clock: null,
  sources: [{ source: 'Alertmanager', link: null, origin: { file: 'a', line: 1 } }], ...some,
}) // prettier-ignore
const from = (source: string, link: string | null = null) => ({
  source,
  link,
  origin: { file: 'a', line: 1 },
})

describe('a row says', () => {
  test.each([
    ['the time to the minute', {}, '| 2026-11-20 14:03 | checkout fails | Alertmanager | system |'],
    ['what lasted', { end: '2026-11-20T14:20:00.000Z' }, '| 2026-11-20 14:03–14:20 | checkout fails | Alertmanager | system |'],
    ['what lasted over midnight', { end: '2026-11-21T00:20:00.000Z' }, '| 2026-11-20 14:03–2026-11-21 00:20 | checkout fails | Alertmanager | system |'],
    ['what a person told', { kind: 'human' as const }, '| 2026-11-20 14:03 | checkout fails | Alertmanager | human |'],
    ['how often, and until when', { count: 200, until: '2026-11-20T14:07:00.000Z' }, '| 2026-11-20 14:03 | checkout fails ×200, until 14:07 | Alertmanager | system |'],
    ['who tells it, with a link', { sources: [from('PagerDuty', 'https://p.example/i/1'), from('Slack')] }, '| 2026-11-20 14:03 | checkout fails | [PagerDuty](https://p.example/i/1), Slack | system |'],
    ['whose clock is behind', { clock: { why: 'skew' as const, aheadMs: -240_000, than: 'chat' } }, '| 2026-11-20 14:03 | checkout fails (this clock is 4 min behind chat) | Alertmanager | system |'],
    ['what is out of order', { clock: { why: 'order' as const } }, '| 2026-11-20 14:03 | checkout fails (out of order in its file) | Alertmanager | system |'],
  ])('%s', (_, some, expected) => {
    expect(row(entry(some))).toBe(expected)
  }) // prettier-ignore

  test('seconds only where the minute is shared', async () => {
    const times = ['14:03:07', '14:03:20', '14:04:00', '14:05:00', '14:05:00']
    const all = await listOf(rows(times.map((time) => entry({ at: `2026-11-20T${time}.000Z` }))))
    expect(all.map((line) => line.split('|')[1]?.trim().slice(11))).toEqual([
      '14:03:07',
      '14:03:20',
      '14:04',
      '14:05',
      '14:05',
    ])
  })
})

describe('whatever an export says', () => {
  test('a row pings nobody, closes nothing, hides nothing and stays one row', () => {
    const text = 'ask @ines | fixes #12 <!-- debrief:x --> ![x](https://t.example/p.png)\n- [ ] task'
    const line = row(
      entry({ text, sources: [from('@acme/ops | x](https://e.example)', 'javascript:alert(1)')] }),
    )
    expect(line).not.toMatch(/@[a-z]|fixes #\d|<!--|!\[|\n|javascript/)
    expect(line.match(/(?<!\\)\|/g)).toHaveLength(5)
    const barred = row(entry({ text: 'a\\|b', sources: [from('a|b', 'https://e.example/x')] }))
    expect(barred.match(/(?<!\\)(?:\\\\)*\|/g)).toHaveLength(5)
  })

  test('a link is an address of the web, and does not end early', () => {
    const linkOf = (link: string) =>
      row(entry({ sources: [from('tool', link)] }))
        .split(' | ')
        .at(-2)
    expect(linkOf('https://e.example/a b|c)(`x`')).toBe('[tool](https://e.example/a%20b%7Cc%29%28%60x%60)')
    for (const link of ['javascript:x', 'https://ines:pw@e.example', 'no address', ''])
      expect(linkOf(link)).toBe('tool')
  })

  test('our own reader finds each row in the timeline again, with its time and source', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }).map((text) => `x ${text}`)
    const at = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-11-20'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(at, words), { minLength: 1, maxLength: 5 }), (told) => {
        const lines = told.map(([at, text]) => row(entry({ at: at.toISOString(), text }), true))
        const { timeline } = parse(
          `# Outage\n\n## Timeline\n\nAll times in UTC.\n\n${head()}\n${lines.join('\n')}\n`,
        )
        expect(timeline.map(({ at }) => at)).toEqual(told.map(([at]) => `${at.toISOString().slice(0, 19)}Z`))
        expect(timeline.every(({ source }) => source === 'Alertmanager')).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})
