import { expect, test } from 'vitest'
import { acme, type Caller } from '../acme.ts'
import { ask, ofShop } from './ask.ts'

const AT = '/repos/acme/shop'
const open = async (call: Caller, title: string) => (await call('POST', `${AT}/issues`, { title })).body

test('issues are pinned, three at most', async () => {
  const { as, asApp, sandbox, events } = await acme()
  const app = await asApp()
  const pin = (id: string) =>
    ask(
      app,
      'mutation ($id: ID!) { pinIssue(input: {issueId: $id, clientMutationId: "x"}) { clientMutationId issue { isPinned } } }',
      { id },
    )
  const issues = []
  for (const title of ['a', 'b', 'c', 'd']) issues.push(await open(as('ada'), title))
  for (const { node_id: id } of issues.slice(0, 3))
    expect(await pin(id)).toEqual({
      data: { pinIssue: { clientMutationId: 'x', issue: { isPinned: true } } },
    })
  expect(await pin(issues[3].node_id)).toMatchObject({
    data: { pinIssue: null },
    errors: [
      { type: 'UNPROCESSABLE', path: ['pinIssue'], message: 'Maximum 3 pinned issues per repository' },
    ],
  })
  await ask(app, 'mutation ($id: ID!) { unpinIssue(input: {issueId: $id}) { issue { number } } }', {
    id: issues[0].node_id,
  })
  const { pinnedIssues } = await ofShop(
    app,
    'pinnedIssues(first: 3) { nodes { issue { title } pinnedBy { login } } }',
  )
  expect(pinnedIssues.nodes).toEqual([
    { issue: { title: 'b' }, pinnedBy: { login: 'debrief' } },
    { issue: { title: 'c' }, pinnedBy: { login: 'debrief' } },
  ])
  await sandbox.idle()
  expect(events().filter((event) => /pinned/.test(event))).toEqual([
    'issues.pinned',
    'issues.pinned',
    'issues.pinned',
    'issues.unpinned',
  ])
})

test('an issue is made with all that belongs to it, changed and closed', async () => {
  const { asApp, as, events, sandbox } = await acme()
  const app = await asApp()
  const parent = await open(as('ada'), 'Incident')
  await as('ada')('POST', `${AT}/milestones`, { title: 'Q4' })
  const ids = await ofShop(
    app,
    'id label(name: "bug") { id } milestone(number: 1) { id } assignableUsers(first: 1, query: "linus") { nodes { id } }',
  )
  const input = {
    repositoryId: ids.id,
    title: 'Action',
    body: 'Do it',
    labelIds: [ids.label.id],
    milestoneId: ids.milestone.id,
    assigneeIds: [ids.assignableUsers.nodes[0].id],
    parentIssueId: parent.node_id,
  }
  const fields =
    'id number title state stateReason author { login } labels(first: 5) { nodes { name } } assignees(first: 5) { nodes { login } } milestone { title } parent { number }'
  const made = await ask(
    app,
    `mutation ($input: CreateIssueInput!) { createIssue(input: $input) { issue { ${fields} } } }`,
    { input },
  )
  const { issue } = made.data.createIssue
  expect(issue).toMatchObject({
    title: 'Action',
    author: { login: 'debrief' },
    labels: { nodes: [{ name: 'bug' }] },
    assignees: { nodes: [{ login: 'linus' }] },
    milestone: { title: 'Q4' },
    parent: { number: parent.number },
  })
  await ask(
    app,
    'mutation ($id: ID!) { updateIssue(input: {id: $id, title: "Better", labelIds: [], milestoneId: null}) { issue { id } } addComment(input: {subjectId: $id, body: "Hi"}) { commentEdge { node { body } } } addReaction(input: {subjectId: $id, content: THUMBS_UP}) { reaction { content } } closeIssue(input: {issueId: $id, stateReason: NOT_PLANNED}) { issue { state } } }',
    { id: issue.id },
  )
  const { issue: after } = await ofShop(
    app,
    `issue(number: ${issue.number}) { ${fields} comments(first: 1) { totalCount } reactionGroups { content users(first: 1) { totalCount } } }`,
  )
  expect(after).toMatchObject({
    title: 'Better',
    state: 'CLOSED',
    stateReason: 'NOT_PLANNED',
    labels: { nodes: [] },
    milestone: null,
    comments: { totalCount: 1 },
  })
  expect(after.reactionGroups).toContainEqual({ content: 'THUMBS_UP', users: { totalCount: 1 } })
  const { issue: incident } = await ofShop(
    app,
    `issue(number: ${parent.number}) { subIssues(first: 5) { nodes { number } } subIssuesSummary { total completed percentCompleted } }`,
  )
  expect(incident).toEqual({
    subIssues: { nodes: [{ number: issue.number }] },
    subIssuesSummary: { total: 1, completed: 1, percentCompleted: 100 },
  })
  await sandbox.idle()
  expect(events()).toEqual(
    expect.arrayContaining([
      'issues.opened',
      'issues.labeled',
      'issues.edited',
      'issues.closed',
      'issue_comment.created',
      'sub_issues.sub_issue_added',
    ]),
  )
})

test('a second parent is refused as it is by REST', async () => {
  const { asApp, as } = await acme()
  const [app, ada] = [await asApp(), as('ada')]
  const [one, two, child] = [await open(ada, '1'), await open(ada, '2'), await open(ada, 'child')]
  const add = (parent: { node_id: string }) =>
    ask(
      app,
      `mutation { addSubIssue(input: {issueId: "${parent.node_id}", subIssueId: "${child.node_id}"}) { subIssue { number } } }`,
    )
  expect((await add(one)).errors).toBeUndefined()
  const refused = await add(two)
  expect(refused.data.addSubIssue).toBeNull()
  expect(refused.errors).toMatchObject([
    { type: 'UNPROCESSABLE', message: expect.stringContaining('one parent') },
  ])
})

test('a draft becomes ready and a draft again, which is told', async () => {
  const { asApp, as, sandbox, events } = await acme()
  sandbox.seed.commit({
    owner: 'acme',
    repo: 'shop',
    branch: 'fix',
    files: { a: '1' },
    message: 'm',
    author: 'ada',
  })
  const { body: pull } = await as('ada')('POST', `${AT}/pulls`, {
    title: 't',
    head: 'fix',
    base: 'main',
    draft: true,
  })
  const app = await asApp()
  const change = async (name: string) => {
    const { data } = await ask(
      app,
      `mutation { ${name}(input: {pullRequestId: "${pull.node_id}"}) { pullRequest { isDraft } } }`,
    )
    return data[name].pullRequest.isDraft
  }
  expect(await change('markPullRequestReadyForReview')).toBe(false)
  expect(await change('convertPullRequestToDraft')).toBe(true)
  await sandbox.idle()
  expect(events().slice(-2)).toEqual(['pull_request.ready_for_review', 'pull_request.converted_to_draft'])
})

test('who may not write is told so, and nothing is written', async () => {
  const { asApp, as, sandbox } = await acme()
  const issue = await open(as('ada'), 'One')
  const pin = (call: Caller) =>
    ask(call, `mutation { pinIssue(input: {issueId: "${issue.node_id}"}) { issue { isPinned } } }`)
  expect((await pin(as('eve'))).errors).toMatchObject([
    { type: 'FORBIDDEN', message: 'eve does not have the correct permissions to execute `PinIssue`' },
  ])
  expect((await pin(await asApp({ permissions: { issues: 'read' } }))).errors).toMatchObject([
    { type: 'FORBIDDEN', message: 'Resource not accessible by integration' },
  ])
  sandbox.seed.repository({ owner: 'acme', name: 'old', archived: true })
  const { data } = await ask(as('ada'), '{ repository(owner: "acme", name: "old") { id isArchived } }')
  const refused = await ask(
    as('ada'),
    `mutation { createIssue(input: {repositoryId: "${data.repository.id}", title: "x"}) { issue { id } } }`,
  )
  expect(refused.errors).toMatchObject([{ message: 'Repository was archived so is read-only.' }])
  expect((await ofShop(as('ada'), 'pinnedIssues(first: 3) { totalCount }')).pinnedIssues.totalCount).toBe(0)
})
