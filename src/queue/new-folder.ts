import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { QUICK } from './lean.ts'
import { syncFolder } from './synced-files.ts'

const SCRIPT = join(import.meta.dirname, `initdb${extname(import.meta.filename)}`)

/**
 * Makes what PGlite needs to start. In a process of its own, since it takes half a gigabyte that V8 would not give back; and
 * beside the folder, so that it is there as a whole or not at all, also after a power cut.
 * @throws Error with what that process said
 */
export async function makeNew(data: string): Promise<void> {
  const making = `${data}-making-`
  forgetInterrupted(making)
  // A name of its own: the process of one that was killed may still be at work.
  const folder = mkdtempSync(making)
  try {
    await initdb(folder)
    renameSync(folder, data)
    syncFolder(dirname(data))
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

function forgetInterrupted(making: string): void {
  const folder = dirname(making)
  for (const name of readdirSync(folder).filter((each) => each.startsWith(basename(making)))) {
    try {
      rmSync(join(folder, name), { recursive: true, force: true })
    } catch {
      // Its process, orphaned, still writes there: the next new folder's turn.
    }
  }
}

async function initdb(folder: string): Promise<void> {
  // Without our environment: the keys in it are none of its business.
  const child = spawn(process.execPath, [...QUICK, SCRIPT, folder], {
    env: {},
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? signal))
  })
  const [how, said] = await Promise.all([ended, text(child.stderr)])
  if (how !== 0) throw new Error(`it could not be made (${how}): ${said.slice(-1_000).trim()}`)
}
