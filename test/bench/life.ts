import { kindOf } from '../../src/demo/requests.ts'
import { setStage, type Stage } from '../../src/demo/stage.ts'
import type { Call } from '../../src/github/line.ts'
import { LAG_MS, processMemory } from '../../src/github/once.ts'
import { someRows, writtenUp } from '../written-up.ts'
import { markReady } from '../../src/demo/ready.ts'

const SHOP = { owner: 'acme', repo: 'shop' }
// An hour's, of an installation.
const POINTS = 5_000

/** What the app asked of GitHub in one part of a life. */
export interface Part {
  readonly what: string
  /** In the installation's name, and counted in its limits. */
  readonly calls: readonly Call[]
  /** What they took of the installation's points for GraphQL. */
  readonly points: number
  /** In the App's own name: tokens, its deliveries and installations. */
  readonly own: number
}

/** Those that a feature made, or with `sweep` those of the sweep. */
export const by = (calls: readonly Call[], ...purposes: readonly string[]): readonly Call[] =>
  calls.filter(({ purpose }) => purposes.includes(purpose))

/** What the features asked for in a life; what the sweep asks and has looked at again is counted by itself. */
export const askedInLife = (parts: readonly Part[]): readonly Call[] =>
  parts
    .filter(({ what }) => what !== SWEPT)
    .flatMap(({ calls }) => calls.filter(({ purpose }) => purpose !== 'sweep'))

export interface Counted {
  readonly reads: number
  readonly writes: number
  /** Answered 304, which costs no quota. */
  readonly free: number
  /** What counts in the hour's limit of REST requests; GraphQL's has points of its own. */
  readonly rest: number
}

export function count(calls: readonly Call[]): Counted {
  const free = calls.filter(({ status }) => status === 304).length
  const writes = calls.filter((call) => call.writes).length
  const rest = calls.filter(({ resource, status }) => resource === 'core' && status !== 304).length
  return { reads: calls.length - writes - free, writes, free, rest }
}

const postmortem = (incident: number, actions: number): string =>
  writtenUp({ incident, rows: someRows(actions) })

const SWEPT = 'the sweep sees it all again'

/** A repository with the app, in which everything that is asked of GitHub is counted. */
export class CountedStage {
  readonly parts: Part[] = []
  #pointsLeft = POINTS
  readonly stage: Stage
  readonly #calls: Call[]

  private constructor(stage: Stage, calls: Call[]) {
    this.stage = stage
    this.#calls = calls
  }

  static async set(): Promise<CountedStage> {
    const calls: Call[] = []
    const onCall = (call: Call): void => void calls.push(call)
    // github.com's patience costs nothing where everything is shown at once.
    const once = { memory: processMemory(), lagMs: LAG_MS, since: 0 }
    const stage = await setStage({ at: '2026-11-20T14:20:00Z', backoffMs: 5, github: { onCall, once } })
    return new CountedStage(stage, calls)
  }

  async during<T>(what: string, act: () => Promise<T>): Promise<T> {
    const { sandbox, settle } = this.stage
    const [since, before] = [this.#calls.length, sandbox.traffic.length]
    const result = await act()
    await settle()
    const calls = this.#calls.slice(since)
    const all = sandbox.traffic.slice(before).filter((line) => kindOf(line) !== null)
    const asked = all.filter((line) => line.kind === 'api' && line.actor === 'installation')
    if (asked.length !== calls.length)
      throw new Error(`${what}: GitHub counted ${asked.length}, the app ${calls.length}`)
    this.parts.push({ what, calls, points: this.#pointsOf(calls), own: all.length - asked.length })
    return result
  }

  /** From the label to the digest, with two pushes and three actions; the digest is told on the Monday that is named. */
  async live(monday: string): Promise<readonly Part[]> {
    const { stage } = this
    const before = this.parts.length
    const ada = stage.as('ada')
    const incident = { title: 'Checkout errors', labels: ['incident', 'sev1'], assignees: ['grace'] }
    const { data } = await this.during('label → PR, with its first check', () =>
      ada.rest.issues.create({ ...SHOP, ...incident }),
    )
    const { data: pulls } = await ada.rest.pulls.list({ ...SHOP, state: 'open' })
    const [pull] = pulls
    if (!pull) throw new Error('no pull request was opened')
    const push = async (actions: number): Promise<void> => {
      const files = { [`postmortems/${data.number}-checkout-errors.md`]: postmortem(data.number, actions) }
      const branch = pull.head.ref
      stage.sandbox.seed.commit({ ...SHOP, branch, files, message: 'docs: write', author: 'ada' })
    }
    await this.during('push 1', () => push(1))
    await this.during('push 2', () => push(3))
    await this.during('ready for review', () => markReady(ada, pull.node_id))
    await this.during('merge with 3 actions', () =>
      ada.rest.pulls.merge({ ...SHOP, pull_number: pull.number }),
    )
    await this.during(SWEPT, () => stage.app.tick())
    stage.clock.set(`${monday}T09:01:00Z`)
    await this.during('digest, as the sweep wakes it', () => stage.app.tick())
    return this.parts.slice(before)
  }

  /** What there is to see again where nothing happened. */
  async rest(): Promise<readonly Part[]> {
    const { stage } = this
    const before = this.parts.length
    const ada = stage.as('ada')
    await this.during('another label on the incident', () =>
      ada.rest.issues.addLabels({ ...SHOP, issue_number: 1, labels: ['team: web'] }),
    )
    const { data: pull } = await this.during('a pull request with another document', () =>
      ada.rest.pulls.create({ ...SHOP, ...this.#anotherDocument() }),
    )
    await this.during('another title of a pull request', () =>
      ada.rest.pulls.update({ ...SHOP, pull_number: pull.number, title: 'Another title' }),
    )
    await this.during(SWEPT, () => stage.app.tick())
    await this.during('an idle sweep', () => stage.app.tick())
    await this.during('a push of something else', async () => {
      const files = { 'a.txt': 'x' }
      stage.sandbox.seed.commit({ ...SHOP, branch: 'main', files, message: 'a', author: 'ada' })
    })
    return this.parts.slice(before)
  }

  #pointsOf(calls: readonly Call[]): number {
    let points = 0
    for (const { resource, remaining } of calls) {
      if (resource !== 'graphql' || remaining === null) continue
      // More than before: another hour has begun.
      points += (remaining < this.#pointsLeft ? this.#pointsLeft : POINTS) - remaining
      this.#pointsLeft = remaining
    }
    return points
  }

  #anotherDocument() {
    const files = { 'postmortems/another.md': postmortem(1, 1) }
    this.stage.sandbox.seed.commit({ ...SHOP, branch: 'more', files, message: 'docs: more', author: 'ada' })
    return { head: 'more', base: 'main', title: 'One more' }
  }
}
