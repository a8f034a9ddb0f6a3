import { spawn } from 'node:child_process'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Context } from '../../src/cli/context.ts'
import { run } from '../../src/cli/program.ts'

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Spawned {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string | Uint8Array
}

/** Starts an entry file as people do; nothing of our own environment reaches it. */
export function start(entry: string, args: readonly string[], how: Spawned = {}) {
  const child = spawn(process.execPath, [root(entry), ...args], {
    cwd: how.cwd ?? root('.'),
    env: { PATH: process.env['PATH'], ...how.env },
  })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text))
  child.stdin.on('error', () => undefined) // it may end without reading
  child.stdin.end(how.stdin ?? '')
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, ...said }))
  })
  return { child, said, ended }
}

/** `debrief …`, run to its end. */
export const debrief = (args: readonly string[], how: Spawned = {}): Promise<Ended> =>
  start('src/cli.ts', args, how).ended

interface InProcess extends Partial<Pick<Context, 'colour' | 'columns' | 'ask' | 'progress'>> {
  readonly env?: Record<string, string>
  readonly now?: Date
  readonly stdin?: string | Uint8Array
}

/** The same in this process: a tenth of the time, where how a process starts and ends is not what is tested. */
export async function inProcess(
  args: readonly string[],
  { env = {}, now = new Date('2026-11-23T12:00:00Z'), stdin = '', ...terminal }: InProcess = {},
): Promise<Ended> {
  const said = { out: '', err: '' }
  const code = await run(args, {
    env,
    now: () => now,
    stdin: Readable.from([stdin]),
    colour: false,
    columns: null,
    ask: null,
    progress: null,
    ...terminal,
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
  })
  return { code, ...said }
}
