import { expect, test } from 'vitest'
import { FULL_NOVEMBER, FULL_SEPTEMBER } from '../recurrence/written.ts'
import { inProcess } from './debrief.ts'
import { folderWith } from './folder.ts'

// The same words, with a start and an end, in a document that looks back at no incident.
const PREMORTEM = `---\npractice: premortem\n---\n\n${FULL_NOVEMBER.replace(/^---\n[\s\S]*?\n---\n/, '')}`
const FILES = { 'november.md': FULL_NOVEMBER, 'september.md': FULL_SEPTEMBER, 'ahead.md': PREMORTEM }

test('a premortem is no incident: not in the index', async () => {
  const { out } = await inProcess(['index', '--format', 'json', await folderWith(FILES)])
  const { postmortems } = JSON.parse(out) as { postmortems: { path: string }[] }
  expect(postmortems.map(({ path }) => path.replace(/.*\//, ''))).toEqual(['november.md', 'september.md'])
})

test('nor in the metrics, which say why', async () => {
  const { out } = await inProcess(['metrics', '--format', 'json', await folderWith(FILES)])
  const { leftOut } = JSON.parse(out) as { leftOut: { path: string; why: string }[] }
  const why = leftOut.find(({ path }) => path.endsWith('ahead.md'))?.why
  expect(why).toBe('looks back at no incident')
})

test('nor in the review, nor among what was similar', async () => {
  const folder = await folderWith(FILES)
  const { out } = await inProcess([
    'review',
    '--since',
    '2026-01-01',
    '--until',
    '2026-12-31',
    '--format',
    'json',
    folder,
  ])
  const found = JSON.parse(out) as { incidents: unknown[]; undated: unknown[] }
  expect([found.incidents.length, found.undated.length]).toEqual([2, 0])
  const similar = await inProcess(['similar', `${folder}/november.md`, folder])
  expect(similar.out).not.toContain('ahead.md')
})
