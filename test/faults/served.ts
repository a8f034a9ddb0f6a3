import { serveUntilStopped } from '../../src/cli/serve.ts'
import { processBudget } from '../../src/github/budget.ts'

/** What the environment cannot tell a server: how fast the GitHub is that it deals with, and whether it sweeps. */
export interface Served {
  /** After a write GitHub is waited for so long; on github.com it is 35 s. */
  readonly patienceMs: number
  readonly sweeps: boolean
}

// `debrief serve` as it is, with its signals, its lock and its exit codes. Only GitHub's limits are lifted, which a proof
// of minutes would sit out, and time is that of a faster GitHub.
const { patienceMs, sweeps } = JSON.parse(process.env['SERVED'] ?? '{}') as Served
process.exitCode = await serveUntilStopped(process.env, (text) => console.error(text), {
  github: {
    budget: processBudget({ aMinute: Infinity, anHour: Infinity }),
    once: { lagMs: patienceMs },
  },
  sweep: { atStart: sweeps },
  queue: { backoffMs: 50 },
})
