import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { debrief } from '../cli/debrief.ts'
import { folderWith } from '../cli/folder.ts'

const FOLDER = join(import.meta.dirname, 'ten')
const SOURCES = ['chat.txt', 'pager.txt', 'alerts.txt', 'app.txt', 'edge.txt', 'deploys.txt', 'status.txt', 'host-3.txt', 'support.txt', 'phone-notes.txt'] // prettier-ignore

const text = (name: string) => readFile(join(FOLDER, name), 'utf8')

/**
 * What `expected.md` and `expected-findings.txt` say was written by hand, from the sources: five ways to say a zone (by the
 * option, as an offset, as Z, by name, with am and pm), four events that two or three sources tell, a burst, a clock that is
 * three minutes ahead, a secret, and times that cannot be true.
 */
test('ten sources with mixed zones, duplicates and a skewed clock become one timeline', async () => {
  const files = await Promise.all(SOURCES.map(async (name) => [name, (await text(name)).replace('SECRET', ['hunter', '2x'].join(''))] as const)) // prettier-ignore
  const cwd = await folderWith(Object.fromEntries(files))
  const { code, out, err } = await debrief(['timeline', 'merge', '--zone', 'Europe/Berlin', ...SOURCES], {
    cwd,
  })
  expect(out).toBe(await text('expected.md'))
  expect(err).toBe(await text('expected-findings.txt'))
  expect(code).toBe(1)
})
