import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tidied } from '../../src/evidence/tidy.ts'
import { timelineBlock } from '../../src/evidence/timeline-block.ts'
import { keepBlock } from '../../src/postmortem/kept-block.ts'
import { parse } from '../../src/postmortem/parse.ts'
import type { Evidence } from '../../src/evidence/evidence.ts'

const entry = (clock: string, text: string, more: Partial<Evidence> = {}): Evidence => ({
  at: `2026-11-20T${clock}:00.000Z`, end: null, kind: 'system', text, source: 'Deployments', link: null, origin: { file: 'GitHub', line: 0 }, id: null, zoneStated: true, alert: null, ...more,
}) // prettier-ignore
const EMPTY = '# A\n\n## Timeline\n\nAll times in UTC.\n\n## Actions\n'
const kept = (text: string, ...evidence: Evidence[]): string =>
  keepBlock(text, timelineBlock(text, evidence, 60)).text ?? text

test('the same event from two sources is one entry, and what is told stands in the order of time', () => {
  const told = tidied([
    entry('14:30', 'Deployment of c0ffee to production failed.', { id: 'deployment 1' }),
    entry('14:10', 'Release v1', { id: 'release 1' }),
    entry('14:30', 'deployment of c0ffee to production *failed*', {
      source: 'Slack',
      origin: { file: 'a', line: 1 },
    }),
    entry('14:10', 'Release one', { id: 'release 1' }),
  ])
  const shown = told.map(({ at, sources }) => [at.slice(11, 16), ...sources.map(({ source }) => source)])
  expect(shown).toEqual([
    ['14:10', 'Deployments'],
    ['14:30', 'Deployments', 'Slack'],
  ])
})

test('what two people say is two entries, however short or alike; labels of one minute are one', () => {
  const said = (text: string, source: string) =>
    entry('14:03', text, { kind: 'human', source, id: source + text })
  const label = (second: string, name: string) =>
    entry('14:03', `Labelled ${name}`, { at: `2026-11-20T14:${second}.000Z`, id: `LabeledEvent ${name}` })
  const texts = tidied([
    ...['noor', 'sam'].flatMap((who) =>
      ['Confirmed.', 'confirmed', '👍', '🔥'].map((text) => said(text, who)),
    ),
    label('03:59', 'sev1'),
    label('04:01', 'checkout'),
    label('05:30', 'late'),
  ]).map(({ text }) => text)
  expect(texts.slice(0, 8).toSorted()).toEqual(
    ['Confirmed.', 'Confirmed.', 'confirmed', 'confirmed', '👍', '👍', '🔥', '🔥'].toSorted(),
  )
  expect(texts.slice(8)).toEqual(['Labelled sev1, checkout', 'Labelled late'])
})

test('the parser reads the rows as they were meant', () => {
  const link = 'https://ci.example/1?a=(b)|c'
  const { timeline } = parse(
    kept(EMPTY, entry('14:10', 'Deployed', { link }), entry('14:05', 'Merged a | b')),
  )
  expect(timeline.map(({ at, text, zoneStated }) => [at, text, zoneStated])).toEqual([
    ['2026-11-20T14:05:00Z', 'Merged a | b', true],
    ['2026-11-20T14:10:00Z', 'Deployed', true],
  ])
})

test('what people wrote down already is not told again', () => {
  const own = `${EMPTY}\nAt 2026-11-20 14:10 we saw: Deployed.\n`
  expect(kept(own, entry('14:10', 'Deployed'), entry('14:11', 'Deployed'))).not.toMatch(/\| 2026-11-20 14:10/)
  const short = kept(`${EMPTY}\nAt 2026-11-20 14:10 somebody broke the tokens.\n`, entry('14:10', 'ok'))
  expect(short).toContain('| 2026-11-20 14:10 | ok |')
  const row = `${EMPTY}\n| 2026-11-20 14:10 | ok | x |\n`
  expect(kept(row, entry('14:10', 'ok'))).not.toContain('| ok | Deployments |')
})

describe('in a timeline of somebody’s own', () => {
  const around = (title: string, ...lines: string[]): string =>
    [
      '# T',
      '',
      title,
      '',
      '<!-- debrief:timeline -->',
      ...lines,
      '<!-- /debrief:timeline -->',
      '',
      '## Actions',
      '',
    ].join('\n')
  const HEAD = '| Time (UTC) | Event | Source | Kind |\n| --- | --- | --- | --- |\n'
  const first = entry('14:13', 'Declared', { id: '1' })
  const second = entry('14:40', 'All is back', { id: '2' })

  test.each([
    ['bullets', around('## Timeline (2026-11-20, UTC)', '', '- 14:03 alert fires', '- 14:30 rolled back', '')],
    ['times of another zone', around('## Timeline', '', '| Time (CET) | Event |', '| --- | --- |', '| 2026-11-20 15:03 | alert fires |', '| 2026-11-20 15:30 | rolled back |', '')],
    ['nothing', around('## Timeline', '')],
  ])('of %s the new rows are a table of their own, below', (_, text) => {
    const own = text.split('-->\n')[1]?.split('\n<!--')[0]?.trimEnd() ?? ''
    const once = kept(text, first)
    const twice = kept(once, first, second)
    expect(twice).toContain(`${own}\n\n${HEAD}| 2026-11-20 14:13 | Declared |`)
    expect(twice).toContain('system |\n| 2026-11-20 14:40 | All is back |')
    expect(twice.split(HEAD)).toHaveLength(2)
    const ours = parse(twice).timeline.filter(({ source }) => source === 'Deployments')
    expect(ours.map(({ at, text }) => [at, text])).toEqual([
      ['2026-11-20T14:13:00Z', 'Declared'],
      ['2026-11-20T14:40:00Z', 'All is back'],
    ])
    expect(parse(twice).timeline).toHaveLength(parse(text).timeline.length + 2)
    expect(kept(twice, first, second)).toBe(twice)
  }) // prettier-ignore

  test('that is a table of events in UTC they stand among the rows', () => {
    const rows = [
      '| Time (UTC) | Event |',
      '| --- | --- |',
      '| 2026-11-20 14:03 | alert fires |',
      '| 2026-11-20 14:30 | rolled back |',
    ]
    const next = kept(around('## Timeline', ...rows), first, second)
    expect(next.match(/\| 2026-11-20 (14:\d\d) /g)?.map((at) => at.slice(-6, -1))).toEqual([
      '14:03',
      '14:13',
      '14:30',
      '14:40',
    ])
    expect(next).not.toContain('Kind')
  })
})

test('a second look changes nothing, whatever was told and wherever it is put', () => {
  const texts = fc.array(fc.constantFrom('a', '|', '`', '\n', '<!--', '-->', '```', '@ada', '\\', ' ', '14:10', 'é', '\uD83D'), { maxLength: 12 }).map((parts) => parts.join('')) // prettier-ignore
  const told = fc
    .record({ minute: fc.nat(59), text: texts, source: texts, id: fc.option(fc.constantFrom('a', 'b', 'c')) })
    .map(({ minute, text, source, id }) =>
      entry(`14:${String(minute).padStart(2, '0')}`, text, { source, id }),
    )
  fc.assert(
    fc.property(fc.array(told, { maxLength: 6 }), fc.array(told, { maxLength: 6 }), (first, second) => {
      const once = kept(EMPTY, ...first)
      expect(kept(once, ...first)).toBe(once)
      const edited = once.replace('| --- |', '| -- |')
      const more = kept(edited, ...first, ...second)
      expect(kept(more, ...first, ...second)).toBe(more)
    }),
  )
})

test('what looks like a token or a key is masked, and in a link nothing is left of it', () => {
  const token = ['ghp', '0123456789abcdefghijklmnopqrstuvwxyz'].join('_')
  const text = kept(EMPTY, entry('14:10', `Set ${token}`, { link: `https://ci.example/?token=${token}` }))
  expect(text).toContain('masked]')
  expect(text).not.toContain(token)
  const user = kept(EMPTY, entry('14:10', 'Deployed', { link: 'https://ada:secret@ci.example/' }))
  expect(user).toContain('| Deployed | Deployments | system |')
})
