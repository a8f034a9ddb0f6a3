import type { Store } from './store.ts'

// Any number will do, as long as all replicas have the same.
const MAKING_TABLES = 4_051_973

/** Makes what is not there yet of Debrief's own tables, which have a schema beside pg-boss'. */
export async function makeTables({ transaction }: Store, statements: readonly string[]): Promise<void> {
  await transaction(async ({ query }) => {
    // Two replicas that start at once would each find that nothing exists, and stumble over the other.
    await query('SELECT pg_advisory_xact_lock($1)', [MAKING_TABLES])
    await query('CREATE SCHEMA IF NOT EXISTS debrief')
    for (const statement of statements) await query(statement)
  })
}
