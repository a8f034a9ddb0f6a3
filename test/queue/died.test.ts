import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { durableQueue } from '../../src/queue/durable.ts'
import type { Job, Worker } from '../../src/queue/queue.ts'
import { openStore, type Store } from '../../src/queue/store.ts'
import { PARKED } from '../../src/queue/table.ts'
import { processNotes } from '../../src/sweep/notes.ts'
import { putBackStandstills } from '../../src/sweep/standstills.ts'
import { newDataDir } from '../data-dir.ts'
import { SILENT } from './stores.ts'

// What only a store can show: rows that pg-boss moves by itself, while or after somebody works on them.
const job: Job = { feature: 'opening', installationId: 1, owner: 'acme', repo: 'shop', number: 1 }
const AT_ONCE = { afterMs: 0, withinMs: 60_000 }

let store: Store
const folder = mkdtempSync(join(tmpdir(), 'debrief-died-'))
beforeAll(async () => {
  store = await openStore({ dataDir: await newDataDir(folder) }, SILENT)
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const queueOf = (work: Worker) => durableQueue(store, work, { log: SILENT })

it('a job that took its worker with it each time is not put back by the sweep, only by hand', async () => {
  const done: Job[] = []
  const queue = await queueOf(async (each) => {
    done.push(each)
    return { kind: 'done' }
  })
  // As pg-boss moves it: the row as it was.
  await store.boss.insert(PARKED, [{ data: { job, attempt: 12, wait: null } }])
  expect(await queue.parking.list()).toMatchObject([{ job, fault: true, deadly: true }])
  expect(await putBackStandstills({ queue, notes: processNotes() }, AT_ONCE)).toBe(0)
  expect(await queue.parking.retry('all')).toBe(1)
  await queue.idle()
  expect(done).toHaveLength(1)
  await queue.close()
})

it('a row that comes back to a process that still works on it is held by the later run alone', async () => {
  const holds: (() => boolean)[] = []
  const seen: boolean[][] = []
  let second: () => void = () => undefined
  const begun = new Promise<void>((resolve) => (second = resolve))
  const queue = await queueOf(async (_, __, held) => {
    holds.push(held)
    if (holds.length === 1) {
      await store.query("UPDATE pgboss.job SET state = 'retry' WHERE state = 'active'")
      await begun
    } else {
      seen.push(holds.map((each) => each()))
      second()
    }
    return { kind: 'done' }
  })
  await queue.push([job])
  await queue.idle()
  expect(seen).toEqual([[false, true]])
  await queue.close()
})
