import type { Client, GitHub } from '../github/client.ts'
import type { Installations } from '../github/installations.ts'
import type { Once } from '../github/once.ts'
import type { Place } from '../news.ts'
import type { Queue } from '../queue/queue.ts'
import { redeliver } from './deliveries.ts'
import { PACE, pacer, type PaceOptions } from './pace.ts'
import { Repositories } from './repositories.ts'
import { putBackStandstills, tellStandstills, type Again } from './standstills.ts'
import { Tags } from './tags.ts'
import { Visit, type Swept, type VisitOptions } from './visit.ts'

export interface SweepOptions extends Pick<VisitOptions, 'features' | 'notes' | 'now' | 'log'> {
  /** The App's own client. */
  readonly app: Client
  readonly clients: Installations
  readonly login: string
  readonly appId: number
  readonly queue: Pick<Queue, 'push' | 'idle' | 'parking' | 'atWork'>
  readonly once: Once
  readonly pace?: PaceOptions | undefined
  readonly mostChanges?: number | undefined
  readonly again?: Again | undefined
}

interface Installation {
  readonly id: number
  readonly created_at: string
}
/** An installation's visit, and what it is to look at. */
interface Task {
  readonly id: number
  readonly visit: Visit
  readonly places: readonly Place[]
}

const DAY_MS = 24 * 60 * 60_000
// Where nothing is remembered: no older change matters, and what began before the app came is not its business at all.
const HORIZON_DAYS = 90
// A repository that is gone is forgotten, and a delivery when GitHub has forgotten it.
const REMEMBERED_DAYS = 7
// What the sweep sets off goes on by webhooks, which may be lost too: a pull request that it opened is to be checked. So
// where it set off such a thing it looks again once that is done.
const MOST_ROUNDS = 4
const ROUND_MS = 60_000

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
    const { app, notes, now, log, queue } = this.#options
    const swept: Swept = { repositories: 0, changed: 0, jobs: 0, redelivered: 0, failed: 0 }
    const guard = async <T>(facts: object, what: string, work: () => Promise<T>): Promise<T | null> => {
      try {
        return await work()
      } catch (error) {
        swept.failed++
        log.error({ ...facts, err: error }, what)
        return null
      }
    }
    const deliveries = 'failed deliveries could not be asked for: the sweep finds what they told'
    swept.redelivered = (await guard({}, deliveries, () => redeliver(app, notes, now(), log))) ?? 0
    const closed = 'the sweep could not look at an installation'
    const again = await guard({}, 'parked jobs could not be put back', () =>
      putBackStandstills({ queue, notes }, this.#options.again),
    )
    if (again) log.info({ jobs: again }, 'parked jobs are tried again')
    let tasks: Task[] = []
    for (const installation of await this.#installations()) {
      const { id } = installation
      const task = await guard({ installation: id }, closed, () => this.#task(installation, swept, isStopped))
      if (task && !isStopped()) tasks.push(task)
    }
    for (let round = 0; tasks.length > 0 && round < MOST_ROUNDS && !isStopped(); round++) {
      if (round > 0) await queue.idle(AbortSignal.timeout(ROUND_MS))
      const left: Task[] = []
      for (const { id, visit, places } of tasks) {
        const part = round === 0 ? which : 'all'
        const busy = await guard({ installation: id }, closed, () => visit.look(places, part))
        if (busy && busy.length > 0) left.push({ id, visit, places: busy })
      }
      tasks = left
    }
    if (!isStopped())
      await guard({}, 'parked jobs could not be told of', () => this.#tellStandstills(isStopped))
    await notes.forget(new Date(Date.now() - REMEMBERED_DAYS * DAY_MS))
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

  #tellStandstills(isStopped: () => boolean): Promise<void> {
    const { clients, login, appId, once } = this.#options
    const github = async (id: number): Promise<GitHub> => ({ client: await clients.client(id), login, appId })
    return tellStandstills({ ...this.#options, github, caution: { once, held: () => !isStopped() } })
  }

  async #task({ id, created_at }: Installation, swept: Swept, isStopped: () => boolean): Promise<Task> {
    const { clients, login, appId, now, pace = PACE } = this.#options
    const github: GitHub = { client: await clients.client(id), login, appId }
    const scope = await clients.scope(id)
    const since = new Date(Math.max(Date.parse(created_at), now().getTime() - HORIZON_DAYS * DAY_MS))
    const places = await this.#repositories.of(id, scope, github)
    const own = {
      places,
      installationId: id,
      github,
      scope,
      since,
      tags: this.#tags,
      turn: pacer(pace),
      isStopped,
      swept,
    }
    return { id, visit: new Visit({ ...this.#options, ...own }), places }
  }
}
