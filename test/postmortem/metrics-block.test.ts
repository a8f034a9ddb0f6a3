import { describe, expect, test } from 'vitest'
import { lint } from '../../src/lint/engine.ts'
import { keepBlock } from '../../src/postmortem/kept-block.ts'
import { metricsBlock, type JudgedAlerts } from '../../src/postmortem/metrics-block.ts'
import { parse } from '../../src/postmortem/parse.ts'
import { render } from '../../src/templates.ts'

const draft = (front: string): string =>
  render('opening/document', {
    frontMatter: `title: Checkout errors\nseverity: sev1\n${front}`, title: 'Checkout errors', number: 12,
    summary: '', impactedUsers: '', businessEffect: '', timeline: [], responders: '',
  }) // prettier-ignore
const kept = (text: string, alerts: JudgedAlerts | null = null) =>
  keepBlock(text, metricsBlock(parse(text).metrics, alerts))

const FACTS = `started: 2026-11-23T14:02:00Z
detected: 2026-11-23T14:09:00Z
mitigated: 2026-11-23T14:31:00Z
resolved: 2026-11-23T15:35:00Z
slo: { name: "checkout @acme/all", objective: 99.9%, window: 30d, bad_minutes: 21.6, remaining: 62% }`
const ALERTS = {
  fired: 3, actionable: 2,
  alerts: [{ name: 'A', actionable: true }, { name: 'B', actionable: true }, { name: 'Disk | full', actionable: false }],
} // prettier-ignore

describe('the metrics of a draft', () => {
  const text = draft(FACTS)
  const first = kept(text, ALERTS)
  const written = first.text ?? ''

  test('take the place of the table that waits for them, and nothing else changes', () => {
    expect(first.owner).toBe('app')
    const table = written.slice(written.indexOf('| Metric |'), written.indexOf('<!-- /debrief:metrics'))
    expect(table.trim().split('\n').slice(2)).toEqual([
      '| Time to detect | 7 min |',
      '| Time to mitigate | 29 min |',
      '| Time to recover | 1 h 33 min |',
      '| Alert precision | 2 of 3 alerts were actionable; nothing speaks for Disk \\| full |',
      '| SLO burn: checkout @\u200Bacme/all | 50% of the error budget (21.6 of 43.2 minutes in 30 days), burn rate 745, 12% left |',
    ])
    const [head = '', tail = ''] = text.split(/\| Metric \|[^]*?error budget used_ \|/)
    expect(written.startsWith(head)).toBe(true)
    expect(written.endsWith(tail)).toBe(true)
  })

  test('are no placeholder, and agree with the document', () => {
    const rules = lint(written).findings.map(({ rule, text }) => `${rule} ${text}`)
    expect(rules.filter((rule) => /durations|of the error budget|Metric/.test(rule))).toEqual([])
    expect(parse(written).metrics).toEqual(parse(text).metrics)
  })

  test('follow the facts, until a person edits them', () => {
    const later = written.replace('mitigated: 2026-11-23T14:31:00Z', 'mitigated: 2026-11-23T14:42:00Z')
    expect(kept(written, ALERTS).text).toBeNull()
    expect(kept(later, ALERTS).text).toContain('| Time to mitigate | 40 min |')
    const edited = later.replace('| 7 min |', '| 7 min, by luck |')
    expect(kept(edited, ALERTS)).toEqual({ text: null, owner: 'person' })
  })

  test('say what is not known, and where to state it', () => {
    const bare = kept(draft('started: null')).text ?? ''
    expect(bare).toContain('| Time to detect | not known yet |')
    expect(bare).toContain('| Alert precision | not known yet: no evidence')
    expect(bare).toContain('| SLO burn | not known yet: state it under `slo:`')
  })
})

test('times that run backwards are told, and no length', () => {
  const { text } = kept(draft('started: 2026-11-23T14:02:00Z\nresolved: 2026-11-23T13:02:00Z\nslo: { objective: 99%, window: 36h, bad_minutes: 1 }')) // prettier-ignore
  expect(text).toContain('| Time to recover | not known: the times run backwards |')
  expect(text).toContain('(1 of 21.6 minutes in 36 hours)')
})

test.each([
  ['a value that somebody has written', draft('').replace('_Write: minutes from the start_', '12 minutes')],
  ['no such section', '# Checkout errors\n'],
  ['words of their own in it', '# A\n\n## Success metrics\n\nFailover takes less than a minute.\n'],
])('with %s the section is left as it is', (_, text) => {
  expect(kept(text)).toEqual({ text: null, owner: 'nobody' })
})

test('an empty section gets them', () => {
  const { text } = kept('# A\r\n\r\n## Success metrics\r\n\r\n## Lessons\r\n\r\nNone.\r\n')
  expect(text).toMatch(
    /metrics\r\n\r\n<!-- debrief:metrics [^]*<!-- \/debrief:metrics -->\r\n\r\n## Lessons\r\n\r\nNone\.\r\n$/,
  )
})
