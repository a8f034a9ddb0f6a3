import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { durableQueue } from '../../src/queue/durable.ts'
import { memoryQueue } from '../../src/queue/memory.ts'
import type { Queue, QueueOptions, Worker } from '../../src/queue/queue.ts'
import { openStore, type Store } from '../../src/queue/store.ts'
import { newDataDir } from '../data-dir.ts'
import { startPostgres } from '../postgres.ts'

export const SILENT = { info: () => {}, warn: () => {}, error: () => {} }

/** One of the places where jobs can be kept, for as long as a test file runs. */
export interface Place {
  /** A queue there that is empty at first. */
  queue(work: Worker, options?: QueueOptions): Promise<Queue>
  close(): Promise<void>
}

export const PLACES: Readonly<Record<string, () => Promise<Place>>> = {
  'in memory': async () => ({
    queue: async (work, options) => memoryQueue(work, options),
    close: async () => {},
  }),
  'in PGlite': async () => {
    const folder = mkdtempSync(join(tmpdir(), 'debrief-queue-'))
    const store = await openStore({ dataDir: await newDataDir(folder) }, SILENT)
    return durable(store, async () => rmSync(folder, { recursive: true, force: true }))
  },
  'in PostgreSQL': async () => {
    const postgres = await startPostgres()
    const store = await openStore({ databaseUrl: await postgres.database() }, SILENT)
    return durable(store, () => postgres.close())
  },
}

function durable(store: Store, after: () => Promise<void>): Place {
  return {
    queue: async (work, options = {}) => {
      await store.query('DELETE FROM pgboss.job')
      return durableQueue(store, work, { ...options, log: SILENT })
    },
    close: async () => {
      await store.close()
      await after()
    },
  }
}
