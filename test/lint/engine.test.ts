import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lint, severityOf } from '../../src/lint/engine.ts'
import type { Finding } from '../../src/lint/finding.ts'
import { RULES } from '../../src/lint/rules/index.ts'
import { examplesOf } from './examples.ts'
import { complete } from './complete.ts'

const COMPLETE = complete({
  actions: `
## Actions

| ID | Category | Action | DRI | Due | Success measure | Factor |
|----|----------|--------|-----|-----|-----------------|--------|
| A1 | prevention | Limit the retries of the checkout client to three | @ada | 2026-12-01 | a fourth retry is refused in the test | F1 |
| A2 | detection | Add an alert on pool use above 80% to the checkout dashboard | @bo | 2026-12-04 | alert fires in staging at 81% | F2 |

`,
})
const rulesIn = (text: string, options = {}): string[] =>
  lint(text, options).findings.map((finding) => finding.rule)

test('a complete, blameless sev1 postmortem has no findings', () => {
  expect(lint(COMPLETE, { today: '2026-11-25' }).findings).toEqual([])
})

test('a finding points at the exact words, and gives reason and source', () => {
  const text = COMPLETE.replace('For 42 minutes', 'We failed to notice it. For 42 minutes')
  const [finding] = lint(text).findings
  expect(finding).toMatchObject({ rule: 'blame/omission', level: 'error', text: 'failed to notice' })
  expect(text.slice(finding?.range.start, finding?.range.end)).toBe('failed to notice')
  expect(text.split('\n')[(finding?.range.line ?? 0) - 1]).toBe(
    'We failed to notice it. For 42 minutes customers could not pay.',
  )
  expect(finding?.range.column).toBe(4)
  expect(finding?.why).not.toBe('')
  expect(finding?.source).toContain('Dekker')
})

test('a sev4 needs less than a sev1, and the caller knows the severity better than the document', () => {
  const text = COMPLETE.replace(/## Lessons learned[\s\S]*/, '').replace(/business_effect.*\n/, '')
  expect(rulesIn(text)).toEqual(['facts/business-effect', 'facts/missing-section', 'review/thanks'])
  expect(rulesIn(text, { severity: 'SEV-4' })).toEqual(['facts/missing-section'])
  expect(severityOf('P2')).toBe('sev2')
  expect(severityOf('catastrophe')).toBeNull()
})

test('levels can be set by rule, also to off', () => {
  const text = COMPLETE.replace('For 42 minutes', 'We failed to notice it. For 42 minutes')
  expect(lint(text, { levels: { 'blame/omission': 'note' } }).findings[0]?.level).toBe('note')
  expect(rulesIn(text, { levels: { 'blame/omission': 'off' } })).toEqual([])
})

test('a due date is past only for a caller who says what day it is', () => {
  expect(rulesIn(COMPLETE)).toEqual([])
  expect(rulesIn(COMPLETE, { today: '2026-12-03' })).toEqual(['actions/due-date'])
})

test('more actions than the caller allows are told once, at the first too many', () => {
  const findings = lint(COMPLETE, { maxActions: 1 }).findings
  expect(findings.map((finding) => finding.rule)).toEqual(['actions/too-many'])
  expect(findings[0]?.text).toContain('A2')
})

test('of findings in one place the gravest comes first', () => {
  const levels = lint('# Outage\n\nSeverity: sev2\n').findings.map(
    ({ range, level }) => `${String(range.line)} ${level}`,
  )
  expect(levels).toEqual(levels.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)))
  expect(new Set(levels).size).toBe(3)
})
const ORDER = ['1 error', '1 warning', '1 note']

test('findings are sorted by position', () => {
  const starts = lint('# T\n\nNobody checked it.\n\nIt was human error.\n').findings.map(
    (finding) => finding.range.start,
  )
  expect(starts.length).toBeGreaterThan(3)
  expect(starts).toEqual([...starts].sort((a, b) => a - b))
})

test('applying every rewording of the documents examples leaves nothing of them', () => {
  const texts = RULES.flatMap((rule) =>
    examplesOf(rule.id).filter((example) => example.verdict === 'bad'),
  ).map((example) => example.text)
  let applied = 0
  for (const text of texts) {
    const before = lint(text).findings
    const offered = before.filter((finding) => finding.suggestion !== null)
    if (offered.length === 0) continue
    applied += offered.length
    const after = lint(reword(text, offered)).findings
    expect({ text, left: after.length }).toEqual({ text, left: before.length - offered.length })
  }
  expect(applied).toBeGreaterThan(6)
})

test.each([
  ['The DBA mistakenly dropped the index.', 'The DBA dropped the index.'],
  ['An accidental deletion of the volume started it.', 'A deletion of the volume started it.'],
  ['The port was accidentally left open.', 'The port was left open.'],
  ['Ops forgot to renew the domain.', 'Ops did not renew the domain.'],
  ['We wrongly assumed that the cache was warm.', 'We assumed that the cache was warm.'],
  ['The reckless rollout began at lunch.', 'The rollout began at lunch.'],
  ['The root cause was a full disk.', 'A contributing factor was a full disk.'],
])('%s becomes %s', (text, reworded) => {
  const offered = lint(text).findings.filter((finding) => finding.suggestion !== null)
  expect(reword(text, offered)).toBe(reworded)
})

test('no rewording is offered where what is left would be found again', () => {
  const finding = lint('We failed to notice it.').findings.find((found) => found.rule === 'blame/omission')
  expect(finding?.suggestion).toBeNull()
})

test('nothing that people paste makes it throw, and every range slices to its text', () => {
  const piece = fc.constantFrom(
    '# T\n',
    '## Actions\n',
    '- ',
    '| a | b |\n',
    '|---|---|\n',
    '```\n',
    '<!-- ',
    ' -->',
    '<!-- debrief-ignore blame/omission: x -->\n',
    '---\n',
    '\r\n',
    '\n\n',
    '"',
    '`',
    '**',
    'We failed to notice ',
    'was accidentally deleted ',
    'The root cause was ',
    'should have checked ',
    '\u{1F525}',
    '\u202e',
    '14:02 ',
    'Duration: 5 min ',
    '> ',
    '\u2019',
    'TODO',
    '<br>',
    '@ada ',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
      const text = pieces.join('')
      for (const { range, text: words } of lint(text, { today: '2026-12-01' }).findings) {
        expect(text.slice(range.start, range.end)).toBe(words)
        expect(range.line).toBeGreaterThan(0)
      }
    }),
    { numRuns: 300 },
  )
})

function reword(text: string, findings: readonly Finding[]): string {
  return [...findings]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce(
      (words, { range, suggestion }) =>
        words.slice(0, range.start) + (suggestion ?? '') + words.slice(range.end),
      text,
    )
}
