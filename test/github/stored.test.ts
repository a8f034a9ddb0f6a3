import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { processBudget, type Budget, type WriteLimits } from '../../src/github/budget.ts'
import { TransientError } from '../../src/github/errors.ts'
import { processMemory, type Memory } from '../../src/github/once.ts'
import { storedBudget, storedMemory } from '../../src/github/stored.ts'
import { openStore, type Store } from '../../src/queue/store.ts'
import { newDataDir } from '../data-dir.ts'
import { startPostgres, type Postgres } from '../postgres.ts'

const SILENT = { info: () => {}, warn: () => {}, error: () => {} }
const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Where it is kept what was made, and how much was written; empty at first. */
interface Place {
  memory(): Promise<Memory>
  budget(limits?: WriteLimits): Promise<Budget>
  now(): number
  /** Lets so much time go by. */
  forward(ms: number): Promise<void>
  close(): Promise<void>
}

async function inMemory(): Promise<Place> {
  let offset = 0
  const now = () => Date.now() + offset
  return {
    memory: async () => processMemory(now),
    budget: async (limits) => processBudget(limits, now),
    now,
    forward: async (ms) => {
      offset += ms
    },
    close: async () => {},
  }
}

/** The store goes by its own clock: instead of that clock going on, everything in it is made older. */
async function age({ query }: Store, ms: number): Promise<void> {
  const by = [ms / 1_000]
  await query('UPDATE debrief.made SET until = until - make_interval(secs => $1)', by)
  await query(
    `UPDATE debrief.budget SET closed = closed - make_interval(secs => $1),
       written = ARRAY(SELECT at - make_interval(secs => $1) FROM unnest(written) AS at)`,
    by,
  )
}

async function empty(store: Store): Promise<void> {
  await storedMemory(store)
  await storedBudget(store)
  await store.query('DELETE FROM debrief.made')
  await store.query('DELETE FROM debrief.budget')
}

async function inStore(store: Store, after: () => unknown): Promise<Place> {
  await empty(store)
  return {
    memory: async () => (await storedMemory(store)).memory,
    budget: (limits) => storedBudget(store, limits),
    now: Date.now,
    forward: (ms) => age(store, ms),
    close: async () => {
      await store.close()
      await after()
    },
  }
}

const PLACES: Readonly<Record<string, () => Promise<Place>>> = {
  'in memory': inMemory,
  'in PGlite': async () => {
    const folder = mkdtempSync(join(tmpdir(), 'debrief-stored-'))
    const store = await openStore({ dataDir: await newDataDir(folder) }, SILENT)
    return inStore(store, () => rmSync(folder, { recursive: true, force: true }))
  },
  'in PostgreSQL': async () =>
    inStore(await openStore({ databaseUrl: await postgres.database() }, SILENT), () => {}),
}

let postgres: Postgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.close())

/** Milliseconds, as far as two clocks and a slow machine agree. */
function expectAbout(ms: number, expected: number): void {
  expect(ms).toBeGreaterThan(expected - 3 * SECOND)
  expect(ms).toBeLessThan(expected + SECOND)
}

describe.each(Object.entries(PLACES))('%s', (_, prepare) => {
  let place: Place
  let installation = 0
  beforeAll(async () => {
    place = await prepare()
  })
  beforeEach(() => {
    installation++
  })
  afterAll(() => place.close())

  describe('a note of what was made', () => {
    it('says until when it counts, anew when it is put again, and is gone once it is forgotten', async () => {
      const memory = await place.memory()
      expect(await memory.get('acme/shop createIssue')).toBeNull()
      await memory.put('acme/shop createIssue', place.now() + 35 * SECOND)
      await memory.put('acme/shop createIssue', place.now() + 50 * SECOND)
      await memory.put('acme/blog createIssue', place.now() + 10 * SECOND)
      expectAbout(((await memory.get('acme/shop createIssue')) ?? 0) - place.now(), 50 * SECOND)
      await memory.forget('acme/shop createIssue')
      expect(await memory.get('acme/shop createIssue')).toBeNull()
      expectAbout(((await memory.get('acme/blog createIssue')) ?? 0) - place.now(), 10 * SECOND)
    })

    it('holds nothing back once its time is over', async () => {
      const memory = await place.memory()
      await memory.put('acme/shop comment', place.now() + 35 * SECOND)
      await place.forward(36 * SECOND)
      expect(((await memory.get('acme/shop comment')) ?? 0) < place.now()).toBe(true)
    })
  })

  describe('the writes of an installation', () => {
    async function taken(budget: Budget, times: number): Promise<number> {
      const waits = await Promise.all(Array.from({ length: times }, () => budget.write(installation)))
      return waits.filter((wait) => wait === 0).length
    }

    it('are as many as GitHub likes in a minute, and another one has its own', async () => {
      const budget = await place.budget()
      expect(await taken(budget, 100)).toBe(80)
      // All eighty are as old: there is room for all again at once.
      expectAbout(await budget.write(installation), MINUTE)
      installation++
      expect(await taken(budget, 1)).toBe(1)
    })

    it('are counted over any minute, not from one full minute to the next', async () => {
      const budget = await place.budget({ aMinute: 8, anHour: 500 })
      expect(await taken(budget, 4)).toBe(4)
      await place.forward(40 * SECOND)
      expect(await taken(budget, 8)).toBe(4)
      expectAbout(await budget.write(installation), 20 * SECOND)
      await place.forward(21 * SECOND)
      expect(await taken(budget, 8)).toBe(4)
    })

    it('are limited by the hour too', async () => {
      const budget = await place.budget({ aMinute: 8, anHour: 50 })
      let sum = 0
      for (let minute = 0; minute < 8; minute++) {
        sum += await taken(budget, 9)
        await place.forward(MINUTE + SECOND)
      }
      expect(sum).toBe(50)
      // A quarter of them is free once the second eight are an hour old.
      expectAbout(await budget.write(installation), HOUR - 7 * (MINUTE + SECOND))
      await place.forward(HOUR)
      expect(await taken(budget, 9)).toBe(8)
    })
  })

  describe('an installation that GitHub asked to wait', () => {
    it('is closed until then, and an earlier end shortens nothing', async () => {
      const budget = await place.budget()
      expect(await budget.closedUntil(installation)).toBe(0)
      await budget.close(installation, place.now() + 17 * SECOND)
      await budget.close(installation, place.now() + 5 * SECOND)
      expectAbout((await budget.closedUntil(installation)) - place.now(), 17 * SECOND)
      expect(await budget.closedUntil(installation + 1_000)).toBe(0)
      expect(await budget.write(installation)).toBe(0) // one thing is not the other
    })
  })
})

describe('two replicas on one PostgreSQL', () => {
  let stores: readonly Store[]
  beforeAll(async () => {
    const databaseUrl = await postgres.database()
    stores = await Promise.all([openStore({ databaseUrl }, SILENT), openStore({ databaseUrl }, SILENT)])
  })
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()))
  })
  const [atFirst, later] = [0, 1] as const
  const both = <T>(make: (store: Store) => Promise<T>): Promise<T[]> => Promise.all(stores.map(make))
  const pick = <T>(all: readonly T[], which: number): T => {
    const one = all[which]
    if (one === undefined) throw new Error(`there is no replica ${which}`)
    return one
  }

  it('make their tables at the same moment, and agree when the store was begun', async () => {
    const memories = await both((store) => storedMemory(store))
    const [one, two] = memories.map(({ since }) => since)
    expect(Math.abs((one ?? 0) - (two ?? Infinity))).toBeLessThan(50)
    await pick(stores, atFirst).query("UPDATE debrief.begun SET at = at - interval '1 hour'")
    const again = await storedMemory(pick(stores, later))
    expectAbout(Date.now() - again.since, HOUR)
  })

  it('never write more than one may, however hard they try at once', async () => {
    const budgets = await both((store) => storedBudget(store))
    for (const [round, left] of [80, 80, 80, 80, 80, 80, 20, 0].entries()) {
      const waits = await Promise.all(
        Array.from({ length: 200 }, (_, each) => pick(budgets, each % 2).write(1)),
      )
      expect({ round, taken: waits.filter((wait) => wait === 0).length }).toEqual({ round, taken: left })
      await age(pick(stores, atFirst), MINUTE + SECOND)
    }
  })

  it('know within about a second that the other was asked to wait', async () => {
    const budgets = await both((store) => storedBudget(store))
    const [one, other] = [pick(budgets, atFirst), pick(budgets, later)]
    expect(await other.closedUntil(2)).toBe(0)
    await one.close(2, Date.now() + MINUTE)
    expectAbout((await one.closedUntil(2)) - Date.now(), MINUTE)
    await expect.poll(() => other.closedUntil(2), { timeout: 1_500, interval: 50 }).toBeGreaterThan(0)
    expectAbout((await other.closedUntil(2)) - Date.now(), MINUTE)
  })

  it('know what the other made, also where their clocks differ', async () => {
    const one = await storedMemory(pick(stores, atFirst))
    const fast = () => Date.now() + HOUR
    const other = await storedMemory(pick(stores, later), fast)
    await one.memory.put('acme/shop createIssue', Date.now() + 35 * SECOND)
    expectAbout(((await other.memory.get('acme/shop createIssue')) ?? 0) - fast(), 35 * SECOND)
    await other.memory.forget('acme/shop createIssue')
    expect(await one.memory.get('acme/shop createIssue')).toBeNull()
  })

  it('keep nothing whose time is over', async () => {
    const store = pick(stores, atFirst)
    const before = await storedMemory(store)
    await (await storedBudget(store)).write(3)
    for (let each = 0; each < 50; each++) await before.memory.put(`note ${each}`, Date.now() + SECOND)
    await age(store, 2 * HOUR)
    // Each tidies up at its first write, and then once a minute.
    await Promise.all(
      stores.flatMap((each, index) => [
        storedMemory(each).then(({ memory }) => memory.put(`fresh ${index}`, Date.now() + MINUTE)),
        storedBudget(each).then((budget) => budget.write(4)),
      ]),
    )
    expect(await store.query('SELECT key FROM debrief.made ORDER BY key')).toEqual([
      { key: 'fresh 0' },
      { key: 'fresh 1' },
    ])
    expect(await store.query('SELECT installation::int FROM debrief.budget')).toEqual([{ installation: 4 }])
  })

  it('send nothing of which they can keep no note, and try again once the store is back', async () => {
    const [{ memory }, budget] = await Promise.all([
      storedMemory(pick(stores, atFirst)),
      storedBudget(pick(stores, atFirst)),
    ])
    await postgres.kill()
    await expect(memory.put('acme/shop openPull', Date.now() + MINUTE)).rejects.toBeInstanceOf(TransientError)
    await expect(budget.write(5)).rejects.toBeInstanceOf(TransientError)
    // Told by an answer that GitHub has given already: it is heeded here at least.
    await budget.close(5, Date.now() + MINUTE)
    await postgres.start()
    expectAbout((await budget.closedUntil(5)) - Date.now(), MINUTE)
    await memory.put('acme/shop openPull', Date.now() + MINUTE)
    expect(await budget.write(5)).toBe(0)
  })
})
