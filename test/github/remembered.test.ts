import { expect, it } from 'vitest'
import { Remembered } from '../../src/github/remembered.ts'

it('reads once what never changes, and forgets what was not asked for longest', async () => {
  const remembered = new Remembered()
  const read: string[] = []
  const recall = (key: string) => remembered.recall(key, async () => read.push(key))
  await recall('a')
  for (let index = 0; index < 49; index++) await recall(String(index))
  await recall('a')
  expect(read.filter((key) => key === 'a')).toHaveLength(1)
  await recall('one more')
  await recall('a')
  await recall('0')
  expect(read.filter((key) => key === 'a' || key === '0')).toEqual(['a', '0', '0'])
})

it('keeps nothing of what failed', async () => {
  const remembered = new Remembered()
  await expect(remembered.recall('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await remembered.recall('a', async () => 1)).toBe(1)
})
