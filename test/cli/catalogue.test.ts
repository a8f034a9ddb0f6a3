import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inProcess } from './debrief.ts'
import { folderWith } from './folder.ts'

const MAIL = `---
title: Mail stood still
severity: sev2
started: 2026-10-01T10:00:00Z
resolved: 2026-10-01T11:30:00Z
---

# Mail

## Actions

- Alert on a full queue. Owner: @ada. Due: 2026-12-01
`

test('lists a folder, the newest first', async () => {
  const folder = await folderWith({ '7.md': MAIL, '8.md': MAIL.replaceAll('2026-10', '2026-11') })
  const { code, out } = await inProcess(['index', folder])
  expect(code).toBe(0)
  expect(out.indexOf('2026-11-01')).toBeLessThan(out.indexOf('2026-10-01'))
  expect(out).toContain('| sev2 | – | 1 h 30 min | 1 of 1 |')
  const json = await inProcess(['index', '--format', 'json', folder])
  expect(JSON.parse(json.out)).toMatchObject({ version: 1, postmortems: [{ day: '2026-11-01' }, {}] })
})

test('--write keeps the table in the page, leaves the rest, and writes nothing twice', async () => {
  const folder = await folderWith({ '7.md': MAIL })
  expect((await inProcess(['index', '--write', folder])).out).toMatch(
    /README\.md written\n.*index\.json written/,
  )
  const page = join(folder, 'README.md')
  await writeFile(page, `Our own words.\n\n${await readFile(page, 'utf8')}`)
  expect((await inProcess(['index', '--write', folder])).out).toContain('up to date')
  await writeFile(join(folder, '8.md'), MAIL.replaceAll('2026-10', '2026-11'))
  expect((await inProcess(['index', '--write', folder])).code).toBe(0)
  const text = await readFile(page, 'utf8')
  expect(text.startsWith('Our own words.')).toBe(true)
  expect(text).toContain('| 2026-11-01 |')
  expect(text.endsWith('\n')).toBe(true)
})

test('a page whose markers are broken is told, and left as it is', async () => {
  const broken = '<!-- debrief:index {"hash":"x","seen":[]} -->\n\nno end\n'
  const folder = await folderWith({ '7.md': MAIL, 'README.md': broken })
  const { code, err } = await inProcess(['index', '--write', folder])
  expect(code).toBe(2)
  expect(err).toMatch(/README\.md: the markers of its table are broken\. Take both lines out/)
  expect(await readFile(join(folder, 'README.md'), 'utf8')).toBe(broken)
})
