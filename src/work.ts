import { features } from './app.ts'
import { processBudget } from './github/budget.ts'
import type { Client, GitHub } from './github/client.ts'
import { Guesses } from './github/guesses.ts'
import { installations, type Installations } from './github/installations.ts'
import { Once, processMemory } from './github/once.ts'
import type { OwnClient } from './github/own-client.ts'
import { Remembered } from './github/remembered.ts'
import { storedBudget, storedMemory } from './github/stored.ts'
import { callCounter } from './metrics/calls.ts'
import { meteredWorker, watchQueue } from './metrics/jobs.ts'
import type { Metrics } from './metrics/registry.ts'
import { durableQueue } from './queue/durable.ts'
import { memoryQueue } from './queue/memory.ts'
import type { Job, Queue, Worker } from './queue/queue.ts'
import type { Store } from './queue/store.ts'
import { reconciler } from './reconcile.ts'
import type { ServeOptions } from './serve.ts'
import { processNotes, storedNotes, type Notes } from './sweep/notes.ts'
import { Sweep } from './sweep/sweep.ts'

/** What there is before any work is done. */
export interface Site extends OwnClient {
  readonly options: ServeOptions
  /** Null where jobs are kept in memory. */
  readonly store: Store | null
  readonly metrics: Metrics
}

export interface Work {
  readonly queue: Queue
  readonly sweep: Sweep
  readonly notes: Notes
}

/** Begins to work on what is in the queue, and makes the sweep that finds what no webhook told. */
export async function startWork(site: Site): Promise<Work> {
  const { app, login, log, options, store, metrics } = site
  const { appId, now = () => new Date() } = options
  const clients = await openClients(site)
  const once = await openMemory(site)
  const guesses = new Guesses()
  const remembered = new Remembered()
  const github = async (job: Job): Promise<GitHub> => ({
    client: await clientFor(clients, job),
    login,
    appId,
    guesses,
    remembered,
  })
  const worker = meteredWorker(reconciler({ features, github, once, now, log }), metrics)
  const queue = await openQueue(site, worker)
  watchQueue(queue, metrics)
  const notes = store ? await storedNotes(store) : processNotes()
  const { pace, mostChanges, again } = options.sweep ?? {}
  const sweep = new Sweep({
    app,
    clients,
    login,
    appId,
    features,
    queue,
    notes,
    once,
    now,
    log,
    pace,
    mostChanges,
    again,
  })
  return { queue, sweep, notes }
}

async function openClients({ app, options, store, metrics }: Site): Promise<Installations> {
  const { baseUrl, github = {} } = options
  const budget = github.budget ?? (store ? await storedBudget(store) : processBudget())
  const count = callCounter(metrics)
  return installations({
    app,
    budget,
    baseUrl,
    fetch: github.fetch,
    onCall: (call) => {
      count(call)
      github.onCall?.(call)
    },
  })
}

/** What was made before the memory began is not known here: it must be seen on GitHub first. */
async function openMemory({ options, store }: Site): Promise<Once> {
  const made = store ? await storedMemory(store) : { memory: processMemory(), since: Date.now() }
  return new Once({ ...made, ...options.github?.once })
}

async function openQueue({ options, store, log }: Site, worker: Worker): Promise<Queue> {
  return store ? durableQueue(store, worker, { ...options.queue, log }) : memoryQueue(worker, options.queue)
}

/** No wider than the feature needs. */
function clientFor(clients: Installations, job: Job): Promise<Client> {
  const { installationId, feature, repo: repository } = job
  const narrow = features.get(feature)?.reach === 'repository'
  return clients.client(installationId, narrow ? { repository } : 'all', feature)
}
