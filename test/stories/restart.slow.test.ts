import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { storedMemory } from '../../src/github/stored.ts'
import { openStore } from '../../src/queue/store.ts'
import { newDataDir } from '../data-dir.ts'
import { SHOP, quiet, startWorld, type World } from '../faults/world.ts'

const SILENT = { info: () => {}, warn: () => {}, error: () => {} }

async function begin(): Promise<World> {
  const world = await startWorld()
  onTestFinished(() => world.close())
  return world
}

const declare = ({ as }: World) =>
  as('ada').rest.issues.create({ ...SHOP, title: 'Checkout errors', labels: ['incident', 'sev1'] })

const isComment = (input: Parameters<typeof fetch>[0], init?: RequestInit): boolean =>
  init?.method === 'POST' && (input instanceof Request ? input.url : String(input)).endsWith('/comments')

/** What the app posted, as GitHub has it and not as its lists show it. */
const commentsMade = ({ sandbox }: World): number =>
  sandbox.traffic.filter(
    (line) => line.kind === 'api' && line.method === 'POST' && line.path.endsWith('/issues/1/comments'),
  ).length

/** The folder of a store that has been there for a day. */
async function oldFolder(): Promise<string> {
  const dataDir = await newDataDir()
  const store = await openStore({ dataDir }, SILENT)
  await storedMemory(store)
  await store.query("UPDATE debrief.begun SET at = at - interval '1 day'")
  await store.close()
  return dataDir
}

it('the app is killed after a write, and the next one knows from the folder that it may be made already', async () => {
  const world = await begin()
  const dataDir = await oldFolder()
  const left = await newDataDir()
  // Lists stay behind for longer than a restart takes.
  const lagMs = 5_000
  let died = false
  const killed: typeof fetch = async (input, init) => {
    if (died) throw new TypeError('fetch failed: the process was killed')
    if (!isComment(input, init)) return fetch(input, init)
    world.sandbox.faults.lagMs = lagMs - 500
    await fetch(input, init)
    // As `kill -9` leaves it: nothing that the process did afterwards is in that folder.
    cpSync(join(dataDir, 'store'), join(left, 'store'), { recursive: true, force: true })
    died = true
    throw new TypeError('fetch failed: the process was killed')
  }
  const first = await world.start({ fetch: killed, once: { lagMs } }, { dataDir })
  await declare(world)
  await quiet(world.sandbox, first, () => died)
  expect({ died, made: commentsMade(world) }).toEqual({ died: true, made: 1 })

  const next = await world.start({ once: { lagMs } }, { dataDir: left })
  await world.wake()
  await quiet(world.sandbox, next, () => false)
  const { data: pulls } = await world.as('ada').rest.pulls.list({ ...SHOP, state: 'all' })
  expect({ made: commentsMade(world), pulls: pulls.length }).toEqual({ made: 1, pulls: 1 })
  expect(await next.parked()).toEqual([])
})

it('a restart with its folder holds nothing back; a new folder knows of nothing, and waits', async () => {
  const world = await begin()
  const app = await world.start({}, { dataDir: await oldFolder() })
  await declare(world)
  // Within the time of a test: what GitHub may not show yet would take 35 s.
  await quiet(world.sandbox, app, () => false)
  expect(commentsMade(world)).toBe(1)

  const anew = await world.start({}, { dataDir: await newDataDir() })
  await declare(world)
  await expect.poll(async () => (await anew.counts()).delayed, { timeout: 10_000 }).toBeGreaterThan(0)
  const { data: pulls } = await world.as('ada').rest.pulls.list({ ...SHOP, state: 'all' })
  expect(pulls).toHaveLength(1)
})
