import { describe, expect, it } from 'vitest'
import type { Effect } from '../../src/effects.ts'
import { NotYet, TransientError } from '../../src/github/errors.ts'
import { marker } from '../../src/github/marker.ts'
import { Once, processMemory } from '../../src/github/once.ts'

const SHOP = { owner: 'acme', repo: 'shop' }
const action = (text: string, id = 'A1'): Effect => ({
  do: 'createIssue',
  title: text,
  body: `${text}${marker('action', { from: 1, incident: 12, path: 'p.md', id, written: text })}`,
  assignees: [],
  labels: [],
  milestone: null,
})

function begin({ since = 0 } = {}) {
  const time = { now: 1_000_000 }
  const clock = () => time.now
  const once = new Once({ memory: processMemory(clock), since, clock })
  const waits = async (...effects: Effect[]): Promise<number> =>
    once.check(SHOP, effects).then(
      () => 0,
      (error: unknown) => (error instanceof NotYet ? (error.afterMs ?? -1) : -1),
    )
  const failing = async (error: Error): Promise<void> => {
    const make = once.make(SHOP, action('x'), async () => {
      throw error
    })
    await expect(make).rejects.toBe(error)
  }
  return { once, time, waits, failing }
}

describe('what was made a moment ago', () => {
  it('is not made again before GitHub is sure to show it, in whatever words; another thing is', async () => {
    const { once, time, waits } = begin()
    await once.make(SHOP, action('Alert on lag'), async () => 'made')
    expect(await waits(action('Alert on replica lag'))).toBe(35_000)
    expect(await waits(action('Alert on lag', 'A2'))).toBe(0)
    time.now += 35_000
    expect(await waits(action('Alert on lag'))).toBe(0)
  })
})

describe('an answer that never came', () => {
  it('is as good as made, until GitHub shows whether it was', async () => {
    const { waits, failing } = begin()
    await failing(new TransientError('socket hang up'))
    expect(await waits(action('x'))).toBe(35_000)
  })

  it('that came and refused leaves nothing behind', async () => {
    const { waits, failing } = begin()
    await failing(Object.assign(new Error('Validation Failed'), { status: 422, response: { headers: {} } }))
    expect(await waits(action('x'))).toBe(0)
  })

  it('of a limit neither: nothing was done', async () => {
    const { waits, failing } = begin()
    await failing(new NotYet('too many', 1_000))
    expect(await waits(action('x'))).toBe(0)
  })
})

describe('a process that does not know what the one before it made', () => {
  it('makes nothing before GitHub is sure to show that', async () => {
    const { time, waits } = begin({ since: 1_000_000 })
    expect(await waits(action('x'))).toBe(35_000)
    expect(await waits({ do: 'updateIssue', number: 1, set: { title: 'x' } })).toBe(0)
    time.now += 35_000
    expect(await waits(action('x'))).toBe(0)
  })
})
