import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { durableQueue } from '../../src/queue/durable.ts'
import { laneKey, type Job, type QueueOptions, type Worker } from '../../src/queue/queue.ts'
import { openStore } from '../../src/queue/store.ts'
import { startPostgres, type Postgres } from '../postgres.ts'
import { startHolder } from './process.ts'
import { SILENT } from './stores.ts'
import { job } from './jobs.ts'

let postgres: Postgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.close())

async function replica(databaseUrl: string, work: Worker, options: QueueOptions = {}) {
  const store = await openStore({ databaseUrl }, SILENT)
  const queue = await durableQueue(store, work, { ...options, log: SILENT })
  onTestFinished(async () => {
    await queue.close()
    await store.close()
  })
  return queue
}

it('of three replicas only one works on a repository at a time, and each job is done once', async () => {
  const url = await postgres.database()
  const lanes = new Map<string, number>()
  const done: string[] = []
  const shares = [0, 0, 0]
  let together = 0
  const worker = (replica: number) => async (one: Job) => {
    const lane = laneKey(one)
    lanes.set(lane, (lanes.get(lane) ?? 0) + 1)
    together = Math.max(together, lanes.get(lane) ?? 0)
    await setTimeout(5)
    lanes.set(lane, (lanes.get(lane) ?? 0) - 1)
    done.push(`${one.repo}#${one.number}`)
    shares[replica] = (shares[replica] ?? 0) + 1
    return { kind: 'done' } as const
  }
  // Started at once: each finds the others making the same tables.
  const replicas = await Promise.all([0, 1, 2].map((each) => replica(url, worker(each), { lanes: 4 })))
  const jobs = Array.from({ length: 120 }, (_, number) => job(`repo${number % 8}`, number))
  await Promise.all(replicas.map((each, at) => each.push(jobs.filter((_, index) => index % 3 === at))))
  await replicas[0]?.idle()
  expect(together).toBe(1)
  expect(done).toHaveLength(120)
  expect(new Set(done).size).toBe(120)
  expect(shares.every((share) => share > 0)).toBe(true)
}, 60_000)

it('the jobs of a replica that is killed are taken up by another one within 30 seconds', async () => {
  const databaseUrl = await postgres.database()
  const folder = mkdtempSync(join(tmpdir(), 'debrief-replicas-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const journal = join(folder, 'journal')
  const holder = await startHolder({ databaseUrl }, journal, [job('slow', 1), job('slow', 2)])
  const begun = () => existsSync(journal) && readFileSync(journal, 'utf8').includes('slow#1')
  await expect.poll(begun, { timeout: 10_000 }).toBe(true)
  const done: string[] = []
  await replica(databaseUrl, async ({ number }, attempt) => {
    done.push(`${number}, try ${attempt}`)
    return { kind: 'done' }
  })
  await setTimeout(1_500)
  expect(done).toEqual([]) // the one is being done, the other one is of the same repository
  await holder.kill()
  const both = new Set(['1, try 2', '2, try 1'])
  await expect.poll(() => new Set(done), { timeout: 30_000 }).toEqual(both)
}, 60_000)

it('when PostgreSQL goes away, nothing is acknowledged; when it is back, all that was is done', async () => {
  const url = await postgres.database()
  const done = new Set<number | undefined>()
  const queue = await replica(url, async ({ number }) => {
    await setTimeout(2)
    done.add(number)
    return { kind: 'done' }
  })
  await queue.push(Array.from({ length: 200 }, (_, number) => job(`repo${number % 20}`, number)))
  await expect.poll(() => done.size, { timeout: 20_000, interval: 2 }).toBeGreaterThan(20)
  await postgres.kill() // amid the work: connections are in use
  await expect(queue.push([job('shop', 1_000)])).rejects.toBeInstanceOf(Error)
  await expect(queue.ready()).rejects.toBeInstanceOf(Error)
  await postgres.start()
  await queue.push([job('shop', 1_001)])
  await expect.poll(() => done.size, { timeout: 30_000 }).toBe(201)
  expect(done.has(1_000)).toBe(false)
}, 60_000)

it('a PostgreSQL that is not there is told with what to look at', async () => {
  const opened = openStore({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' }, SILENT)
  await expect(opened).rejects.toThrow(/DATABASE_URL cannot be used .*is it up/)
})
