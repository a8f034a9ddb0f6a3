import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { openStore } from '../src/queue/store.ts'

const SILENT = { info: () => {}, warn: () => {}, error: () => {} }

/** A data folder with an empty store, gone when the test ends; `at` keeps it for the caller to take away. */
export async function newDataDir(at?: string): Promise<string> {
  const folder = at ?? mkdtempSync(join(tmpdir(), 'debrief-data-'))
  if (at === undefined) onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(await template(), folder, { recursive: true })
  return folder
}

/** To begin a store costs three seconds of a core, to copy one a tenth: made once for each version of what makes it. */
async function template(): Promise<string> {
  const cache = fileURLToPath(new URL('../node_modules/.cache', import.meta.url))
  const made = join(cache, `debrief-store-${versionOf('@electric-sql/pglite')}-${versionOf('pg-boss')}`)
  if (existsSync(made)) return made
  mkdirSync(cache, { recursive: true })
  const making = mkdtempSync(join(cache, 'making-'))
  const store = await openStore({ dataDir: making }, SILENT)
  await store.close()
  try {
    renameSync(making, made)
  } catch {
    rmSync(making, { recursive: true, force: true }) // another test file was quicker
  }
  return made
}

function versionOf(name: string): string {
  const require = createRequire(import.meta.url)
  let folder = dirname(require.resolve(name))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version
}
