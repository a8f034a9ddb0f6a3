import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import type { Wrong } from './company.ts'

export interface Proof {
  readonly name: string
  /** How many times, where not said. */
  readonly times: number
  /** How many a round does at once; one, where not said. */
  readonly atOnce?: number
  /** What it did, in words, and what was wrong in the end. */
  readonly round: (seed: number, times: number) => Promise<{ readonly did: string; readonly wrong: Wrong }>
}

/** Runs rounds until one ends wrong; a seed for each, so that it can be replayed by itself. */
export async function prove({ name, times: usual, atOnce = 1, round }: Proof): Promise<never> {
  const { values } = parseArgs({ options: { times: { type: 'string' }, seed: { type: 'string' } } })
  const times = Number(values.times ?? usual)
  const first = Number(values.seed ?? Date.now() % 1_000_000)
  console.log(`${name}: ${times} times, seed ${first}`)
  const began = performance.now()
  for (let done = 0, seed = first; done < times; done += atOnce, seed++) {
    const part = Math.min(atOnce, times - done)
    const { did, wrong } = await round(seed, part).catch((error: unknown) => ({
      did: 'it broke off',
      wrong: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    }))
    console.log(`  ${done + part} of ${times}, seed ${seed}: ${did}`)
    if (wrong.length === 0) continue
    console.log(wrong.slice(0, 20).join('\n'))
    console.log(`${name}: WRONG. Replay: npm run test:faults -- ${name} --times ${part} --seed ${seed}`)
    process.exit(1)
  }
  const load = loadavg()[0]?.toFixed(1)
  console.log(
    `${name}: right, ${times} times in ${Math.round((performance.now() - began) / 1_000)} s (load ${load})`,
  )
  process.exit(0)
}
