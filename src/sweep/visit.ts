import { createHash } from 'node:crypto'
import type { Feature } from '../feature.ts'
import type { GitHub } from '../github/client.ts'
import { NotYet } from '../github/errors.ts'
import type { Place } from '../news.ts'
import type { FeatureName, Queue } from '../queue/queue.ts'
import type { Log } from '../reconcile.ts'
import { keysOf, look, type RepositoryNote, type Seen } from './look.ts'
import type { Notes } from './notes.ts'
import { AT_ONCE, overview } from './overview.ts'
import type { Tags } from './tags.ts'

/** What one sweep did. */
export interface Swept {
  repositories: number
  /** Those in which something had happened. */
  changed: number
  jobs: number
  redelivered: number
  /** Installations and repositories that could not be looked at. */
  failed: number
}

export interface VisitOptions {
  readonly installationId: number
  readonly github: GitHub
  /** Of the token, to which the tags belong. */
  readonly scope: string
  readonly tags: Tags
  /** All that the installation reaches. */
  readonly places: readonly Place[]
  /** Nothing before it is the app's business. */
  readonly since: Date
  readonly features: ReadonlyMap<FeatureName, Feature<unknown>>
  readonly queue: Pick<Queue, 'push'>
  readonly notes: Notes
  readonly now: () => Date
  readonly log: Log
  /** Changes of one repository that one look takes in; two thousand where not said. */
  readonly mostChanges?: number | undefined
  /** Resolves when the next repository may be looked at. */
  readonly turn: () => Promise<void>
  readonly isStopped: () => boolean
  readonly swept: Swept
}

// Each quarter of an hour one in four: so each repository once an hour, and never all at the same time.
const TURNS = 4
const QUARTER_MS = 15 * 60_000

/** A sweep through the repositories of one installation. */
export class Visit {
  readonly #options: VisitOptions

  constructor(options: VisitOptions) {
    this.#options = options
  }

  /**
   * Looks at all of these, or at those whose turn it is or that asked for it; returns those in which what is done now sets off more.
   * @throws NotYet where the installation has no requests left
   */
  async look(all: readonly Place[], which: 'all' | 'turn'): Promise<Place[]> {
    // Before those that follow its settings.
    const busy = await this.#some(all.filter(isForAll), which)
    const others = all.filter((place) => !isForAll(place))
    for (let start = 0; start < others.length; start += AT_ONCE)
      busy.push(...(await this.#some(others.slice(start, start + AT_ONCE), which)))
    return busy
  }

  async #some(all: readonly Place[], which: 'all' | 'turn'): Promise<Place[]> {
    const { installationId, github, scope, tags, notes, now, turn, isStopped } = this.#options
    const known = await notes.read<RepositoryNote>(all.map(noteKey))
    const noteOf = (place: Place): RepositoryNote | null => known.get(noteKey(place)) ?? null
    const places = all.filter(
      (place) => which === 'all' || isTurnOf(place, now()) || isDue(noteOf(place), now()),
    )
    // Tags of an earlier token are worth nothing: one question about all of them instead.
    const unsure = places.filter(
      (place) => noteOf(place) && !tags.knows(installationId, scope, keysOf(place)),
    )
    const overviews = await overview(github, unsure)
    const busy: Place[] = []
    for (const place of places) {
      if (isStopped()) break
      await turn()
      if (await this.#one(place, noteOf(place), overviews.get(place) ?? null)) busy.push(place)
    }
    return busy
  }

  /** Whether what is done now sets off more; what stands in the way in one repository is logged, and keeps no other one waiting. */
  async #one(place: Place, note: RepositoryNote | null, standing: Parameters<typeof look>[1]['overview']) {
    const { installationId, github, scope, tags, since, notes, now, log, swept } = this.#options
    const { mostChanges = MOST_CHANGES } = this.#options
    const at = now()
    const due = isDue(note, at)
    try {
      const seen = await look(place, {
        github,
        tags,
        scope,
        since,
        note,
        overview: standing,
        due,
        now: at,
        mostChanges,
      })
      swept.repositories++
      if (seen) return await this.#take(place, seen, at)
      if (note) await notes.write(noteKey(place), note) // still there
    } catch (error) {
      tags.forget(installationId, keysOf(place))
      if (error instanceof NotYet) throw error
      swept.failed++
      log.error({ ...place, err: error }, 'the sweep could not look at a repository')
    }
    return false
  }

  /** The organisation's own settings hold for its other repositories too: these are due now. */
  async #wakeNeighbours(place: Place): Promise<void> {
    if (!isForAll(place)) return
    const { notes, now, places } = this.#options
    const others = places.filter((other) => other.owner === place.owner && !isForAll(other))
    const known = await notes.read<RepositoryNote>(others.map(noteKey))
    const at = now().toISOString()
    for (const [key, note] of known) {
      // What is due already stays so since then.
      const next = note.next !== null && note.next < at ? note.next : at
      await notes.write(key, { ...note, next } satisfies RepositoryNote)
    }
  }

  /** Jobs first: what is remembered as seen must be in the store. */
  async #take(place: Place, { news, note, isPart }: Seen, at: Date): Promise<boolean> {
    const { features, queue, notes, log, swept, tags } = this.#options
    const all = [...features.values()]
    const jobs = all.flatMap((feature) => [...feature.find(news)])
    await queue.push(jobs)
    const times = note.ours ? all.flatMap((feature) => feature.next?.(news.config, at) ?? []) : []
    const next = times.map((time) => time.toISOString()).sort()[0] ?? null
    await notes.write(noteKey(place), { ...note, next } satisfies RepositoryNote)
    swept.changed++
    swept.jobs += jobs.length
    if (news.configured) await this.#wakeNeighbours(place)
    if (isPart) {
      // Where nothing more changes until then, the same answer still has more to tell.
      tags.forget(place.installationId, keysOf(place))
      log.warn(
        { ...place, until: note.until },
        'more has changed there than one look takes in: the next goes on',
      )
    }
    return isPart || jobs.some(({ feature }) => features.get(feature)?.setsOff === true)
  }
}

const MOST_CHANGES = 2_000

/** GitHub's place for what holds for all repositories of an owner. */
const isForAll = ({ repo }: Place): boolean => repo.toLowerCase() === '.github'

const noteKey = ({ installationId, owner, repo }: Place): string =>
  `repository ${installationId} ${owner}/${repo}`.toLowerCase()

function isDue(note: RepositoryNote | null, now: Date): boolean {
  return typeof note?.next === 'string' && Date.parse(note.next) <= now.getTime()
}

function isTurnOf(place: Place, now: Date): boolean {
  const [byte = 0] = createHash('sha256').update(noteKey(place)).digest()
  return byte % TURNS === Math.floor(now.getTime() / QUARTER_MS) % TURNS
}
