import { Gauge } from 'prom-client'
import type { Queue, Worker } from '../queue/queue.ts'
import type { Metrics } from './registry.ts'

/** That worker, its runs counted and timed. */
export function meteredWorker(work: Worker, { jobRuns, jobDuration }: Metrics): Worker {
  return async (job, ...rest) => {
    const timed = jobDuration.startTimer({ feature: job.feature })
    try {
      const outcome = await work(job, ...rest)
      jobRuns.inc({ feature: job.feature, outcome: outcome.kind })
      return outcome
    } catch (error) {
      jobRuns.inc({ feature: job.feature, outcome: 'retry' })
      throw error
    } finally {
      timed()
    }
  }
}

/** Asks the queue whenever the page is asked for, so that quiet costs nothing. */
export function watchQueue(queue: Pick<Queue, 'counts'>, { registry }: Metrics): void {
  const registers = [registry]
  const lag = new Gauge({
    name: 'debrief_job_lag_seconds',
    help: 'How long the first of the waiting jobs could have begun already',
    registers,
  })
  const jobs = new Gauge({
    name: 'debrief_jobs',
    help: 'Jobs by state: waiting, running, delayed (a backoff, a limit, a lag of GitHub), parked',
    labelNames: ['state'] as const,
    registers,
    collect: async () => {
      // No figure rather than an old one, where the store cannot be asked: /readyz says why.
      const counts = await queue.counts().catch(() => null)
      jobs.reset()
      lag.remove()
      if (!counts) return
      for (const state of ['waiting', 'running', 'delayed', 'parked'] as const)
        jobs.set({ state }, counts[state])
      lag.set(counts.lagMs / 1_000)
    },
  })
}
