import { describe, expect, test } from 'vitest'
import { parse } from '../../src/postmortem/parse.ts'
import type { Action } from '../../src/postmortem/document.ts'
import type { Tracked } from '../../src/review/actions.ts'
import { review, type Reviewed } from '../../src/review/review.ts'
import { reviewMarkdown } from '../../src/review/words.ts'
import { FULL_NOVEMBER, FULL_SEPTEMBER, OVEN, TRAMS } from '../recurrence/written.ts'

const read = (path: string, text: string): Reviewed => ({ path, postmortem: parse(text) })
const ALL = [
  read('pm/november.md', FULL_NOVEMBER),
  read('pm/trams.md', TRAMS),
  read('pm/september.md', FULL_SEPTEMBER),
  read('pm/oven.md', OVEN),
]
const AUTUMN = { since: '2026-09-01', until: '2026-11-30' }
const autumn = review(ALL, AUTUMN)

describe('a review', () => {
  test('tells of the incidents of its days, the oldest first, and names those without a day', () => {
    expect(autumn.incidents.map(({ path }) => path)).toEqual([
      'pm/september.md',
      'pm/oven.md',
      'pm/november.md',
    ])
    const edge = review(ALL, { since: '2026-09-03', until: '2026-10-02' })
    expect(edge.incidents.map(({ day }) => day)).toEqual(['2026-09-03', '2026-10-02'])
    const undated = review([...ALL, read('pm/undated.md', '# Fog\n')], AUTUMN)
    expect(undated.undated.map(({ path }) => path)).toEqual(['pm/undated.md'])
    expect(undated.incidents).toHaveLength(3)
  })

  test('finds themes by tag and by service, of two incidents at least', () => {
    expect(autumn.themes.map(({ by, name, incidents }) => [by, name, incidents.length])).toEqual([
      ['tag', 'capacity', 2],
      ['service', 'ticketing', 2],
    ])
  })

  test('takes for a theme whatever tag people give, but one that says no more than that it was an incident', () => {
    const tagged = ALL.map(({ path, postmortem: { text } }) =>
      read(path, text.replace('services:', 'tags: [change, Outage]\nservices:')),
    )
    expect(review(tagged, AUTUMN).themes).toContainEqual(
      expect.objectContaining({ by: 'tag', name: 'change' }),
    )
    expect(review(tagged, AUTUMN).themes).not.toContainEqual(expect.objectContaining({ name: 'outage' }))
    expect(reviewMarkdown(review(tagged, AUTUMN))).toContain('- **In common:** `#change` is in 3 of 3.')
  })

  test('reads themes from the words where nobody gives tags, and says so', () => {
    const untagged = ALL.map(({ path, postmortem }) =>
      read(path, postmortem.text.replaceAll('#capacity', '')),
    )
    const found = review(untagged, AUTUMN)
    expect(found.themes).toContainEqual(expect.objectContaining({ by: 'words', name: 'full disk' }))
    expect(reviewMarkdown(found)).toContain('are read from the words of the documents')
    expect(reviewMarkdown(autumn)).not.toContain('are read from the words of the documents')
  })

  test('says what came again, also where the first time lies before the period', () => {
    const [repeat, ...more] = review(ALL, { since: '2026-11-01', until: '2026-11-30' }).repeats
    expect(more).toEqual([])
    expect(repeat?.incident.path).toBe('pm/november.md')
    expect(repeat?.earlier).toMatchObject([
      { path: 'pm/september.md', shares: expect.arrayContaining(['full disk']) },
    ])
  })

  test('says which actions of the first time were open when it came again, and which were overdue', () => {
    expect(
      autumn.missed.map(({ action, overdueDays, stillOpen }) => [action.id, overdueDays, stillOpen]),
    ).toEqual([
      ['A1', 52, true],
      ['A2', 41, true],
    ])
  })

  const trackedBy =
    (closed: Readonly<Record<string, string | null>>, createdAt = '2026-09-05T09:00:00Z') =>
    (_: string, { id }: { readonly id: string }): Tracked | undefined => {
      const closedAt = closed[id]
      if (closedAt === undefined) return undefined
      return { number: Number(id.slice(1)), outcome: closedAt === null ? 'open' : 'done', createdAt, closedAt, due: null } // prettier-ignore
    }

  test('knows from the issues when an action was done, if it is told', () => {
    const closed: Readonly<Record<string, string | null>> = { A1: '2026-11-10T09:00:00Z', A2: '2026-11-20T09:00:00Z', A3: null } // prettier-ignore
    const told = review(ALL, AUTUMN, { trackedAs: trackedBy(closed) })
    expect(told.missed.map(({ action, stillOpen }) => [action.id, stillOpen])).toEqual([
      ['A2', false],
      ['A3', true],
    ])
  })

  test('does not wait for what was promised only after it came again', () => {
    const late = trackedBy({ A1: null, A2: null, A3: null }, '2026-11-11T04:41:00Z')
    expect(review(ALL, AUTUMN, { trackedAs: late }).missed).toEqual([])
    const soon = trackedBy({ A1: null, A2: null, A3: null }, '2026-11-11T04:39:00Z')
    expect(review(ALL, AUTUMN, { trackedAs: soon }).missed).toHaveLength(3)
  })

  test('says how far the loop is closed: as the issues say, else as the documents do', () => {
    const today = '2026-11-30'
    expect(review(ALL, AUTUMN, { today }).closure).toEqual({ actions: 6, done: 1, dropped: 0, overdue: 4, dated: 0, onTime: 0 }) // prettier-ignore
    const trackedAs = (path: string, action: Action): Tracked | undefined => {
      if (path !== 'pm/september.md') return undefined
      const done = { number: 4, outcome: 'done', createdAt: '2026-09-05T09:00:00Z' } as const
      if (action.id === 'A1') return { ...done, closedAt: '2026-09-20T22:00:00Z', due: null }
      if (action.id === 'A2') return { ...done, closedAt: '2026-10-20T09:00:00Z', due: '2026-10-30' } // its milestone was moved
      return { ...done, outcome: 'dropped', closedAt: '2026-10-20T09:00:00Z', due: null }
    }
    const known = review(ALL, AUTUMN, { today, trackedAs })
    expect(known.closure).toEqual({ actions: 4, done: 2, dropped: 2, overdue: 1, dated: 2, onTime: 2 })
    expect(reviewMarkdown(known)).toContain(
      '- **Actions:** 2 of 4 done (50%), 2 of 2 in time; 1 overdue; 2 given up.',
    )
  })

  test('names an action by its issue', () => {
    const text = reviewMarkdown(review(ALL, AUTUMN, { trackedAs: trackedBy({ A1: null }) }))
    expect(text).toContain(
      '  - #1 A1: Delete receipts older than 14 days by a nightly job (overdue by 52 days)',
    )
  })

  test('begins with what matters, and says where it is too little to tell a trend', () => {
    expect(reviewMarkdown(autumn)).toMatch(
      /^3 incidents .* Of so few no trend can be told: .*\n\n- \*\*Came again:\*\* 1 of 3, with 2 actions open that might have helped \(2 overdue\)\.\n- \*\*In common:\*\* `#capacity` is in 2 of 3\.\n/,
    )
  })

  test('fits where it is to stand, however many they are', () => {
    const many = Array.from({ length: 60 }, (_, n) =>
      read(
        `pm/${'long-'.repeat(60)}${n}.md`,
        FULL_SEPTEMBER.replace('2026-09-03', `2026-09-${String(1 + (n % 30)).padStart(2, '0')}`),
      ),
    )
    const found = review(many, AUTUMN)
    expect(reviewMarkdown(found).length).toBeGreaterThan(30_000)
    const text = reviewMarkdown(found, { most: 30_000 })
    expect(text.length).toBeLessThanOrEqual(30_000)
    expect(text).toMatch(/and \d+ more/)
  })

  test('counts actions by all five categories and by strength', () => {
    expect(autumn.balance.categories.map(({ category, actions, done }) => [category, actions, done])).toEqual([
      ['prevention', 3, 0], ['detection', 1, 0], ['mitigation', 1, 1], ['recovery', 0, 0], ['learning', 1, 0],
    ]) // prettier-ignore
    expect(autumn.balance.stated).toBe(6)
    expect(autumn.strengths.reduce((all, { actions }) => all + actions, 0)).toBe(6)
    expect(reviewMarkdown(autumn)).toContain('Nothing was promised for recovery.')
  })

  test('thanks who is thanked in the documents, without counting them', () => {
    expect(autumn.thanked).toEqual(['Jonas', '@mira', 'Tomas'])
    expect(reviewMarkdown(autumn)).toContain('To Jonas, @\u200Bmira, Tomas.')
  })

  test('has medians and never a mean, against what was before', () => {
    const timed = ALL.map(({ path, postmortem: { text } }) =>
      read(
        path,
        text.replace(
          /^started: (.*)T(\d\d).*$/m,
          (line, day: string, hour: string) => `${line}\nresolved: ${day}T${hour}:59:00Z`,
        ),
      ),
    )
    const text = reviewMarkdown(review(timed, AUTUMN))
    expect(text).toMatch(/\| Time to resolve \| 49 min \| 34 min to 54 min \| 3 \| too few to say/)
    expect(text).not.toMatch(/\bmean\b|average/i)
  })

  test('says so where there was nothing', () => {
    const text = reviewMarkdown(review(ALL, { since: '2020-01-01', until: '2020-03-31' }))
    expect(text).toBe('No postmortem tells of an incident from 2020-01-01 to 2020-03-31.\n')
  })
})

test('what people wrote is inert in the review', () => {
  const hostile = (day: string): string =>
    FULL_SEPTEMBER.replace('2026-09-03', day)
      .replace(
        '# Ticket printers went silent before the first ferry',
        '# Fixes #12 @everyone | a](http://evil.example) `<!-- debrief:index -->',
      )
      .replace('Delete receipts', 'Closes #3 @org/all <img src=x> Delete receipts')
  const text = reviewMarkdown(
    review([read('a|b>.md', hostile('2026-09-03')), read('javascript:x.md', hostile('2026-10-03'))], AUTUMN),
  )
  expect(text).toContain('came again')
  expect(text).not.toMatch(/@everyone|@org|<!--|<img|fixes #12|closes #3/i)
  expect(text).not.toMatch(/(?<!\\)\]\((?:<?javascript|http)/)
})
