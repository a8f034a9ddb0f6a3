import { createHash } from 'node:crypto'
import type { Feature } from '../feature.ts'
import type { Client, GitHub } from '../github/client.ts'
import { NotYet } from '../github/errors.ts'
import type { Installations } from '../github/installations.ts'
import type { Place } from '../news.ts'
import type { FeatureName, Queue } from '../queue/queue.ts'
import type { Log } from '../reconcile.ts'
import { redeliver } from './deliveries.ts'
import { keysOf, look, type RepositoryNote, type Seen } from './look.ts'
import type { Notes } from './notes.ts'
import { AT_ONCE, overview } from './overview.ts'
import { PACE, pacer, type PaceOptions } from './pace.ts'
import { Repositories } from './repositories.ts'
import { Tags } from './tags.ts'

export interface SweepOptions {
  /** The App's own client. */
  readonly app: Client
  readonly clients: Installations
  readonly login: string
  readonly appId: number
  readonly features: ReadonlyMap<FeatureName, Feature<unknown>>
  readonly queue: Pick<Queue, 'push'>
  readonly notes: Notes
  readonly now: () => Date
  readonly log: Log
  readonly pace?: PaceOptions | undefined
}

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

interface Installation {
  readonly id: number
  readonly created_at: string
  readonly suspended_at?: string | null
}

const DAY_MS = 24 * 60 * 60_000
// Where nothing is remembered: no older change matters, and what began before the app came is not its business at all.
const HORIZON_DAYS = 90
// A repository that is gone is forgotten, and a delivery when GitHub has forgotten it.
const REMEMBERED_DAYS = 7
// Each quarter of an hour one in four: so each repository once an hour, and never all at the same time.
const TURNS = 4
const QUARTER_MS = 15 * 60_000

/** Finds on GitHub whatever a webhook could have told, and makes the same jobs of it. */
export class Sweep {
  readonly #options: SweepOptions
  readonly #tags = new Tags()
  readonly #repositories = new Repositories(this.#tags)

  constructor(options: SweepOptions) {
    this.#options = options
  }

  /** `which`: all repositories, or those whose turn it is. */
  async run(which: 'all' | 'turn', isStopped: () => boolean = () => false): Promise<Swept> {
    const { app, notes, now, log } = this.#options
    const swept: Swept = { repositories: 0, changed: 0, jobs: 0, redelivered: 0, failed: 0 }
    const failed = (facts: object, error: unknown, message: string): void => {
      swept.failed++
      log.error({ ...facts, err: error }, message)
    }
    await notes.forget(new Date(Date.now() - REMEMBERED_DAYS * DAY_MS))
    try {
      swept.redelivered = await redeliver(app, notes, now(), log)
    } catch (error) {
      failed({}, error, 'failed deliveries could not be asked for: the sweep finds what they told')
    }
    for (const installation of await this.#installations()) {
      if (isStopped()) break
      try {
        await this.#installation(installation, which, swept, isStopped)
      } catch (error) {
        failed({ installation: installation.id }, error, 'the sweep could not look at an installation')
      }
    }
    return swept
  }

  async #installations(): Promise<Installation[]> {
    const all: Installation[] = []
    for (let page = 1; ; page++) {
      const { data } = await this.#options.app.request('GET /app/installations', { per_page: 100, page })
      all.push(...data.filter(({ suspended_at }) => !suspended_at))
      if (data.length < 100) return all
    }
  }

  async #installation(
    { id, created_at }: Installation,
    which: 'all' | 'turn',
    swept: Swept,
    isStopped: () => boolean,
  ): Promise<void> {
    const { clients, login, appId, notes, now, pace = PACE, log } = this.#options
    const github: GitHub = { client: await clients.client(id), login, appId }
    const scope = await clients.scope(id)
    const since = new Date(Math.max(Date.parse(created_at), now().getTime() - HORIZON_DAYS * DAY_MS))
    const turn = pacer(pace)
    const all = await this.#repositories.of(id, scope, github)
    for (let start = 0; start < all.length; start += AT_ONCE) {
      const some = all.slice(start, start + AT_ONCE)
      const known = await notes.read<RepositoryNote>(some.map(noteKey))
      const noteOf = (place: Place): RepositoryNote | null => known.get(noteKey(place)) ?? null
      const isDue = (place: Place): boolean => {
        const next = noteOf(place)?.next
        return typeof next === 'string' && Date.parse(next) <= now().getTime()
      }
      const places = some.filter((place) => which === 'all' || isTurnOf(place, now()) || isDue(place))
      // Tags of an earlier token are worth nothing: one question about all of them instead.
      const unsure = places.filter((place) => noteOf(place) && !this.#tags.knows(id, scope, keysOf(place)))
      const overviews = await overview(github, unsure)
      for (const place of places) {
        if (isStopped()) return
        const [note, standing] = [noteOf(place), overviews.get(place) ?? null]
        await turn()
        try {
          const looking = {
            github,
            tags: this.#tags,
            scope,
            since,
            note,
            overview: standing,
            due: isDue(place),
            now: now(),
          }
          const seen = await look(place, looking)
          swept.repositories++
          if (seen) await this.#take(place, seen, swept)
          else if (note) await notes.write(noteKey(place), note) // still there
        } catch (error) {
          this.#tags.forget(id, keysOf(place))
          if (error instanceof NotYet) throw error
          swept.failed++
          log.error({ ...place, err: error }, 'the sweep could not look at a repository')
        }
      }
    }
  }

  /** Jobs first: what is remembered as seen must be in the store. */
  async #take(place: Place, { news, note }: Seen, swept: Swept): Promise<void> {
    const { features, queue, notes, now } = this.#options
    const jobs = [...features.values()].flatMap((feature) => [...feature.find(news)])
    await queue.push(jobs)
    const times = note.ours
      ? [...features.values()].flatMap((feature) => feature.next?.(news.config, now()) ?? [])
      : []
    const next = times.map((time) => time.toISOString()).sort()[0] ?? null
    await notes.write(noteKey(place), { ...note, next } satisfies RepositoryNote)
    swept.changed++
    swept.jobs += jobs.length
  }
}

const noteKey = ({ installationId, owner, repo }: Place): string =>
  `repository ${installationId} ${owner}/${repo}`.toLowerCase()

function isTurnOf(place: Place, now: Date): boolean {
  const [byte = 0] = createHash('sha256').update(noteKey(place)).digest()
  return byte % TURNS === Math.floor(now.getTime() / QUARTER_MS) % TURNS
}
