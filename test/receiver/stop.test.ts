import { expect, it } from 'vitest'
import { BODY, openDoor, signed } from './door.ts'

it('who stops answers what is under way, takes no more, and is closed then', async () => {
  const underStore: (() => void)[] = []
  const door = await openDoor({ push: () => new Promise((resolve) => underStore.push(resolve)) })
  const underWay = door.post(BODY, signed())
  await expect.poll(() => underStore.length).toBe(1)
  let closed = false
  const closing = door.close().then(() => (closed = true))
  await expect(fetch(`${door.url}/healthz`)).rejects.toThrow(/fetch failed/)
  expect(closed).toBe(false)
  underStore[0]?.()
  const answer = await underWay
  expect(answer.status).toBe(202)
  expect(answer.headers.get('connection')).toBe('close')
  await closing
})
