import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REVIEWED as FINISHED } from '../demo/reviewed.ts'
import { inProcess } from './debrief.ts'
import { folderWith } from './folder.ts'

test('prints situation, task, action and result', async () => {
  const { code, out, err } = await inProcess(['star', '-'], { stdin: FINISHED })
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(
    /^Checkout could not[\s\S]*\nSituation\n[\s\S]*\nTask\n[\s\S]*\nAction\n[\s\S]*\nResult\n/,
  )
  expect(out).toContain('Mitigated: 2026-10-06 14:47 UTC, 55 min after the start')
  expect(out).toContain('5 people took part.')
  expect(out).not.toMatch(/mira|jonas|tomas|priya/i)
})

test('as Markdown, with names where they are asked for', async () => {
  const { out } = await inProcess(['star', '--format', 'markdown', '--names', '-'], { stdin: FINISHED })
  expect(out).toMatch(/^# Checkout[\s\S]*^## Result$/m)
  expect(out).toContain('They were mira, jonas, tomas, lena and priya.')
})

test('as JSON, for scripts', async () => {
  const { out } = await inProcess(['star', '--format', 'json', '-'], { stdin: FINISHED })
  expect(JSON.parse(out)).toMatchObject({ version: 1, result: { actions: { all: 5, done: 0 } }, missing: [] })
})

test('refuses what is not finished, with its lines: exit 1; --unfinished takes what there is', async () => {
  const file = join(
    await folderWith({ 'a.md': FINISHED.replace('status: reviewed', 'status: draft') }),
    'a.md',
  )
  const refused = await inProcess(['star', file])
  expect([refused.code, refused.out]).toEqual([1, ''])
  expect(refused.err).toContain('- line 5: the status is “draft”')
  const taken = await inProcess(['star', '--unfinished', file])
  expect([taken.code, taken.err]).toEqual([0, ''])
})

test('a review that looks back at no incident has none: exit 2', async () => {
  const { code, err } = await inProcess(['star', '-'], {
    stdin: '---\npractice: premortem\n---\n\n# Launch\n',
  })
  expect([code, err]).toEqual([2, '-: This is a premortem, which looks back at no incident.\n'])
})
