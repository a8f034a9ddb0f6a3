import type { Role } from '../sandbox/model.ts'
import type { SeedRepository } from '../sandbox/seed.ts'
import { setStage, type Stage } from './stage.ts'

/** Who plays: an on-call engineer, the database's, the dashboards', support's, and the one who leads them. */
const PEOPLE = { priya: 'admin', mira: 'member', jonas: 'member', tomas: 'member', lena: 'member' } as const

export const CHECKOUT = { owner: 'acme', repo: 'checkout' } as const
export const OBSERVABILITY = { owner: 'acme', repo: 'observability' } as const

const EVERYBODY_WRITES: Readonly<Record<string, Role>> = Object.fromEntries(
  Object.keys(PEOPLE).map((login) => [login, 'write']),
)

const REPOSITORIES: readonly SeedRepository[] = [
  {
    owner: 'acme',
    name: 'checkout',
    description: 'Takes orders, in every region',
    collaborators: EVERYBODY_WRITES,
    files: {
      'README.md': '# checkout\n\nTakes orders, in every region. Postmortems are in `postmortems/`.\n',
      'ops/replication.yml': 'lag_alert: 30000\nfailover:\n  max_lag_seconds: 60\n',
      'src/orders/save.ts': 'export const save = (order: Order) => primary.insert("orders", order)\n',
    },
  },
  {
    owner: 'acme',
    name: 'observability',
    description: 'Dashboards and alerts, as code',
    collaborators: EVERYBODY_WRITES,
    files: {
      'README.md': '# observability\n\nDashboards and alerts, as code.\n',
      'dashboards/orders-db.json': '{ "panels": [{ "title": "Replica lag", "missing": "last" }] }\n',
    },
  },
]

export interface DemoOptions {
  /** A file that gets all traffic as JSON lines. */
  readonly log?: string | undefined
}

/** The stage of the demo: two repositories with a history, the app installed, the clock on the morning of the incident. */
export async function setDemoStage({ log }: DemoOptions = {}): Promise<Stage> {
  const stage = await setStage({
    log,
    at: '2026-09-29T08:10:00Z',
    people: PEOPLE,
    repositories: REPOSITORIES,
  })
  await ship(stage)
  // Nothing reaches main but by a reviewed pull request with a green check; administrators may.
  stage.sandbox.seed.protect({
    ...CHECKOUT,
    branch: 'main',
    checks: ['Postmortem'],
    reviews: 1,
    bypass: ['debrief'],
  })
  return stage
}

/** What the team did in the week before: commits, a release, deployments. */
async function ship({ sandbox: { seed }, as, clock, settle }: Stage): Promise<void> {
  seed.commit({
    ...OBSERVABILITY,
    branch: 'main',
    author: 'tomas',
    message: 'chore: upgrade the metrics exporter to 2.0',
    files: { 'exporter/version': '2.0.0\n' },
  })
  clock.set('2026-10-05T15:20:00Z')
  const sha = seed.commit({
    ...CHECKOUT,
    branch: 'main',
    author: 'jonas',
    message: 'feat: keep the total on each order, and fill it in for old ones',
    files: { 'src/backfill/order-totals.ts': 'export const rate = Infinity\n' },
  })
  clock.set('2026-10-06T13:05:00Z')
  await as('jonas').rest.repos.createRelease({
    ...CHECKOUT,
    tag_name: 'v2.14.0',
    name: 'v2.14.0: order totals',
  })
  const { data } = await as('jonas').rest.repos.createDeployment({
    ...CHECKOUT,
    ref: sha,
    environment: 'production',
    required_contexts: [],
    auto_merge: false,
  })
  clock.set('2026-10-06T13:10:00Z')
  if ('id' in data) {
    await as('jonas').rest.repos.createDeploymentStatus({
      ...CHECKOUT,
      deployment_id: data.id,
      state: 'success',
      environment_url: 'https://checkout.acme.example',
      log_url: 'https://ci.acme.example/deploy/214',
    })
  }
  await settle()
}
