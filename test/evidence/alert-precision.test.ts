import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alertName } from '../../src/evidence/wording.ts'
import { alertPrecision, alertWindowOf } from '../../src/evidence/alert-precision.ts'
import type { Evidence } from '../../src/evidence/evidence.ts'
import { alertMarksOf } from '../../src/postmortem/alert-marks.ts'
import { parse } from '../../src/postmortem/parse.ts'

const WINDOW = { from: '2026-11-23T14:00:00Z', to: '2026-11-23T15:00:00Z' }

const alert = (clock: string, name: string, state: 'fired' | 'acknowledged' | 'resolved' = 'fired', text = `${name} ${state}`): Evidence => ({
  at: `2026-11-23T${clock}:00.000Z`, end: null, kind: 'system', text, source: 'PagerDuty', link: null,
  origin: { file: 'pager.json', line: 1 }, id: null, zoneStated: true, alert: { name, state },
}) // prettier-ignore

const judged = (evidence: readonly Evidence[], document = '# x') => {
  const { timeline, frontMatter } = parse(document)
  return alertPrecision({ evidence, timeline, marks: alertMarksOf(frontMatter), window: WINDOW })
}
const timeline = (...entries: string[]): string =>
  `# x\n\n## Timeline (2026-11-23, all times UTC)\n\n${entries.map((entry) => `- ${entry}`).join('\n')}\n`

test('an alert that was acknowledged, or that a person names, was of use; the one that nothing speaks for was not', () => {
  const evidence = [
    alert('14:02', 'CheckoutErrors'),
    alert('14:05', 'CheckoutErrors', 'acknowledged'),
    alert('14:04', 'Orders queue is long'),
    alert('14:06', 'DiskWillFill'),
  ]
  const result = judged(evidence, timeline('14:20 The alert "Orders queue is long" shows that writes wait'))
  expect(result).toMatchObject({ fired: 3, actionable: 2, precision: 2 / 3 })
  expect(result.alerts.map(({ name, because }) => `${name}: ${because}`)).toEqual([
    'CheckoutErrors: acknowledged',
    'Orders queue is long: named',
    'DiskWillFill: nothing',
  ])
})

describe('marks of people decide', () => {
  const evidence = [
    alert('14:02', 'CheckoutErrors'),
    alert('14:03', 'CheckoutErrors', 'acknowledged'),
    alert('14:06', 'DiskWillFill'),
  ]
  const because = (document: string) =>
    judged(evidence, document).alerts.map(({ actionable, because }) => [actionable, because])

  test('in the front matter', () => {
    expect(because('---\nalerts: { checkout errors: noise, DiskWillFill: actionable }\n---\n# x')).toEqual([[false, 'marked'], [true, 'marked']]) // prettier-ignore
  })
  test('in an entry', () => {
    expect(because(timeline('14:06 DiskWillFill fired [actionable]'))).toEqual([[true, 'acknowledged'], [true, 'marked']]) // prettier-ignore
  })
  test('and a list of alerts is another matter', () => {
    expect(parse('---\nalerts: [DiskWillFill]\n---\n# x').problems).toEqual([])
    expect(parse('---\nalerts: { fired: 5 }\n---\n# x').problems).toEqual([])
  })
  test('and a mark that is none is told', () => {
    expect(parse('---\nalerts: { DiskWillFill: useless }\n---\n# x').problems).toMatchObject([{ code: 'front-matter', message: expect.stringContaining('DiskWillFill') }]) // prettier-ignore
  })
})

test('the line that the app made of the alert itself does not make it actionable; a word of a person beside it does', () => {
  const evidence = [alert('14:06', 'DiskWillFill', 'fired', 'DiskWillFill fired on db-1')]
  expect(judged(evidence, timeline('14:06 DiskWillFill fired on db-1 (PagerDuty)')).actionable).toBe(0)
  expect(judged(evidence, timeline('14:06 DiskWillFill fired on db-1 (PagerDuty)', '14:09 DiskWillFill leads us to db-1')).actionable).toBe(1) // prettier-ignore
})

test('an alert that flaps, or that two tools tell of, is one alert', () => {
  const evidence = [
    alert('14:01', 'CheckoutErrors'),
    alert('14:11', '[FIRING:3] CheckoutErrors'),
    alert('14:21', 'checkout_errors'),
  ]
  expect(judged(evidence)).toMatchObject({ fired: 1, alerts: [{ name: 'CheckoutErrors', times: 3, firedAt: '2026-11-23T14:01:00.000Z' }] }) // prettier-ignore
})

test('an alert that is passed on with a head and labels is the same one', () => {
  expect(alertName('[FIRING:2] CheckoutErrors (prod page)')).toBe('CheckoutErrors')
  expect(alertName('[RESOLVED] Disk (db-1) is full')).toBe('Disk (db-1) is full')
  expect(alertName('DiskFull (db-1)')).toBe('DiskFull (db-1)')
  const started = performance.now()
  alertName(`[FIRING:1] ${' ('.repeat(100_000)}`)
  expect(performance.now() - started).toBeLessThan(500)
})

test('only what fired in the window counts, whenever it was acknowledged', () => {
  const evidence = [
    alert('13:59', 'Before it'),
    alert('14:00', 'At its start'),
    alert('15:00', 'At its end'),
    alert('15:04', 'At its end', 'acknowledged'),
    alert('15:01', 'After it'),
    alert('14:30', 'Only resolved', 'resolved'),
  ]
  expect(judged(evidence).alerts.map(({ name, actionable }) => [name, actionable])).toEqual([
    ['At its start', false],
    ['At its end', true],
  ])
})

test('a name of one common word is looked for as it is written', () => {
  expect(judged([alert('14:06', 'Down')], timeline('14:20 The site is down')).actionable).toBe(0)
  expect(judged([alert('14:06', 'Down')], timeline('14:20 The alert Down has no runbook')).actionable).toBe(1)
})

test('where nothing fired there is no precision, and without start or end no window', () => {
  expect(judged([])).toEqual({ fired: 0, actionable: 0, precision: null, alerts: [] })
  expect(alertWindowOf(parse('---\nstarted: 2026-11-23T14:00:00Z\n---\n# x').facts)).toBeNull()
  expect(alertWindowOf(parse('---\nstarted: 2026-11-23T14:00:00Z\nmitigated: 2026-11-23T14:20:00Z\n---\n# x').facts)).toEqual({ from: WINDOW.from, to: '2026-11-23T14:20:00Z' }) // prettier-ignore
})

test('whatever the tools tell, in whatever order, the figure is the same and within bounds', () => {
  const evidence = fc.record({
    at: fc.date({ min: new Date('2026-11-23T13:00:00Z'), max: new Date('2026-11-23T16:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString()),
    name: fc.oneof(fc.constantFrom('A b', 'CheckoutErrors', '', '__proto__', '[FIRING:1]'), fc.string()),
    state: fc.constantFrom('fired', 'acknowledged', 'resolved'),
  }).map(({ at, name, state }) => ({ ...alert('14:00', name, state), at })) // prettier-ignore
  fc.assert(
    fc.property(fc.array(evidence, { maxLength: 30 }), (list) => {
      const one = judged(list)
      const other = judged(list.toReversed())
      expect([other.fired, other.actionable]).toEqual([one.fired, one.actionable])
      expect(one.actionable).toBeLessThanOrEqual(one.fired)
    }),
  )
})
