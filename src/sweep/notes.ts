import { makeTables } from '../queue/schema.ts'
import type { Store } from '../queue/store.ts'

/** What the sweep remembers from one time to the next; whatever is lost of it is read off GitHub again. */
export interface Notes {
  read<Note extends object>(keys: readonly string[]): Promise<ReadonlyMap<string, Note>>
  write(key: string, note: object): Promise<void>
  /** Forgets what was not written since. */
  forget(before: Date): Promise<void>
  /**
   * Takes the turn to sweep: true for one replica only, where the last sweep began before `before`, or its sweeper died.
   */
  begin(before: Date, sweeper: string): Promise<boolean>
  /** Tells that the sweeper is alive; `over`, that it has done its work. */
  tell(sweeper: string, over: boolean): Promise<void>
}

/** For one process alone that keeps nothing. */
export function processNotes(clock: () => number = Date.now): Notes {
  const notes = new Map<string, { readonly text: string; readonly at: number }>()
  let begun = -Infinity
  let busy = false
  return {
    read: async <Note extends object>(keys: readonly string[]) =>
      new Map(
        keys.flatMap((key) => {
          const note = notes.get(key)
          return note ? [[key, JSON.parse(note.text) as Note] as const] : []
        }),
      ),
    write: async (key, note) => void notes.set(key, { text: JSON.stringify(note), at: clock() }),
    forget: async (before) => {
      for (const [key, { at }] of notes) if (at < before.getTime()) notes.delete(key)
    },
    begin: async (before) => {
      if (busy || begun >= before.getTime()) return false
      begun = clock()
      busy = true
      return true
    },
    tell: async (_, over) => {
      busy = !over
    },
  }
}

// A sweeper tells every few seconds that it is alive; one that has not for so long is dead.
const DEAD_AFTER = '60 seconds'

/** In the store, for all replicas. */
export async function storedNotes(store: Store): Promise<Notes> {
  const { query } = store
  await makeTables(store, [
    'CREATE TABLE IF NOT EXISTS debrief.note (key text PRIMARY KEY, note jsonb NOT NULL, at timestamptz NOT NULL)',
    `CREATE TABLE IF NOT EXISTS debrief.sweep (one boolean PRIMARY KEY, sweeper text NOT NULL,
      begun timestamptz NOT NULL, alive timestamptz NOT NULL, over boolean NOT NULL)`,
    // Nobody else can be at it: it was left by the process that had this folder before.
    ...(store.kind === 'embedded' ? ['DELETE FROM debrief.sweep'] : []),
  ])
  return {
    read: async <Note extends object>(keys: readonly string[]) => {
      const rows = await query<{ key: string; note: Note }>(
        'SELECT key, note FROM debrief.note WHERE key = ANY($1)',
        [keys],
      )
      return new Map(rows.map(({ key, note }) => [key, note]))
    },
    write: async (key, note) => {
      await query(
        `INSERT INTO debrief.note (key, note, at) VALUES ($1, $2, now())
         ON CONFLICT (key) DO UPDATE SET note = EXCLUDED.note, at = EXCLUDED.at`,
        [key, JSON.stringify(note)],
      )
    },
    forget: async (before) => {
      await query('DELETE FROM debrief.note WHERE at < $1', [before.toISOString()])
    },
    begin: async (before, sweeper) => {
      const taken = await query<{ sweeper: string }>(
        `INSERT INTO debrief.sweep (one, sweeper, begun, alive, over) VALUES (true, $1, now(), now(), false)
         ON CONFLICT (one) DO UPDATE SET sweeper = EXCLUDED.sweeper, begun = now(), alive = now(), over = false
         WHERE sweep.begun < $2 AND sweep.over
            OR NOT sweep.over AND sweep.alive < now() - interval '${DEAD_AFTER}' RETURNING sweeper`,
        [sweeper, before.toISOString()],
      )
      return taken.length > 0
    },
    tell: async (sweeper, over) => {
      await query('UPDATE debrief.sweep SET alive = now(), over = $2 WHERE sweeper = $1', [sweeper, over])
    },
  }
}
