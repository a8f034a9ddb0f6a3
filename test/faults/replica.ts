import { readServeEnv } from '../../src/env.ts'
import { processBudget } from '../../src/github/budget.ts'
import { serve } from '../../src/serve.ts'
import type { Served } from './served.ts'

/** What a replica is told; it answers once that is done. */
export type Told =
  /** Sets its clock. */
  | { readonly at: string }
  /** Has it sweep, as its schedule would. */
  | { readonly sweep: true }

// A replica with a clock that is moved from outside.
const { patienceMs } = JSON.parse(process.env['SERVED'] ?? '{}') as Served
let offset = 0
const running = await serve({
  ...readServeEnv(process.env),
  now: () => new Date(Date.now() + offset),
  github: {
    budget: processBudget({ aMinute: Infinity, anHour: Infinity }),
    once: { lagMs: patienceMs },
  },
  sweep: { atStart: false },
  queue: { backoffMs: 50 },
})
process.on('message', (told: Told) => {
  if ('at' in told) offset = Date.parse(told.at) - Date.now()
  const done = 'sweep' in told ? running.tick() : Promise.resolve()
  done.then(
    () => process.send?.({ done: true }),
    (error: unknown) => process.send?.({ done: false, why: String(error) }),
  )
})
