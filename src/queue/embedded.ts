import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fromPglite, type PgBoss } from 'pg-boss'
import type { Log } from '../reconcile.ts'
import { startBoss } from './boss.ts'
import { serveParking } from './control.ts'
import { controlPath } from './control-path.ts'
import { guard, isTorn, type Asked, type Guarded } from './guard.ts'
import { LeanPGlite } from './lean.ts'
import { lockFolder } from './lock.ts'
import { makeNew } from './new-folder.ts'
import { parkingOf } from './parking.ts'
import type { Store, Transaction } from './store.ts'
import { START, SyncedFiles } from './synced-files.ts'
import { startUpkeep } from './upkeep.ts'

const KEPT_ASIDE = 2

interface Opened {
  readonly pg: Guarded
  readonly boss: PgBoss
}

/**
 * The store in a folder of this process alone.
 * @throws FolderInUse where another process has it
 * @throws Error where the folder cannot be written
 */
export async function openEmbedded(dataDir: string, log: Log): Promise<Store> {
  const folder = resolve(dataDir)
  makeFolder(folder)
  const control = controlPath(folder)
  const lock = lockFolder(folder, control)
  try {
    const { pg, boss } = await openOrBeginAnew(folder, log)
    const stopUpkeep = startUpkeep(pg, log)
    const store: Store = {
      kind: 'embedded',
      boss,
      broken: pg.broken,
      query: async (text, values = []) => (await pg.query(text, [...values])).rows as never,
      transaction: (work) => pg.transaction((transaction) => work(inside(transaction))),
      close: async () => {
        stopUpkeep()
        parking.close()
        try {
          await boss.stop({ graceful: false })
          await pg.close()
        } finally {
          lock.release()
        }
      },
    }
    const parking = await serveParking(control, parkingOf(store))
    return store
  } catch (error) {
    lock.release()
    throw error
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new Error(
      `${folder} cannot be made (${String(error)}): set DATA_DIR to a folder that this user may write.`,
      {
        cause: error,
      },
    )
  }
}

/** A folder that cannot be read any more is set aside: all that matters in it is found again on GitHub. */
async function openOrBeginAnew(folder: string, log: Log): Promise<Opened> {
  const data = join(folder, 'store')
  try {
    return await open(data, log)
  } catch (error) {
    if (!existsSync(data) || isOfTheMachine(error)) throw unusable(data, error)
    const aside = `${data}-set-aside-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
    renameSync(data, aside)
    log.warn(
      { err: error, aside },
      'the data folder could not be read: it is set aside, and what matters is found again on GitHub',
    )
    try {
      const opened = await open(data, log)
      forgetOldest(folder)
      return opened
    } catch (again) {
      // A new one cannot be begun either, so it was not the old one's fault.
      rmSync(data, { recursive: true, force: true })
      renameSync(aside, data)
      throw unusable(data, again)
    }
  }
}

// In a folder of which pages turned out to be torn only when they were needed.
const TORN = 'torn-says-debrief'

function leaveWord(data: string, error: Error, log: Log): void {
  if (!isTorn(error.cause)) return
  try {
    writeFileSync(join(data, TORN), error.message)
  } catch (also) {
    log.warn({ err: also }, 'the data folder is torn, and that could not be noted in it')
  }
}

async function open(data: string, log: Log): Promise<Opened> {
  if (existsSync(join(data, TORN))) throw new Error(`it turned out to be torn: ${join(data, TORN)}`)
  if (!existsSync(data)) await makeNew(data)
  // Without it PGlite would make a new one over what is left of the old.
  if (!existsSync(join(data, 'PG_VERSION'))) throw new Error(`${join(data, 'PG_VERSION')} is missing`)
  const store = new LeanPGlite({ fs: new SyncedFiles(data), startParams: START })
  await store.waitReady
  const pg = guard(store)
  try {
    // One process has it, so nobody's heartbeat can stop unnoticed: supervision only finds what hangs.
    const boss = await startBoss(fromPglite(pg), log, { backend: 'pglite', superviseIntervalSeconds: 60 })
    pg.broken.catch((error: Error) => leaveWord(data, error, log))
    // Reads every page, and so finds torn ones: each has a checksum.
    await pg.query('SELECT count(data) FROM pgboss.job')
    return { pg, boss }
  } catch (error) {
    await pg.close().catch(() => undefined) // already broken; the first error says how
    throw error
  }
}

const OF_THE_MACHINE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'ENOMEM'])

/** Of the disk or the rights and not of what is written there: another folder would fare no better. */
function isOfTheMachine(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return OF_THE_MACHINE.has(code) || /no space left|permission denied|read-only file/i.test(error.message)
}

function unusable(data: string, cause: unknown): Error {
  const words = cause instanceof Error ? cause.message : String(cause)
  return new Error(
    `${data} cannot be used (${words}): is there room on the disk, and may this user write there? ` +
      'Set DATA_DIR to another folder, or DATABASE_URL to a PostgreSQL.',
    { cause },
  )
}

/** For whoever wants to know what happened; but not without end. */
function forgetOldest(folder: string): void {
  const aside = readdirSync(folder).filter((name) => name.startsWith('store-set-aside-'))
  for (const name of aside.sort().slice(0, -KEPT_ASIDE))
    rmSync(join(folder, name), { recursive: true, force: true })
}

function inside(transaction: Asked): Transaction {
  return {
    query: async (text, values = []) => (await transaction.query(text, [...values])).rows as never,
    db: {
      executeSql: async (text, values = []) =>
        values.length > 0
          ? transaction.query(text, values)
          : { rows: (await transaction.exec(text)).flatMap(({ rows }) => rows) },
    },
  }
}
