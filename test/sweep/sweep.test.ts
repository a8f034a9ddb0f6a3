import { describe, expect, it } from 'vitest'
import type { Stage } from '../../src/demo/stage.ts'
import { SHOP, checkOf, comments, declare, documentOf, onStage, onlyPull, pulls } from '../stories/stage.ts'

const FIFTY = Array.from({ length: 50 }, (_, index) => ({ owner: 'acme', name: `service-${index}`, files: { 'README.md': 'x' } }))

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

describe('a sweep of quiet repositories', () => {
  it('costs no quota after the first one', async () => {
    const stage = await onStage({ repositories: FIFTY })
    const first = await cost(stage)
    const second = await cost(stage)
    console.log('sweeps of 50 quiet repositories', { first, second })
    expect(second).toEqual({ rest: 0, graphql: 0, free: 101 })
  })
})
