import { Octokit } from '@octokit/rest'
import nock from 'nock'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { everyInstalledRepository } from '../../src/queue/schedule.ts'

const client = () =>
  new Octokit({ request: { fetch: (...request: Parameters<typeof fetch>) => fetch(...request) } })
const api = () => nock('https://api.github.com')
const repository = (name: string, archived = false) => ({ name, archived, owner: { login: 'acme' } })

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

it('one installation that cannot be looked at does not keep the others from their digest', async () => {
  api()
    .get('/app/installations')
    .query(true)
    .reply(200, [{ id: 1 }, { id: 2 }, { id: 3, suspended_at: '2026-11-01T00:00:00Z' }])
  api()
    .get('/installation/repositories')
    .query(true)
    .reply(200, { repositories: [repository('shop'), repository('old', true)] })
  const told: object[] = []
  const log = { info: () => {}, warn: () => {}, error: (facts: object) => void told.push(facts) }
  const installation = async (id: number) => {
    if (id === 1)
      throw new Error('Although you appear to have the correct authorization, the IP is not allowed')
    return client()
  }
  expect(await everyInstalledRepository(client(), installation, 'digest', log)).toEqual([
    { feature: 'digest', installationId: 2, owner: 'acme', repo: 'shop' },
  ])
  expect(told).toMatchObject([{ installation: 1 }])
})
