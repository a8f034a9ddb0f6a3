import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { acme } from './acme.ts'

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

test('a webhook is signed, has an id of its own, and says who, where and what', async () => {
  const { as, hooks, sandbox, installation } = await acme()
  await as('grace')('POST', '/repos/acme/shop/issues', { title: 'It is down' })
  await as('linus')('POST', '/repos/acme/shop/issues/1/labels', { labels: ['bug'] })
  await sandbox.idle()
  const labeled = hooks.at(-1)
  if (!labeled) throw new Error('nothing arrived')
  const signature = createHmac('sha256', 'hush').update(labeled.body).digest('hex')
  expect(labeled.headers).toMatchObject({
    'x-github-event': 'issues',
    'x-hub-signature-256': `sha256=${signature}`,
    'x-github-hook-installation-target-type': 'integration',
    'content-type': 'application/json',
    'user-agent': expect.stringMatching(/^GitHub-Hookshot\//),
  })
  expect(labeled.payload).toMatchObject({
    action: 'labeled',
    label: { name: 'bug', color: 'd73a4a' },
    issue: { number: 1, labels: [{ name: 'bug' }], user: { login: 'grace' }, author_association: 'MEMBER' },
    repository: { full_name: 'acme/shop', owner: { login: 'acme', type: 'Organization' } },
    organization: { login: 'acme' },
    sender: { login: 'linus', type: 'User' },
    installation: { id: installation },
  })
  expect(new Set(hooks.map(({ guid }) => guid)).size).toBe(hooks.length)
})

test('each change of an issue fires its own event, in order, with what changed', async () => {
  const { as, hooks, sandbox, events } = await acme()
  const ada = as('ada')
  hooks.length = 0
  await ada('POST', '/repos/acme/shop/milestones', { title: 'soon' })
  await ada('POST', '/repos/acme/shop/issues', {
    title: 'a',
    body: 'b',
    labels: ['bug'],
    assignees: ['grace'],
    milestone: 1,
  })
  await ada('PATCH', '/repos/acme/shop/issues/1', { title: 'A', body: 'B' })
  await ada('DELETE', '/repos/acme/shop/issues/1/labels/bug')
  await ada('DELETE', '/repos/acme/shop/issues/1/assignees', { assignees: ['grace'] })
  await ada('POST', '/repos/acme/shop/issues/1/comments', { body: 'c' })
  const { body } = await ada('GET', '/repos/acme/shop/issues/1/comments')
  await ada('PATCH', `/repos/acme/shop/issues/comments/${body[0].id}`, { body: 'C' })
  await ada('DELETE', `/repos/acme/shop/issues/comments/${body[0].id}`)
  await ada('PATCH', '/repos/acme/shop/issues/1', {
    state: 'closed',
    state_reason: 'not_planned',
    milestone: null,
  })
  await ada('PATCH', '/repos/acme/shop/issues/1', { state: 'open' })
  await sandbox.idle()
  expect(events()).toEqual([
    'milestone.created',
    'issues.opened',
    'issues.labeled',
    'issues.assigned',
    'issues.milestoned',
    'issues.edited',
    'issues.unlabeled',
    'issues.unassigned',
    'issue_comment.created',
    'issue_comment.edited',
    'issue_comment.deleted',
    'issues.closed',
    'issues.demilestoned',
    'issues.reopened',
  ])
  const of = (event: string, action: string) =>
    hooks.find((one) => one.event === event && one.action === action)?.payload
  expect(of('issues', 'opened').issue).toMatchObject({
    labels: [{ name: 'bug' }],
    assignees: [{ login: 'grace' }],
    milestone: { title: 'soon' },
  })
  expect(of('issues', 'edited').changes).toEqual({ title: { from: 'a' }, body: { from: 'b' } })
  expect(of('issues', 'assigned').assignee.login).toBe('grace')
  expect(of('issue_comment', 'edited').changes).toEqual({ body: { from: 'c' } })
  expect(of('issues', 'closed').issue).toMatchObject({ state: 'closed', state_reason: 'not_planned' })
  expect(of('issues', 'reopened').issue).toMatchObject({
    state: 'open',
    state_reason: 'reopened',
    closed_at: null,
  })
})

test('saying again what is so already fires nothing', async () => {
  const { as, hooks, sandbox, events } = await acme()
  const ada = as('ada')
  await ada('POST', '/repos/acme/shop/issues', { title: 'a', labels: ['bug'], assignees: ['grace'] })
  await sandbox.idle()
  hooks.length = 0
  await ada('PATCH', '/repos/acme/shop/issues/1', {
    title: 'a',
    state: 'open',
    labels: ['bug'],
    assignees: ['grace'],
  })
  await ada('POST', '/repos/acme/shop/issues/1/labels', { labels: ['bug'] })
  await ada('POST', '/repos/acme/shop/issues/1/assignees', { assignees: ['grace'] })
  await sandbox.idle()
  expect(events()).toEqual([])
})

test("an app's own deeds fire events too, sent by its bot", async () => {
  const { asApp, hooks, sandbox } = await acme()
  await (
    await asApp()
  )('POST', '/repos/acme/vault/issues', { title: 'a' })
  await sandbox.idle()
  expect(hooks.at(-1)?.payload).toMatchObject({
    sender: { login: 'debrief[bot]', type: 'Bot' },
    issue: { user: { login: 'debrief[bot]', type: 'Bot' }, performed_via_github_app: { slug: 'debrief' } },
  })
})

test('an app hears only what it asked for, and only where it is installed', async () => {
  const { sandbox, as, hooks, events } = await acme({ events: ['issue_comment'] })
  sandbox.seed.repository({ owner: 'ada', name: 'diary' })
  hooks.length = 0
  await as('ada')('POST', '/repos/ada/diary/issues', { title: 'a' })
  await as('ada')('POST', '/repos/ada/diary/issues/1/comments', { body: 'b' })
  await as('ada')('POST', '/repos/acme/shop/issues', { title: 'a' })
  await as('ada')('POST', '/repos/acme/shop/issues/1/comments', { body: 'b' })
  await sandbox.idle()
  expect(events()).toEqual(['issue_comment.created'])
  expect(hooks[0]?.payload.repository.full_name).toBe('acme/shop')
})

test('installing, choosing repositories, suspending and removing all tell the app, unasked', async () => {
  const { sandbox, hooks, events } = await acme({ events: [] })
  const created = hooks[0]
  expect(created?.payload).toMatchObject({
    action: 'created',
    installation: {
      account: { login: 'acme' },
      permissions: { issues: 'write' },
      repository_selection: 'all',
    },
    repositories: [{ full_name: 'acme/shop' }, { full_name: 'acme/vault' }],
    sender: { login: 'ada' },
  })
  sandbox.seed.repository({ owner: 'acme', name: 'new' })
  sandbox.seed.changeInstallation('debrief', 'acme', { remove: 'vault' })
  sandbox.seed.changeInstallation('debrief', 'acme', { add: 'vault' })
  sandbox.seed.changeInstallation('debrief', 'acme', 'suspend')
  sandbox.seed.changeInstallation('debrief', 'acme', 'unsuspend')
  sandbox.seed.setAppPermissions('debrief', { issues: 'read' })
  sandbox.seed.changeInstallation('debrief', 'acme', 'accept-permissions')
  sandbox.seed.changeInstallation('debrief', 'acme', 'uninstall')
  await sandbox.idle()
  expect(events()).toEqual([
    'installation.created',
    'installation_repositories.added',
    'installation_repositories.removed',
    'installation_repositories.added',
    'installation.suspend',
    'installation.unsuspend',
    'installation.new_permissions_accepted',
    'installation.deleted',
  ])
  expect(hooks[2]?.payload).toMatchObject({
    repositories_removed: [{ full_name: 'acme/vault' }],
    repository_selection: 'selected',
  })
})

test('deliveries can be listed page by page, looked at and sent again', async () => {
  const { as, asJwt, hooks, sandbox, answer } = await acme()
  answer(500)
  for (const title of ['a', 'b', 'c']) await as('ada')('POST', '/repos/acme/shop/issues', { title })
  await sandbox.idle()
  answer(200)
  const jwt = asJwt()
  const first = await jwt('GET', '/app/hook/deliveries?per_page=2')
  expect(first.body).toMatchObject([
    {
      event: 'issues',
      action: 'opened',
      status: 'Invalid HTTP Response: 500',
      status_code: 500,
      redelivery: false,
    },
    { event: 'issues', action: 'opened' },
  ])
  const [, next = ''] = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '') ?? []
  const second = await jwt('GET', next)
  expect(second.body).toMatchObject([
    { event: 'issues' },
    { event: 'installation', status: 'OK', status_code: 200 },
  ])
  expect(second.headers.get('link')).toBeNull()
  const failed = second.body[0]
  const one = await jwt('GET', `/app/hook/deliveries/${failed.id}`)
  expect(one.body).toMatchObject({
    guid: failed.guid,
    request: { headers: { 'x-github-event': 'issues' }, payload: { issue: { title: 'a' } } },
    response: { payload: 'thanks' },
  })
  hooks.length = 0
  expect((await jwt('POST', `/app/hook/deliveries/${failed.id}/attempts`)).status).toBe(202)
  await sandbox.idle()
  expect(hooks).toMatchObject([{ guid: failed.guid, payload: { issue: { title: 'a' } } }])
  const [again] = (await jwt('GET', '/app/hook/deliveries')).body
  expect(again).toMatchObject({ guid: failed.guid, redelivery: true, status: 'OK' })
  expect(again.id).not.toBe(failed.id)
  expect((await jwt('GET', '/app/hook/config')).body).toMatchObject({
    content_type: 'json',
    secret: '********',
  })
  expect((await as('ada')('GET', '/app/hook/deliveries')).status).toBe(401)
})

test('an app can say where its webhooks go, and with which secret', async () => {
  const { asJwt, as, sandbox, hooks, answer } = await acme()
  const { body } = await asJwt()('GET', '/app/hook/config')
  const changed = await asJwt()('PATCH', '/app/hook/config', { url: `${body.url}/new`, secret: 'other' })
  expect(changed.body.url).toBe(`${body.url}/new`)
  answer(202)
  await as('ada')('POST', '/repos/acme/shop/issues', { title: 'a' })
  await sandbox.idle()
  const last = hooks.at(-1)
  const signature = createHmac('sha256', 'other')
    .update(last?.body ?? '')
    .digest('hex')
  expect(last?.headers['x-hub-signature-256']).toBe(`sha256=${signature}`)
  expect((await asJwt()('GET', '/app/hook/deliveries')).body[0]).toMatchObject({
    status: 'OK',
    status_code: 202,
  })
})

test('an app that asks for it hears of changes to the repository itself', async () => {
  const { as, sandbox, events, hooks } = await acme({ events: ['repository'] })
  sandbox.seed.commit({
    owner: 'acme',
    repo: 'shop',
    branch: 'trunk',
    files: { a: 'a' },
    message: 'm',
    author: 'ada',
  })
  hooks.length = 0
  const ada = as('ada')
  await ada('PATCH', '/repos/acme/shop', { default_branch: 'trunk', description: 'x' })
  expect((await ada('PATCH', '/repos/acme/shop', { default_branch: 'nope' })).status).toBe(422)
  await ada('PATCH', '/repos/acme/shop', { archived: true })
  await ada('PATCH', '/repos/acme/shop', { archived: false })
  await sandbox.idle()
  expect(events()).toEqual(['repository.edited', 'repository.archived', 'repository.unarchived'])
  expect(hooks[0]?.payload).toMatchObject({
    changes: { default_branch: { from: 'main' }, description: { from: null } },
    repository: { default_branch: 'trunk' },
  })
})

test('the answer to a request is out before its webhooks are', async () => {
  const { as, hooks } = await acme()
  hooks.length = 0
  await as('ada')('POST', '/repos/acme/shop/issues', { title: 'a' })
  expect(hooks).toEqual([])
  for (let waited = 0; hooks.length === 0 && waited < 100; waited++) await later(10)
  expect(hooks).toMatchObject([{ event: 'issues', action: 'opened' }])
})

test('on demand, deliveries are lost, doubled, late or out of order', async () => {
  const { as, hooks, sandbox, asJwt } = await acme()
  const open = async (title: string) => as('ada')('POST', '/repos/acme/shop/issues', { title })
  const titles = async () => {
    await sandbox.idle()
    return hooks.splice(0).map(({ payload }) => payload.issue?.title)
  }
  await titles()
  sandbox.faults.hooks({ event: 'issues', action: 'opened', how: 'drop' })
  for (const title of ['a', 'b']) await open(title)
  expect(await titles()).toEqual(['b'])
  const lost = (await asJwt()('GET', '/app/hook/deliveries?status=failure')).body
  expect(lost).toMatchObject([{ status: 'failed to connect to host' }])
  await asJwt()('POST', `/app/hook/deliveries/${lost[0].id}/attempts`)
  expect(await titles()).toEqual(['a'])
  sandbox.faults.hooks({ how: 'double', times: 2 })
  for (const title of ['c', 'd', 'e']) await open(title)
  expect(await titles()).toEqual(['c', 'c', 'd', 'd', 'e'])
  sandbox.faults.hooks({ how: 'delay', delayMs: 60 })
  for (const title of ['f', 'g']) await open(title)
  expect(await titles()).toEqual(['g', 'f'])
  sandbox.faults.hooks({ how: 'reorder' })
  for (const title of ['h', 'i', 'j']) await open(title)
  expect(await titles()).toEqual(['i', 'h', 'j'])
  sandbox.faults.hooks({ how: 'reorder' })
  await open('last')
  expect(await titles()).toEqual(['last'])
  sandbox.faults.hooks({ how: 'drop', times: 9 })
  sandbox.faults.clear()
  await open('k')
  expect(await titles()).toEqual(['k'])
})

test('doubled deliveries bear the same id', async () => {
  const { as, hooks, sandbox } = await acme()
  hooks.length = 0
  sandbox.faults.hooks({ how: 'double' })
  await as('ada')('POST', '/repos/acme/shop/issues', { title: 'a' })
  await sandbox.idle()
  expect(hooks).toHaveLength(2)
  expect(hooks[0]?.guid).toBe(hooks[1]?.guid)
})

test('a push tells two times of its repository in seconds since 1970, as other events do not', async () => {
  const { as, sandbox, hooks } = await acme({ events: ['push', 'issues'] })
  const commit = { branch: 'main', files: { a: 'a' }, message: 'm', author: 'ada' }
  sandbox.seed.commit({ owner: 'acme', repo: 'shop', ...commit })
  await as('ada')('POST', '/repos/acme/shop/issues', { title: 'a' })
  await sandbox.idle()
  const timesOf = (event: string) => {
    const { payload } = hooks.find((hook) => hook.event === event) ?? {}
    return (payload as { repository: { pushed_at: unknown; updated_at: string } }).repository
  }
  const { pushed_at, updated_at } = timesOf('push')
  expect(pushed_at).toBe(Date.parse(updated_at) / 1_000)
  expect(timesOf('issues').pushed_at).toBe(updated_at)
})
