import { setTimeout } from 'node:timers/promises'
import { Octokit } from '@octokit/rest'
import { readManifest } from '../../src/manifest.ts'
import { WEBHOOK_PATH } from '../../src/receiver/server.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import type { Random } from '../fuzz/random.ts'
import type { Served } from './served.ts'
import { Server, type Script } from './server.ts'
import { rowsOf, writtenUp } from '../written-up.ts'
import { freePort } from '../free-port.ts'
import { markReady } from '../../src/demo/ready.ts'

const OWNER = 'acme'
const SECRET = 'a-secret-that-only-this-company-uses'
// Fifty times less than on github.com. Here GitHub shows each write at once; that it may not is proven by itself (`lag`).
const PATIENCE_MS = 700
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing }
function nothing(): void {}

/** An incident that somebody declared, and the actions that its merged postmortem commits to. */
interface Incident {
  readonly repo: string
  readonly number: number
  readonly actions: string[]
  merged: boolean
  pull: number | null
}

/** What is not as it should be, in words; none where all is well. */
export type Wrong = readonly string[]

/** A company on a local GitHub, where incidents are declared and postmortems merged all the time. */
export class Company {
  readonly sandbox: Sandbox
  readonly incidents: Incident[] = []
  readonly port: number
  readonly #credentials: Readonly<Record<string, string>>
  readonly #random: Random
  readonly #ada: Octokit
  readonly #repos: readonly [string, ...string[]]

  private constructor(
    sandbox: Sandbox,
    port: number,
    random: Random,
    credentials: Readonly<Record<string, string>>,
    repos: readonly [string, ...string[]],
  ) {
    this.sandbox = sandbox
    this.port = port
    this.#random = random
    this.#credentials = credentials
    this.#repos = repos
    this.#ada = new Octokit({ auth: sandbox.token('ada'), baseUrl: sandbox.url, log: SILENT })
  }

  static async found(random: Random, now?: () => Date): Promise<Company> {
    const sandbox = await startSandbox({ quiet: true, ...(now ? { now } : {}) })
    sandbox.rateLimit.set(10_000_000)
    for (const login of ['ada', 'grace']) sandbox.seed.user(login)
    sandbox.seed.organization(OWNER, { members: { ada: 'admin', grace: 'member' } })
    const repos = ['shop', 'mail', 'search', 'stock'] as const
    const collaborators = { ada: 'write', grace: 'write' } as const
    for (const name of repos) sandbox.seed.repository({ owner: OWNER, name, collaborators })
    const { default_permissions: permissions, default_events: events } = readManifest()
    const identity = { slug: 'debrief', name: 'Debrief', webhookSecret: SECRET }
    const app = sandbox.seed.app({ ...identity, permissions, events })
    const port = await freePort()
    sandbox.seed.setAppWebhook('debrief', `http://127.0.0.1:${port}${WEBHOOK_PATH}`)
    sandbox.seed.install('debrief', OWNER)
    const credentials = {
      APP_ID: String(app.id),
      PRIVATE_KEY: app.privateKey,
      WEBHOOK_SECRET: SECRET,
      GITHUB_API_URL: sandbox.url,
    }
    await sandbox.idle()
    return new Company(sandbox, port, random, credentials, repos)
  }

  /** Starts the app where the company's webhooks go, or at another port beside it. */
  serve(env: Readonly<Record<string, string>>, served: Partial<Served> = {}, process?: Script): Server {
    const what: Served = { patienceMs: PATIENCE_MS, sweeps: false, ...served }
    const all = { ...this.#credentials, PORT: String(this.port), SERVED: JSON.stringify(what), ...env }
    return new Server(all, process)
  }

  /** People do one thing after another until told to stop. */
  busy(pauseMs: number): { stop(): Promise<void> } {
    const home = new AbortController()
    const work = (async () => {
      while (!home.signal.aborted) {
        await this.act()
        await setTimeout(this.#random.below(2 * pauseMs))
      }
    })()
    return {
      stop: async () => {
        home.abort()
        await work
      },
    }
  }

  /** Somebody declares an incident, or merges what was written up about one. */
  async act(): Promise<void> {
    const open = this.incidents.filter(({ merged }) => !merged)
    // Of most the app has not heard yet, or has not come to them.
    for (let look = this.#random.below(12); look > 0 && open.length > 0; look--) {
      const incident = open[this.#random.below(open.length)]
      if (incident && (await this.#merge(incident))) return
    }
    await this.declare()
  }

  async declare(): Promise<Incident> {
    const repo = this.#random.pick(this.#repos)
    const title = `Errors of kind ${this.incidents.length + 1}`
    const body = 'One in ten requests fails.'
    const issue = { title, body, labels: ['incident', 'sev1'], assignees: ['grace'] }
    const { data } = await this.#ada.rest.issues.create({ owner: OWNER, repo, ...issue })
    const incident = { repo, number: data.number, actions: [], merged: false, pull: null }
    this.incidents.push(incident)
    return incident
  }

  /** False where there is nothing to merge. */
  async #merge(incident: Incident): Promise<boolean> {
    const { repo, number } = incident
    const at = { owner: OWNER, repo }
    const head = `${OWNER}:postmortem/${number}`
    const { data: pulls } = await this.#ada.rest.pulls.list({ ...at, head, state: 'open' })
    const [pull] = pulls
    if (!pull) return false
    const { data: files } = await this.#ada.rest.pulls.listFiles({ ...at, pull_number: pull.number })
    const path = files[0]?.filename
    if (path === undefined) return false
    const actions = ['Alert on', 'Rehearse'].map(
      (what) => `${what} errors of ${repo} number ${number}, in full`,
    )
    const commit = { branch: pull.head.ref, message: 'docs: write it up', author: 'ada' }
    this.sandbox.seed.commit({ ...at, ...commit, files: { [path]: document(number, actions) } })
    await markReady(this.#ada, pull.node_id)
    await this.#ada.rest.pulls.merge({ ...at, pull_number: pull.number })
    incident.merged = true
    incident.pull = pull.number
    incident.actions.push(...actions)
    return true
  }

  /** Somebody pushes to the default branch. */
  commit(repo: string, files: Readonly<Record<string, string>>): void {
    this.sandbox.seed.commit({ owner: OWNER, repo, files, message: 'docs: as agreed', author: 'ada' })
  }

  /** A postmortem that was never a pull request. */
  async writeUp(repo: string, what: string): Promise<void> {
    this.commit(repo, { [`postmortems/${what}.md`]: document(null, [`Alert on errors of ${what}`]) })
    await this.sandbox.idle()
  }

  /** What the app wrote under the issues of that title. */
  async commentsOn(repo: string, title: string): Promise<readonly string[]> {
    const at = { owner: OWNER, repo }
    const issues = await this.#ada.paginate(this.#ada.rest.issues.listForRepo, { ...at, state: 'all' })
    const bodies: string[] = []
    for (const { number: issue_number } of issues.filter((issue) => issue.title === title)) {
      const { data } = await this.#ada.rest.issues.listComments({ ...at, issue_number, per_page: 100 })
      bodies.push(...data.flatMap(({ body, user }) => (user?.login === 'debrief[bot]' ? [body ?? ''] : [])))
    }
    return bodies
  }

  /** Resolves once all deliveries are out and the app has nothing left to do; how long that takes is the machine's affair. */
  async settled(servers: Server | readonly Server[], patienceMs = 120_000): Promise<void> {
    const all = [servers].flat()
    let until = Date.now() + patienceMs
    for (;;) {
      const seen = this.sandbox.traffic.length
      await this.sandbox.idle()
      const jobs = await Promise.all(all.map((server) => server.jobs()))
      const left = jobs.some(({ waiting = 0, running = 0, delayed = 0 }) => waiting + running + delayed > 0)
      const isQuiet = seen === this.sandbox.traffic.length
      if (!left && isQuiet) return
      if (!isQuiet) until = Date.now() + patienceMs
      if (Date.now() > until) throw new Error(`stood still for ${patienceMs} ms: ${JSON.stringify(jobs)}`)
      await setTimeout(100)
    }
  }

  /** How many deliveries the app took. */
  get acknowledged(): number {
    return this.sandbox.traffic.filter((line) => line.kind === 'hook' && line.status === 202).length
  }

  get refused(): number {
    return this.sandbox.traffic.filter((line) => line.kind === 'hook' && line.status !== 202).length
  }

  /**
   * What stands on GitHub against what should: never more than one pull request of an incident and one issue of an
   * action. At least one of `all`, or of those of which a delivery was acknowledged.
   */
  async judge(owed: 'all' | 'acknowledged'): Promise<Wrong> {
    const wrong: string[] = []
    const heard = this.#heard()
    for (const repo of this.#repos) {
      const at = { owner: OWNER, repo, state: 'all', per_page: 100 } as const
      const pulls = await this.#ada.paginate(this.#ada.rest.pulls.list, at)
      const issues = await this.#ada.paginate(this.#ada.rest.issues.listForRepo, at)
      for (const incident of this.incidents.filter((each) => each.repo === repo)) {
        const { number, pull, actions } = incident
        const found = pulls.filter(({ head }) => head.ref === `postmortem/${number}`).length
        const isOwed = owed === 'all' || heard.has(`issue ${repo}#${number}`)
        if (found > 1 || (isOwed && found === 0)) wrong.push(`${repo}#${number} has ${found} pull requests`)
        const isMergeOwed = owed === 'all' || heard.has(`merge ${repo}#${pull}`)
        for (const action of actions) {
          const count = issues.filter((issue) => !issue.pull_request && issue.title.includes(action)).length
          if (count > 1 || (isMergeOwed && count === 0)) wrong.push(`“${action}” has ${count} issues`)
        }
      }
    }
    return wrong
  }

  /** Of which incidents and merges the app said that it has heard. */
  #heard(): ReadonlySet<string> {
    const heard = new Set<string>()
    for (const line of this.sandbox.traffic) {
      if (line.kind !== 'hook' || line.status !== 202) continue
      const { issue, pull_request: pull, repository } = line.payload as Heard
      if (line.event === 'issues' && line.action === 'opened')
        heard.add(`issue ${repository?.name}#${issue?.number}`)
      if (line.event === 'pull_request' && line.action === 'closed')
        heard.add(`merge ${repository?.name}#${pull?.number}`)
    }
    return heard
  }

  close(): Promise<void> {
    return this.sandbox.close()
  }
}

interface Heard {
  readonly issue?: { readonly number: number }
  readonly pull_request?: { readonly number: number }
  readonly repository?: { readonly name: string }
}

const document = (incident: number | null, actions: readonly string[]): string =>
  writtenUp({ incident, title: 'Errors', rows: rowsOf(actions) })
