import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Stage } from '../../src/demo/stage.ts'
import { SHOP, checkOf, declare, onStage, onlyPull, writes } from '../stories/stage.ts'

const FIFTY = Array.from({ length: 50 }, (_, index) => ({
  owner: 'acme',
  name: `service-${index}`,
  files: { 'README.md': 'x' },
}))

/** What installations spent of their hour since that line of the traffic; 304s are free. */
function spent(stage: Stage, since: number): { rest: number; graphql: number; free: number } {
  const calls = stage.sandbox.traffic.slice(since).flatMap((line) => {
    return line.kind === 'api' && line.actor === 'installation' ? [line] : []
  })
  const free = calls.filter(({ status }) => status === 304).length
  const graphql = calls.filter(({ path }) => path === '/graphql').length
  return { rest: calls.length - free - graphql, graphql, free }
}

async function cost(stage: Stage): Promise<ReturnType<typeof spent>> {
  const since = stage.sandbox.traffic.length
  await stage.app.tick()
  await stage.settle()
  return spent(stage, since)
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => {
  vi.useRealTimers()
})

/** Installation tokens are good for an hour, and GitHub's tags are worth nothing with another one. */
const anHourLater = () => vi.setSystemTime(Date.now() + 60 * 60_000)

describe('a sweep of quiet repositories', () => {
  it('costs no quota after the first one', async () => {
    const stage = await onStage({ repositories: FIFTY })
    const first = await cost(stage)
    const second = await cost(stage)
    console.log('sweeps of 50 quiet repositories', { first, second })
    expect(second).toEqual({ rest: 0, graphql: 0, free: 101 })
    anHourLater()
    const third = await cost(stage)
    console.log('… with a new token', third)
    expect(third).toEqual({ rest: 1, graphql: 1, free: 0 })
  })

  it('finds what changed under a new token too', async () => {
    const stage = await onStage({ repositories: FIFTY.slice(0, 3) })
    await cost(stage)
    anHourLater()
    stage.sandbox.faults.hooks({ how: 'drop', times: 100 })
    const { rest } = stage.as('ada')
    const at = { owner: 'acme', repo: 'service-1' }
    await rest.issues.create({ ...at, title: 'Checkout errors', labels: ['incident', 'sev1'] })
    await cost(stage)
    const { data: pulls } = await rest.pulls.list(at)
    expect(pulls.map(({ title }) => title)).toEqual(['Postmortem: Checkout errors'])
  })
})

describe('a repository in which incidents are older than the app', () => {
  it('is left as it was', async () => {
    const stage = await onStage({ repositories: [{ owner: 'acme', name: 'shop' }] })
    const { rest } = stage.as('ada')
    const at = { owner: 'acme', repo: 'shop' }
    stage.sandbox.faults.hooks({ how: 'drop', times: 100 })
    stage.clock.set('2026-07-01T12:00:00Z')
    await rest.issues.create({ ...at, title: 'Long ago', labels: ['incident', 'sev1'] })
    stage.clock.set('2026-11-20T14:30:00Z')
    await cost(stage)
    expect((await rest.pulls.list({ ...at, state: 'all' })).data).toEqual([])
  })
})

/** So that GitHub's times, which are whole seconds, tell what comes from what was. */
const later = (ms = 5_000) => vi.setSystemTime(Date.now() + ms)

describe('a repository in which more has changed than one look takes in', () => {
  it('is looked at again from there on, the oldest first, until nothing is left', async () => {
    const stage = await onStage({ mostChanges: 100 })
    const { rest } = stage.as('ada')
    stage.sandbox.faults.hooks({ how: 'drop', times: 1_000 })
    await rest.issues.create({ ...SHOP, title: 'The oldest', labels: ['incident'] })
    for (let number = 0; number < 250; number++) {
      later(1_000)
      await rest.issues.create({ ...SHOP, title: 'Nothing to do' })
    }
    await rest.issues.create({ ...SHOP, title: 'The youngest', labels: ['incident'] })
    const drafts = async () => (await rest.pulls.list(SHOP)).data.map(({ title }) => title).toSorted()
    later(10 * 60_000) // what is very young is looked at twice
    await stage.app.tick()
    await stage.settle()
    expect(await drafts()).toEqual(['Postmortem: The oldest', 'Postmortem: The youngest'])
    later(10 * 60_000)
    await cost(stage)
    expect((await cost(stage)).graphql).toBe(0)
  })

  it('is read to its end though all of it bears one second, as an import leaves it', async () => {
    const stage = await onStage({ mostChanges: 100 })
    const { rest } = stage.as('ada')
    stage.sandbox.faults.hooks({ how: 'drop', times: 1_000 })
    for (let number = 0; number < 150; number++) await rest.issues.create({ ...SHOP, title: 'Nothing to do' })
    await rest.issues.create({ ...SHOP, title: 'The last', labels: ['incident'] })
    later()
    await rest.issues.create({ ...SHOP, title: 'The youngest', labels: ['incident'] })
    const drafts = async () => (await rest.pulls.list(SHOP)).data.map(({ title }) => title).toSorted()
    later(10 * 60_000)
    await stage.app.tick()
    await stage.settle()
    expect(await drafts()).toEqual(['Postmortem: The last', 'Postmortem: The youngest'])
    later(10 * 60_000)
    await cost(stage)
    expect((await cost(stage)).graphql).toBe(0)
  })
})

describe('what the sweep makes good', () => {
  it('a check that was asked for anew while nobody listened is written anew, at no request more', async () => {
    const stage = await onStage()
    await declare(stage)
    const { number, head } = await onlyPull(stage)
    const files = { 'postmortems/1-checkout-errors.md': '# Checkout errors\n\nThe cache was full.\n' }
    stage.sandbox.seed.commit({ ...SHOP, branch: head.ref, files, message: 'docs: write', author: 'ada' })
    await stage.settle()
    later(10 * 60_000)
    await cost(stage)
    const before = await checkOf(stage, number)
    stage.sandbox.faults.hooks({ how: 'drop', times: 100 })
    await stage.as('ada').rest.checks.rerequestRun({ ...SHOP, check_run_id: before?.id ?? 0 })
    later()
    await stage.as('ada').rest.issues.create({ ...SHOP, title: 'Anything else' })
    await cost(stage)
    const after = await checkOf(stage, number)
    expect(after?.id).not.toBe(before?.id)
    expect(after).toMatchObject({ status: 'completed' })
  })

  it('settings of the organisation that change are heeded by the checks of its other repositories', async () => {
    const stage = await onStage({
      repositories: [
        { owner: 'acme', name: 'shop' },
        { owner: 'acme', name: '.github', files: { 'README.md': 'x' } },
      ],
    })
    await declare(stage)
    const { number, head } = await onlyPull(stage)
    const files = { 'postmortems/1-checkout-errors.md': '# Checkout errors\n\nThe cache was full.\n' }
    stage.sandbox.seed.commit({ ...SHOP, branch: head.ref, files, message: 'docs: write', author: 'ada' })
    await stage.settle()
    later(10 * 60_000)
    await cost(stage)
    const before = await checkOf(stage, number)
    later()
    stage.sandbox.seed.commit({
      owner: 'acme',
      repo: '.github',
      branch: 'main',
      files: { '.github/postmortem.yml': 'rules:\n  facts/missing-section: off\n' },
      message: 'chore: settings',
      author: 'ada',
    })
    await stage.settle()
    expect((await checkOf(stage, number))?.id).toBe(before?.id)
    await cost(stage)
    const after = await checkOf(stage, number)
    expect(after?.id).not.toBe(before?.id)
    expect(after?.annotations.length).toBeLessThan(before?.annotations.length ?? 0)
    const since = stage.sandbox.traffic.length
    await cost(stage)
    expect(writes(stage, since)).toEqual([])
  })

  it('a push to a postmortem that nobody told of is checked', async () => {
    const stage = await onStage()
    await declare(stage)
    await cost(stage)
    const { number, head } = await onlyPull(stage)
    vi.setSystemTime(Date.now() + 5_000)
    stage.sandbox.faults.hooks({ how: 'drop', times: 100 })
    const files = { 'postmortems/1-checkout-errors.md': '# Checkout errors\n\nThe cache was full.\n' }
    const message = 'docs: write it up'
    stage.sandbox.seed.commit({ ...SHOP, branch: head.ref, files, message, author: 'ada' })
    await stage.settle()
    expect(await checkOf(stage, number)).toBeNull()
    await cost(stage)
    expect(await checkOf(stage, number)).not.toBeNull()
  })
})
