import { describe, expect, test } from 'vitest'
import { lint, type LintOptions } from '../../src/lint/engine.ts'
import { render } from '../../src/templates.ts'
import { complete } from './complete.ts'

const STORY = (status: string, actions: string): string => complete({ status, actions })
const NONE = ''
const VAGUE = '\n## Actions\n\n- Improve monitoring\n- Look into retries - TBD\n'
const TEMPLATE = `\n## Actions\n${/^## Actions\n([^]*?)^## /m.exec(
  render('opening/document', {
    frontMatter: '', title: '', number: 1, summary: '', impactedUsers: '', businessEffect: '', timeline: [], responders: '',
  }),
)?.[1] ?? ''}` // prettier-ignore

const levels = (text: string, options: LintOptions = {}): string[] =>
  lint(text, options).findings.map(({ level, rule }) => `${level} ${rule}`)
const worse = (text: string, options: LintOptions = {}): string[] =>
  levels(text, options).filter((told) => !told.startsWith('note '))

describe.each([
  ['no actions', NONE],
  ['vague actions', VAGUE],
  ['the template’s row', TEMPLATE],
])('a finished story with %s', (_, actions) => {
  test('waits for nothing while its actions soak; they are still told', () => {
    const findings = lint(STORY('story', actions), { today: '2026-12-20' })
    expect(findings.isSoaking).toBe(true)
    expect(worse(STORY('story', actions), { today: '2026-12-20' })).toEqual([])
    const notes = findings.findings.filter(({ rule }) => rule !== 'actions/follow-story')
    expect(notes.length).toBeGreaterThan(0)
    expect(findings.findings.find(({ rule }) => rule === 'actions/follow-story')?.message).toContain(
      'until 2026-12-23',
    )
  })

  test('has them asked for in full once the time of its severity is over', () => {
    const story = worse(STORY('story', actions), { today: '2026-12-24' })
    expect(story).toContain('warning actions/follow-story')
    const others = story.filter(
      (told) => !told.endsWith('/follow-story') && !told.endsWith('/published-late'),
    )
    expect(others).toEqual(worse(STORY('reviewed', actions), { today: '2026-12-24' }))
    expect(others.some((told) => told.startsWith('error'))).toBe(true)
  })

  test.each(['draft', 'reviewed', 'history', 'story of a failover'])(
    'and the status “%s” has them asked for at once',
    (status) => {
      expect(lint(STORY(status, actions), { today: '2026-11-24' }).isSoaking).toBe(false)
      expect(
        worse(STORY(status, actions), { today: '2026-11-24' }).some((told) => told.startsWith('error')),
      ).toBe(true)
    },
  )
})

test('the limit is that of the team for this severity', () => {
  const options = { today: '2026-12-20', actionsWithinDays: { sev1: 14 } }
  expect(worse(STORY('story', NONE), options)).toContain('warning actions/follow-story')
})

test('without a severity that is known it is the longest', () => {
  const text = STORY('story', NONE).replace('severity: sev1\n', '')
  const soaks = (today: string, limits?: Record<string, number>) =>
    lint(text, { today, actionsWithinDays: limits }).isSoaking
  expect([soaks('2027-05-22'), soaks('2027-05-23')]).toEqual([true, false])
  expect([soaks('2026-12-13', { p1: 10, p2: 20 }), soaks('2026-12-14', { p1: 10, p2: 20 })]).toEqual([true, false]) // prettier-ignore
  expect(soaks('2030-01-01', {})).toBe(true)
})

test('no day is named behind the last of the calendar', () => {
  const text = STORY('story', NONE).replace('resolved: 2026-11-23T14:44:00Z', 'resolved: 9999-12-31')
  const told = lint(text, { today: '2026-12-20' }).findings.find(
    ({ rule }) => rule === 'actions/follow-story',
  )
  expect(told?.message).toContain('until 9999-12-31.')
})

test('a level that the team has set for an action rule waits too, and off stays off', () => {
  const options = {
    today: '2026-12-20',
    levels: { 'actions/unanswered-factor': 'error', 'facts/missing-section': 'off' },
  } as const
  expect(worse(STORY('story', NONE), options)).toEqual([])
  expect(levels(STORY('story', NONE), options)).not.toContain('note facts/missing-section')
})

test('without a day of today it is never over, and without an incident’s day it has no end', () => {
  expect(worse(STORY('story', NONE))).toEqual([])
  const undated = lint('---\nstatus: Story published\n---\n# Gates open\n', { today: '2026-12-20' })
  expect(undated.isSoaking).toBe(true)
})

test('blame, a hole in the story and a missing section of it count as ever', () => {
  const text = STORY('story', VAGUE).replace('The rollback went well.', 'Bo carelessly broke it.').replace(/^## Summary\n\n.*\n\n/m, '') // prettier-ignore
  expect(worse(text, { today: '2026-12-20' })).toEqual(
    expect.arrayContaining(['error facts/missing-section', expect.stringMatching(/^error blame/)]),
  )
})

test('a story that is out is not late with its review; a draft of that age is, and is told of this way', () => {
  const late = (status: string) =>
    lint(STORY(status, NONE), { today: '2026-12-01' }).findings.find(
      ({ rule }) => rule === 'facts/published-late',
    )
  expect(late('story')).toBeUndefined()
  expect(late('draft')?.message).toContain('`status: story`')
})
