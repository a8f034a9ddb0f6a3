import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../src/queue/store.ts'
import { processNotes, storedNotes, type Notes } from '../../src/sweep/notes.ts'
import { newDataDir } from '../data-dir.ts'
import { startPostgres } from '../postgres.ts'
import { SILENT } from '../queue/stores.ts'

interface Opened {
  readonly notes: Notes
  readonly store: Store | null
  close(): Promise<void>
}

const PLACES: Readonly<Record<string, () => Promise<Opened>>> = {
  'in memory': async () => ({ notes: processNotes(), store: null, close: async () => {} }),
  'in PGlite': async () => {
    const folder = mkdtempSync(join(tmpdir(), 'debrief-notes-'))
    const store = await openStore({ dataDir: await newDataDir(folder) }, SILENT)
    return opened(store, async () => rmSync(folder, { recursive: true, force: true }))
  },
  'in PostgreSQL': async () => {
    const postgres = await startPostgres()
    const store = await openStore({ databaseUrl: await postgres.database() }, SILENT)
    return opened(store, () => postgres.close())
  },
}

async function opened(store: Store, after: () => Promise<void>): Promise<Opened> {
  // Replicas that start at once each make the tables.
  const [notes] = await Promise.all([storedNotes(store), storedNotes(store), storedNotes(store)])
  const close = async () => {
    await store.close()
    await after()
  }
  return { notes, store, close }
}

describe.each(Object.keys(PLACES))('notes %s', (name) => {
  let place: Opened
  beforeAll(async () => {
    const open = PLACES[name]
    if (open) place = await open()
  }, 60_000)
  afterAll(() => place.close())

  it('are read as they were written last, and forgotten when they were not written for long', async () => {
    const { notes } = place
    await notes.write('a', { until: '2026-11-20T14:20:00Z', head: null })
    await notes.write('a', { until: '2026-11-20T15:20:00Z', head: null })
    expect([...(await notes.read(['a', 'b']))]).toEqual([
      ['a', { until: '2026-11-20T15:20:00Z', head: null }],
    ])
    await notes.forget(new Date(Date.now() - 60_000))
    expect((await notes.read(['a'])).size).toBe(1)
    await notes.forget(new Date(Date.now() + 60_000))
    expect((await notes.read(['a'])).size).toBe(0)
  })

  it('give the turn to one of three replicas, and the next turn when its time has come', async () => {
    const { notes } = place
    const now = new Date(Date.now() + 1_000)
    const takers = await Promise.all(['one', 'two', 'three'].map((sweeper) => notes.begin(now, sweeper)))
    expect(takers.filter(Boolean)).toHaveLength(1)
    const winner = ['one', 'two', 'three'][takers.indexOf(true)] ?? ''
    expect(await notes.begin(new Date(Date.now() + 1_000), 'four')).toBe(false) // while it sweeps
    await notes.tell(winner, true)
    expect(await notes.begin(new Date(Date.now() - 60_000), 'four')).toBe(false) // that one is done
    expect(await notes.begin(new Date(Date.now() + 1_000), 'four')).toBe(true)
    await notes.tell('four', true)
  })

  it('give the turn of a dead sweeper to another one', async () => {
    const { notes, store } = place
    if (!store) return
    expect(await notes.begin(new Date(Date.now() + 1_000), 'dying')).toBe(true)
    expect(await notes.begin(new Date(0), 'heir')).toBe(false)
    await store.query(`UPDATE debrief.sweep SET alive = now() - interval '2 minutes'`)
    expect(await notes.begin(new Date(0), 'heir')).toBe(true)
    await notes.tell('dying', true) // too late: it is not its sweep any more
    expect(await notes.begin(new Date(Date.now() + 1_000), 'next')).toBe(false)
  })
})
