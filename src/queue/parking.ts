import type { Job, ParkedJob, Parking } from './queue.ts'
import { jobKey } from './queue.ts'
import type { Store, Transaction } from './store.ts'
import { PARKED, WORK, toRow, type Entry, type ParkedEntry } from './table.ts'

interface Row {
  readonly id: string
  /** Its worker died with it each time: pg-boss itself moved it here, as it was. */
  readonly data: ParkedEntry | Entry
  readonly created_on: Date
}

const DIED = 'whoever worked on it died or hung each time'
const UNTOLD = { reason: DIED, fault: true, concerns: null, deadly: true }
const CHOSEN = `name = '${PARKED}' AND ($1::text[] IS NULL OR id::text = ANY($1))`

/** The parked jobs of a store: for the queue that runs there, and for `debrief jobs`. */
export function parkingOf(store: Store): Parking {
  return {
    list: async () => {
      const rows = await store.query<Row>(
        `SELECT id, data, created_on FROM pgboss.job WHERE name = '${PARKED}' ORDER BY created_on`,
      )
      return rows.map(toParked)
    },
    retry: (which) =>
      store.transaction(async (transaction) => {
        const rows = await take(transaction, which)
        const entries = rows.map(({ data }) => toRow({ job: fresh(data.job), attempt: 1, wait: null }))
        if (entries.length > 0) await store.boss.insert(WORK, entries, { db: transaction.db })
        return rows.length
      }),
    drop: async (which) => (await take(store, which)).length,
  }
}

/** Without its delivery: the same one may wake it again, for somebody asked. What it told has long been shown. */
const fresh = (job: Job): Job => ({ ...job, delivery: undefined, told: undefined })

function take(sql: Pick<Store, 'query'>, which: readonly string[] | 'all'): Promise<readonly Row[]> {
  const ids = which === 'all' ? null : which
  return sql.query<Row>(`DELETE FROM pgboss.job WHERE ${CHOSEN} RETURNING id, data, created_on`, [ids])
}

function toParked({ id, data, created_on }: Row): ParkedJob {
  const why = 'reason' in data ? { ...data, deadly: false } : UNTOLD
  const { reason, fault, concerns, deadly } = why
  return { id, job: fresh(data.job), reason, since: created_on, fault, concerns, deadly }
}

/** Parks a job, in the place of its parked twin. */
export async function park({ boss }: Store, transaction: Transaction, entry: ParkedEntry): Promise<void> {
  await unpark(transaction, [jobKey(entry.job)])
  const row = { data: entry, singletonKey: jobKey(entry.job) }
  await boss.insert(PARKED, [row], { db: transaction.db })
}

/** Takes away what has been done since by a later look at the same thing. */
export async function unpark(sql: Pick<Store, 'query'>, keys: readonly string[]): Promise<void> {
  await sql.query(`DELETE FROM pgboss.job WHERE name = '${PARKED}' AND singleton_key = ANY($1)`, [keys])
}
