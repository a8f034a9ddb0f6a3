import { describe, expect, test } from 'vitest'
import { configSchema } from '../../src/config/schema.ts'
import { readMarker } from '../../src/github/marker.ts'
import { parse } from '../../src/postmortem/parse.ts'
import type { Reviewed } from '../../src/review/review.ts'
import { plan } from '../../src/reviewing/plan.ts'
import type { ReviewingState } from '../../src/reviewing/state.ts'
import { FULL_NOVEMBER, FULL_SEPTEMBER, OVEN, TRAMS } from '../recurrence/written.ts'

const settings = (raw: object = {}) => ({ config: configSchema.parse(raw), problems: [] })
const OCTOBER = new Date('2026-10-01T09:00:00Z')
const JANUARY = new Date('2027-01-04T09:00:00Z')

const read = (path: string, text: string): Reviewed => ({ path, postmortem: parse(text) })

const state = (over: Partial<ReviewingState> = {}): ReviewingState => ({
  repository: {
    owner: 'acme',
    repo: 'shop',
    url: 'https://github.example/acme/shop',
    branch: 'main',
    takesIssues: true,
    hasLabel: true,
  },
  documents: [
    read('postmortems/2026/3-printers.md', FULL_SEPTEMBER),
    read('postmortems/9 turnstiles.md', FULL_NOVEMBER),
    read('postmortems/5-oven.md', OVEN),
    read('postmortems/1-trams.md', TRAMS),
  ],
  actions: [],
  written: [],
  pending: [],
  ...over,
})

const without = (name: string) =>
  state({ documents: state().documents.filter(({ path }) => !path.includes(name)) })

const issuesIn = (effects: ReturnType<typeof plan>) =>
  effects.flatMap((effect) => (effect.do === 'createIssue' ? [effect] : []))

describe('the review', () => {
  test('of a quarter is one issue on the first working day after it, assigned to nobody', () => {
    expect(plan(state(), settings(), new Date('2027-01-04T08:59:00Z'))).toEqual([])
    const effects = plan(state(), settings(), JANUARY)
    expect(effects).toEqual([
      {
        do: 'createIssue',
        title: 'Review of 2026 Q4',
        body: expect.any(String),
        assignees: [],
        labels: ['postmortem-review'],
        milestone: null,
      },
    ])
    const [{ body } = { body: '' }] = issuesIn(effects)
    expect(readMarker('review', body)).toEqual({ span: '2026-Q4' })
    expect(body).toContain('2 incidents from 2026-10-01 to 2026-12-31')
    expect(body).toContain(
      '[Turnstiles stayed shut at the west pier](<https://github.example/acme/shop/blob/main/postmortems/9%20turnstiles.md>)',
    )
    expect(body).toContain('`debrief review --repo acme/shop --quarter 2026-Q4` counts anew')
  })

  test('makes its label where that is missing', () => {
    const { repository } = state()
    const effects = plan(state({ repository: { ...repository, hasLabel: false } }), settings(), JANUARY)
    expect(effects.map((effect) => effect.do)).toEqual(['createLabel', 'createIssue'])
  })

  test('comes once: nothing where its issue is there', () => {
    const after = (...written: ReviewingState['written']) => plan(state({ written }), settings(), JANUARY)
    expect(after({ title: 'Let us talk', span: '2026-Q4' })).toEqual([])
    expect(after({ title: 'Review of 2026 Q4', span: null })).toEqual([])
    expect(after({ title: 'Review of 2026 Q3', span: '2026-Q3' }, { title: '', span: '2026' })).toHaveLength(
      1,
    )
  })

  test('of a year comes too where the team wants it, and alone where it wants only that', () => {
    const titles = (every: readonly string[]) =>
      issuesIn(plan(state(), settings({ review: { every } }), JANUARY)).map(({ title }) => title)
    expect(titles(['quarter', 'year'])).toEqual(['Review of 2026 Q4', 'Review of 2026'])
    expect(titles(['year', 'year'])).toEqual(['Review of 2026'])
    expect(titles([])).toEqual([])
  })

  test('knows from the issues which actions were open when it came again', () => {
    const tracked = { path: 'postmortems/2026/3-printers.md', createdAt: '2026-09-04T09:00:00Z', due: null }
    const actions = [
      { ...tracked, number: 31, id: 'a1', outcome: 'done', closedAt: '2026-11-20T09:00:00Z' },
      { ...tracked, number: 32, id: 'A2', outcome: 'done', closedAt: '2026-11-02T09:00:00Z' },
    ] as const
    const [{ body } = { body: '' }] = issuesIn(plan(state({ actions }), settings(), JANUARY))
    expect(body).toContain('#31 A1: Delete receipts older than 14 days by a nightly job (overdue by 52 days; closed since)') // prettier-ignore
    expect(body).not.toContain('Page when a print host')
  })

  test('names what is still being written, if it was begun by then', () => {
    const pending = [
      { number: 41, createdAt: '2026-12-30T09:00:00Z' },
      { number: 42, createdAt: '2027-01-02T09:00:00Z' },
    ]
    const [{ body } = { body: '' }] = issuesIn(plan(state({ pending }), settings(), JANUARY))
    expect(body).toContain('Still being written, and not in it: #41.')
  })

  test.each([
    ['nothing happened', state({ documents: [] }), JANUARY],
    ['one incident says it all itself', without('trams'), OCTOBER],
    ['its day is long past', state(), new Date('2027-02-04T09:00:00Z')],
    ['no issue can be made', state({ repository: { ...state().repository, takesIssues: false } }), JANUARY],
  ])('is not written where %s', (_, before, now) => {
    expect(plan(before, settings(), now)).toEqual([])
  })

  test('tells of a single incident that came again', () => {
    const may = read('postmortems/may.md', FULL_NOVEMBER.replace('2026-11-11', '2026-05-11'))
    const documents = [may, ...without('trams').documents]
    const [{ body } = { body: '' }] = issuesIn(plan(state({ documents }), settings(), OCTOBER))
    expect(body).toContain('- **Came again:** 1 of 1')
  })

  test('fits into an issue, and pings nobody', () => {
    const documents = Array.from({ length: 120 }, (_, n) =>
      read(
        `postmortems/${'é'.repeat(60)}/${String(n)}.md`,
        FULL_SEPTEMBER.replace('2026-09-03', `2026-09-${String(1 + (n % 30)).padStart(2, '0')}`)
          .replace('# Ticket', `# @org/team <!-- debrief:review {"span":"2026-Q4"} --> ${'long '.repeat(40)}`)
          .replace('Delete', 'Closes #3 @everyone delete'),
      ),
    )
    const [{ body } = { body: '' }] = issuesIn(plan(state({ documents }), settings(), OCTOBER))
    expect(body.length).toBeGreaterThan(10_000)
    expect(body.length).toBeLessThanOrEqual(65_536)
    expect(body.match(/<!--/g)).toHaveLength(1)
    expect(body).not.toMatch(/@org|@everyone|closes #3/i)
  })
})
