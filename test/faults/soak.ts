import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Random } from '../fuzz/random.ts'
import { Company } from './company.ts'
import { moveClock } from './moved-clock.ts'
import { prove } from './prove.ts'
import type { Told } from './soaked.ts'

// Proof 16: days go by, with incidents, merges, digests and sweeps. After the first third neither the memory nor the store
// grows any more. `--times` are minutes; each step of them is two hours of the clock.
const SCRIPT = fileURLToPath(new URL('soaked.ts', import.meta.url))
const STEP_MS = 2 * 60 * 60_000
const ACTS = 4
const MB = 1024 * 1024
// What the last third may have more than the middle one: noise, and what GitHub's growing lists take for a moment.
const RSS_MB = 40
const STORE_MB = 40

interface Seen {
  readonly rss: number
  readonly heap: number
  readonly store: number
}

await prove({ name: 'soak', times: 4, atOnce: 1_000, round })

async function round(seed: number, minutes: number) {
  const company = await Company.found(new Random(seed))
  const folder = mkdtempSync(join(tmpdir(), 'debrief-soak-'))
  const seen: Seen[] = []
  const began = performance.now()
  try {
    const server = company.serve(
      { DATA_DIR: folder },
      {},
      { script: SCRIPT, ipc: true, args: ['--expose-gc'] },
    )
    await server.up()
    while (performance.now() - began < minutes * 60_000) {
      for (let act = 0; act < ACTS; act++) await company.act()
      await company.settled(server)
      moveClock(STEP_MS)
      const { rss, heap } = await server.ask<Told>({ ms: STEP_MS })
      await company.settled(server)
      seen.push({ rss: rss / MB, heap: heap / MB, store: sizeOf(folder) / MB })
    }
    const wrong = [...(await company.judge('all')), ...grown(seen)]
    await server.end('SIGKILL')
    const days = ((seen.length * STEP_MS) / 86_400_000).toFixed(1)
    return { did: `${days} days, ${company.acknowledged} deliveries; ${inWords(seen)}`, wrong }
  } finally {
    await company.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function middle(seen: readonly Seen[], of: keyof Seen): number {
  return seen.map((each) => each[of]).toSorted((a, b) => a - b)[Math.floor(seen.length / 2)] ?? 0
}

function thirds(seen: readonly Seen[]): readonly Seen[][] {
  const third = Math.ceil(seen.length / 3)
  return [0, 1, 2].map((part) => seen.slice(part * third, (part + 1) * third))
}

function inWords(seen: readonly Seen[]): string {
  const parts = (of: keyof Seen) =>
    thirds(seen)
      .map((part) => middle(part, of).toFixed(0))
      .join(', ')
  return `by thirds, MB: RSS ${parts('rss')}; heap ${parts('heap')}; store ${parts('store')}`
}

function grown(seen: readonly Seen[]): string[] {
  const [, before = [], after = []] = thirds(seen)
  const wrong: string[] = []
  if (middle(after, 'rss') > middle(before, 'rss') + RSS_MB) wrong.push(`the memory grows: ${inWords(seen)}`)
  if (middle(after, 'store') > middle(before, 'store') + STORE_MB)
    wrong.push(`the store grows: ${inWords(seen)}`)
  return wrong
}

function sizeOf(folder: string): number {
  let bytes = 0
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    bytes += statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0
  return bytes
}
