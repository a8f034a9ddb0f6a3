import { readdirSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { Sorter } from '../../src/evidence/sort.ts'
import { folderWith } from '../cli/folder.ts'

interface Item {
  readonly at: string
  readonly number: number
  readonly text: string
}

async function sorted(items: readonly Item[], runBytes: number): Promise<Item[]> {
  const sorter = new Sorter<Item>(({ text }) => text.length, runBytes)
  for (const item of items) await sorter.add(item)
  const all: Item[] = []
  for await (const some of sorter.sorted()) all.push(...some)
  return all
}

const item = fc.record({
  at: fc.integer({ min: 0, max: 9 }).map(String),
  text: fc.string({ unit: 'grapheme' }),
})

test('sorts alike in memory and on disk, and leaves what is of one instant in its order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(item, { maxLength: 300 }), fc.integer({ min: 400, max: 20_000 }), async (items, runBytes) => {
      const numbered = items.map((one, number) => ({ ...one, number }))
      const expected = numbered.toSorted((a, b) => a.at.localeCompare(b.at) || a.number - b.number)
      expect(await sorted(numbered, runBytes)).toEqual(expected)
    }),
    { numRuns: 60 },
  )
}) // prettier-ignore

test('more runs than may be open at once', async () => {
  const items = Array.from({ length: 3_000 }, (_, number) => ({ at: String((number * 7919) % 3_000).padStart(4, '0'), number, text: '' })) // prettier-ignore
  const all = await sorted(items, 4_000)
  expect(all.map(({ at }) => at)).toEqual(items.map(({ at }) => at).toSorted())
})

test('a temporary file has no name while it is in use: nothing is left however the process ends', async () => {
  const folder = await folderWith({})
  vi.stubEnv('TMPDIR', folder)
  onTestFinished(() => void vi.unstubAllEnvs())
  const sorter = new Sorter<Item>(() => 1, 1)
  for (const at of ['2', '1']) await sorter.add({ at, number: 0, text: '' })
  expect(readdirSync(folder)).toEqual([])
  await sorter.close()
})

test('a run that is longer than what is read of it at a time', async () => {
  const items = Array.from({ length: 800 }, (_, number) => ({
    at: String(number % 7),
    number,
    text: 'é🚒x'.repeat(300),
  }))
  expect(await sorted(items, 500_000)).toEqual(items.toSorted((a, b) => a.at.localeCompare(b.at)))
})
