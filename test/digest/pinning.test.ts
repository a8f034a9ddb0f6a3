import nock from 'nock'
import { afterEach, expect, test } from 'vitest'
import { ref, type Effect } from '../../src/effects.ts'
import { apply } from '../../src/github/apply.ts'
import { withToken } from '../../src/github/token.ts'

const HOME = { owner: 'acme', repo: 'shop' }
const EFFECTS: readonly Effect[] = [
  {
    do: 'createIssue',
    as: 'dashboard',
    title: 'Board',
    body: '',
    assignees: [],
    labels: [],
    milestone: null,
  },
  { do: 'pinIssue', number: ref('dashboard') },
  { do: 'comment', number: ref('dashboard'), body: 'the digest' },
]

afterEach(() => nock.cleanAll())

/** GitHub, where the pin is answered so; `done()` says whether the comment was written all the same. */
async function whereThePinIs(answer: { readonly status: number; readonly body: object }) {
  const api = nock('https://github.test')
  api.post('/graphql').reply(200, { data: { viewer: { login: 'debrief[bot]' } } })
  const issue = { number: 7, id: 70, node_id: 'I_70', html_url: 'https://github.test/acme/shop/issues/7' }
  api.post('/repos/acme/shop/issues').reply(201, issue)
  api.post('/graphql', /pinIssue/).reply(answer.status, answer.body)
  const comment = api.post('/repos/acme/shop/issues/7/comments').reply(201, {})
  const github = await withToken({ token: 't', baseUrl: 'https://github.test', app: 'debrief[bot]' })
  return { run: () => apply(github, HOME, EFFECTS), isDone: () => comment.isDone() }
}

test('a pin that GitHub refuses is passed over, and told', async () => {
  const errors = [{ type: 'UNPROCESSABLE', message: 'Maximum 3 pinned issues per repository' }]
  const { run, isDone } = await whereThePinIs({ status: 200, body: { data: { pinIssue: null }, errors } })
  const passedOver = await run()
  expect(passedOver).toMatchObject([{ effect: { do: 'pinIssue' }, reason: /Maximum 3 pinned issues/ }])
  expect(isDone()).toBe(true)
})

test('a limit or an outage is no refusal: the plan stops there and is tried again', async () => {
  const errors = [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }]
  const limited = await whereThePinIs({ status: 200, body: { data: null, errors } })
  await expect(limited.run()).rejects.toThrow('rate limit')
  nock.cleanAll()
  const down = await whereThePinIs({ status: 502, body: {} })
  await expect(down.run()).rejects.toThrow(/502|Unknown error|{}/)
  expect(down.isDone()).toBe(false)
})
