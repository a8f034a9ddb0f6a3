import { afterAll, describe, expect, it } from 'vitest'
import { Tally } from '../../src/demo/requests.ts'
import { LAG_MS, processMemory } from '../../src/github/once.ts'
import type { Stage } from '../../src/demo/stage.ts'
import { SHOP, declare, onStage, onlyPull } from './stage.ts'

const PATH = 'postmortems/1-checkout-errors.md'
const row = (id: number): string =>
  `| A${id} | detection | | Alert on replica lag above ${id} s | @grace | 2026-12-01 | It fires in drill ${id} | F1 |`

const postmortem = (actions: number): string => `---
incident: 1
title: Checkout errors
severity: sev1
---

# Checkout errors

## Contributing factors

- **F1** The lag threshold stood at five minutes

## Actions

| ID | Category | Priority | Action | DRI | Due | Success measure | Factor |
| --- | --- | --- | --- | --- | --- | --- | --- |
${Array.from({ length: actions }, (_, index) => row(index + 1)).join('\n')}
`

function push(stage: Stage, text: string, branch: string): void {
  const files = { [PATH]: text }
  stage.sandbox.seed.commit({ ...SHOP, branch, files, message: 'docs: write it up', author: 'ada' })
}

const READY =
  'mutation ($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { number } } }'

const table: string[] = []
afterAll(() => console.log(['what the app asks of GitHub', ...table].join('\n')))

/** Counts by parts, and keeps them for the table. */
function tallyOf(stage: Stage) {
  const tally = new Tally(stage.sandbox.traffic)
  const during = async <T>(what: string, work: () => Promise<T>): Promise<T> =>
    tally.during(what, async () => {
      const result = await work()
      await stage.settle()
      return result
    })
  return { parts: tally.parts, during }
}

const show = ({ parts }: ReturnType<typeof tallyOf>): void => {
  for (const { what, reads, writes, tokens } of parts)
    table.push(`${what.padEnd(40)} ${reads} reads, ${writes} writes, ${tokens} tokens`)
}

describe('requests to GitHub', () => {
  it('of a whole life with three actions', async () => {
    const stage = await onStage({ github: { once: { memory: processMemory(), lagMs: LAG_MS, since: 0 } } })
    const count = tallyOf(stage)
    const number = await count.during('label → PR, with its first check', () => declare(stage))
    const { head, number: pull_number, node_id: id } = await onlyPull(stage)
    await count.during('push 1', async () => push(stage, postmortem(1), head.ref))
    await count.during('push 2', async () => push(stage, postmortem(3), head.ref))
    await count.during('ready for review', () => stage.as('ada').graphql(READY, { id }))
    await count.during('merge with 3 actions', () =>
      stage.as('ada').rest.pulls.merge({ ...SHOP, pull_number }),
    )
    await count.during('digest', async () => {
      stage.clock.set('2026-11-23T09:01:00Z')
      await stage.app.tick()
    })
    const all = { reads: 0, writes: 0 }
    for (const { reads, writes } of count.parts) {
      all.reads += reads
      all.writes += writes
    }
    table.push(`${'whole life'.padEnd(40)} ${all.reads} reads, ${all.writes} writes`)
    await count.during('nothing new: an edited incident', () =>
      stage.as('ada').rest.issues.addLabels({ ...SHOP, issue_number: number, labels: ['team: web'] }),
    )
    await count.during('nothing new: a digest that is told', () => stage.app.tick())
    await count.during('nothing new: a push elsewhere', async () => {
      stage.sandbox.seed.commit({
        ...SHOP,
        branch: 'main',
        files: { 'a.txt': 'x' },
        message: 'a',
        author: 'ada',
      })
    })
    show(count)
    // As with github.com's patience, which costs nothing where everything is shown at once.
    expect(await stage.app.counts()).toMatchObject({ delayed: 0 })
    const of = (what: string) => count.parts.find((part) => part.what.startsWith(what))
    expect(of('label')?.writes).toBeLessThanOrEqual(6)
    expect(of('nothing new: an edited')).toMatchObject({ reads: 1, writes: 0 })
    expect(of('nothing new: a push')).toMatchObject({ reads: 0, writes: 0 })
    const idle = count.parts.filter(({ what }) => what.startsWith('nothing new'))
    expect(idle.map(({ writes }) => writes)).toEqual([0, 0, 0])
  })
})
