import type { Running } from '../../src/serve.ts'
import { processMemory } from '../../src/github/once.ts'
import { mortal, type Death, type Mortal } from './mortal.ts'
import { quiet, SHOP, startWorld, type World } from './world.ts'
import { writtenUp } from '../written-up.ts'
import { markReady } from '../../src/demo/ready.ts'

const ROWS = [
  '| A1 | detection | | Alert on replica lag above 30 s | @grace | 2026-12-01 | It fires in the drill | F1 |',
  '| A2 | prevention | p3 | Fail over by runbook only | @linus | 2026-12-15 | Two drills pass | F1 |',
  '| A3 | recovery | p2 | Rehearse the restore of the orders store | @ada | 2026-12-15 | It takes under an hour | F1 |',
]

const document = (rows: readonly string[]): string => writtenUp({ incident: 1, rows })

/** From the label to the digest: an incident, two pushes, a merge with three actions, a Monday, a question. */
export const SCENES: readonly ((world: World, app: Running) => Promise<void>)[] = [
  async ({ as }) => {
    const issue = { title: 'Checkout errors', labels: ['incident', 'sev1'], assignees: ['grace'] }
    await as('ada').rest.issues.create({ ...SHOP, ...issue, body: 'One in ten orders fails.' })
  },
  async (world) => push(world, document(ROWS.slice(0, 1))),
  async (world) => push(world, document(ROWS)),
  async ({ as }) => {
    const { data: pulls } = await as('ada').rest.pulls.list(SHOP)
    const { number: pull_number = 0, node_id = '' } = pulls[0] ?? {}
    await markReady(as('ada'), node_id)
    await as('ada').rest.pulls.merge({ ...SHOP, pull_number })
  },
  async (world, app) => {
    world.at('2026-11-23T09:01:00Z')
    await app.tick()
  },
  async ({ as }) => {
    await as('ada').rest.issues.createComment({ ...SHOP, issue_number: 1, body: '/debrief digest' })
  },
]

async function push({ sandbox, as }: World, text: string): Promise<void> {
  const { data: pulls } = await as('ada').rest.pulls.list(SHOP)
  const branch = pulls[0]?.head.ref ?? 'nowhere'
  const files = { 'postmortems/1-checkout-errors.md': text }
  sandbox.seed.commit({ ...SHOP, branch, files, message: 'docs: write it up', author: 'ada' })
}

export interface Life {
  readonly end: string
  readonly writes: number
  /** Whether the app came to the write at which it was to die. */
  readonly died: boolean
  readonly parked: number
  /** How many requests met a fault. */
  readonly spoilt: number
}

/** Plays the whole story; where the app dies, the next one takes its place and looks at everything again. */
export async function live(
  death: Death | null,
  lagMs: number,
  spoil: (faults: World['sandbox']['faults']) => void = () => {},
): Promise<Life> {
  const world = await startWorld()
  try {
    const line = await Lineage.begin(world, death)
    world.sandbox.faults.lagMs = lagMs
    spoil(world.sandbox.faults)
    for (const scene of SCENES) {
      await scene(world, line.app)
      await line.settle()
    }
    const { parked } = await line.app.counts()
    world.sandbox.faults.lagMs = 0
    return {
      end: await endOf(world),
      writes: line.writes,
      died: line.died,
      parked,
      spoilt: world.sandbox.faults.met,
    }
  } finally {
    await world.close()
  }
}

/** The app's processes, one after the other. */
class Lineage {
  app: Running
  died = false
  readonly #world: World
  readonly #death: Death | null
  #self: Mortal
  #earlier = 0

  private constructor(world: World, death: Death | null, self: Mortal, app: Running) {
    this.#world = world
    this.#death = death
    this.#self = self
    this.app = app
  }

  static async begin(world: World, death: Death | null): Promise<Lineage> {
    // The first process follows nobody: what it does not know, nobody made.
    const self = mortal(death, processMemory())
    return new Lineage(world, death, self, await world.start(self.github))
  }

  /** Of all processes. */
  get writes(): number {
    return this.#earlier + this.#self.writes
  }

  /** Looks at everything again, as a sweep does, until there is nothing left to do. */
  async settle(): Promise<void> {
    for (let before = -1; before !== this.writes;) {
      before = this.writes
      await this.#calm()
      await new Promise((resolve) => setTimeout(resolve, this.#world.sandbox.faults.lagMs))
      await this.#world.wake()
      await this.app.tick().catch((error: unknown) => {
        if (!this.#self.died) throw error
      })
      await this.#calm()
    }
  }

  async #calm(): Promise<void> {
    await quiet(this.#world.sandbox, this.app, () => this.#self.died)
    if (!this.#self.died) return
    this.died = true
    this.#earlier += this.#self.writes
    this.#self = mortal(null, this.#death?.memory === 'kept' ? this.#self.memory : null)
    this.app = await this.#world.start(this.#self.github)
    await this.#world.wake()
    await quiet(this.#world.sandbox, this.app, () => false)
  }
}

const byText = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0)

async function pathsInIndex(rest: ReturnType<World['as']>['rest']): Promise<string[]> {
  const path = 'postmortems/index.json'
  const { data } = await rest.repos.getContent({ ...SHOP, path, mediaType: { format: 'raw' } })
  const { postmortems } = JSON.parse(data as unknown as string) as { postmortems: { path: string }[] }
  return postmortems.map((one) => one.path)
}

/** Everything on GitHub that a person could count, in words that are the same in each telling. */
async function endOf({ as, sandbox }: World): Promise<string> {
  const { rest, paginate } = as('ada')
  const issues = await paginate(rest.issues.listForRepo, { ...SHOP, state: 'all', direction: 'asc' })
  const whole = await Promise.all(
    issues.map(async ({ number, title, state, labels, assignees, milestone, body, user }) => {
      const { data: comments } = await rest.issues.listComments({ ...SHOP, issue_number: number })
      const { data: children } = await rest.issues.listSubIssues({ ...SHOP, issue_number: number })
      return {
        number,
        title,
        state,
        body,
        by: user?.login,
        labels: labels.map((label) => (typeof label === 'string' ? label : label.name)).toSorted(byText),
        assignees: assignees?.map(({ login }) => login),
        milestone: milestone?.title,
        comments: comments.map((comment) => `${comment.user?.login}: ${comment.body}`).toSorted(byText),
        children: children.map((child) => child.number).toSorted((a, b) => a - b),
      }
    }),
  )
  const { data: branches } = await rest.repos.listBranches(SHOP)
  const { data: labels } = await rest.issues.listLabelsForRepo({ ...SHOP, per_page: 100 })
  const { data: milestones } = await rest.issues.listMilestones({ ...SHOP, state: 'all' })
  const { data: commits } = await rest.repos.listCommits({ ...SHOP, sha: 'postmortem/1' })
  const checks = await Promise.all(
    commits.map(async ({ sha, commit }) => {
      const { data } = await rest.checks.listForRef({ ...SHOP, ref: sha, filter: 'all' })
      return [commit.message, data.check_runs.map(({ name, conclusion }) => `${name}: ${conclusion}`)]
    }),
  )
  const state = {
    issues: whole,
    branches: branches.map(({ name }) => name).toSorted(byText),
    labels: labels.map(({ name }) => name).toSorted(byText),
    milestones: milestones.map(({ title }) => title).toSorted(byText),
    checks,
    // How many actions are open in it depends on when it was written.
    index: await pathsInIndex(rest),
  }
  return JSON.stringify(state, null, 1)
    .replaceAll(sandbox.url, 'GITHUB')
    .replace(/\b[0-9a-f]{40}\b/g, 'SHA')
    .replace(/\b[0-9a-f]{16}\b/g, 'HASH')
    .replace(/(answers\W*)\d+/g, '$1ID')
}
