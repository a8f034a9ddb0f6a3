import { describe, expect, it } from 'vitest'
import { readCommands } from '../../src/gathering/commands.ts'
import type { GitHub } from '../../src/github/client.ts'
import type { SaidComment } from '../../src/incident/state.ts'

const SHOP = { owner: 'acme', repo: 'shop' }
const HOW = { zone: 'UTC', day: '2026-11-20', now: new Date('2026-11-21T12:00:00Z') }

let last = 0
const says = (login: string, body: string): SaidComment => {
  last += 1
  const at = new Date(Date.UTC(2026, 10, 20, 15, 0, last)).toISOString()
  return { id: last, login, at, url: `https://github.com/acme/shop/pull/13#issuecomment-${last}`, body }
}
const times = <T>(many: number, make: (index: number) => T): T[] =>
  Array.from({ length: many }, (_, index) => make(index))

/** Whoever is called a stranger may only read. */
function heard(said: readonly SaidComment[]) {
  const asked: string[] = []
  const request = async (_: string, { username }: { username: string }) => {
    asked.push(username)
    return { data: { permission: username.startsWith('stranger') ? 'read' : 'write' } }
  }
  // Of a client only what is asked of it here.
  const github = { client: { request }, login: 'debrief[bot]', appId: 1 } as unknown as GitHub
  return readCommands(github, SHOP, said, HOW).then((told) => ({ ...told, asked }))
}

describe('what responders said stays', () => {
  const grace = () => [says('grace', '/detected 14:03'), says('grace', '/timeline 14:05 Restarted the pods')]
  const hers = { detectedAt: '2026-11-20T14:03:00.000Z' }

  it('however much a stranger says', async () => {
    const { entries, moments, problems, asked } = await heard([
      ...grace(),
      ...times(60, () => says('stranger', '/timeline')),
      ...times(30, (index) => says(`stranger-${index}`, '/detected 14:09')),
    ])
    expect(entries).toHaveLength(2)
    expect(moments).toEqual(hers)
    expect(problems).toEqual([])
    expect(asked).toHaveLength(32)
  })

  it('however many others respond', async () => {
    const first = grace()
    const others = times(20, (index) => says(`responder-${index}`, `/timeline 14:10 Thing number ${index}`))
    const { entries, moments, problems } = await heard([...first, ...others])
    expect(entries).toHaveLength(22)
    expect(moments).toEqual(hers)
    expect(problems).toEqual([])
  })

  it('and where one of them says more than is read, or too many people say something, that is told', async () => {
    const first = grace()
    const many = times(52, (index) => says('linus', `/timeline 14:10 Thing number ${index}`))
    const crowd = times(110, (index) => says(`stranger-${index}`, '/timeline 14:10 x'))
    const { entries, moments, problems, asked } = await heard([...first, ...many, ...crowd])
    expect(entries).toHaveLength(52)
    expect(moments).toEqual(hers)
    expect(asked).toHaveLength(100)
    expect(problems).toMatchObject([
      { where: expect.stringContaining('stranger-98'), problem: expect.stringContaining('100 people') },
      { where: '@linus', problem: expect.stringContaining('newest 50') },
    ])
  })
})
