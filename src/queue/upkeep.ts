import { setImmediate } from 'node:timers/promises'
import type { Log } from '../reconcile.ts'
import type { Guarded } from './guard.ts'

// PGlite has neither a checkpointer nor an autovacuum: without them its log grows, and its plans go by old statistics.
const UPKEEP_MS = 60_000
// Read again after a crash, in a fraction of a second.
const LOG_BYTES = 4 * 1024 * 1024

/** Tidies up each minute, as long as the process has something else to do too; returns how to stop. */
export function startUpkeep(pg: Guarded, log: Log): () => void {
  const timer = setInterval(() => {
    keepUp(pg).catch((error: unknown) => log.warn({ err: error }, 'the data folder could not be tidied up'))
  }, UPKEEP_MS).unref()
  return () => clearInterval(timer)
}

interface Table {
  readonly name: string
  readonly crowded: boolean
  readonly changed: boolean
}

/** What is needed and no more, one thing after the other: each keeps this thread, and so whoever waits for an answer. */
async function keepUp(pg: Guarded): Promise<void> {
  // The thresholds of PostgreSQL's own autovacuum; but dead rows are cheap to clear (3 ms), and each fetch of a job passes them.
  const { rows: tables } = await pg.query<Table>(
    `SELECT format('%I.%I', schemaname, relname) AS name, n_dead_tup > 50 AS crowded,
       n_mod_since_analyze > 50 + n_live_tup / 10 AS changed FROM pg_stat_user_tables`,
  )
  for (const { name, crowded, changed } of tables) {
    if (crowded) await pg.exec(`VACUUM ${name}`)
    await setImmediate()
    if (changed) await pg.exec(`ANALYZE ${name}`)
    await setImmediate()
  }
  const { rows } = await pg.query<{ bytes: string }>(
    'SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) AS bytes FROM pg_control_checkpoint()',
  )
  if (Number(rows[0]?.bytes) > LOG_BYTES) await pg.exec('CHECKPOINT')
}
