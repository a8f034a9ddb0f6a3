import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** The folder belongs to another process. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
  readonly holder: Holder | null
  constructor(folder: string, holder: Holder | null) {
    const who = holder ? `process ${holder.pid} (since ${holder.since})` : 'another process'
    super(
      `${folder} is in use by ${who}, and two on one folder would lose each other's jobs. ` +
        'End that one, set DATA_DIR to another folder, or let both share one PostgreSQL by DATABASE_URL.',
    )
    this.holder = holder
  }
}

/** Who holds the folder; only told, never believed: the lock itself is the file beside it. */
export interface Holder {
  readonly pid: number
  readonly since: string
  /** Where it listens for `debrief jobs`. */
  readonly control: string
}

export interface FolderLock {
  release(): void
}

/**
 * Takes the folder for this process alone. The lock is one of the operating system's, on a file (SQLite's, which stays
 * empty): it is gone with its holder however that ends, and no pid that was given to somebody else can stand for it.
 * @throws FolderInUse
 */
export function lockFolder(folder: string, control: string): FolderLock {
  const database = new DatabaseSync(join(folder, 'lock'), { timeout: 0 })
  try {
    // Reserved, and never written to: there is no page that a power cut could tear, and no need of a journal.
    database.exec('PRAGMA journal_mode = MEMORY')
    database.exec('BEGIN IMMEDIATE')
  } catch (error) {
    database.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY)
      throw new FolderInUse(folder, readHolder(folder))
    throw new Error(`${folder} cannot be locked: ${String(error)}. It must be a folder on a local disk.`, {
      cause: error,
    })
  }
  const holder: Holder = { pid: process.pid, since: new Date().toISOString(), control }
  writeFileSync(join(folder, 'holder.json'), JSON.stringify(holder), { mode: 0o600 })
  return {
    release: () => {
      rmSync(join(folder, 'holder.json'), { force: true })
      database.close()
    },
  }
}

const SQLITE_BUSY = 5

function readHolder(folder: string): Holder | null {
  try {
    const { pid, since, control } = JSON.parse(readFileSync(join(folder, 'holder.json'), 'utf8'))
    return typeof pid === 'number' && typeof since === 'string' && typeof control === 'string'
      ? { pid, since, control }
      : null
  } catch {
    return null // written by halves, or not yet
  }
}
