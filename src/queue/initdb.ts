import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'

// A process of its own, see new-folder.ts: node initdb.ts FOLDER
const [, , folder] = process.argv
if (folder === undefined) throw new Error('which folder?')
const pg = await PGlite.create(folder)
await pg.close()
await sync(folder)

/** PGlite syncs nothing of what it makes here: it is done once, at the end. */
async function sync(path: string): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true })
  await Promise.all(
    entries.map((entry) =>
      entry.isDirectory() ? sync(join(path, entry.name)) : flush(join(path, entry.name)),
    ),
  )
  await flush(path)
}

async function flush(path: string): Promise<void> {
  const file = await open(path)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
