import { makeTables } from '../queue/schema.ts'
import type { Sql, Store } from '../queue/store.ts'
import { GITHUB_LIMITS, HOUR_MS, MINUTE_MS, waitFor, type Budget, type WriteLimits } from './budget.ts'
import { TransientError } from './errors.ts'
import type { Memory } from './once.ts'

// Times are kept by the store's clock, and are told as so much from now by this process' one: the clocks of two replicas
// need not agree.

const TIDY_MS = 60_000
/** A moment as so many milliseconds from now. */
const FROM_NOW = (value: string) => `clock_timestamp() + make_interval(secs => ${value}::float8 / 1000)`
/** How many milliseconds from now that moment is; less than 0 where it is over. */
const MS_TO = (moment: string) => `(extract(epoch FROM ${moment} - clock_timestamp()) * 1000)::float8`

/** What all replicas made lately; `since` is when the store was begun, which knows of nothing that was made before. */
export async function storedMemory(
  store: Store,
  clock: () => number = Date.now,
): Promise<{ readonly memory: Memory; readonly since: number }> {
  await makeTables(store, [
    'CREATE TABLE IF NOT EXISTS debrief.begun (one boolean PRIMARY KEY, at timestamptz NOT NULL)',
    'INSERT INTO debrief.begun (one, at) VALUES (true, clock_timestamp()) ON CONFLICT DO NOTHING',
    'CREATE TABLE IF NOT EXISTS debrief.made (key text PRIMARY KEY, until timestamptz NOT NULL)',
  ])
  const ask = asking(store)
  const tidy = nowAndThen(() =>
    // Two replicas may tidy up at once: neither waits for what the other has in hand.
    ask(`DELETE FROM debrief.made WHERE key IN
      (SELECT key FROM debrief.made WHERE until < now() FOR UPDATE SKIP LOCKED)`),
  )
  const [begun] = await ask<{ ms: number }>(`SELECT ${MS_TO('at')} AS ms FROM debrief.begun`)
  return {
    // Never later than now, should the clock have been set back: then it would be waited for.
    since: clock() + Math.min(0, begun?.ms ?? 0),
    memory: {
      get: async (key) => {
        const [row] = await ask<{ ms: number }>(
          `SELECT ${MS_TO('until')} AS ms FROM debrief.made WHERE key = $1`,
          [key],
        )
        return row ? clock() + row.ms : null
      },
      put: async (key, until) => {
        await ask(
          `INSERT INTO debrief.made (key, until) VALUES ($1, ${FROM_NOW('$2')})
           ON CONFLICT (key) DO UPDATE SET until = EXCLUDED.until`,
          [key, until - clock()],
        )
        await tidy()
      },
      forget: async (key) => {
        await ask('DELETE FROM debrief.made WHERE key = $1', [key])
      },
    },
  }
}

// The limit that another replica met is heeded here so much later at most.
const LOOK_MS = 1_000

/** What all replicas together may do. */
export async function storedBudget(
  store: Store,
  { aMinute, anHour }: WriteLimits = GITHUB_LIMITS,
  clock: () => number = Date.now,
): Promise<Budget> {
  await makeTables(store, [
    `CREATE TABLE IF NOT EXISTS debrief.budget (installation bigint PRIMARY KEY,
      written timestamptz[] NOT NULL DEFAULT '{}', closed timestamptz NOT NULL DEFAULT '-infinity')`,
  ])
  const ask = asking(store)
  const tidy = nowAndThen(() =>
    ask(`DELETE FROM debrief.budget WHERE installation IN (SELECT installation FROM debrief.budget
      WHERE closed < now() AND now() - interval '1 hour' > ALL (written) FOR UPDATE SKIP LOCKED)`),
  )
  /** Limits that were met here: they hold also where the store could not be told. */
  const own = new Map<number, number>()
  let looked = -Infinity
  let closed: Promise<ReadonlyMap<number, number>> = Promise.resolve(new Map())

  async function look(): Promise<ReadonlyMap<number, number>> {
    const rows = await ask<{ id: string; ms: number }>(
      `SELECT installation::text AS id, ${MS_TO('closed')} AS ms FROM debrief.budget WHERE closed > now()`,
    )
    return new Map(rows.map(({ id, ms }) => [Number(id), clock() + ms]))
  }

  return {
    write: async (id) => {
      // One row for an installation, which this statement holds while it counts: nobody else counts meanwhile.
      const taken = await ask(
        `INSERT INTO debrief.budget AS kept (installation, written) VALUES ($1, ARRAY[clock_timestamp()])
         ON CONFLICT (installation) DO UPDATE SET written =
           ARRAY(SELECT at FROM unnest(kept.written) AS at WHERE ${within(HOUR_MS)}) || clock_timestamp()
         WHERE (SELECT count(*) < $2 AND count(*) FILTER (WHERE ${within(MINUTE_MS)}) < $3
           FROM unnest(kept.written) AS at WHERE ${within(HOUR_MS)})
         RETURNING installation`,
        [id, anHour, aMinute],
      )
      await tidy()
      if (taken.length > 0) return 0
      const rows = await ask<{ ms: number }>(
        `SELECT ${MS_TO('at')} AS ms FROM debrief.budget, unnest(written) AS at WHERE installation = $1 ORDER BY at`,
        [id],
      )
      const times = rows.map(({ ms }) => ms)
      // At least one: this write was not taken, also where there is room again by now.
      return Math.max(1, waitFor(times, 0, MINUTE_MS, aMinute), waitFor(times, 0, HOUR_MS, anHour))
    },
    closedUntil: async (id) => {
      if (performance.now() - looked > LOOK_MS) {
        looked = performance.now()
        closed = look()
        closed.catch(() => {
          looked = -Infinity
        })
      }
      return Math.max(own.get(id) ?? 0, (await closed).get(id) ?? 0)
    },
    close: async (id, until) => {
      own.set(id, Math.max(until, own.get(id) ?? 0))
      // GitHub has answered by now. Were this told as a failure, its answer would be lost; the others meet the same limit.
      await ask(
        `INSERT INTO debrief.budget AS kept (installation, closed) VALUES ($1, ${FROM_NOW('$2')})
         ON CONFLICT (installation) DO UPDATE SET closed = GREATEST(kept.closed, EXCLUDED.closed)`,
        [id, until - clock()],
      ).catch(() => undefined)
    },
  }
}

const within = (ms: number): string => `at > clock_timestamp() - interval '${ms} milliseconds'`

/** A store that does not answer will, or this process ends: a job that needs it is tried again. */
function asking({
  query,
}: Store): <Row extends object>(...question: Parameters<Sql['query']>) => Promise<readonly Row[]> {
  return async <Row extends object>(...question: Parameters<Sql['query']>) => {
    try {
      return await query<Row>(...question)
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      throw new TransientError(`the store does not answer: ${words}`, null, { cause: error })
    }
  }
}

/** Not each time, and never the reason why something else fails. */
function nowAndThen(work: () => Promise<unknown>): () => Promise<void> {
  let last = -Infinity
  return async () => {
    if (performance.now() - last < TIDY_MS) return
    last = performance.now()
    await work().catch(() => undefined) // the next time
  }
}
