import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ADAPTERS } from '../../../src/evidence/adapters/index.ts'
import { shown, toldBy } from '../exported.ts'

// One outage as ten tools saw it; STORY.md beside this file says what the merged timeline must be.
const FOLDER = new URL('./exports/', import.meta.url)
const FILES = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((file) => file.isFile() && !file.name.endsWith('.expected'))
  .map(
    ({ parentPath, name }) => `${parentPath}/${name}`.split('/exports/').at(-1)?.replace(/^\//, '') ?? name,
  )
  .sort()

const formats = FILES.map((path) => {
  const text = readFileSync(new URL(path, FOLDER), 'utf8')
  const adapter = ADAPTERS.find((one) => one.recognises({ name: path, text: text.slice(0, 65_536) }))
  return { path, text, adapter }
})

it('tells the ten formats apart', () => {
  expect(new Set(formats.map(({ adapter }) => adapter?.name))).toEqual(
    new Set(ADAPTERS.map(({ name }) => name).filter((name) => name !== 'plain')),
  )
  expect(formats).toHaveLength(10)
})

it.each(formats)('reads $path', async ({ path, text, adapter }) => {
  const reading = {
    file: path,
    day: '2026-03-17',
    zone: 'Europe/Berlin',
    now: new Date('2026-03-18T00:00:00Z'),
  }
  const told = adapter === undefined ? [] : await toldBy(adapter, text, reading)
  const lines = told.map((one) => `${shown(one)}\n`).join('')
  await expect(lines).toMatchFileSnapshot(
    new URL(`expected/${path.replaceAll('/', '-')}.expected`, import.meta.url).pathname,
  )
})
