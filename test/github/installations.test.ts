import { Octokit } from '@octokit/rest'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Effect } from '../../src/effects.ts'
import { apply } from '../../src/github/apply.ts'
import { GITHUB_LIMITS, processBudget, type WriteLimits } from '../../src/github/budget.ts'
import { NotYet } from '../../src/github/errors.ts'
import { installations } from '../../src/github/installations.ts'
import type { Call } from '../../src/github/line.ts'

const SHOP = { owner: 'acme', repo: 'shop' }
const START = Date.parse('2026-11-20T12:00:00Z')
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const api = () => nock('https://api.github.com')
const realFetch: typeof fetch = (...request) => fetch(...request)

function app(limits: WriteLimits = GITHUB_LIMITS) {
  const time = { now: START }
  const calls: Call[] = []
  const clock = () => time.now
  const clients = installations({
    app: new Octokit({ log: silent, request: { fetch: realFetch } }),
    budget: processBudget(limits, clock),
    fetch: realFetch,
    onCall: (call) => calls.push(call),
    clock,
  })
  return { client: clients.client.bind(clients), calls, time }
}

const tokenOf = (id: number, body?: object, status = 201) =>
  api()
    .post(`/app/installations/${id}/access_tokens`, body as never)
    .reply(status, { token: `t${id}`, expires_at: new Date(START + 3_600_000).toISOString() })

const thrownBy = async (act: () => Promise<unknown>): Promise<unknown> =>
  act().then(
    () => expect.unreachable('nothing was thrown'),
    (error: unknown) => error,
  )

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

describe('a create that is answered 502', () => {
  const effects: Effect[] = [
    { do: 'createBranch', branch: 'b', fromSha: 'c0ffee' },
    { do: 'openPull', head: 'b', base: 'main', title: 'x', body: 'x', draft: true },
    { do: 'createLabel', name: 'x', color: 'ffffff', description: '' },
    { do: 'createMilestone', title: 'x', description: '', due: '2026-12-01' },
    { do: 'createIssue', title: 'x', body: 'x', assignees: [], labels: [], milestone: null },
    { do: 'comment', number: 1, body: 'x' },
    { do: 'addSubIssues', parent: { number: 1, id: 'I_1' }, children: [{ id: 'I_7' }] },
  ]

  it.each(effects.map((effect) => [effect.do, effect] as const))('is sent once: %s', async (_, effect) => {
    tokenOf(1)
    let sent = 0
    api()
      .persist()
      .post(/^\/(repos\/|graphql)/)
      .reply(() => {
        sent++
        return [502, { message: 'Server Error' }]
      })
    const client = await app().client(1)
    const github = { client, login: 'debrief[bot]', appId: 1 }
    expect(await thrownBy(() => apply(github, SHOP, [effect]))).toMatchObject({ status: 502 })
    expect(sent).toBe(1)
  })
})

describe('a primary limit', () => {
  const reset = START / 1_000 + 1_800
  const out = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) }

  it('that is reached keeps that installation from asking until it is over, and no other', async () => {
    tokenOf(1)
    tokenOf(2)
    api().get('/repos/acme/shop').reply(403, { message: 'API rate limit exceeded' }, out)
    api().get('/repos/acme/shop').twice().reply(200, {})
    const { client, time } = app()
    const one = await client(1)
    expect(await thrownBy(() => one.request('GET /repos/{owner}/{repo}', SHOP))).toBeInstanceOf(NotYet)
    expect(await thrownBy(() => client(1))).toMatchObject({ afterMs: 1_800_000 })
    expect(await thrownBy(() => one.request('GET /repos/{owner}/{repo}', SHOP))).toBeInstanceOf(NotYet)
    await (await client(2)).request('GET /repos/{owner}/{repo}', SHOP)
    time.now += 1_800_001
    await (await client(1)).request('GET /repos/{owner}/{repo}', SHOP)
  })

  it('whose last request was just answered is not run into', async () => {
    tokenOf(1)
    api().get('/repos/acme/shop').reply(200, {}, out)
    const { client } = app()
    await (await client(1)).request('GET /repos/{owner}/{repo}', SHOP)
    expect(await thrownBy(() => client(1))).toMatchObject({ afterMs: 1_800_000 })
  })
})

describe('a secondary limit', () => {
  it('is waited for as long as retry-after says', async () => {
    tokenOf(1)
    const message = 'You have exceeded a secondary rate limit'
    api().get('/repos/acme/shop').reply(403, { message }, { 'retry-after': '17' })
    const { client } = app()
    const one = await client(1)
    await thrownBy(() => one.request('GET /repos/{owner}/{repo}', SHOP))
    expect(await thrownBy(() => client(1))).toMatchObject({ afterMs: 17_000 })
  })

  it('is not run into: so many writes a minute, then a pause, for that installation only', async () => {
    tokenOf(1)
    tokenOf(2)
    api().persist().post('/repos/acme/shop/labels').reply(201, {})
    const { client, time } = app({ aMinute: 8, anHour: 500 })
    const label = async (id: number) =>
      (await client(id)).request('POST /repos/{owner}/{repo}/labels', { ...SHOP, name: 'x' })
    for (let each = 0; each < 8; each++, time.now += 1_000) await label(1)
    // Until two of the eight are a minute old, so that two can be written in a go.
    expect(await thrownBy(() => label(1))).toMatchObject({ name: 'TransientError', afterMs: 53_000 })
    await label(2)
    time.now += 53_001
    await label(1)
    await label(1)
    expect(await thrownBy(() => label(1))).toBeInstanceOf(NotYet)
  })
})

describe('what is read again', () => {
  it('is asked for with its tag, and shown again where nothing changed', async () => {
    tokenOf(1)
    const tag = 'W/"abc"'
    api().get('/repos/acme/shop').reply(200, { name: 'shop' }, { etag: tag })
    const again = api().get('/repos/acme/shop').matchHeader('if-none-match', tag).reply(304)
    const { client, calls } = app()
    for (let each = 0; each < 2; each++) {
      const { data, status } = await (await client(1)).request('GET /repos/{owner}/{repo}', SHOP)
      expect({ data, status }).toEqual({ data: { name: 'shop' }, status: 200 })
    }
    expect(again.isDone()).toBe(true)
    expect(calls.map(({ route, status }) => `${route} ${status}`)).toEqual([
      'GET /repos/{owner}/{repo} 200',
      'GET /repos/{owner}/{repo} 304',
    ])
  })
})

describe('a token', () => {
  const reach = { repository: 'shop' }

  it('is good for the repository and for the organisation’s configuration, and is kept', async () => {
    const given = tokenOf(1, { repositories: ['shop', '.github'] })
    api().get('/repos/acme/shop').twice().reply(200, {})
    const { client } = app()
    for (let each = 0; each < 2; each++)
      await (await client(1, reach)).request('GET /repos/{owner}/{repo}', SHOP)
    expect(given.isDone()).toBe(true)
  })

  it('is good for the repository alone where the app has no way to the other', async () => {
    tokenOf(1, { repositories: ['shop', '.github'] }, 422)
    const given = tokenOf(1, { repositories: ['shop'] })
    api().get('/repos/acme/shop').reply(200, {})
    await (await app().client(1, reach)).request('GET /repos/{owner}/{repo}', SHOP)
    expect(given.isDone()).toBe(true)
  })
})
