import type { PgBoss } from 'pg-boss'
import type { Log } from '../reconcile.ts'

/** SQL, as PostgreSQL understands it, with `$1` for the first value. */
export interface Sql {
  readonly query: <Row extends object>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>
}

/** The same connection, for pg-boss. */
export interface Transaction extends Sql {
  readonly db: ReturnType<PgBoss['getDb']>
}

/**
 * Where jobs, budgets and what was made lately are kept. It is disposable: it holds hints, and whatever is lost with it
 * is found again on GitHub.
 */
export interface Store extends Sql {
  /** Embedded: this process alone has it. Shared: any number of replicas. */
  readonly kind: 'embedded' | 'shared'
  readonly boss: PgBoss
  readonly transaction: <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>
  /** Rejects once it is broken for good, so that only a new process can go on; never resolves. */
  readonly broken: Promise<never>
  close(): Promise<void>
}

export type StoreOptions =
  /** A folder of this process alone. */
  | { readonly dataDir: string; readonly databaseUrl?: undefined }
  /** A PostgreSQL that replicas may share. */
  | { readonly databaseUrl: string; readonly dataDir?: undefined }

/** Reads the code of the store, which `openStore` would do first; the other one's is not needed. */
export async function loadStore({ databaseUrl }: StoreOptions): Promise<unknown> {
  return databaseUrl === undefined ? import('./embedded.ts') : import('./shared.ts')
}

/** @throws Error with what to do, where the store cannot be opened. */
export async function openStore(options: StoreOptions, log: Log): Promise<Store> {
  if (options.databaseUrl !== undefined) {
    const { openShared } = await import('./shared.ts')
    return openShared(options.databaseUrl, log)
  }
  const { openEmbedded } = await import('./embedded.ts')
  return openEmbedded(options.dataDir, log)
}
