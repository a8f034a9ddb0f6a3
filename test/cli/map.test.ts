import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { DOORS } from '../mermaid/maps.ts'
import { understood } from '../mermaid/mermaid.ts'
import { inProcess } from './debrief.ts'
import { folderWith } from './folder.ts'

test('prints the map alone, so that it can be handed to whatever draws it', async () => {
  const file = join(await folderWith({ 'a.md': DOORS }), 'a.md')
  const { code, out, err } = await inProcess(['map', file])
  expect([code, err]).toEqual([0, ''])
  expect((await understood(out)).lines).toContainEqual(['F3', 'F1'])
})

test('reads standard input', async () => {
  expect((await inProcess(['map', '-'], { stdin: DOORS })).out).toMatch(/^flowchart TB\n/)
})

test('says so where there is nothing to draw', async () => {
  const { code, out, err } = await inProcess(['map', '-'], { stdin: '# Doors\n' })
  expect([code, out]).toEqual([0, ''])
  expect(err).toBe('-: No contributing factor is named yet, so there is nothing to draw.\n')
})

test('a file that is not there: exit 2', async () => {
  const { code, err } = await inProcess(['map', 'nowhere.md'])
  expect([code, err]).toEqual([2, 'nowhere.md: There is no such file. Is the path right from here?\n'])
})

test('--write keeps the picture in the document, and an edited one is somebody’s own', async () => {
  const file = join(await folderWith({ 'a.md': `\uFEFF${DOORS}\n## Causal map\n\nThe doors:\n` }), 'a.md')
  expect(await inProcess(['map', '--write', file])).toMatchObject({ code: 0, out: `${file} written\n` })
  const drawn = await readFile(file, 'utf8')
  expect(drawn).toMatch(/^\uFEFF# Doors/)
  expect(drawn).toMatch(/## Causal map\n\n<!-- debrief:factors .*-->\n\n```mermaid\nflowchart TB/)
  expect(await inProcess(['map', '--write', file])).toMatchObject({ code: 0, out: `${file}: up to date\n` })
  await writeFile(file, drawn.replace('flowchart TB', 'flowchart LR'))
  const refused = await inProcess(['map', '--write', file])
  expect(refused).toMatchObject({ code: 2, out: '' })
  expect(refused.err).toContain('Somebody has edited the picture')
  expect(await readFile(file, 'utf8')).toContain('flowchart LR')
})

test('--write says where a picture could stand', async () => {
  const file = join(await folderWith({ 'a.md': DOORS.replaceAll('Causal map', 'Picture') }), 'a.md')
  expect((await inProcess(['map', '--write', file])).err).toContain('write the heading “## Causal map”')
  expect((await inProcess(['map', '--write', '-'], { stdin: DOORS })).err).toContain('--write needs a file')
})

test('--write takes the picture out of a document whose factors are gone', async () => {
  const file = join(await folderWith({ 'a.md': `${DOORS}\n## Causal map\n` }), 'a.md')
  await inProcess(['map', '--write', file])
  const drawn = await readFile(file, 'utf8')
  expect(drawn).toContain('```mermaid')
  await writeFile(file, `# Doors\n\n${drawn.slice(drawn.indexOf('## Causal map'))}`)
  expect(await inProcess(['map', '--write', file])).toMatchObject({ code: 0, out: `${file} written\n` })
  expect(await readFile(file, 'utf8')).not.toContain('```mermaid')
  const bare = join(await folderWith({ 'b.md': '# Doors\n' }), 'b.md')
  expect(await inProcess(['map', '--write', bare])).toMatchObject({ code: 0, out: '', err: expect.stringContaining('nothing to draw') }) // prettier-ignore
})

test('no escape of a path reaches the terminal', async () => {
  const folder = await folderWith({ 'a\u001b[2J.md': '# Doors\n', 'b\u001b[2J.md': '' })
  for (const name of ['a', 'b', 'c']) {
    const { err } = await inProcess(['map', join(folder, `${name}\u001b[2J.md`)])
    expect(err).toContain(`${name}\u00b7[2J.md: `)
  }
})

test('the risks of a premortem, of which nothing has happened yet', async () => {
  const stdin = '---\npractice: premortem\n---\n\n# Night trains\n\n## Risks\n\n- R1: Berths are sold twice\n'
  const { out } = await inProcess(['map', '-'], { stdin })
  expect((await understood(out)).lines).toContainEqual(['R1', 'incident'])
  expect(out).toContain('R1 may lead to failure.')
  expect(out).not.toContain('led to')
})
