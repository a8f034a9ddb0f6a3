import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { durableQueue } from '../../src/queue/durable.ts'
import { FolderInUse } from '../../src/queue/lock.ts'
import { openStore } from '../../src/queue/store.ts'
import type { Job } from '../../src/queue/queue.ts'
import { inProcess } from '../cli/debrief.ts'
import { newDataDir } from '../data-dir.ts'
import { startHolder } from './process.ts'
import { SILENT } from './stores.ts'
import { job } from './jobs.ts'

const SOON = { timeout: 10_000, interval: 20 }

const linesOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [])

/** `debrief jobs …` on that folder. */
const jobs = (folder: string, ...args: string[]) =>
  inProcess(['jobs', ...args], { env: { DATA_DIR: folder } })

it('a folder is one process’ alone until that ends, however it ends; then its jobs are done by the next one', async () => {
  const dataDir = await newDataDir()
  const journal = join(dataDir, 'journal')
  const holder = await startHolder({ dataDir }, journal, [job('slow', 1), job('slow', 2), job('shop', 3)])
  await expect.poll(() => linesOf(journal), SOON).toHaveLength(2)

  const refused = openStore({ dataDir }, SILENT)
  await expect(refused).rejects.toThrow(FolderInUse)
  await expect(refused).rejects.toThrow(new RegExp(`in use by process ${holder.pid} .* DATABASE_URL`))

  await holder.kill()
  const freed = performance.now()
  const store = await openStore({ dataDir }, SILENT)
  const done: string[] = []
  const queue = await durableQueue(
    store,
    async ({ repo, number }, attempt) => {
      done.push(`${repo}#${number}, try ${attempt}`)
      return { kind: 'done' }
    },
    { log: SILENT },
  )
  await queue.idle()
  expect(performance.now() - freed).toBeLessThan(10_000)
  expect(new Set(done)).toEqual(new Set(['slow#1, try 2', 'slow#2, try 1']))
  expect(done).toHaveLength(2)
  await queue.close()
  await store.close()
})

it('a folder of which a page turns out to be torn later is set aside at the next start', async () => {
  const dataDir = await newDataDir()
  const store = await openStore({ dataDir }, SILENT)
  // As PostgreSQL says it of a page whose checksum is wrong.
  const torn = store.query(`DO $$ BEGIN RAISE 'invalid page in block 5' USING ERRCODE = 'XX001'; END $$`)
  await expect(torn).rejects.toThrow('set aside when Debrief is started again')
  await expect(store.broken).rejects.toThrow('invalid page in block 5')
  await store.close()

  const warnings: string[] = []
  const log = { ...SILENT, warn: (_: object, message: string) => warnings.push(message) }
  const next = await openStore({ dataDir }, log)
  expect(warnings).toEqual([expect.stringContaining('set aside')])
  await next.query('SELECT 1')
  await next.close()
})

it('a folder that is torn is set aside, with a warning, and a new one is begun', async () => {
  const dataDir = await newDataDir()
  const files = readdirSync(join(dataDir, 'store', 'base', '5'), { withFileTypes: true })
  for (const { name, parentPath } of files) {
    const file = join(parentPath, name)
    if (statSync(file).size > 16_384) truncateSync(file, 8_192)
  }
  const warnings: string[] = []
  const log = { ...SILENT, warn: (_: object, message: string) => void warnings.push(message) }
  const store = await openStore({ dataDir }, log)
  const queue = await durableQueue(store, async () => ({ kind: 'done' }), { log: SILENT })
  await queue.push([job('shop', 1)])
  await queue.idle()
  await queue.close()
  await store.close()
  expect(warnings).toEqual([expect.stringContaining('set aside')])
  expect(readdirSync(dataDir).filter((name) => name.startsWith('store-set-aside-'))).toHaveLength(1)
  expect(process.exitCode ?? 0).toBe(0)
}, 60_000)

it('a new folder is there as a whole or not at all: what was left half-made is cleared away', async () => {
  const dataDir = await newDataDir()
  rmSync(join(dataDir, 'store'), { recursive: true })
  mkdirSync(join(dataDir, 'store-making-abc', 'base'), { recursive: true })
  const store = await openStore({ dataDir }, SILENT)
  await store.close()
  expect(readdirSync(dataDir).toSorted()).toEqual(['lock', 'store'])

  // PGlite itself would begin anew in place, over what is left.
  rmSync(join(dataDir, 'store', 'PG_VERSION'))
  const next = await openStore({ dataDir }, SILENT)
  await next.close()
  expect(readdirSync(dataDir).filter((name) => name.startsWith('store'))).toEqual([
    'store',
    expect.stringMatching(/^store-set-aside-/),
  ])
})

it('parked jobs are listed, retried and dropped while the server runs, and when it does not', async () => {
  const dataDir = await newDataDir()
  const journal = join(dataDir, 'journal')
  const holder = await startHolder({ dataDir }, journal, [job('poison', 1), job('poison', 2)])
  await expect.poll(async () => (await jobs(dataDir)).out, SOON).toMatch(/opening acme\/poison#2/)
  const { out } = await jobs(dataDir, 'list', '--json')
  const parked = JSON.parse(out) as { id: string; job: Job; reason: string }[]
  expect(parked.map(({ reason }) => reason)).toEqual(['nobody may write there', 'nobody may write there'])
  expect(new Set(parked.map((each) => each.job.number))).toEqual(new Set([1, 2]))
  const id = parked[0]?.id ?? ''
  expect(await jobs(dataDir, 'retry', id)).toMatchObject({ code: 0, out: '1 job put back.\n' })
  await expect.poll(() => linesOf(journal), SOON).toHaveLength(3)
  await expect.poll(async () => JSON.parse((await jobs(dataDir, 'list', '--json')).out), SOON).toHaveLength(2)

  await holder.kill()
  expect(await jobs(dataDir, 'drop', id)).toMatchObject({ code: 1, out: '0 jobs forgotten.\n' })
  expect(await jobs(dataDir, 'drop', '--all')).toMatchObject({ code: 0, out: '2 jobs forgotten.\n' })
  expect(await jobs(dataDir)).toMatchObject({ code: 0, out: 'No job is parked.\n' })
}, 60_000)

it('looking for parked jobs makes no folder, and says what to set', async () => {
  const { code, err } = await jobs(join(tmpdir(), 'debrief-nowhere'))
  expect({ code, err }).toMatchObject({
    code: 2,
    err: expect.stringMatching(/set DATA_DIR .* or DATABASE_URL/),
  })
  expect(existsSync(join(tmpdir(), 'debrief-nowhere'))).toBe(false)
  expect(await jobs(tmpdir(), 'drop')).toMatchObject({ code: 2, err: expect.stringContaining('--all') })
})
