import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Unstorable } from '../../src/queue/queue.ts'
import { batches } from '../../src/receiver/batch.ts'
import { PLACES, type Place } from './stores.ts'
import { job } from './jobs.ts'

const names = ['shop\u0000', 'shop\ud800', '\udc00shop']

const STORES = Object.entries(PLACES).filter(([name]) => name !== 'in memory')

describe.each(STORES)('the queue %s', (_, prepare) => {
  let place: Place
  beforeAll(async () => {
    place = await prepare()
  })
  afterAll(() => place.close())

  it('refuses names that are no text, and stores what came with them', async () => {
    const done: string[] = []
    const queue = await place.queue(async ({ repo }) => {
      done.push(repo)
      return { kind: 'done' }
    })
    const store = batches((jobs) => queue.push(jobs), { patienceMs: 20_000 })
    const all = ['blog', ...names, 'docs']
    const settled = await Promise.allSettled(all.map((repo) => store.add([job(repo)])))
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      ...names.map(() => 'rejected'),
      'fulfilled',
    ])
    for (const each of settled) {
      if (each.status === 'fulfilled') continue
      expect(each.reason).toBeInstanceOf(Unstorable)
      expect(String(each.reason)).not.toContain('shop')
    }
    await queue.idle()
    expect(done.toSorted()).toEqual(['blog', 'docs'])
    await queue.close()
  })
})
