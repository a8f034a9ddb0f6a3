import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Stage } from '../../src/demo/stage.ts'
import { look } from '../../src/sweep/look.ts'
import { Tags } from '../../src/sweep/tags.ts'
import { SHOP, onStage } from '../stories/stage.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => {
  vi.useRealTimers()
})

/** GitHub's times are whole seconds. */
const aSecondLater = () => vi.setSystemTime(Date.now() + 1_000)

/** A stage whose app hears nothing, so that only a look finds what was opened. */
async function withIssues(many: number, pause: () => void): Promise<Stage> {
  const stage = await onStage()
  stage.sandbox.faults.hooks({ how: 'drop', times: 10_000 })
  const { rest } = stage.as('ada')
  for (let number = 1; number <= many; number++) {
    await rest.issues.create({ ...SHOP, title: 'Nothing to do' })
    pause()
  }
  return stage
}

interface Glance {
  readonly stage: Stage
  readonly since: Date
  /** Happens once the first page of changes is answered, and before the next one is asked for. */
  readonly meanwhile?: () => Promise<unknown>
}

/** All of a look's issues, and how many pages it asked for. */
async function issuesOf({ stage, since, meanwhile }: Glance) {
  const client = stage.as('ada')
  let pages = 0
  client.hook.after('request', async (_, { direction }) => {
    if (direction === 'asc' && ++pages === 1) await meanwhile?.()
  })
  const place = { ...SHOP, installationId: stage.installationId }
  const seen = await look(place, {
    github: { client, login: 'debrief[bot]', appId: 1 },
    tags: new Tags(),
    scope: 'one',
    note: null,
    overview: null,
    since,
    due: false,
    now: stage.clock.now(),
    mostChanges: 2_000,
  })
  return { numbers: seen?.news.issues.map(({ number }) => number) ?? [], pages }
}

const from1to = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

describe('a look at more changes than a page holds', () => {
  it('misses none where an issue of the first page changes before the second one is asked for', async () => {
    const stage = await withIssues(150, aSecondLater)
    const { rest } = stage.as('ada')
    const since = new Date('2026-11-20T00:00:00Z')
    const meanwhile = () => rest.issues.update({ ...SHOP, issue_number: 5, title: 'Another title' })
    const { numbers, pages } = await issuesOf({ stage, since, meanwhile })
    const others = from1to(150).filter((number) => number !== 5)
    expect(numbers).toEqual([...others, 5]) // once, where it stands now
    expect(pages).toBe(2)
  })

  it('reads a second in which more changed than that page by page, each issue once', async () => {
    const stage = await withIssues(150, () => {})
    aSecondLater()
    await stage.as('ada').rest.issues.create({ ...SHOP, title: 'The youngest' })
    const { numbers } = await issuesOf({ stage, since: new Date('2026-11-20T00:00:00Z') })
    expect(numbers.toSorted((one, other) => one - other)).toEqual(from1to(151))
  })
})
