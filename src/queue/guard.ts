import type { PGlite } from '@electric-sql/pglite'

/** What is asked of PGlite. */
export type Asked = Pick<PGlite, 'query' | 'exec'>

export interface Guarded extends Asked {
  transaction<T>(work: (transaction: Asked) => Promise<T>): Promise<T>
  /** Rejects once it is broken; never resolves. */
  readonly broken: Promise<never>
  close(): Promise<void>
}

/**
 * PGlite, until it breaks. A server would end where its log cannot be written; within this process the next question, be it
 * the ROLLBACK of a transaction, would keep the thread for ever. So nothing is asked of it any more after such an error:
 * what was acknowledged stands in the folder, for the process that is started next.
 */
export function guard(pg: PGlite): Guarded {
  let failure: Error | null = null
  let tell: (error: Error) => void = () => undefined
  let last: Promise<unknown> = Promise.resolve()
  const broken = new Promise<never>((_, reject) => {
    tell = reject
  })
  broken.catch(() => undefined) // whoever listens is told; nobody must

  // PGlite has a queue of its own, but rolls back by itself whatever happened.
  function oneByOne<T>(ask: () => Promise<T>): Promise<T> {
    const turn = last.then(ask)
    last = turn.catch(() => undefined)
    return turn
  }

  async function attempt<T>(ask: () => Promise<T>): Promise<T> {
    if (failure) throw failure
    try {
      return await ask()
    } catch (error) {
      if (!isFatal(error)) throw error
      failure = inWords(error)
      tell(failure)
      throw failure
    }
  }

  async function orRollBack<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask()
    } catch (error) {
      if (!failure) await attempt(() => pg.exec('ROLLBACK'))
      throw error
    }
  }

  const asked: Asked = {
    query: (...question) => attempt(() => pg.query(...question)),
    exec: (...question) => attempt(() => pg.exec(...question)),
  }
  return {
    broken,
    query: (...question) => oneByOne(() => asked.query(...question)),
    // Several statements in one text may hold a BEGIN, and fail before its COMMIT.
    exec: (...question) => oneByOne(() => orRollBack(() => asked.exec(...question))),
    transaction: (work) =>
      oneByOne(async () => {
        await asked.exec('BEGIN')
        return orRollBack(async () => {
          const result = await work(asked)
          await asked.exec('COMMIT')
          return result
        })
      }),
    close: () => oneByOne(async () => (failure ? undefined : pg.close())),
  }
}

// No file where there should be one; PostgreSQL takes that for somebody's doing, here it is one more way of being torn.
const UNDEFINED_FILE = '58P01'

/** What PostgreSQL says has a code; class XX says that it does not know itself any more, and the log is all it has. */
function isFatal(error: unknown): boolean {
  if (!(error instanceof Error)) return true
  if ('severity' in error && 'code' in error) return isTorn(error) || error.message.includes('pg_wal')
  // The rest is of the machine that it runs on: its memory, or a file that cannot be synced.
  return error.name === 'RuntimeError' || error.name === 'ExitStatus' || 'syscall' in error
}

/** Of what is written in the folder, and not of the disk that is full: the next process would stumble over it too. */
export function isTorn(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return String(error.code).startsWith('XX') || error.code === UNDEFINED_FILE
}

function inWords(cause: unknown): Error {
  const words = cause instanceof Error ? cause.message : String(cause)
  const outlook = isTorn(cause)
    ? 'It is set aside when Debrief is started again, and what matters is found again on GitHub.'
    : 'Is there room on the disk? What it had taken in is kept there, and found when Debrief is started again.'
  return new Error(`The store in the data folder broke (${words}). ${outlook}`, { cause })
}
