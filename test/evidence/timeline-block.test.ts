import * as fc from 'fast-check'
import { expect, test } from 'vitest'
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
    entry('14:30', 'Deployment of c0ffee to production failed', { id: 'deployment 1' }),
    entry('14:10', 'Release v1', { id: 'release 1' }),
    entry('14:30', 'Deployment of c0ffee to production: failed.', { source: 'Slack' }),
    entry('14:30', 'Something else', { id: 'release 1' }),
  ])
  expect(told.map(({ at, source }) => `${at.slice(11, 16)} ${source}`)).toEqual([
    '14:10 Deployments',
    '14:30 Deployments',
  ])
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
  expect(user).toContain('| Deployed | `Deployments` | system |')
})
