import type { DeliveryResult } from '../metrics/registry.ts'
import type { Log } from '../reconcile.ts'

// Often enough for who looks for a wrong secret, too seldom for a stranger to fill the disk.
const EVERY_MS = 60_000

const QUIET: ReadonlySet<DeliveryResult> = new Set<DeliveryResult>(['stored', 'idle', 'failed'])

/** Tells the log why deliveries were refused: one line a minute for each reason, with how many there were. */
export function refusals(log: Pick<Log, 'warn'>) {
  const told = new Map<DeliveryResult, { at: number; since: number }>()
  return (result: DeliveryResult, reason: string): void => {
    if (QUIET.has(result)) return
    const last = told.get(result)
    if (last && performance.now() - last.at < EVERY_MS) {
      last.since++
      return
    }
    log.warn({ result, reason, others: last?.since ?? 0 }, 'a delivery was refused')
    told.set(result, { at: performance.now(), since: 0 })
  }
}
