import { expect, test } from 'vitest'
import { readDue } from '../../../src/sandbox/issues/milestones.ts'
import { acme } from '../acme.ts'

test('labels are made, found, renamed everywhere and deleted everywhere', async () => {
  const { as } = await acme()
  const ada = as('ada')
  const made = await ada('POST', '/repos/acme/shop/labels', {
    name: 'sev1: high',
    color: 'FF0000',
    description: 'now',
  })
  expect([made.status, made.body.color]).toEqual([201, 'FF0000'])
  await ada('POST', '/repos/acme/shop/issues', { title: 'x', labels: ['sev1: high', 'bug'] })
  expect((await ada('GET', '/repos/acme/shop/labels/sev1%3A%20high')).body.description).toBe('now')
  await ada('PATCH', '/repos/acme/shop/labels/sev1%3A%20high', { new_name: 'sev1' })
  expect((await ada('GET', '/repos/acme/shop/issues/1/labels')).body).toMatchObject([
    { name: 'sev1' },
    { name: 'bug' },
  ])
  expect((await ada('PATCH', '/repos/acme/shop/labels/sev1', { new_name: 'Bug' })).status).toBe(422)
  expect(
    (await ada('POST', '/repos/acme/shop/labels', { name: 'y', color: 'red' })).body.errors,
  ).toMatchObject([{ field: 'color', code: 'invalid' }])
  expect((await ada('DELETE', '/repos/acme/shop/labels/sev1')).status).toBe(204)
  expect((await ada('GET', '/repos/acme/shop/issues/1')).body.labels).toMatchObject([{ name: 'bug' }])
  expect((await ada('GET', '/repos/acme/shop/labels/sev1')).status).toBe(404)
})

test("an issue's labels are added, replaced, taken off one by one and all at once", async () => {
  const { as } = await acme()
  const ada = as('ada')
  const path = '/repos/acme/shop/issues/1/labels'
  const names = ({ body }: { body: { name: string }[] }) => body.map(({ name }) => name)
  await ada('POST', '/repos/acme/shop/issues', { title: 'x' })
  expect(names(await ada('POST', path, { labels: ['bug', 'new one'] }))).toEqual(['bug', 'new one'])
  expect(names(await ada('POST', path, ['question']))).toEqual(['bug', 'new one', 'question'])
  expect(names(await ada('PUT', path, { labels: ['question', 'invalid'] }))).toEqual(['question', 'invalid'])
  const gone = await ada('DELETE', `${path}/bug`)
  expect([gone.status, gone.body.message]).toEqual([404, 'Label does not exist'])
  expect(names(await ada('DELETE', `${path}/QUESTION`))).toEqual(['invalid'])
  expect((await ada('DELETE', path)).status).toBe(204)
  expect(names(await ada('GET', path))).toEqual([])
})

test('a milestone has a title of its own and counts its issues', async () => {
  const { as } = await acme()
  const ada = as('ada')
  const made = await ada('POST', '/repos/acme/shop/milestones', {
    title: 'Q4',
    due_on: '2026-12-01T12:00:00Z',
  })
  expect(made.body).toMatchObject({
    number: 1,
    state: 'open',
    due_on: '2026-12-01T08:00:00Z',
    creator: { login: 'ada' },
  })
  const twin = await ada('POST', '/repos/acme/shop/milestones', { title: 'q4' })
  expect([twin.status, twin.body.errors]).toEqual([
    422,
    [{ resource: 'Milestone', field: 'title', code: 'already_exists' }],
  ])
  for (const title of ['a', 'b']) await ada('POST', '/repos/acme/shop/issues', { title, milestone: 1 })
  await ada('PATCH', '/repos/acme/shop/issues/1', { state: 'closed' })
  expect((await ada('GET', '/repos/acme/shop/milestones/1')).body).toMatchObject({
    open_issues: 1,
    closed_issues: 1,
  })
  const closed = await ada('PATCH', '/repos/acme/shop/milestones/1', { state: 'closed', due_on: null })
  expect(closed.body).toMatchObject({ state: 'closed', due_on: null })
  expect((await ada('GET', '/repos/acme/shop/milestones')).body).toEqual([])
  expect((await ada('GET', '/repos/acme/shop/milestones?state=closed')).body).toHaveLength(1)
  expect((await ada('DELETE', '/repos/acme/shop/milestones/1')).status).toBe(204)
  expect((await ada('GET', '/repos/acme/shop/issues/2')).body.milestone).toBeNull()
  expect((await ada('POST', '/repos/acme/shop/milestones', { title: 'z' })).body.number).toBe(2)
})

test('milestones are listed by when they are due, those without a date last', async () => {
  const { as } = await acme()
  const ada = as('ada')
  for (const [title, due] of [
    ['none', null],
    ['late', '2027-01-01T12:00:00Z'],
    ['soon', '2026-12-01T12:00:00Z'],
  ] as const)
    await ada('POST', '/repos/acme/shop/milestones', { title, ...(due ? { due_on: due } : {}) })
  const titles = ({ body }: { body: { title: string }[] }) => body.map(({ title }) => title)
  expect(titles(await ada('GET', '/repos/acme/shop/milestones'))).toEqual(['soon', 'late', 'none'])
  expect(titles(await ada('GET', '/repos/acme/shop/milestones?direction=desc'))).toEqual([
    'none',
    'late',
    'soon',
  ])
})

test.each([
  ['2026-12-01T12:00:00Z', '2026-12-01T08:00:00Z'],
  ['2026-07-01T12:00:00Z', '2026-07-01T07:00:00Z'],
  // The day has not begun there yet.
  ['2026-12-01T00:00:00Z', '2026-11-30T08:00:00Z'],
  ['2026-12-01T07:59:59Z', '2026-11-30T08:00:00Z'],
  ['2026-12-01T08:00:00Z', '2026-12-01T08:00:00Z'],
  // The clocks go forward on the 8th of March and back on the 1st of November, both at two in the morning.
  ['2026-03-08T20:00:00Z', '2026-03-08T08:00:00Z'],
  ['2026-03-09T20:00:00Z', '2026-03-09T07:00:00Z'],
  ['2026-11-01T20:00:00Z', '2026-11-01T07:00:00Z'],
])('what is due at %s is kept as the Pacific midnight %s', (given, kept) => {
  expect(readDue(given)).toBe(kept)
})

test('sub-issues make a parent with progress, and no rings', async () => {
  const { as, sandbox, events, hooks } = await acme()
  const ada = as('ada')
  const ids: number[] = []
  for (const title of ['parent', 'a', 'b', 'c'])
    ids.push((await ada('POST', '/repos/acme/shop/issues', { title })).body.id)
  const [parent = 0, a = 0, b = 0, c = 0] = ids
  await sandbox.idle()
  hooks.length = 0
  const path = '/repos/acme/shop/issues/1/sub_issues'
  for (const id of [a, b, c]) expect((await ada('POST', path, { sub_issue_id: id })).status).toBe(201)
  await ada('PATCH', '/repos/acme/shop/issues/2', { state: 'closed' })
  expect((await ada('GET', '/repos/acme/shop/issues/1')).body.sub_issues_summary).toEqual({
    total: 3,
    completed: 1,
    percent_completed: 33,
  })
  const titles = async () => (await ada('GET', path)).body.map(({ title }: { title: string }) => title)
  expect(await titles()).toEqual(['a', 'b', 'c'])
  await ada('PATCH', `${path}/priority`, { sub_issue_id: c, before_id: a })
  expect(await titles()).toEqual(['c', 'a', 'b'])
  expect((await ada('GET', '/repos/acme/shop/issues/2/parent')).body.title).toBe('parent')
  for (const [issue, id] of [
    [1, a],
    [2, parent],
    [4, a],
  ])
    expect(
      (await ada('POST', `/repos/acme/shop/issues/${issue}/sub_issues`, { sub_issue_id: id })).status,
    ).toBe(422)
  expect((await ada('POST', path, { sub_issue_id: 1 })).status).toBe(404)
  const moved = { sub_issue_id: a, replace_parent: true }
  expect((await ada('POST', '/repos/acme/shop/issues/4/sub_issues', moved)).status).toBe(201)
  expect((await ada('DELETE', '/repos/acme/shop/issues/1/sub_issue', { sub_issue_id: b })).status).toBe(200)
  expect(await titles()).toEqual(['c'])
  expect((await ada('GET', '/repos/acme/shop/issues/3/parent')).status).toBe(404)
  await sandbox.idle()
  expect(events().slice(0, 2)).toEqual(['sub_issues.sub_issue_added', 'sub_issues.parent_issue_added'])
  expect(hooks[0]?.payload).toMatchObject({
    parent_issue: { number: 1 },
    sub_issue: { number: 2 },
    sub_issue_id: a,
  })
})

test('a name too long for a label changes nothing', async () => {
  const { as } = await acme()
  const ada = as('ada')
  const long = 'x'.repeat(51)
  const made = await ada('POST', '/repos/acme/shop/labels', { name: long })
  expect([made.status, made.body.errors[0].field]).toEqual([422, 'name'])
  expect((await ada('POST', '/repos/acme/shop/issues', { title: 'x', labels: [long] })).status).toBe(422)
  expect((await ada('GET', '/repos/acme/shop/issues')).body).toEqual([])
  await ada('POST', '/repos/acme/shop/issues', { title: 'x', labels: ['bug'] })
  expect((await ada('PUT', '/repos/acme/shop/issues/1/labels', { labels: [long] })).status).toBe(422)
  expect((await ada('GET', '/repos/acme/shop/issues/1/labels')).body).toMatchObject([{ name: 'bug' }])
})

test('strangers learn nothing of sub-issues in a private repository', async () => {
  const { as } = await acme()
  const ada = as('ada')
  await ada('POST', '/repos/acme/shop/issues', { title: 'Outage' })
  const secret = (await ada('POST', '/repos/acme/vault/issues', { title: 'Rotate the keys' })).body
  await ada('POST', '/repos/acme/shop/issues/1/sub_issues', { sub_issue_id: secret.id })
  const seen = async (login: string) =>
    Promise.all(
      ['issues/1/sub_issues', 'issues/1/events', 'issues/1/timeline', 'issues/events'].map(
        async (path) => (await as(login)('GET', `/repos/acme/shop/${path}`)).body.length,
      ),
    )
  expect(await seen('ada')).toEqual([1, 1, 1, 1])
  expect(await seen('eve')).toEqual([0, 0, 0, 0])
})
