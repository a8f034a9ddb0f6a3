import { describe, expect, it } from 'vitest'
import { Unstorable, type Job } from '../../src/queue/queue.ts'
import { batches } from '../../src/receiver/batch.ts'
import { BODY, job, openDoor, signed } from './door.ts'

/** A store that answers when the test says so. */
function slowStore() {
  const pushes: { jobs: readonly Job[]; done: () => void; fail: (error: Error) => void }[] = []
  const push = (jobs: readonly Job[]) =>
    new Promise<void>((resolve, reject) => pushes.push({ jobs, done: resolve, fail: reject }))
  return { pushes, push }
}
const turn = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('what is stored together', () => {
  it('an idle store gets a delivery at once, a busy one all that came meanwhile, a hundred at a time', async () => {
    const { pushes, push } = slowStore()
    const store = batches(push, { patienceMs: 1_000 })
    const first = store.add([job(0)])
    await turn()
    expect(pushes.map(({ jobs }) => jobs.length)).toEqual([1])
    const others = Array.from({ length: 150 }, (_, at) => store.add([job(at + 1)]))
    await turn()
    expect(pushes).toHaveLength(1)
    for (let at = 0; at < 3; at++) {
      pushes[at]?.done()
      await turn()
    }
    await Promise.all([first, ...others])
    expect(pushes.map(({ jobs }) => jobs.length)).toEqual([1, 100, 50])
  })

  it('fails together, and what comes next is tried anew', async () => {
    const { pushes, push } = slowStore()
    const store = batches(push, { patienceMs: 1_000 })
    const both = Promise.allSettled([store.add([job(1)]), store.add([job(2)])])
    await turn()
    pushes[0]?.fail(new Error('no space left'))
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    const next = store.add([job(3)])
    await turn()
    pushes[1]?.done()
    await next
  })

  it('is given up while somebody still waits for the answer', async () => {
    const { pushes, push } = slowStore()
    const store = batches(push, { patienceMs: 30 })
    await expect(store.add([job(1)])).rejects.toThrow(/in time/)
    const next = store.add([job(2)])
    await turn()
    pushes[1]?.done()
    await next
  })
})

describe('what cannot be stored at all', () => {
  const poison = { ...job(0), repo: 'shop\u0000' }

  it('is refused by itself: the others of its batch are stored', async () => {
    const stored: (number | undefined)[] = []
    const store = batches(
      async (jobs) => {
        if (jobs.some(({ repo }) => repo === poison.repo)) throw new Unstorable('the store refuses it')
        stored.push(...jobs.map(({ number }) => number))
      },
      { patienceMs: 1_000 },
    )
    const honest = Array.from({ length: 99 }, (_, at) => job(at + 1))
    const batch = [...honest.slice(0, 37), poison, ...honest.slice(37)]
    const settled = await Promise.allSettled(batch.map((each) => store.add([each])))
    expect(settled.flatMap(({ status }, at) => (status === 'rejected' ? [at] : []))).toEqual([37])
    expect(stored).toEqual(honest.map(({ number }) => number))
  })

  it('is answered so and logged with its id, without a word of what was in it', async () => {
    const door = await openDoor({
      push: async () => Promise.reject(new Unstorable('the store refuses it (22P05)')),
    })
    const answer = await door.post(BODY, signed())
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ error: expect.stringMatching(/cannot be stored/) })
    expect(await door.counted('malformed')).toBe(1)
    expect(door.log.filter(({ message }) => message.includes('since what it is about'))).toEqual([
      { message: expect.any(String), facts: { delivery: 'd1', reason: 'the store refuses it (22P05)' } },
    ])
  })
})

describe('the answer', () => {
  it('waits for the store', async () => {
    const { pushes, push } = slowStore()
    const door = await openDoor({ push })
    let status = 0
    const answer = door.post(BODY, signed()).then((response) => (status = response.status))
    await expect.poll(() => pushes.length).toBe(1)
    await turn()
    expect(status).toBe(0)
    pushes[0]?.done()
    expect(await answer).toBe(202)
  })

  it('is 503 to each whose insert failed, so that GitHub shows it as failed', async () => {
    const door = await openDoor({ push: async () => Promise.reject(new Error('no space left')) })
    const answers = await Promise.all([1, 2, 3].map(() => door.post(BODY, signed())))
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503])
    expect(await door.counted('failed')).toBe(3)
    expect(door.log).toContainEqual({
      message: 'not stored',
      facts: { delivery: 'd1', reason: 'no space left' },
    })
  })
})
