import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { startPostgres } from '../postgres.ts'
import { besiege } from './hostile.ts'
import { flood, quantile, steady, type Measured } from './phases.ts'
import { startServer } from './server.ts'
import type { Kind } from './served.ts'

// npm run test:load -- [--seconds 20] [--only PGlite]
// How fast deliveries are answered for, on each store, beside a bare Probot in the same run; and what strangers can do to
// the memory. Exits with 1 where a target is missed.
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '20' }, only: { type: 'string' } },
})
const seconds = Number(values.seconds)

const TARGETS: Readonly<Record<Kind, number>> = {
  'bare Probot': 0,
  memory: 0,
  PGlite: 2_000,
  PostgreSQL: 3_000,
}
const STEADY_P99_MS = 50
const FLOOD_P99_MS = 100
const PICK_UP_P99_MS = 100
const SIEGE_BYTES = 50 * 1024 * 1024
// What a job takes that asks GitHub a few times: the queue is behind then, as it is in a flood.
const WORK_MS = 400
const missed: string[] = []

function expect(what: string, holds: boolean): void {
  if (!holds) missed.push(what)
}
const ms = (value: number) => `${value.toFixed(1)} ms`
const words = ({ answered, failed, p50, p99 }: Measured) =>
  `${answered} answered, ${failed} failed, p50 ${ms(p50)}, p99 ${ms(p99)}`

async function measure(kind: Kind, databaseUrl?: string): Promise<void> {
  const server = await startServer({ kind, databaseUrl, workMs: WORK_MS })
  await flood(server.url, 10, 2) // until it is compiled
  const calm = await steady(server.url, 200, seconds)
  const full = await flood(server.url, 100, Math.min(10, seconds))
  await server.stop()
  console.log(kind)
  console.log(`  200/s for ${seconds} s:   ${words(calm)}`)
  console.log(`  100 connections:  ${words(full)}, ${Math.round(full.perSecond)}/s`)
  if (kind === 'bare Probot') return
  expect(`${kind}: all acknowledged`, calm.failed + full.failed === 0)
  expect(`${kind}: p99 < ${STEADY_P99_MS} ms at 200/s`, calm.p99 < STEADY_P99_MS)
  expect(`${kind}: p99 < ${FLOOD_P99_MS} ms at 100 connections`, full.p99 < FLOOD_P99_MS)
  expect(`${kind}: ${TARGETS[kind]}/s`, full.perSecond >= TARGETS[kind])
}

/** On a queue that is not behind: how long from being taken in to being begun. */
async function measurePickUp(kind: Kind, databaseUrl?: string): Promise<void> {
  const server = await startServer({ kind, databaseUrl, workMs: 0 })
  await steady(server.url, 20, 2)
  await server.pickUp()
  await steady(server.url, 20, Math.min(10, seconds))
  const { pickUpMs } = await server.pickUp()
  await server.stop()
  const p99 = quantile(pickUpMs, 0.99)
  console.log(
    `  pick-up at 20/s:  ${pickUpMs.length} jobs, p50 ${ms(quantile(pickUpMs, 0.5))}, p99 ${ms(p99)}`,
  )
  expect(`${kind}: pick-up p99 < ${PICK_UP_P99_MS} ms`, p99 < PICK_UP_P99_MS)
}

const busy = () => (loadavg()[0] ?? 0).toFixed(1)
console.log(`${availableParallelism()} cores, Node ${process.version}, load of the machine before ${busy()}`)

const wanted = (kind: string) => values.only === undefined || values.only === kind
if (wanted('bare Probot')) await measure('bare Probot')
for (const kind of ['memory', 'PGlite'] as const) {
  if (!wanted(kind)) continue
  await measure(kind)
  await measurePickUp(kind)
}
if (wanted('PostgreSQL')) {
  const postgres = await startPostgres()
  await measure('PostgreSQL', await postgres.database())
  await measurePickUp('PostgreSQL', await postgres.database())
  await postgres.close()
}
if (wanted('siege')) {
  const server = await startServer({ kind: 'memory', workMs: WORK_MS })
  for (const { name, grewBy, answers } of await besiege(server)) {
    console.log(
      `${name}: grew by ${(grewBy / 1024 / 1024).toFixed(1)} MB, answers ${JSON.stringify(answers)}`,
    )
    expect(`${name}: under 50 MB`, grewBy < SIEGE_BYTES)
    expect(
      `${name}: refused`,
      Object.keys(answers).every((answer) => /^(4\d\d|503|cut)$/.test(answer)),
    )
  }
  await server.stop()
}
for (const what of missed) console.log(`MISSED ${what}`)
process.exitCode = missed.length > 0 ? 1 : 0
