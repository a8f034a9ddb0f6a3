import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** What became of one delivery. */
export type DeliveryResult =
  | 'stored' // its jobs are in the store
  | 'idle' // signed, but nothing to do
  | 'unsigned'
  | 'malformed'
  | 'oversized'
  | 'crowded' // gave way to others
  | 'cut' // broken off, or too slow
  | 'failed' // could not be stored: GitHub shows it as failed, the sweep has it redelivered

export type Metrics = ReturnType<typeof metrics>

/**
 * All that an operator can see of one app, for Prometheus. Labels are bounded, and none names a repository or a person:
 * this page needs no secrecy.
 */
export function metrics() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    deliveries: new Counter({
      name: 'debrief_deliveries_total',
      help: 'Webhook deliveries by event and by what became of them',
      labelNames: ['event', 'result'] as const,
      registers,
    }),
    acknowledgement: new Histogram({
      name: 'debrief_acknowledgement_seconds',
      help: 'From the first byte of a delivery to its answer',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    jobRuns: new Counter({
      name: 'debrief_job_runs_total',
      help: 'Runs of jobs by feature and outcome',
      labelNames: ['feature', 'outcome'] as const,
      registers,
    }),
    jobDuration: new Histogram({
      name: 'debrief_job_duration_seconds',
      help: 'How long a run of a job took, by feature',
      labelNames: ['feature'] as const,
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      registers,
    }),
    githubRequests: new Counter({
      name: 'debrief_github_requests_total',
      help: 'Requests to GitHub by purpose (a feature, sweep, app), route and status; 0 where no answer came',
      labelNames: ['purpose', 'route', 'status'] as const,
      registers,
    }),
    githubBudget: new Gauge({
      name: 'debrief_github_budget_remaining',
      help: 'What GitHub last said is left of the limit, by installation and resource',
      labelNames: ['installation', 'resource'] as const,
      registers,
    }),
    sweeps: new Counter({
      name: 'debrief_sweeps_total',
      help: 'Sweeps by result',
      labelNames: ['result'] as const,
      registers,
    }),
    sweepDuration: new Histogram({
      name: 'debrief_sweep_duration_seconds',
      help: 'How long a sweep took',
      buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 900],
      registers,
    }),
  }
}
