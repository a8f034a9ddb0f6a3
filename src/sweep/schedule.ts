import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Metrics } from '../metrics/registry.ts'
import type { Log } from '../reconcile.ts'
import type { Notes } from './notes.ts'
import type { Sweep } from './sweep.ts'

// Quarter hours: the finest step in which a zone's clock can be off the hour, so no digest comes late by more.
const QUARTER_MS = 15 * 60_000
// Whether the quarter's sweep has begun, or whose sweeper died, is seen so often.
const LOOK_MS = 60_000
const ALIVE_MS = 15_000
// Replicas that are started one after the other need not each look at everything.
const JUST_NOW_MS = 60_000
// A request under way may take longer; it is left alone then, and what it brings is not used.
const PATIENCE_MS = 5_000

export interface Schedule {
  /** Sweeps everything now; where a sweep runs already here, afterwards. */
  sweep(): Promise<void>
  /** Resolves once no sweep runs here. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/** One sweep at the start and one at every quarter of an hour, by one of all replicas. */
export function startSchedule(
  sweep: Sweep,
  notes: Notes,
  { metrics, log, atStart }: { readonly metrics: Metrics; readonly log: Log; readonly atStart: boolean },
): Schedule {
  const sweeper = randomUUID()
  const started = Date.now()
  let stopped = false
  let chain: Promise<void> = Promise.resolve()

  async function run(which: 'all' | 'turn'): Promise<void> {
    const timed = metrics.sweepDuration.startTimer()
    try {
      const swept = await sweep.run(which, () => stopped)
      metrics.sweeps.inc({ result: swept.failed > 0 ? 'partial' : 'done' })
      if (swept.jobs > 0 || swept.failed > 0) log.info({ ...swept }, 'swept')
    } catch (error) {
      metrics.sweeps.inc({ result: 'failed' })
      if (!stopped) log.error({ err: error }, 'the sweep failed; the next one comes by itself')
      throw error
    } finally {
      timed()
    }
  }

  /** Where it is this replica's turn; what goes wrong is logged, the next one comes anyway. */
  async function inTurn(before: Date, which: 'all' | 'turn'): Promise<void> {
    try {
      if (stopped || !(await notes.begin(before, sweeper))) return
      const alive = setInterval(() => void notes.tell(sweeper, false).catch(untold), ALIVE_MS).unref()
      try {
        await run(which).catch(() => undefined) // logged there
      } finally {
        clearInterval(alive)
        await notes.tell(sweeper, true)
      }
    } catch (error) {
      untold(error)
    }
  }

  const untold = (error: unknown): void => {
    if (!stopped) log.warn({ err: error }, 'the store could not be asked whose turn it is to sweep')
  }
  const after = (work: () => Promise<void>): Promise<void> => {
    const done = chain.then(work)
    chain = done.catch(() => undefined) // told to who asked, or logged
    return done
  }

  if (atStart) void after(() => inTurn(new Date(Date.now() - JUST_NOW_MS), 'all'))
  const timer = setInterval(() => {
    const quarter = Date.now() - (Date.now() % QUARTER_MS)
    // The quarter in which it started is done, or another replica's; only a sweeper that died is followed in it.
    void after(() => inTurn(new Date(quarter < started ? 0 : quarter), 'turn'))
  }, LOOK_MS).unref()

  return {
    sweep: () => after(() => run('all')),
    idle: async () => chain,
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await Promise.race([chain, pause(PATIENCE_MS, null, { ref: false })])
    },
  }
}
