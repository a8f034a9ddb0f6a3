import { expect, test } from 'vitest'
import { FULL_NOVEMBER, FULL_SEPTEMBER, OVEN } from '../recurrence/written.ts'
import { inProcess } from './debrief.ts'
import { folderWith } from './folder.ts'

const FILES = {
  'november.md': FULL_NOVEMBER,
  'september.md': FULL_SEPTEMBER,
  'oven.md': OVEN,
  'README.md': OVEN,
}

test('prints the review as Markdown; without --until it ends today', async () => {
  const folder = await folderWith(FILES)
  const now = new Date('2026-10-31T12:00:00Z')
  const { code, out } = await inProcess(['review', '--since', '2026-09-01', folder], { now })
  expect(code).toBe(0)
  expect(out).toMatch(
    /^# Incidents from 2026-09-01 to 2026-10-31\n\n2 incidents from 2026-09-01 to 2026-10-31,/,
  )
})

test('prints it as JSON', async () => {
  const folder = await folderWith(FILES)
  const { out } = await inProcess([
    'review',
    '--since',
    '2026-11-01',
    '--until',
    '2026-11-30',
    '--format',
    'json',
    folder,
  ])
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    since: '2026-11-01',
    incidents: [{ day: '2026-11-11' }],
    repeats: [{}],
  })
})

test('takes a quarter or a year', async () => {
  const folder = await folderWith(FILES)
  const quarter = await inProcess(['review', '--quarter', '2026-q3', '--format', 'json', folder])
  expect(JSON.parse(quarter.out)).toMatchObject({ since: '2026-07-01', until: '2026-09-30', incidents: [{}] })
  const year = await inProcess(['review', '--year', '2026', '--format', 'json', folder])
  expect(JSON.parse(year.out)).toMatchObject({ since: '2026-01-01', until: '2026-12-31' })
})

test.each([
  [['review', '.'], /--quarter 2026-Q3, --year 2026 or --since/],
  [['review', '--quarter', '2026', '.'], /Give it as 2026-Q3/],
  [['review', '--year', '2026-Q1', '.'], /Give it as 2026/],
  [['review', '--year', '2026', '--since', '2026-01-01', '.'], /cannot be used with/],
  [['review', '--since', '2026-02-30', '.'], /Give a day as YYYY-MM-DD/],
  [['review', '--since', '2026-02-01', '--until', '2026-01-01', '.'], /lies before --since/],
])('%j is unusable', async (args, message) => {
  const { code, err } = await inProcess(args)
  expect(code).toBe(2)
  expect(err).toMatch(message)
})
