import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
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

test.each([false, true])('however the folder is named the index is the same; in a repository: %s', async (isGit) => {
  const root = await folderWith({ 'pm/7.md': MAIL, 'pm/old/3.md': MAIL })
  if (isGit) await mkdir(join(root, '.git'))
  const [folder, here] = [join(root, 'pm'), process.cwd()]
  const ways = [folder, `${folder}/`, relative(here, folder), `./${relative(here, folder)}`, `${folder}/../pm`]
  const written: string[] = []
  for (const way of ways) {
    expect((await inProcess(['index', '--write', way])).code).toBe(0)
    written.push(`${await readFile(join(folder, 'README.md'), 'utf8')}${await readFile(join(folder, 'index.json'), 'utf8')}`)
  }
  expect(new Set(written).size).toBe(1)
  expect(written[0]).toContain('(<7.md>)')
  expect(written[0]).toContain('(<old/3.md>)')
  expect(written[0]).toContain('"path":"pm/7.md"')
  const whole = JSON.parse((await inProcess(['index', '--format', 'json', root])).out)
  expect(whole.postmortems[0].path).toBe(isGit ? 'pm/7.md' : `${basename(root)}/pm/7.md`)
}) // prettier-ignore

test.each([
  ['an empty folder', {}, '', /There is no Markdown file/],
  ['no folder', {}, 'nowhere', /nowhere: There is no such file/],
  ['a file', { '7.md': MAIL }, '7.md', /7\.md: This is a file\. Name its folder\./],
  ['a document that cannot be read', { '7.md': MAIL, '8.md': new Uint8Array([0xff]) }, '', /8\.md: The file is not UTF-8.*\n.*Nothing is written/],
  ['a page that cannot be read', { '7.md': MAIL, 'README.md': new Uint8Array([0xff]) }, '', /^[^\n]*README\.md: The file is not UTF-8 text\. Save it as UTF-8\.\n$/],
])('%s: exit 2, and nothing is written', async (_, files, name, said) => {
  const folder = await folderWith({ 'beside.txt': '', ...files })
  const { code, err, out } = await inProcess(['index', '--write', join(folder, name)])
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(said)
  await expect(readFile(join(folder, 'index.json'))).rejects.toThrow('ENOENT')
}) // prettier-ignore
