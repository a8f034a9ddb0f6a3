/**
 * Merges a made-up log of a million lines into a timeline, and sorts the same file with `sort`, one after the other in one
 * run: seconds by the clock, seconds of own time, and the most memory of the whole process. `npm run bench:evidence`.
 */
import { spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Random } from '../fuzz/random.ts'

const { values } = parseArgs({
  options: { lines: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '3' } },
})
const LINES = Number(values.lines)
const ENTRY = join(import.meta.dirname, '../../src/cli.ts')

const folder = mkdtempSync(join(tmpdir(), 'debrief-bench-evidence-'))
try {
  const file = join(folder, 'app.log')
  await writeLog(file)
  const merge = [process.execPath, ENTRY, 'timeline', 'merge']
  const all: readonly [name: string, command: readonly string[]][] = [
    ['debrief timeline merge --format json', [...merge, '--format', 'json', file]],
    ["debrief timeline merge --level warn --match 'in 9\\d ms'", [...merge, '--level', 'warn', '--match', String.raw`in 9\d ms`, file]],
    ['sort', ['sort', file]],
  ] // prettier-ignore
  console.log(`${LINES.toLocaleString('en')} lines, ${values.rounds} rounds; the fastest\n`)
  console.log(
    `${''.padEnd(58)}${'seconds'.padStart(9)}${'own time'.padStart(10)}${'most memory'.padStart(13)}`,
  )
  for (const [name, command] of all) {
    const rounds: Run[] = []
    for (let round = 0; round < Number(values.rounds); round++) rounds.push(await run(command))
    const best = rounds.reduce((one, two) => (two.seconds < one.seconds ? two : one))
    const peak = Math.max(...rounds.map(({ peak }) => peak))
    console.log(`${name.padEnd(58)}${best.seconds.toFixed(1).padStart(9)}${best.own.toFixed(1).padStart(10)}${`${peak.toFixed(0)} MB`.padStart(13)}`) // prettier-ignore
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** As services write them: nearly in order, each with a trace id, one in fifty a warning. */
async function writeLog(file: string): Promise<void> {
  const random = new Random(7)
  const stream = createWriteStream(file)
  let at = Date.UTC(2026, 10, 20, 8)
  for (let index = 0; index < LINES; index++) {
    at += random.below(40)
    const time = new Date(at - random.below(2_000)).toISOString()
    const trace = (index * 2_654_435_761).toString(16).padStart(32, '0')
    const line = `${time} ${index % 50 === 0 ? 'WARN' : 'INFO'} checkout-${index % 7} GET /cart/${index} 200 in ${index % 97} ms trace=${trace}\n`
    if (!stream.write(line)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
}

interface Run {
  readonly seconds: number
  readonly own: number
  readonly peak: number
}

/** What Linux keeps of a process: `VmHWM` is the most memory that it ever had, `stat` its own time in ticks of 10 ms. */
async function run([command = '', ...args]: readonly string[]): Promise<Run> {
  const start = performance.now()
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...process.env, LC_ALL: 'C' },
  })
  let peak = 0
  let own = 0
  const look = (): void => {
    try {
      const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8')
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
      const stat =
        readFileSync(`/proc/${String(child.pid)}/stat`, 'utf8')
          .split(') ')[1]
          ?.split(' ') ?? []
      own = Math.max(own, (Number(stat[11]) + Number(stat[12])) / 100 || 0)
    } catch (error) {
      // It has ended between two looks.
      if (!(error instanceof Error && 'code' in error)) throw error
    }
  }
  const timer = setInterval(look, 5)
  const [code] = (await once(child, 'close')) as [number | null]
  clearInterval(timer)
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}`)
  return { seconds: (performance.now() - start) / 1000, own, peak }
}
