import { describe, expect, it } from 'vitest'
import { Tally } from '../../src/demo/requests.ts'
import type { Stage } from '../../src/demo/stage.ts'
import { processMemory } from '../../src/github/once.ts'
import { SHOP, checkOf, comments, declare, onStage, onlyPull } from './stage.ts'
import { someRows, writtenUp as documentOf } from '../written-up.ts'
import { markReady } from '../../src/demo/ready.ts'

// Forty times faster than on GitHub: it shows things up to 0.35 s late, and the app gives it 0.9 s.
const LAG_MS = 350
const PATIENCE_MS = 900
const PATH = 'postmortems/1-checkout-errors.md'

const postmortem = (actions: number): string => documentOf({ incident: 1, rows: someRows(actions) })

/** GitHub's times are of whole seconds: what happened before must not have happened in the same one. */
async function onSlowStage(): Promise<Stage> {
  const once = { memory: processMemory(), lagMs: PATIENCE_MS, since: 0 }
  return onStage({ github: { once } })
}

function late(stage: Stage): void {
  stage.clock.forward({ minutes: 1 })
  stage.sandbox.faults.lagMs = LAG_MS
}

/** Resolves once nothing is done or put back any more; nobody sweeps. */
async function settled(stage: Stage): Promise<void> {
  for (;;) {
    await stage.settle()
    const { delayed, parked } = await stage.app.counts()
    if (parked > 0) throw new Error('a job was parked')
    if (delayed === 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Somebody writes a file on a branch by GitHub's own editor. */
async function write(stage: Stage, path: string, text: string, branch = 'main'): Promise<void> {
  const { repos } = stage.as('ada').rest
  const content = Buffer.from(text).toString('base64')
  const known = await repos.getContent({ ...SHOP, path, ref: branch }).catch(() => null)
  const sha = known && !Array.isArray(known.data) ? { sha: known.data.sha } : {}
  await repos.createOrUpdateFileContents({ ...SHOP, path, branch, content, message: 'docs', ...sha })
}

async function actions(stage: Stage): Promise<string[]> {
  const { data } = await stage.as('ada').rest.issues.listForRepo({ ...SHOP, state: 'all', per_page: 100 })
  return data.flatMap(({ title, user }) =>
    user?.login === 'debrief[bot]' && title.includes('lag above') ? [title] : [],
  )
}

/** An incident with its pull request, written up, ready to be merged. */
async function writtenUp(stage: Stage) {
  const number = await declare(stage)
  await settled(stage)
  const { head, node_id: id, number: pull_number } = await onlyPull(stage)
  stage.clock.forward({ minutes: 1 })
  await write(stage, PATH, postmortem(2), head.ref)
  await markReady(stage.as('ada'), id)
  await settled(stage)
  return { number, pull_number, branch: head.ref }
}

describe('GitHub tells the app of something before its API shows it', () => {
  it('a new incident has its pull request', async () => {
    const stage = await onSlowStage()
    late(stage)
    await declare(stage)
    await settled(stage)
    expect(await onlyPull(stage)).toMatchObject({ head: { ref: 'postmortem/1' } })
    expect(await checkOf(stage, 2)).not.toBeNull()
  })

  it('an issue that became an incident has its pull request', async () => {
    const stage = await onSlowStage()
    const issue_number = await declare(stage, { labels: [] })
    late(stage)
    await stage.as('ada').rest.issues.addLabels({ ...SHOP, issue_number, labels: ['incident'] })
    await settled(stage)
    expect(await onlyPull(stage)).toMatchObject({ head: { ref: 'postmortem/1' } })
  })

  it('a merge whose pull request seems open makes the issues, and the incident says so', async () => {
    const stage = await onSlowStage()
    const { number, pull_number } = await writtenUp(stage)
    // The merge alone has to do it.
    stage.sandbox.faults.hooks({ event: 'push', how: 'drop', times: 9 })
    late(stage)
    await stage.as('ada').rest.pulls.merge({ ...SHOP, pull_number })
    await settled(stage)
    expect(await actions(stage)).toHaveLength(2)
    const bodies = (await comments(stage, number)).map(({ body }) => body)
    expect(bodies).toContainEqual(expect.stringContaining('written and merged'))
  })

  it('a push to the default branch changes the issues', async () => {
    const stage = await onSlowStage()
    const { pull_number } = await writtenUp(stage)
    await stage.as('ada').rest.pulls.merge({ ...SHOP, pull_number })
    await settled(stage)
    late(stage)
    await write(stage, PATH, postmortem(3))
    await settled(stage)
    expect(await actions(stage)).toHaveLength(3)
  })

  it('a push to a pull request is checked', async () => {
    const stage = await onSlowStage()
    const { pull_number, branch } = await writtenUp(stage)
    late(stage)
    await write(stage, PATH, postmortem(3), branch)
    await settled(stage)
    expect(await checkOf(stage, pull_number)).toMatchObject({ status: 'completed' })
  })

  it('a question has its answer', async () => {
    const stage = await onSlowStage()
    const { number: issue_number } = await writtenUp(stage)
    late(stage)
    await stage.as('ada').rest.issues.createComment({ ...SHOP, issue_number, body: '/debrief digest' })
    await settled(stage)
    const bodies = (await comments(stage, issue_number)).map(({ body }) => body)
    expect(bodies).toContainEqual(expect.stringContaining('debrief:digest'))
  })

  it('an action that is closed is done on the scoreboard', async () => {
    const stage = await onSlowStage()
    const { pull_number } = await writtenUp(stage)
    const { issues } = stage.as('ada').rest
    await stage.as('ada').rest.pulls.merge({ ...SHOP, pull_number })
    await settled(stage)
    stage.clock.set('2026-11-23T09:01:00Z')
    await stage.app.tick()
    await settled(stage)
    const { data: open } = await issues.listForRepo(SHOP)
    const [board] = open.filter(({ body }) => body?.includes('debrief:dashboard'))
    const [action] = open.filter(({ title }) => title.includes('lag above 1 s'))
    if (!board || !action) throw new Error('no board, or no action')
    expect(board.body).toContain(`| #${action.number} `)
    late(stage)
    await issues.update({ ...SHOP, issue_number: action.number, state: 'closed' })
    await settled(stage)
    const { data } = await issues.get({ ...SHOP, issue_number: board.number })
    expect(data.body).not.toContain(`| #${action.number} `)
  })

  it('an issue that is deleted at once costs a few looks', async () => {
    const stage = await onSlowStage()
    stage.sandbox.faults.hooks({ event: 'issues', action: 'opened', how: 'delay', delayMs: 100 })
    stage.sandbox.faults.hooks({ event: 'issues', action: 'labeled', how: 'drop', times: 2 })
    const issue = { ...SHOP, title: 'Checkout errors', labels: ['incident'] }
    const tally = new Tally(stage.sandbox.traffic)
    await tally.during('deleted', async () => {
      const { data } = await stage.as('ada').rest.issues.create(issue)
      const mutation = 'mutation ($id: ID!) { deleteIssue(input: { issueId: $id }) { clientMutationId } }'
      await stage.as('ada').graphql(mutation, { id: data.node_id })
      await settled(stage)
    })
    expect(tally.parts[0]?.writes).toBe(0)
    expect(tally.parts[0]?.reads).toBeGreaterThan(1)
    expect(tally.parts[0]?.reads).toBeLessThanOrEqual(6)
  })

  it("a pull request that is none of the app's costs no look more than without lag", async () => {
    const stage = await onSlowStage()
    const tally = new Tally(stage.sandbox.traffic)
    await tally.during('opened, pushed to, edited and merged', async () => {
      stage.sandbox.seed.commit({
        ...SHOP,
        branch: 'b',
        files: { 'b.txt': 'x' },
        message: 'b',
        author: 'ada',
      })
      const { pulls } = stage.as('ada').rest
      const { data } = await pulls.create({ ...SHOP, head: 'b', base: 'main', title: 'B' })
      await settled(stage)
      await write(stage, 'b.txt', 'y', 'b')
      await settled(stage)
      await pulls.update({ ...SHOP, pull_number: data.number, title: 'Better' })
      await settled(stage)
      await pulls.merge({ ...SHOP, pull_number: data.number })
      await settled(stage)
    })
    // Two of them ask whether what was merged belongs into a postmortem that is open, or is one that is to be published.
    expect(tally.parts).toMatchObject([{ reads: 6, writes: 0 }])
  })
})
