import type { Octokit } from '@octokit/rest'
import { setStage, type Stage } from '../../src/demo/stage.ts'
import type { HookFault } from '../../src/sandbox/http/faults.ts'

const SHOP = { owner: 'acme', repo: 'shop' } as const
const PATH = 'postmortems/slow-search.md'

const document = (rows: readonly string[]): string => `---
title: Slow search
severity: sev2
---

# Slow search

## Contributing factors

- **F1** The index was rebuilt at noon

## Actions

| ID | Category | Priority | Action | DRI | Due | Success measure | Factor |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`
const A1 =
  '| A1 | detection | p2 | Alert on search latency above 2 s | @grace | 2026-12-01 | It fires in the drill | F1 |'
const A2 =
  '| A2 | prevention | p3 | Rebuild the index at night | @linus | 2026-12-15 | Two quiet noons | F1 |'
const A2_LATER = A2.replace('2026-12-15', '2026-12-22')
const A3 =
  '| A3 | recovery | p2 | Rehearse the rollback of an index | @ada | 2026-12-18 | Under an hour | F1 |'

/** What happens to deliveries: nothing, all lost, or by chance of a seed. */
export type Fate = 'delivered' | 'dropped' | { readonly seed: number }

/** What people do, in four parts with a sweep after each; returns what GitHub shows in the end. */
export async function live(fate: Fate): Promise<string> {
  const stage = await setStage({ at: '2026-11-20T14:20:00Z', backoffMs: 5 })
  try {
    // Nothing is known of a delivery that failed either: the sweep is alone.
    stage.sandbox.faults.api({ path: '/app/hook/deliveries', answer: { status: 502 }, times: 1_000 })
    await prepare(stage)
    const chance = random(typeof fate === 'object' ? fate.seed : 0)
    for (const part of PARTS) {
      for (const fault of faultsOf(fate, chance)) stage.sandbox.faults.hooks(fault)
      await part(stage)
      await stage.settle()
      await sweep(stage)
    }
    return await endOf(stage)
  } finally {
    await stage.close()
  }
}

/** One, with no webhook but the app's own deeds to help it. */
async function sweep(stage: Stage): Promise<void> {
  await stage.app.tick()
  await stage.settle()
}

// More than there are deliveries in a part.
const DELIVERIES = 100

function faultsOf(fate: Fate, chance: () => number): HookFault[] {
  if (fate === 'delivered') return []
  if (fate === 'dropped') return [{ how: 'drop', times: 10_000 }]
  return Array.from({ length: DELIVERIES }, (): HookFault => {
    const lot = chance()
    if (lot < 0.3) return { how: 'drop' }
    if (lot < 0.5) return { how: 'double' }
    if (lot < 0.7) return { how: 'reorder' }
    return { how: 'delay', delayMs: Math.floor(chance() * 10) }
  })
}

/** The same numbers for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Whatever gets a number from people, so that it is the same one each time. */
async function prepare(stage: Stage): Promise<void> {
  const { rest } = stage.as('ada')
  for (const title of ['Checkout errors', 'Late mails'])
    await rest.issues.create({ ...SHOP, title, body: 'One in ten fails.', assignees: ['grace'] })
  commit(stage, 'write-up', document([A1]))
  await rest.pulls.create({ ...SHOP, title: 'Write up the slow search', head: 'write-up', base: 'main' })
  await stage.settle()
}

function commit({ sandbox }: Stage, branch: string, text: string): void {
  sandbox.seed.commit({
    ...SHOP,
    branch,
    files: { [PATH]: text },
    message: 'docs: write it up',
    author: 'ada',
  })
}

const PARTS: readonly ((stage: Stage) => Promise<void>)[] = [
  async (stage) => {
    const { rest } = stage.as('ada')
    await rest.issues.addLabels({ ...SHOP, issue_number: 1, labels: ['incident', 'sev1'] })
    commit(stage, 'write-up', document([A1, A2]))
    await rest.issues.addLabels({ ...SHOP, issue_number: 2, labels: ['incident', 'sev3'] })
    await rest.issues.createComment({ ...SHOP, issue_number: 1, body: 'The cache is full.' })
    await rest.pulls.merge({ ...SHOP, pull_number: 3 })
    await rest.issues.update({ ...SHOP, issue_number: 1, state: 'closed' })
  },
  async (stage) => {
    const { rest } = stage.as('grace')
    commit(stage, 'main', document([A1, A2_LATER, A3]))
    const alert = await numberOf(stage.as('grace'), 'Alert on search')
    await rest.issues.update({ ...SHOP, issue_number: alert, state: 'closed' })
  },
  async (stage) => stage.clock.set('2026-11-23T09:01:00Z'),
  async (stage) => {
    const { rest } = stage.as('ada')
    await rest.issues.createComment({ ...SHOP, issue_number: 2, body: '/debrief digest' })
  },
]

async function numberOf({ paginate, rest }: Octokit, title: string): Promise<number> {
  const all = await paginate(rest.issues.listForRepo, { ...SHOP, state: 'all' })
  const found = all.find((issue) => issue.title.includes(title))
  if (!found) throw new Error(`there is no issue about “${title}”`)
  return found.number
}

/** All that a person sees, in words that are the same each time: whatever came first has the lower number. */
async function endOf({ as, sandbox }: Stage): Promise<string> {
  const { rest, paginate } = as('ada')
  const issues = await paginate(rest.issues.listForRepo, { ...SHOP, state: 'all' })
  const titles = new Map(issues.map(({ number, title }) => [String(number), title]))
  // Lists name things in the order in which they were made.
  const said = (text: string | null | undefined): string =>
    (text ?? '')
      .replace(/(#|\/(?:issues|pull)\/)(\d+)/g, (_, before, number) => `${before}<${titles.get(number)}>`)
      .split('\n')
      .sort()
      .join('\n')
  const whole = await Promise.all(
    issues.map(
      async ({ number, title, state, labels, assignees, milestone, body, user, pull_request: pull }) => {
        const { data: comments } = await rest.issues.listComments({ ...SHOP, issue_number: number })
        const { data: children } = await rest.issues.listSubIssues({ ...SHOP, issue_number: number })
        return {
          title,
          state,
          body: said(body),
          by: user?.login,
          labels: labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))).sort(),
          assignees: assignees?.map(({ login }) => login),
          milestone: milestone?.title,
          comments: comments.map((comment) => `${comment.user?.login}: ${said(comment.body)}`).sort(),
          children: children.map((child) => child.title).sort(),
          check: pull && state === 'open' ? await checkOf(rest, number) : null,
        }
      },
    ),
  )
  const { data: branches } = await rest.repos.listBranches(SHOP)
  const { data: milestones } = await rest.issues.listMilestones({ ...SHOP, state: 'all' })
  const state = {
    issues: whole.sort((a, b) => a.title.localeCompare(b.title)),
    branches: branches.map(({ name }) => name).sort(),
    milestones: milestones.map(({ title }) => title).sort(),
  }
  return JSON.stringify(state, null, 1)
    .replaceAll(sandbox.url, 'GITHUB')
    .replace(/\b[0-9a-f]{40}\b/g, 'SHA')
    .replace(/\b[0-9a-f]{16}\b/g, 'HASH')
    .replace(/("drafts\W*)[^\]]*/g, '$1')
    .replace(/(answers\W*)\d+/g, '$1ID')
}

/** What stands on the head of an open pull request, and what it says. */
async function checkOf(rest: Octokit['rest'], pull_number: number) {
  const { data: pull } = await rest.pulls.get({ ...SHOP, pull_number })
  const { data } = await rest.checks.listForRef({ ...SHOP, ref: pull.head.sha })
  return data.check_runs.map(({ name, conclusion, output }) => [name, conclusion, output.title])
}
