import { Pool, type QueryResult } from 'pg'
import type { Log } from '../reconcile.ts'
import { startBoss } from './boss.ts'
import type { Store, Transaction } from './store.ts'

// A replica that died is noticed by its heartbeat (10 s, pg-boss' shortest) at the next look of another one.
const SUPERVISE_SECONDS = 5

/**
 * The store in a PostgreSQL that any number of replicas share.
 * @throws Error where it cannot be reached
 */
export async function openShared(databaseUrl: string, log: Log): Promise<Store> {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'debrief',
    max: 10,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  // Connections break when the server goes; the next query takes a new one. One that is in use tells it to its query
  // too, but an `error` that nobody listens to would end the process.
  const told = (error: Error) => log.warn({ err: error }, 'a connection to PostgreSQL broke')
  pool.on('error', told)
  pool.on('connect', (client) => client.on('error', told))
  try {
    const boss = await startBoss(plain(pool), log, {
      superviseIntervalSeconds: SUPERVISE_SECONDS,
      monitorIntervalSeconds: SUPERVISE_SECONDS,
    })
    return {
      kind: 'shared',
      boss,
      broken: new Promise(() => undefined), // a server comes back
      query: async (text, values = []) => (await pool.query(text, [...values])).rows,
      transaction: (work) => inTransaction(pool, work),
      close: async () => {
        await boss.stop({ graceful: false })
        await pool.end()
      },
    }
  } catch (error) {
    await pool.end()
    const words = error instanceof Error ? error.message || String(error) : String(error)
    throw new Error(
      `The PostgreSQL of DATABASE_URL cannot be used (${words}): is it up, are host, user and password right, and may that user make tables there?`,
      { cause: error },
    )
  }
}

interface Queryable {
  query(text: string, values?: unknown[]): Promise<QueryResult>
}

function plain(connection: Queryable): Transaction['db'] {
  return {
    executeSql: async (text, values) => {
      // Several statements in one text have one result each, which pg's types leave out.
      const results = [(await connection.query(text, values)) as QueryResult | QueryResult[]].flat()
      return { rows: results.flatMap(({ rows }) => rows as unknown[]) }
    },
  }
}

async function inTransaction<T>(pool: Pool, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await work({
      query: async (text, values = []) => (await client.query(text, [...values])).rows,
      db: plain(client),
    })
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((thrown: unknown) => {
      broken = thrown instanceof Error ? thrown : new Error(String(thrown))
    })
    throw error
  } finally {
    // With an error it is thrown away: whether its transaction is over is not known.
    client.release(broken)
  }
}
