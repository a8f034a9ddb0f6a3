import { describe, expect, it } from 'vitest'
import { memoryQueue } from '../../src/queue/memory.ts'
import type { Job, Outcome } from '../../src/queue/queue.ts'

const job = (repo: string, number: number): Job => ({
  feature: 'opening',
  installationId: 1,
  owner: 'acme',
  repo,
  number,
})
const done: Outcome = { kind: 'done' }

/** A worker that waits at a gate, so that a test decides when it goes on. */
function gated() {
  const started: string[] = []
  const gates: (() => void)[] = []
  const worker = async ({ repo, number }: Job): Promise<Outcome> => {
    started.push(`${repo}#${number}`)
    await new Promise<void>((resolve) => gates.push(resolve))
    return done
  }
  return { started, worker, open: () => gates.shift()?.() }
}
const turn = () => new Promise((resolve) => setTimeout(resolve, 1))

describe('the queue', () => {
  it('makes one job of a hundred wake-ups, plus exactly one more for those that come while it runs', async () => {
    const { started, worker, open } = gated()
    const queue = memoryQueue(worker)
    await queue.push(Array.from({ length: 100 }, () => job('shop', 1)))
    await queue.push(Array.from({ length: 100 }, () => job('SHOP', 1)))
    open()
    await turn()
    open()
    await queue.idle()
    expect(started).toHaveLength(2)
  })

  it('works on one repository at a time, and on several repositories at once', async () => {
    const { started, worker, open } = gated()
    const queue = memoryQueue(worker)
    await queue.push([job('shop', 1), job('shop', 2), job('blog', 3)])
    expect(started).toEqual(['shop#1', 'blog#3'])
    open()
    await turn()
    expect(started).toEqual(['shop#1', 'blog#3', 'shop#2'])
    open()
    open()
    await queue.idle()
  })

  it('tries again after the wait that the outcome asks for, while other repositories go on', async () => {
    const runs: string[] = []
    const queue = memoryQueue(
      async ({ repo }, attempt) => {
        runs.push(`${repo}:${attempt}`)
        return repo === 'shop' && attempt < 3 ? { kind: 'retry', afterMs: 5, reason: 'GitHub is down' } : done
      },
      { backoffMs: 1 },
    )
    await queue.push([job('shop', 1), job('blog', 2)])
    await expect.poll(() => runs).toEqual(['shop:1', 'blog:1', 'shop:2', 'shop:3'])
    expect(queue.parked()).toEqual([])
  })

  it('parks a job after its last try, with the reason, and goes on with the rest', async () => {
    const queue = memoryQueue(
      async ({ number }) => {
        if (number === 1) throw new Error('poison')
        return done
      },
      { tries: 2, backoffMs: 1 },
    )
    await queue.push([job('shop', 1), job('shop', 2)])
    await expect.poll(() => queue.parked()).toEqual([{ job: job('shop', 1), reason: 'poison' }])
  })

  it('ends what it is doing before it closes, and takes no more', async () => {
    const { started, worker, open } = gated()
    const queue = memoryQueue(worker)
    await queue.push([job('shop', 1), job('shop', 2)])
    const closed = queue.close()
    open()
    await closed
    expect(started).toEqual(['shop#1'])
    await expect(queue.push([job('shop', 3)])).rejects.toThrow(/closed/)
  })
})
