import { PgBoss, type ConstructorOptions } from 'pg-boss'
import type { Log } from '../reconcile.ts'

/** Started, on that connection. */
export async function startBoss(
  db: NonNullable<ConstructorOptions['db']>,
  log: Log,
  options: ConstructorOptions,
): Promise<PgBoss> {
  const boss = new PgBoss({
    db,
    // No crons of its own: the schedule here is a clock's quarter hours, and what is due is asked of GitHub.
    schedule: false,
    // Statistics and registers that nobody looks at: /metrics asks the job table itself.
    registerInstance: false,
    monitorVacuum: false,
    maintenanceIntervalSeconds: 60,
    ...options,
  })
  boss.on('error', (error) => log.warn({ err: error }, 'the queue stumbled, and goes on'))
  await boss.start()
  return boss
}
