import { setTimeout } from 'node:timers/promises'
import { openStore } from '../../src/queue/store.ts'
import { storedNotes } from '../../src/sweep/notes.ts'
import { Random } from '../fuzz/random.ts'
import { startPostgres } from '../postgres.ts'
import { freePort } from '../free-port.ts'
import { Company } from './company.ts'
import { prove } from './prove.ts'
import type { Told } from './replica.ts'
import type { Server } from './server.ts'

// Proof 11: three replicas on one PostgreSQL. All of them sweep at the same time at each quarter of an hour of the nights in
// which clocks are set back and forward, and each week's digest is written once. Whose turn a sweep is by the schedule falls
// to one of them. Of one that is killed, the work goes on within 30 s.
const RESUMED_MS = 30_000
const TURNS = 100
const HOUR_MS = 3_600_000
const SCRIPT = new URL('replica.ts', import.meta.url).pathname
const SILENT = { info: nothing, warn: nothing, error: nothing }
function nothing(): void {}

/** Sundays at two in Berlin: shown twice on the one night, and never on the other. */
const NIGHTS = [
  { from: '2026-10-24T22:00:00Z', quarters: 20 },
  { from: '2027-03-27T23:00:00Z', quarters: 16 },
]
const CONFIG = 'digest:\n  day: sunday\n  hour: 2\n  zone: Europe/Berlin\n'

await prove({ name: 'replicas', times: 3, round })

async function round(seed: number) {
  const postgres = await startPostgres()
  try {
    const turns = await taken(await postgres.database())
    const nights = await acrossNights(seed, await postgres.database())
    const dead = await withOneKilled(seed, await postgres.database())
    const parts = [turns, nights, dead]
    return { did: parts.map(({ did }) => did).join('; '), wrong: parts.flatMap(({ wrong }) => wrong) }
  } finally {
    await postgres.close()
  }
}

/** Three of them ask whose turn it is at the same moment, again and again. */
async function taken(databaseUrl: string) {
  const stores = []
  for (let replica = 0; replica < 3; replica++) stores.push(await openStore({ databaseUrl }, SILENT))
  const notes = []
  for (const store of stores) notes.push(await storedNotes(store))
  const wrong: string[] = []
  for (let turn = 0; turn < TURNS; turn++) {
    await setTimeout(2)
    const before = new Date()
    const got = await Promise.all(notes.map((each, replica) => each.begin(before, `replica ${replica}`)))
    if (got.filter(Boolean).length !== 1)
      wrong.push(`turn ${turn} was taken ${got.filter(Boolean).length} times`)
    await notes[got.indexOf(true)]?.tell(`replica ${got.indexOf(true)}`, true)
  }
  for (const store of stores) await store.close()
  return { did: `${TURNS} turns`, wrong }
}

async function startThree(company: Company, databaseUrl: string): Promise<Server[]> {
  const ports = [company.port, await freePort(), await freePort()]
  const replicas = ports.map((port) =>
    company.serve({ DATABASE_URL: databaseUrl, PORT: String(port) }, {}, { script: SCRIPT, ipc: true }),
  )
  await Promise.all(replicas.map((replica) => replica.up()))
  return replicas
}

function tell(replicas: readonly Server[], told: Told) {
  return Promise.all(replicas.map((replica) => replica.ask<{ done: boolean }>(told)))
}

async function acrossNights(seed: number, databaseUrl: string) {
  let clock = Date.parse('2026-10-20T12:00:00Z')
  let since = Date.now()
  const now = () => new Date(clock + Date.now() - since)
  const company = await Company.found(new Random(seed), now)
  const wrong: string[] = []
  try {
    company.commit('shop', { '.github/postmortem.yml': CONFIG })
    const replicas = await startThree(company, databaseUrl)
    const at = async (instant: number) => {
      clock = instant
      since = Date.now()
      await tell(replicas, { at: new Date(instant).toISOString() })
    }
    await at(clock)
    await company.writeUp('shop', 'search')
    await company.settled(replicas)
    const sweepAt = async (instant: number) => {
      await at(instant)
      const swept = await tell(replicas, { sweep: true })
      if (swept.some(({ done }) => !done)) wrong.push(`a sweep failed: ${JSON.stringify(swept)}`)
      await company.settled(replicas)
      return (await company.commentsOn('shop', 'Postmortem follow-ups')).length
    }
    const told: string[] = []
    for (const { from, quarters } of NIGHTS) {
      const before = await sweepAt(Date.parse(from) - 3 * 24 * HOUR_MS)
      let digests = before
      for (let quarter = 0; quarter < quarters; quarter++) {
        const instant = Date.parse(from) + quarter * 15 * 60_000
        const now = await sweepAt(instant)
        if (now > digests) told.push(new Date(instant).toISOString().slice(0, 16))
        digests = now
      }
      if (digests !== before + 1) wrong.push(`in the night of ${from} there came ${digests - before} digests`)
    }
    for (const replica of replicas) await replica.end('SIGKILL')
    return { did: `a digest at ${told.join(' and at ')}`, wrong }
  } finally {
    await company.close()
  }
}

/** One hangs in the middle of a job and is killed; another one takes the job over. */
async function withOneKilled(seed: number, databaseUrl: string) {
  const company = await Company.found(new Random(seed))
  try {
    const replicas = await startThree(company, databaseUrl)
    company.sandbox.faults.api({ method: 'POST', path: '/repos/{owner}/{repo}/pulls', answer: 'hang' })
    await company.declare()
    const [first, ...others] = replicas
    // The one that took the delivery in is the first to look for work, and so the one that hangs.
    for (let met = 0; met === 0; met = company.sandbox.faults.met) await setTimeout(20)
    await first?.end('SIGKILL')
    const killed = Date.now()
    let wrong: readonly string[] = ['']
    while (wrong.length > 0 && Date.now() < killed + RESUMED_MS) {
      await setTimeout(100)
      wrong = await company.judge('all')
    }
    const did = `went on ${((Date.now() - killed) / 1_000).toFixed(1)} s after its replica was killed`
    for (const replica of others) await replica.end('SIGKILL')
    return { did, wrong }
  } finally {
    await company.close()
  }
}
