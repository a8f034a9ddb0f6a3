import { describe, expect, test } from 'vitest'
import { lint } from '../../src/lint/engine.ts'
import { render } from '../../src/templates.ts'

// The draft that the app itself opens: where nobody has replaced its words, nothing may be taken for an answer.
const DRAFT = render('opening/document', {
  frontMatter: 'incident: 12\ntitle: Checkout errors\nseverity: sev1\nstarted: null\nimpacted_users: null',
  title: 'Checkout errors',
  number: 12,
  local: false,
  summary: '',
  impactedUsers: '',
  businessEffect: '',
  timeline: [{ at: '2026-11-20 14:03', text: 'Incident declared', source: '`ada`' }],
  responders: '`ada`',
})
const lineOf = (words: string): number => DRAFT.split('\n').findIndex((line) => line.startsWith(words)) + 1

describe('a draft that nobody has worked on', () => {
  const { postmortem, findings } = lint(DRAFT)

  test('states no fact but those that the incident told', () => {
    expect(postmortem.facts).toMatchObject({
      title: 'Checkout errors',
      severity: 'sev1',
      startedAt: null,
      impactedUsers: null,
      businessEffect: null,
    })
  })

  test('has none of the sections that hold only placeholders', () => {
    expect(postmortem.missingSections).toEqual(['summary', 'impact', 'factors', 'actions', 'lessons'])
  })

  test('is told each emptiness once: the first placeholder of a section stands for it', () => {
    const told = findings.filter((finding) => finding.rule === 'facts/placeholder')
    const headings = DRAFT.split('\n').flatMap((line, index) =>
      line.startsWith('##') ? [{ line, at: index + 1 }] : [],
    )
    const sections = told.map(({ range }) => headings.findLast(({ at }) => at < range.line)?.line)
    expect(sections).toEqual([
      '## Summary',
      '## Narrative',
      '### Sharp end',
      '### Blunt end',
      '## Five Whys',
      '## Actions',
      '## Success metrics',
      '## What went well',
      '## Lessons',
      '## Thanks',
    ])
    expect(told[0]?.text).toBe('_Write: in three sentences, what people saw, why, and how it ended._')
    // What has no line of its own is shown on the title.
    const lines = findings
      .map((finding) => finding.range.line)
      .filter((line) => line !== lineOf('# Checkout'))
    expect(lines).toEqual([...new Set(lines)])
    expect(findings.map((finding) => finding.rule)).not.toContain('facts/missing-section')
  })

  test('is told what it lacks where the answer belongs', () => {
    const lineOfRule = (rule: string): number | undefined =>
      findings.find((finding) => finding.rule === rule)?.range.line
    expect(lineOfRule('facts/dates')).toBe(lineOf('started: null'))
    expect(lineOfRule('facts/impacted-users')).toBe(lineOf('impacted_users: null'))
  })
})

test('one answered row among those that wait makes the action section a full one', () => {
  const row =
    '| A1 | prevention | p1 | Lower the lag threshold to 30 s | @ada | YYYY-MM-DD | _Write: how_ | F1 |'
  const { postmortem } = lint(DRAFT.replace(/^\| A1 .*$/m, row))
  expect(postmortem.missingSections).not.toContain('actions')
  expect(postmortem.actions).toHaveLength(1)
})

test.each(['TBD', '_TODO_', '?', 'n/a'])('a field that says %s states nothing', (words) => {
  const { postmortem } = lint(
    `# Outage\n\n## Impact\n\n- **Impacted users**: ${words}\n- **Business effect**: ${words}\n`,
  )
  expect(postmortem.facts).toMatchObject({ impactedUsers: null, businessEffect: null })
  expect(postmortem.missingSections).toContain('impact')
})
