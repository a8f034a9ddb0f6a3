import { expect, test } from 'vitest'
import { acme } from '../acme.ts'

test('an issue is opened with everything, and has every address of its own', async () => {
  const { as, sandbox } = await acme()
  const ada = as('ada')
  await ada('POST', '/repos/acme/shop/milestones', { title: 'soon' })
  const { status, body, headers } = await ada('POST', '/repos/acme/shop/issues', {
    title: 'It is down',
    body: 'since *ten*',
    labels: ['bug', { name: 'sev1' }],
    assignees: ['grace'],
    milestone: 1,
  })
  const url = `${sandbox.url}/repos/acme/shop/issues/1`
  expect([status, headers.get('location')]).toEqual([201, url])
  expect(body).toMatchObject({
    number: 1,
    url,
    html_url: `${sandbox.url}/acme/shop/issues/1`,
    state: 'open',
    state_reason: null,
    assignee: { login: 'grace' },
    milestone: { title: 'soon', open_issues: 1 },
    author_association: 'MEMBER',
    closed_by: null,
    sub_issues_summary: { total: 0 },
  })
  // A label that was not there is made, in grey.
  expect(body.labels.map(({ name, color }: { name: string; color: string }) => [name, color])).toEqual([
    ['bug', 'd73a4a'],
    ['sev1', 'ededed'],
  ])
})

test('an assignee who cannot be assigned is 422 when opening and editing, and left out when added', async () => {
  const { as } = await acme()
  const ada = as('ada')
  const refused = await ada('POST', '/repos/acme/shop/issues', { title: 'x', assignees: ['grace', 'eve'] })
  expect([refused.status, refused.body.errors]).toEqual([
    422,
    [{ resource: 'Issue', field: 'assignees', code: 'invalid', value: 'eve' }],
  ])
  expect((await ada('GET', '/repos/acme/shop/issues')).body).toEqual([])
  await ada('POST', '/repos/acme/shop/issues', { title: 'x' })
  expect((await ada('PATCH', '/repos/acme/shop/issues/1', { title: 'y', assignees: ['eve'] })).status).toBe(
    422,
  )
  const added = await ada('POST', '/repos/acme/shop/issues/1/assignees', {
    assignees: ['grace', 'eve', 'tim'],
  })
  expect(added.status).toBe(201)
  // Nothing of the refused edit was done either.
  expect(added.body).toMatchObject({ title: 'x', assignees: [{ login: 'grace' }, { login: 'tim' }] })
  expect((await ada('GET', '/repos/acme/shop/assignees/grace')).status).toBe(204)
  expect((await ada('GET', '/repos/acme/shop/assignees/eve')).status).toBe(404)
  const { body } = await ada('GET', '/repos/acme/shop/assignees')
  expect(body.map(({ login }: { login: string }) => login)).toEqual(['ada', 'grace', 'linus', 'tim'])
})

test('an empty title, one that is too long, a body that is too long and an unknown milestone are 422', async () => {
  const { as } = await acme()
  const errorsOf = async (body: unknown) =>
    (await as('ada')('POST', '/repos/acme/shop/issues', body)).body.errors
  expect(await errorsOf({ title: ' ' })).toMatchObject([{ field: 'title', code: 'missing_field' }])
  expect(await errorsOf({ title: 'x'.repeat(257) })).toMatchObject([
    { message: 'title is too long (maximum is 256 characters)' },
  ])
  expect(await errorsOf({ title: '🧯'.repeat(256), body: 'x'.repeat(65_537) })).toMatchObject([
    { message: 'body is too long (maximum is 65536 characters)' },
  ])
  expect(await errorsOf({ title: 'x', milestone: 7 })).toMatchObject([
    { field: 'milestone', code: 'invalid', value: 7 },
  ])
})

test('closing tells by whom and why; opening again forgets it', async () => {
  const { as } = await acme()
  const ada = as('ada')
  await ada('POST', '/repos/acme/shop/issues', { title: 'x' })
  const closed = await as('grace')('PATCH', '/repos/acme/shop/issues/1', { state: 'closed' })
  expect(closed.status).toBe(403)
  const done = await as('tim')('PATCH', '/repos/acme/shop/issues/1', { state: 'closed' })
  expect(done.body).toMatchObject({ state: 'closed', state_reason: 'completed', closed_by: { login: 'tim' } })
  expect(done.body.closed_at).not.toBeNull()
  const open = await ada('PATCH', '/repos/acme/shop/issues/1', { state: 'open' })
  expect(open.body).toMatchObject({
    state: 'open',
    state_reason: 'reopened',
    closed_by: null,
    closed_at: null,
  })
})

test('the list has all its filters', async () => {
  let now = Date.parse('2026-03-01T10:00:00Z')
  const { as } = await acme({ now: () => new Date(now) })
  const [ada, grace] = [as('ada'), as('grace')]
  await ada('POST', '/repos/acme/shop/milestones', { title: 'soon' })
  await ada('POST', '/repos/acme/shop/issues', {
    title: 'one',
    labels: ['bug', 'sev1'],
    assignees: ['grace'],
    milestone: 1,
  })
  now += 3_600_000
  await grace('POST', '/repos/acme/shop/issues', { title: 'two', body: 'ask @tim' })
  now += 3_600_000
  await ada('POST', '/repos/acme/shop/issues', { title: 'three', labels: ['bug'] })
  await ada('PATCH', '/repos/acme/shop/issues/3', { state: 'closed' })
  now += 3_600_000
  await ada('POST', '/repos/acme/shop/issues/1/comments', { body: 'hm' })
  const titles = async (query: string) =>
    (await ada('GET', `/repos/acme/shop/issues?${query}`)).body.map(({ title }: { title: string }) => title)
  expect(await titles('')).toEqual(['two', 'one'])
  expect(await titles('state=closed')).toEqual(['three'])
  expect(await titles('state=all&direction=asc')).toEqual(['one', 'two', 'three'])
  expect(await titles('state=all&sort=updated')).toEqual(['one', 'three', 'two'])
  expect(await titles('state=all&sort=comments')).toEqual(['one', 'three', 'two'])
  expect(await titles('state=all&labels=bug')).toEqual(['three', 'one'])
  expect(await titles('state=all&labels=bug,sev1')).toEqual(['one'])
  expect(await titles('assignee=grace')).toEqual(['one'])
  expect(await titles('assignee=none')).toEqual(['two'])
  expect(await titles('assignee=*')).toEqual(['one'])
  expect(await titles('creator=grace')).toEqual(['two'])
  expect(await titles('mentioned=tim')).toEqual(['two'])
  expect(await titles('milestone=1')).toEqual(['one'])
  expect(await titles('milestone=*')).toEqual(['one'])
  expect(await titles('milestone=none&state=all')).toEqual(['three', 'two'])
  expect(await titles('state=all&since=2026-03-01T12:00:00Z')).toEqual(['three', 'one'])
  expect((await ada('GET', '/repos/acme/shop/issues?milestone=9')).status).toBe(422)
  expect((await ada('GET', '/repos/acme/shop/issues?state=broken')).status).toBe(422)
})

test('pull requests are issues too: listed, commented, labelled and closed there', async () => {
  const { as, sandbox, events, hooks } = await acme()
  const ada = as('ada')
  sandbox.seed.commit({
    owner: 'acme',
    repo: 'shop',
    branch: 'fix',
    files: { a: 'a' },
    message: 'm',
    author: 'ada',
  })
  const pull = await ada('POST', '/repos/acme/shop/pulls', {
    title: 'Fix',
    head: 'fix',
    base: 'main',
    draft: true,
  })
  await sandbox.idle()
  hooks.length = 0
  const listed = (await ada('GET', '/repos/acme/shop/issues')).body[0]
  expect(listed).toMatchObject({
    number: 1,
    draft: true,
    pull_request: { url: pull.body.url, merged_at: null },
  })
  expect(listed.node_id).toBe(pull.body.node_id)
  expect(listed.id).not.toBe(pull.body.id)
  await ada('POST', '/repos/acme/shop/issues/1/labels', { labels: ['bug'] })
  await ada('POST', '/repos/acme/shop/issues/1/comments', { body: 'hi' })
  await ada('PATCH', '/repos/acme/shop/issues/1', { title: 'Fix it', state: 'closed' })
  await sandbox.idle()
  expect(events()).toEqual([
    'pull_request.labeled',
    'issue_comment.created',
    'pull_request.edited',
    'pull_request.closed',
  ])
  expect(hooks[1]?.payload.issue.pull_request.url).toBe(pull.body.url)
  expect((await ada('GET', '/repos/acme/shop/pulls/1')).body).toMatchObject({
    state: 'closed',
    labels: [{ name: 'bug' }],
  })
})

test('comments are written, listed, changed by their author or a maintainer, and deleted', async () => {
  const { as } = await acme()
  const [ada, eve, linus] = [as('ada'), as('eve'), as('linus')]
  await ada('POST', '/repos/acme/shop/issues', { title: 'x' })
  const { status, body } = await eve('POST', '/repos/acme/shop/issues/1/comments', { body: 'first' })
  expect([status, body.html_url]).toEqual([201, expect.stringContaining(`#issuecomment-${body.id}`)])
  const path = `/repos/acme/shop/issues/comments/${body.id}`
  expect((await eve('PATCH', path, { body: 'better' })).body.body).toBe('better')
  const other = await ada('POST', '/repos/acme/shop/issues/1/comments', { body: 'second' })
  expect(
    (await eve('PATCH', `/repos/acme/shop/issues/comments/${other.body.id}`, { body: 'ha' })).status,
  ).toBe(403)
  expect((await linus('PATCH', path, { body: 'moderated' })).body.body).toBe('moderated')
  expect((await ada('GET', '/repos/acme/shop/issues/1')).body.comments).toBe(2)
  expect(
    (await ada('GET', '/repos/acme/shop/issues/comments?sort=created&direction=desc')).body,
  ).toMatchObject([{ body: 'second' }, { body: 'moderated' }])
  expect((await eve('DELETE', path)).status).toBe(204)
  expect((await ada('GET', path)).status).toBe(404)
  expect((await ada('GET', '/repos/acme/shop/issues/1/comments')).body).toMatchObject([{ body: 'second' }])
  const blank = await ada('POST', '/repos/acme/shop/issues/1/comments', { body: ' ' })
  expect([blank.status, blank.body.errors[0].message]).toEqual([422, 'Body cannot be blank'])
  const long = await ada('POST', '/repos/acme/shop/issues/1/comments', { body: 'x'.repeat(65_537) })
  expect([long.status, long.body.errors[0].message]).toEqual([
    422,
    'Body is too long (maximum is 65536 characters)',
  ])
})

test('in a locked conversation only those who may write can go on', async () => {
  const { as, asApp } = await acme()
  await as('ada')('POST', '/repos/acme/shop/issues', { title: 'x' })
  expect((await as('ada')('PUT', '/repos/acme/shop/issues/1/lock', { lock_reason: 'resolved' })).status).toBe(
    204,
  )
  const refused = await as('eve')('POST', '/repos/acme/shop/issues/1/comments', { body: 'x' })
  expect([refused.status, refused.body.message]).toEqual([
    403,
    'Unable to create comment because issue is locked.',
  ])
  expect((await (await asApp())('POST', '/repos/acme/shop/issues/1/comments', { body: 'x' })).status).toBe(
    403,
  )
  expect((await as('linus')('POST', '/repos/acme/shop/issues/1/comments', { body: 'x' })).status).toBe(201)
  await as('ada')('DELETE', '/repos/acme/shop/issues/1/lock')
  expect((await as('eve')('POST', '/repos/acme/shop/issues/1/comments', { body: 'x' })).status).toBe(201)
})

test('a deleted issue is gone for good, and its number is not given again', async () => {
  const { as, sandbox, events } = await acme()
  const ada = as('ada')
  const { body } = await ada('POST', '/repos/acme/shop/issues', { title: 'x' })
  const query = `mutation { deleteIssue(input: {issueId: "${body.node_id}"}) { repository { name } } }`
  expect((await as('linus')('POST', '/graphql', { query })).body.errors).toMatchObject([
    { type: 'FORBIDDEN' },
  ])
  expect((await ada('POST', '/graphql', { query })).body.data.deleteIssue.repository.name).toBe('shop')
  const gone = await ada('GET', '/repos/acme/shop/issues/1')
  expect([gone.status, gone.body.message]).toEqual([410, 'This issue was deleted'])
  expect((await ada('GET', '/repos/acme/shop/issues/2')).status).toBe(404)
  expect((await ada('POST', '/repos/acme/shop/issues', { title: 'y' })).body.number).toBe(2)
  await sandbox.idle()
  expect(events()).toContain('issues.deleted')
})

test('a reaction counts once for each person', async () => {
  const { as } = await acme()
  await as('ada')('POST', '/repos/acme/shop/issues', { title: 'x' })
  const path = '/repos/acme/shop/issues/1/reactions'
  const first = await as('eve')('POST', path, { content: '+1' })
  expect([first.status, (await as('eve')('POST', path, { content: '+1' })).status]).toEqual([201, 200])
  await as('ada')('POST', path, { content: 'heart' })
  expect((await as('ada')('POST', path, { content: 'shrug' })).status).toBe(422)
  expect((await as('ada')('GET', '/repos/acme/shop/issues/1')).body.reactions).toMatchObject({
    total_count: 2,
    '+1': 1,
    heart: 1,
    rocket: 0,
  })
  expect((await as('ada')('DELETE', `${path}/${first.body.id}`)).status).toBe(404)
  expect((await as('eve')('DELETE', `${path}/${first.body.id}`)).status).toBe(204)
  expect((await as('ada')('GET', path)).body).toMatchObject([{ content: 'heart', user: { login: 'ada' } }])
})
