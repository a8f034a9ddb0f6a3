import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  jobKey,
  type Job,
  type Outcome,
  type Queue,
  type QueueOptions,
  type Worker,
} from '../../src/queue/queue.ts'
import type { Told } from '../../src/queue/told.ts'
import { PLACES, type Place } from './stores.ts'
import { job } from './jobs.ts'

const done: Outcome = { kind: 'done' }

/** A worker that waits at a gate, so that a test decides when each job ends. */
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
const soon = { timeout: 5_000, interval: 5 }
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 150))

describe.each(Object.entries(PLACES))('the queue %s', (_, prepare) => {
  let place: Place
  beforeAll(async () => {
    place = await prepare()
  })
  afterAll(() => place.close())

  async function open(work: Worker, options?: QueueOptions): Promise<Queue> {
    const queue = await place.queue(work, options)
    onTestFinished(() => queue.close())
    return queue
  }

  it('makes one job of a hundred wake-ups, plus exactly one more for those that come while it runs', async () => {
    const { started, worker, open: openGate } = gated()
    const queue = await open(worker)
    await queue.push(Array.from({ length: 100 }, () => job('shop', 1)))
    await expect.poll(() => started, soon).toHaveLength(1)
    for (let push = 0; push < 10; push++) await queue.push(Array.from({ length: 10 }, () => job('SHOP', 1)))
    openGate()
    await expect.poll(() => started, soon).toHaveLength(2)
    openGate()
    await queue.idle()
    expect(started).toHaveLength(2)
  })

  it('waits no longer until it is idle than whoever asked has time', async () => {
    const { started, worker, open: openGate } = gated()
    const queue = await open(worker)
    await queue.push([job('shop', 1)])
    await expect.poll(() => started, soon).toHaveLength(1)
    await queue.idle(AbortSignal.abort())
    await queue.idle(AbortSignal.timeout(20))
    const whole = queue.idle(AbortSignal.timeout(60_000))
    openGate()
    await whole
    expect(await queue.counts()).toMatchObject({ running: 0, waiting: 0 })
  })

  it('works on one repository at a time, and on several repositories at once', async () => {
    const { started, worker, open: openGate } = gated()
    const queue = await open(worker)
    await queue.push([job('shop', 1), job('shop', 2), job('blog', 3)])
    await expect.poll(() => started.length, soon).toBe(2)
    await aWhile()
    expect(new Set(started.map((one) => one.split('#')[0]))).toEqual(new Set(['blog', 'shop']))
    openGate()
    openGate()
    await expect.poll(() => started, soon).toHaveLength(3)
    expect(new Set(started)).toEqual(new Set(['blog#3', 'shop#1', 'shop#2']))
    openGate()
    await queue.idle()
  })

  it('does the jobs of a repository in the order in which they came', async () => {
    const runs: (number | undefined)[] = []
    const queue = await open(async ({ number }) => {
      runs.push(number)
      return done
    })
    await queue.push(Array.from({ length: 10 }, (_, number) => job('shop', number)))
    for (let number = 10; number < 15; number++) await queue.push([job('shop', number)])
    await queue.idle()
    expect(runs).toEqual(Array.from({ length: 15 }, (_, number) => number))
  })

  it('lets no busy repository keep the others waiting', async () => {
    const { started, worker, open: openGate } = gated()
    const queue = await open(worker, { lanes: 2 })
    await queue.push(Array.from({ length: 50 }, (_, number) => job('shop', number)))
    await queue.push([job('blog', 1)])
    await expect.poll(() => started, soon).toContain('blog#1')
    expect(started).toHaveLength(2)
    const drain = setInterval(openGate, 1)
    await queue.idle()
    clearInterval(drain)
    expect(started).toHaveLength(51)
  })

  it('tries again after the wait that the outcome asks for, while other repositories go on', async () => {
    const runs: { name: string; at: number }[] = []
    const queue = await open(
      async ({ repo }, attempt) => {
        runs.push({ name: `${repo}:${attempt}`, at: Date.now() })
        return repo === 'shop' && attempt < 3
          ? { kind: 'retry', afterMs: 60, reason: 'GitHub is down' }
          : done
      },
      { backoffMs: 1 },
    )
    await queue.push([job('shop', 1), job('blog', 2)])
    await expect.poll(() => runs, soon).toHaveLength(4)
    const shop = runs.filter(({ name }) => name.startsWith('shop'))
    expect(shop.map(({ name }) => name)).toEqual(['shop:1', 'shop:2', 'shop:3'])
    expect((shop[1]?.at ?? 0) - (shop[0]?.at ?? 0)).toBeGreaterThanOrEqual(59)
    await queue.idle()
    expect(await queue.parking.list()).toEqual([])
  })

  it('waits for a limit without counting it as a try, however often', async () => {
    const attempts: number[] = []
    const queue = await open(
      async (_, attempt) => {
        attempts.push(attempt)
        return attempts.length < 5 ? { kind: 'wait', afterMs: 2, reason: 'the limit is reached' } : done
      },
      { tries: 2 },
    )
    await queue.push([job('shop', 1)])
    await expect.poll(() => attempts, soon).toEqual([1, 1, 1, 1, 1])
  })

  it('takes a fresh wake-up for a reason to end a backoff at once, but not to overrun a limit', async () => {
    const runs: string[] = []
    const first: Record<string, Outcome> = {
      shop: { kind: 'retry', afterMs: 60_000, reason: 'GitHub is down' },
      blog: { kind: 'wait', afterMs: 60_000, reason: 'the limit is reached' },
    }
    const queue = await open(async ({ repo }, attempt) => {
      runs.push(`${repo}:${attempt}`)
      const outcome = first[repo] ?? done
      first[repo] = done
      return outcome
    })
    await queue.push([job('shop', 1), job('blog', 2)])
    await expect.poll(() => queue.counts().then(({ delayed }) => delayed), soon).toBe(2)
    await queue.push([job('shop', 1), job('blog', 2)])
    await expect.poll(() => runs, soon).toHaveLength(3)
    await aWhile()
    expect(runs.filter((run) => run.startsWith('shop'))).toEqual(['shop:1', 'shop:1'])
    expect(runs.filter((run) => run.startsWith('blog'))).toEqual(['blog:1'])
    expect(await queue.counts()).toMatchObject({ delayed: 1, waiting: 0, running: 0 })
  })

  const told = (heard: number, of: Told['of']) => ({ told: { heard, of } })

  it('looks again at what is not seen yet without counting it as a try, and at once for a fresh wake-up', async () => {
    const runs: (Told | undefined)[] = []
    const attempts: number[] = []
    const queue = await open(
      async ({ told }, attempt) => {
        runs.push(told)
        attempts.push(attempt)
        if (runs.length > 4) return done
        return { kind: 'unseen', afterMs: runs.length === 4 ? 60_000 : 2, reason: 'not there yet' }
      },
      { tries: 2 },
    )
    await queue.push([{ ...job('shop', 1), ...told(5, { '#1': { at: 100 } }) }])
    await expect
      .poll(() => queue.counts().then(({ delayed }) => [runs.length, delayed]), soon)
      .toEqual([4, 1])
    await queue.push([{ ...job('shop', 1), ...told(9, { push: { at: 90, sha: 'abc' } }) }])
    await expect.poll(() => attempts, soon).toEqual([1, 1, 1, 1, 1])
    const first = { heard: 5, of: { '#1': { at: 100 } } }
    const both = { heard: 9, of: { '#1': { at: 100 }, push: { at: 90, sha: 'abc' } } }
    expect(runs).toEqual([first, first, first, first, both])
    expect(await queue.counts()).toMatchObject({ delayed: 0, parked: 0 })
  })

  it('keeps the newest that was told of twins: of those that wait, and of those that wait for a limit', async () => {
    const runs: string[] = []
    let isLimited = true
    const { worker, started, open: openGate } = gated()
    const queue = await open(
      async (job) => {
        if (job.repo === 'gate') return worker(job)
        if (job.repo === 'blog' && isLimited) {
          isLimited = false
          return { kind: 'wait', afterMs: 1_500, reason: 'the limit is reached' }
        }
        runs.push(`${job.repo} ${JSON.stringify(job.told)}`)
        return done
      },
      { lanes: 1 },
    )
    await queue.push([job('blog', 1)])
    await expect.poll(() => queue.counts().then(({ delayed }) => delayed), soon).toBe(1)
    await queue.push([job('gate', 1)])
    await expect.poll(() => started, soon).toHaveLength(1)
    const wake = (repo: string, heard: number, at: number) =>
      queue.push([{ ...job(repo, 1, randomUUID()), ...told(heard, { '#1': { at } }) }])
    for (const repo of ['shop', 'blog']) {
      await wake(repo, 1, 100)
      await wake(repo, 2, 102)
      await wake(repo, 3, 101)
    }
    await queue.push([
      { ...job('mail', 1, randomUUID()), ...told(1, { '#1': { at: 7 } }) },
      { ...job('mail', 1, randomUUID()), ...told(2, { '#1': { at: 8 } }) },
    ])
    openGate()
    await expect.poll(() => runs, soon).toHaveLength(3)
    const told1 = (at: number) => expect.stringContaining(`"of":{"#1":{"at":${at}}}`)
    expect(runs).toEqual([told1(102), told1(8), told1(102)])
    expect(runs.map((run) => run.slice(0, 4))).toEqual(['shop', 'mail', 'blog'])
  })

  it('lets a twin that came meanwhile know what was told of the job that is put back', async () => {
    const runs: (Told | undefined)[] = []
    const { worker, started, open: openGate } = gated()
    const queue = await open(async (job) => {
      runs.push(job.told)
      if (started.length > 0) return done
      await worker(job)
      return { kind: 'unseen', afterMs: 60_000, reason: 'not there yet' }
    })
    await queue.push([{ ...job('shop', 1), ...told(1, { '#1': { at: 100 } }) }])
    await expect.poll(() => started, soon).toHaveLength(1)
    await queue.push([{ ...job('shop', 1), ...told(2, { '#2': { at: 101 } }) }])
    openGate()
    await expect.poll(() => runs, soon).toHaveLength(2)
    expect(runs[1]).toEqual({ heard: 2, of: { '#1': { at: 100 }, '#2': { at: 101 } } })
    await queue.idle()
    expect(await queue.counts()).toMatchObject({ delayed: 0, waiting: 0 })
  })

  it('parks a job after its last try, with the reason, and goes on with the rest', async () => {
    const queue = await open(
      async ({ number }) => {
        if (number === 1) throw new Error('poison')
        return done
      },
      { tries: 2, backoffMs: 1 },
    )
    await queue.push([job('shop', 1), job('shop', 2)])
    await expect
      .poll(() => queue.parking.list(), soon)
      .toMatchObject([{ job: job('shop', 1), reason: 'poison', fault: true, concerns: null }])
    await queue.idle()
    expect(await queue.counts()).toMatchObject({ parked: 1, waiting: 0, delayed: 0 })
  })

  it('tells a fault from what people must clear, and where they wait for it', async () => {
    const outcomes: readonly Outcome[] = [
      { kind: 'retry', afterMs: 0, reason: 'GitHub is down', concerns: 7 },
      { kind: 'park', reason: 'nobody may write there' },
    ]
    const queue = await open(async ({ number = 0 }) => outcomes[number] ?? done, { tries: 1 })
    await queue.push([job('shop', 0)])
    await queue.push([job('shop', 1)])
    await expect
      .poll(() => queue.parking.list(), soon)
      .toMatchObject([
        { fault: true, concerns: 7 },
        { fault: false, concerns: null },
      ])
  })

  it('knows which jobs are at work: those that run, wait, or are put back, and not those that are parked', async () => {
    const { started, worker, open: openGate } = gated()
    const queue = await open(async (each) => {
      if (each.repo === 'blog') return { kind: 'wait', afterMs: 60_000, reason: 'the limit is reached' }
      return each.repo === 'docs' ? { kind: 'park', reason: 'no rights' } : worker(each)
    })
    const all = [job('shop', 1), job('shop', 2), job('blog', 3), job('docs', 4)]
    await queue.push(all)
    await expect.poll(() => started, soon).toHaveLength(1)
    await expect
      .poll(() => queue.counts(), soon)
      .toMatchObject({ waiting: 1, running: 1, delayed: 1, parked: 1 })
    expect(await queue.atWork([...all, job('none', 5)])).toEqual(new Set(all.slice(0, 3).map(jobKey)))
    openGate()
    await expect.poll(() => started, soon).toHaveLength(2)
    openGate()
  })

  it('puts parked jobs back when asked, and forgets those that are dropped', async () => {
    let poisoned = true
    const runs: (number | undefined)[] = []
    const queue = await open(async ({ number }) => {
      if (poisoned) return { kind: 'park', reason: 'nobody may write there' }
      runs.push(number)
      return done
    })
    await queue.push([job('shop', 1), job('shop', 2), job('blog', 3)])
    await expect.poll(() => queue.parking.list(), soon).toHaveLength(3)
    poisoned = false
    const ids = new Map((await queue.parking.list()).map((each) => [each.job.number, each.id]))
    expect(await queue.parking.retry([ids.get(1) ?? ''])).toBe(1)
    expect(await queue.parking.drop([ids.get(2) ?? '', randomUUID()])).toBe(1)
    await expect.poll(() => runs, soon).toEqual([1])
    expect(await queue.parking.retry('all')).toBe(1)
    await expect.poll(() => runs, soon).toEqual([1, 3])
    expect(await queue.parking.list()).toEqual([])
  })

  it('forgets a parked job once a later look at the same thing ended well', async () => {
    let poisoned = true
    const queue = await open(async () => (poisoned ? { kind: 'park', reason: 'no rights' } : done))
    await queue.push([job('shop', 1)])
    await expect.poll(() => queue.parking.list(), soon).toHaveLength(1)
    poisoned = false
    await queue.push([job('shop', 1)])
    await expect.poll(() => queue.parking.list(), soon).toEqual([])
  })

  it('does nothing for a delivery that GitHub sends again, but all for another one', async () => {
    let runs = 0
    const queue = await open(async () => {
      runs++
      return done
    })
    const delivery = randomUUID()
    await queue.push([job('shop', 1, delivery), job('shop', 2, delivery)])
    await queue.idle()
    await queue.push([job('shop', 1, delivery)])
    await queue.idle()
    expect(runs).toBe(2)
    await queue.push([job('shop', 1, randomUUID())])
    await queue.idle()
    expect(runs).toBe(3)
    await queue.push([job('shop', 1, randomUUID()), job('shop', 1, delivery)])
    await queue.idle()
    expect(runs).toBe(4)
  })

  it('takes paths as long as git does, and folds their twins as others', async () => {
    const runs: (string | undefined)[] = []
    const queue = await open(async (each) => {
      runs.push(each.path)
      return done
    })
    const path = Array.from({ length: 100 }, () => randomUUID()).join('/')
    const [long, other] = ['a.md', 'b.md'].map((end) => ({ ...job('shop', 1), path: path + end }))
    if (!long || !other) throw new Error('two paths were made')
    await queue.push([long, other, long])
    await queue.idle()
    expect(new Set(runs)).toEqual(new Set([long.path, other.path]))
    // A twin that is folded in just as the other begins has it run once more.
    expect(runs.length).toBeLessThanOrEqual(3)
  })

  it('ends what it is doing before it closes, and takes no more', async () => {
    const { started, worker, open: openGate } = gated()
    const queue = await place.queue(worker)
    await queue.push([job('shop', 1), job('shop', 2)])
    await expect.poll(() => started, soon).toHaveLength(1)
    let isClosed = false
    const closed = queue.close().then(() => (isClosed = true))
    await aWhile()
    expect(isClosed).toBe(false)
    openGate()
    await closed
    expect(started).toEqual([started[0]])
    await expect(queue.push([job('shop', 3)])).rejects.toThrow(/closed/)
    await expect(queue.ready()).rejects.toThrow(/closed/)
  })
})
