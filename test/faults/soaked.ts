import { moveClock } from './moved-clock.ts'

/** What the server of the soak is told: to let so many milliseconds pass, and to sweep. */
export interface Passed {
  readonly ms: number
}
/** What it tells then. */
export interface Told {
  readonly rss: number
  readonly heap: number
}

const { readServeEnv } = await import('../../src/env.ts')
const { processBudget } = await import('../../src/github/budget.ts')
const { serve } = await import('../../src/serve.ts')
const running = await serve({
  ...readServeEnv(process.env),
  github: { budget: processBudget({ aMinute: Infinity, anHour: Infinity }), once: { lagMs: 700 } },
  sweep: { atStart: false },
})
process.on('message', (passed: Passed) => void pass(passed))

async function pass({ ms }: Passed): Promise<void> {
  moveClock(ms)
  await running.tick()
  globalThis.gc?.()
  process.send?.({ rss: process.memoryUsage.rss(), heap: process.memoryUsage().heapUsed } satisfies Told)
}
