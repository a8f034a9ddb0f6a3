/**
 * Holds the sandbox's traffic against GitHub's published descriptions of its API and its webhooks: each response and
 * each request body, each payload. `npm run test:conformance` runs the tests that talk to a sandbox first;
 * `npm run test:conformance -- FILE…` judges recordings that are there already. Exits 1 where something does not fit.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Traffic } from '../../src/sandbox/traffic.ts'
import { PACKAGES, readDescriptions } from './descriptions.ts'
import { judge } from './judge.ts'
import { isKnown } from './known.ts'

const given = process.argv.slice(2)
const descriptions = readDescriptions(descriptionsFolder())
const recordings = given.length > 0 ? given : record()
process.exitCode = report(recordings) ? 0 : 1

/** The folder with the descriptions; fetched once, kept for the next time. */
function descriptionsFolder(): string {
  const set = process.env['CONFORMANCE_MODULES']
  if (set !== undefined) return set
  const folder = path.join(tmpdir(), `debrief-conformance-${PACKAGES.join('_').replaceAll(/[^\w.-]/g, '-')}`)
  if (existsSync(path.join(folder, 'complete'))) return folder
  console.error(`Installing GitHub's descriptions (400 MB) into ${folder} …`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'package.json'), '{"private": true}\n')
  run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--save-exact', ...PACKAGES])
  writeFileSync(path.join(folder, 'complete'), '')
  return folder
}

/** Runs the tests that talk to a sandbox, the demo's among them; returns the recordings, one per test file. */
function record(): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'debrief-traffic-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  console.error('Recording the traffic of the tests …')
  const config = path.join(import.meta.dirname, 'vitest.config.ts')
  const env = { ...process.env, SANDBOX_TRAFFIC: folder }
  const { status, stdout } = spawnSync('vitest', ['run', '--config', config], { env, encoding: 'utf8' })
  // What a failing test recorded is judged all the same; that it fails is for `npm test` to say.
  if (status !== 0) console.error(`Some tests fail:\n${stdout.split('\n').slice(-25).join('\n')}`)
  return readdirSync(folder).map((name) => path.join(folder, name))
}

/** Ends the whole run where the command fails. */
function run(command: string, args: readonly string[], env = process.env): void {
  const { status, stdout, stderr } = spawnSync(command, args, { env, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status === 0) return
  console.error(`${command} ${args.join(' ')} ended with ${String(status)}:\n${stdout}\n${stderr}`)
  process.exit(2)
}

function report(files: readonly string[]): boolean {
  const counts = new Map<string, Map<string, number>>()
  const seen = { judged: 0, passedOver: new Set<string>() }
  for (const line of files.flatMap(linesOf)) {
    const violations = judge(line, descriptions)
    if (violations === null)
      seen.passedOver.add(line.kind === 'api' ? `${line.method} ${line.path}` : line.event)
    else seen.judged += 1
    for (const violation of violations ?? []) {
      if (isKnown(violation)) continue
      const { where, what } = violation
      const at = counts.get(where) ?? new Map<string, number>()
      counts.set(where, at.set(what, (at.get(what) ?? 0) + 1))
    }
  }
  for (const [where, whats] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    console.log(`\n${where}`)
    for (const [what, times] of whats) console.log(`  ${String(times).padStart(5)} × ${what}`)
  }
  console.log(
    `\n${seen.judged} requests and events judged, ${counts.size} kinds of them with violations; ${seen.passedOver.size} addresses are not in the descriptions (GraphQL, and what tests ask for on purpose).`,
  )
  return counts.size === 0
}

function linesOf(file: string): Traffic[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Traffic)
}
