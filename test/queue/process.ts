import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { Job } from '../../src/queue/queue.ts'
import type { StoreOptions } from '../../src/queue/store.ts'

export interface Holder {
  readonly pid: number
  /** As a power cut for that process: nothing of it runs any more. */
  kill(): Promise<void>
}

/** Starts a process with a queue of its own; returns once its jobs are taken in. */
export async function startHolder(
  store: StoreOptions,
  journal: string,
  jobs: readonly Job[],
): Promise<Holder> {
  const script = fileURLToPath(new URL('holder.ts', import.meta.url))
  const child = spawn(process.execPath, [script, JSON.stringify(store), journal, JSON.stringify(jobs)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => kill(child))
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += String(chunk)))
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('exit', () => reject(new Error(said)))
  })
  return { pid: child.pid ?? 0, kill: () => kill(child) }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
