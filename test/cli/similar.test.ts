import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FULL_NOVEMBER, FULL_SEPTEMBER, OVEN, TRAMS } from '../recurrence/written.ts'
import { inProcess } from './debrief.ts'
import { folderWith } from './folder.ts'

const FILES = { 'november.md': FULL_NOVEMBER, 'september.md': FULL_SEPTEMBER, 'oven.md': OVEN, 'trams.md': TRAMS, 'README.md': FULL_SEPTEMBER } // prettier-ignore

test('names what failed alike in the folder, without the document itself and the folder’s page', async () => {
  const folder = await folderWith(FILES)
  const { code, out } = await inProcess(['similar', join(folder, 'november.md'), folder])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    version: 1, path: join(folder, 'november.md'), lookedAt: 3,
    similar: [{ path: join(folder, 'september.md'), day: '2026-09-03', title: 'Ticket printers went silent before the first ferry' }],
  }) // prettier-ignore
})

test('says in text what is shared', async () => {
  const folder = await folderWith(FILES)
  const { out } = await inProcess(['similar', '--format', 'text', join(folder, 'november.md'), folder])
  expect(out).toMatch(
    /^2026-09-03 {2}Ticket printers went silent before the first ferry\n {2}.*september\.md\n {2}shares: .*full disk/,
  )
})

test('says so where there is nothing worth naming', async () => {
  const folder = await folderWith(FILES)
  const { code, out } = await inProcess(['similar', '--format', 'text', join(folder, 'oven.md'), folder])
  expect([code, out]).toEqual([0, 'None of 3 other postmortems is so like it that it is worth naming.\n'])
})

test('a file that cannot be read ends it; one of the others is told, and the rest compared', async () => {
  const folder = await folderWith({ ...FILES, 'broken.md': new Uint8Array([0xff, 0xfe, 0x00]) })
  const missing = await inProcess(['similar', join(folder, 'nowhere.md'), folder])
  expect(missing).toMatchObject({ code: 2, out: '' })
  expect(missing.err).toContain('nowhere.md: There is no such file')
  expect(missing.err).not.toContain('Name one')
  expect((await inProcess(['similar', folder, folder])).err).toContain('Name one Markdown file first')
  const { code, out, err } = await inProcess(['similar', join(folder, 'november.md'), folder])
  expect(code).toBe(2)
  expect(err).toContain('broken.md: The file is not UTF-8 text')
  expect(JSON.parse(out).similar).toHaveLength(1)
})
