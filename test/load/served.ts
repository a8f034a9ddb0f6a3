import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createNodeMiddleware, Probot } from 'probot'
import { hears, jobsFor } from '../../src/app.ts'
import { toWebhookEvent } from '../../src/github/event.ts'
import { metrics } from '../../src/metrics/registry.ts'
import { durableQueue } from '../../src/queue/durable.ts'
import { memoryQueue } from '../../src/queue/memory.ts'
import type { Queue, Worker } from '../../src/queue/queue.ts'
import { openStore } from '../../src/queue/store.ts'
import { listen } from '../../src/receiver/listen.ts'
import { receiver } from '../../src/receiver/server.ts'
import { SECRET } from './delivery.ts'

/** What is measured runs in a process of its own, so that the load's client neither slows it nor counts as its memory. */
export type Kind = 'bare Probot' | 'memory' | 'PGlite' | 'PostgreSQL'

export interface Served {
  readonly kind: Kind
  /** Where it is PostgreSQL. */
  readonly databaseUrl?: string | undefined
  /** Milliseconds that a job takes. */
  readonly workMs: number
}

/** What the process tells who started it. */
export type Told =
  | { readonly url: string }
  | { readonly rss: number }
  | { readonly pickUpMs: readonly number[] }

const log = { info: () => {}, warn: () => {}, error: console.error }
const { kind, databaseUrl, workMs } = JSON.parse(process.argv[2] ?? '') as Served
const tell = (what: Told) => process.send?.(what)

// How long a job waited since its push began, by the issue that it is about; the client sends each only once.
const since = new Map<string, number>()
const pickUpMs: number[] = []
const work: Worker = async ({ repo, number }) => {
  const stored = since.get(`${repo}#${number}`)
  if (stored !== undefined) pickUpMs.push(performance.now() - stored)
  since.delete(`${repo}#${number}`)
  if (workMs > 0) await setTimeout(workMs)
  return { kind: 'done' }
}

async function queueOf(): Promise<Queue> {
  if (kind === 'memory') return memoryQueue(work)
  if (kind === 'PostgreSQL' && databaseUrl)
    return durableQueue(await openStore({ databaseUrl }, log), work, { log })
  const dataDir = mkdtempSync(join(tmpdir(), 'debrief-load-'))
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }))
  return durableQueue(await openStore({ dataDir }, log), work, { log })
}

/** The receiver as `serve` has it, before a worker that does nothing: what is measured is taking in and storing. */
async function debrief(): Promise<string> {
  const queue = await queueOf()
  const { server } = receiver({
    secrets: [SECRET],
    hears,
    jobsOf: (event) => jobsFor(toWebhookEvent(event, 'debrief[bot]'), Date.now()),
    pushesAtOnce: kind === 'PostgreSQL' ? 2 : 1,
    push: async (jobs) => {
      for (const { repo, number } of jobs) since.set(`${repo}#${number}`, performance.now())
      await queue.push(jobs)
    },
    lacks: async () => [],
    metrics: metrics(),
    log,
  })
  return listen(server, { port: 0 })
}

/** Probot as its own documentation has it, with a handler that does nothing and nothing stored. */
async function bareProbot(): Promise<string> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  const probot = new Probot({ appId: 1, privateKey, secret: SECRET, logLevel: 'fatal' })
  const middleware = await createNodeMiddleware((app) => app.on('issues', () => undefined), { probot })
  return listen(
    createServer((request, response) => void middleware(request, response)),
    { port: 0 },
  )
}

process.on('message', (what) => {
  if (what === 'rss') tell({ rss: process.memoryUsage.rss() })
  if (what === 'pick-up') tell({ pickUpMs: pickUpMs.splice(0) })
  if (what === 'end') process.exit(0)
})
process.once('disconnect', () => process.exit(0))
tell({ url: await (kind === 'bare Probot' ? bareProbot() : debrief()) })
