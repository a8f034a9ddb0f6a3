import { expect, test } from 'vitest'
import { acme } from '../acme.ts'

type Line = { event: string }
const events = ({ body }: { body: Line[] }): string[] => body.map(({ event }) => event)

test('the events of an issue tell who did what, oldest first', async () => {
  const { as } = await acme()
  const ada = as('ada')
  await ada('POST', '/repos/acme/shop/milestones', { title: 'soon' })
  await ada('POST', '/repos/acme/shop/issues', { title: 'a', labels: ['bug'] })
  await as('tim')('PATCH', '/repos/acme/shop/issues/1', { assignees: ['grace'], milestone: 1 })
  await as('linus')('PATCH', '/repos/acme/shop/issues/1', { title: 'b', state: 'closed' })
  const list = await ada('GET', '/repos/acme/shop/issues/1/events')
  expect(list.body).toMatchObject([
    { event: 'labeled', actor: { login: 'ada' }, label: { name: 'bug', color: 'd73a4a' } },
    { event: 'assigned', actor: { login: 'tim' }, assignee: { login: 'grace' } },
    { event: 'milestoned', milestone: { title: 'soon' } },
    { event: 'renamed', rename: { from: 'a', to: 'b' } },
    { event: 'closed', actor: { login: 'linus' }, commit_id: null, state_reason: 'completed' },
  ])
  const all = await ada('GET', '/repos/acme/shop/issues/events')
  expect(events(all)).toEqual(events(list).toReversed())
  expect(all.body[0].issue.number).toBe(1)
  const one = await ada('GET', `/repos/acme/shop/issues/events/${list.body[0].id}`)
  expect(one.body).toMatchObject({ event: 'labeled', issue: { number: 1 } })
})

test('the timeline merges events, comments and references from elsewhere in the order of time', async () => {
  const { as } = await acme()
  const [ada, eve] = [as('ada'), as('eve')]
  await ada('POST', '/repos/acme/shop/issues', { title: 'a' })
  await ada('POST', '/repos/acme/shop/issues/1/comments', { body: 'looking, cc @grace' })
  await ada('POST', '/repos/acme/shop/issues/1/labels', { labels: ['bug'] })
  await ada('POST', '/repos/acme/shop/issues', { title: 'b', body: 'because of #1, `#1` and acme/shop#1' })
  await ada('POST', '/repos/acme/vault/issues', { title: 'secret', body: 'see acme/shop#1' })
  const path = '/repos/acme/shop/issues/1/timeline'
  const timeline = await ada('GET', path)
  expect(events(timeline)).toEqual([
    'commented',
    'mentioned',
    'subscribed',
    'labeled',
    'cross-referenced',
    'cross-referenced',
  ])
  expect(timeline.body[0]).toMatchObject({
    body: 'looking, cc @grace',
    actor: { login: 'ada' },
    user: { login: 'ada' },
  })
  expect(timeline.body[4]).toMatchObject({
    source: { type: 'issue', issue: { number: 2, repository: { name: 'shop' } } },
  })
  // Nobody learns of what they cannot see.
  expect(events(await eve('GET', path)).filter((event) => event === 'cross-referenced')).toHaveLength(1)
  expect(events(await ada('GET', '/repos/acme/shop/issues/1/events'))).toEqual([
    'mentioned',
    'subscribed',
    'labeled',
  ])
})

test("a pull request's timeline has its commits and reviews", async () => {
  const { as, sandbox } = await acme()
  sandbox.seed.commit({
    owner: 'acme',
    repo: 'shop',
    branch: 'fix',
    files: { a: 'a\n' },
    message: 'fix it',
    author: 'ada',
  })
  await as('ada')('POST', '/repos/acme/shop/pulls', { title: 'Fix', head: 'fix', base: 'main' })
  await as('linus')('POST', '/repos/acme/shop/pulls/1/reviews', {
    event: 'APPROVE',
    body: 'good',
    comments: [{ path: 'a', line: 1, body: 'nice' }],
  })
  await as('ada')('PUT', '/repos/acme/shop/pulls/1/merge')
  const { body } = await as('ada')('GET', '/repos/acme/shop/issues/1/timeline')
  expect(body).toMatchObject([
    { event: 'committed', message: 'fix it', author: { email: expect.stringContaining('ada') } },
    { event: 'reviewed', state: 'approved', user: { login: 'linus' } },
    { event: 'line-commented', comments: [{ path: 'a', body: 'nice' }] },
    { event: 'merged', actor: { login: 'ada' }, commit_id: expect.stringMatching(/^[\da-f]{40}$/) },
    { event: 'closed' },
  ])
})
