import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Company, freePort } from '../faults/company.ts'
import type { Server } from '../faults/server.ts'
import { Random } from '../fuzz/random.ts'
import { startPostgres } from '../postgres.ts'
import { build } from './process.ts'

const HELP = `npm run bench:start -- [--rounds N] [--minutes N] [--source]

How long \`debrief serve\` takes until /readyz says yes, and how much memory it holds (Linux only): with a new data folder, with
one that was ended properly, with one that was killed, and with PostgreSQL, side by side in one run.

  --rounds N   how often each is started (5); the median is told, and the most memory of all
  --minutes N  how long the last of each is then left alone (3)
  --source     from the TypeScript files, and not as built
`

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    minutes: { type: 'string', default: '3' },
    source: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

interface Case {
  readonly name: string
  readonly env: Readonly<Record<string, string>>
  /** How the one before it on the same store ended; none where it begins a store. */
  readonly after: 'SIGTERM' | 'SIGKILL' | null
}
interface Start {
  readonly ms: number
  readonly worked: number
  readonly peak: number
}

if (values.help) console.log(HELP)
else await measure(Number(values.rounds), Number(values.minutes))

async function measure(rounds: number, minutes: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'debrief-bench-start-'))
  const company = await Company.found(new Random(1))
  const postgres = await startPostgres()
  try {
    if (!values.source) build(home)
    const script = join(values.source ? join(import.meta.dirname, '../../src') : join(home, 'dist'), 'entry')
    const entry = join(script, values.source ? 'main.ts' : 'main.js')
    const DATABASE_URL = await postgres.database()
    const cases: readonly Case[] = [
      { name: 'new folder', env: { DATA_DIR: join(home, 'new') }, after: null },
      { name: 'existing folder', env: { DATA_DIR: join(home, 'ended') }, after: 'SIGTERM' },
      { name: 'killed before', env: { DATA_DIR: join(home, 'killed') }, after: 'SIGKILL' },
      { name: 'PostgreSQL', env: { DATABASE_URL }, after: 'SIGTERM' },
    ]
    const busy = () => (loadavg()[0] ?? 0).toFixed(1)
    console.log(
      `${availableParallelism()} cores, Node ${process.version}, ${values.source ? 'from source' : 'as built'}, load before ${busy()}` +
        (process.env['MALLOC_ARENA_MAX'] ? ', MALLOC_ARENA_MAX set' : ''),
    )
    const starts = new Map<Case, Start[]>(cases.map((one) => [one, []]))
    const start = async ({ env }: Case): Promise<[Server, Start]> => {
      const port = await freePort()
      // As the Dockerfile sets it, where it is asked for: it is for the C library, and can be told only so.
      const arenas = process.env['MALLOC_ARENA_MAX']
      const all = { ...env, ...(arenas ? { MALLOC_ARENA_MAX: arenas } : {}), PORT: String(port) }
      const server = company.serve(all, {}, { script: entry, ipc: false })
      const up = await untilReady(server)
      await setTimeout(2_000) // the first sweep
      return [server, { ...up, peak: Math.max(up.together, memory(server.pid).peak) }]
    }
    for (const one of cases.filter(({ after }) => after)) {
      const [first] = await start(one)
      await first.end(one.after ?? 'SIGTERM')
    }
    const last: Server[] = []
    for (let round = 1; round <= rounds; round++) {
      for (const one of cases) {
        if (!one.after) rmSync(one.env['DATA_DIR'] ?? '', { recursive: true, force: true })
        const [server, measured] = await start(one)
        starts.get(one)?.push(measured)
        if (round === rounds) last.push(server)
        else await server.end(one.after ?? 'SIGTERM')
      }
    }
    const idle: number[][] = last.map((server) => [memory(server.pid).now])
    for (let minute = 1; minute <= minutes; minute++) {
      await setTimeout(60_000)
      last.forEach((server, at) => idle[at]?.push(memory(server.pid).now))
    }
    for (const [at, one] of cases.entries()) {
      const all = starts.get(one) ?? []
      const ms = all.map((each) => each.ms).toSorted((a, b) => a - b)
      const own = median(all.map((each) => each.worked).toSorted((a, b) => a - b))
      const peak = Math.max(...all.map((each) => each.peak))
      console.log(
        `${one.name.padEnd(16)} ready after ${median(ms)} ms (${ms[0]}–${ms.at(-1)}; worked ${own}), at most ${peak} MB; ` +
          `idle, minute by minute: ${idle[at]?.join(', ')} MB`,
      )
    }
    console.log(`load after ${busy()}`)
    await Promise.all(last.map((server) => server.end('SIGTERM')))
  } finally {
    await company.close()
    await postgres.close()
    rmSync(home, { recursive: true, force: true })
  }
}

interface Up {
  /** Milliseconds since its start. */
  readonly ms: number
  /** Milliseconds that it worked, on all cores, with processes that it started: on a busy machine the clock tells of the others. */
  readonly worked: number
  /** The most memory that it held meanwhile, with processes that it started. */
  readonly together: number
}

async function untilReady(server: Server): Promise<Up> {
  const began = performance.now()
  for (let together = 0; ; await setTimeout(10)) {
    const status = await fetch(`${server.url}/readyz`).then(
      (answer) => answer.status,
      () => 0,
    )
    const ms = Math.round(performance.now() - began)
    if (status === 200) return { ms, worked: worked(server.pid), together }
    if (server.isGone || ms > 60_000) throw new Error(`it is not ready after ${ms} ms:\n${server.log}`)
    together = Math.max(together, withChildren(server.pid))
  }
}

function withChildren(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  const pids = children.split(' ').filter(Boolean).map(Number)
  return [pid, ...pids].reduce((sum, each) => sum + memory(each).now, 0)
}

/** The 14th to the 17th field of a process' `stat`: ticks of 10 ms of its own, and of those that it started and that ended. */
function worked(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return fields.slice(11, 15).reduce((sum, ticks) => sum + 10 * Number(ticks), 0)
}

/** What is resident of a process, in MB, as the system tells it; nothing where it has ended. */
function memory(pid: number): { readonly now: number; readonly peak: number } {
  const path = `/proc/${pid}/status`
  const status = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const megabytes = (name: string) =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024)
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') }
}

function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
