import { expect, test } from 'vitest'
import { acme } from '../acme.ts'
import { ask, ofShop } from './ask.ts'

const AT = '/repos/acme/shop'

test('an issue shows its own facts, its people and its history in order', async () => {
  const { as, asApp, sandbox } = await acme()
  const [ada, app] = [as('ada'), await asApp()]
  const { body: milestone } = await ada('POST', `${AT}/milestones`, {
    title: 'Q4',
    due_on: '2026-12-24T12:00:00Z',
  })
  const { body: issue } = await ada('POST', `${AT}/issues`, {
    title: 'Checkout is down',
    body: 'Help',
    labels: ['incident'],
    assignees: ['linus'],
    milestone: milestone.number,
  })
  await as('eve')('POST', `${AT}/issues/${issue.number}/comments`, { body: 'Same here' })
  await app('POST', `${AT}/issues/${issue.number}/comments`, { body: 'Noted' })
  await ada('PATCH', `${AT}/issues/${issue.number}`, { title: 'Checkout was down' })
  await ada('PATCH', `${AT}/issues/${issue.number}`, { state: 'closed', state_reason: 'not_planned' })
  sandbox.seed.deleteUser('eve')
  const { issue: shown } = await ofShop(
    app,
    `issue(number: ${issue.number}) {
      databaseId number title body url state stateReason closedAt isPinned author { __typename login }
      assignees(first: 5) { nodes { login } } labels(first: 5) { nodes { name color } }
      milestone { number title dueOn issues(first: 5) { totalCount } }
      comments(first: 5) { totalCount nodes { databaseId body author { __typename login } issue { number } } }
      timelineItems(first: 50) { totalCount nodes { __typename
        ... on LabeledEvent { label { name } actor { login } createdAt }
        ... on AssignedEvent { assignee { ... on User { login } } }
        ... on MilestonedEvent { milestoneTitle }
        ... on RenamedTitleEvent { previousTitle currentTitle }
        ... on ClosedEvent { stateReason closer { __typename } }
        ... on IssueComment { body } } }
      closings: timelineItems(last: 1, itemTypes: [CLOSED_EVENT, REOPENED_EVENT]) { nodes { __typename } }
    }`,
  )
  expect(shown).toMatchObject({
    databaseId: issue.id,
    title: 'Checkout was down',
    state: 'CLOSED',
    stateReason: 'NOT_PLANNED',
    author: { __typename: 'User', login: 'ada' },
    assignees: { nodes: [{ login: 'linus' }] },
    labels: { nodes: [{ name: 'incident' }] },
    milestone: { title: 'Q4', dueOn: milestone.due_on, issues: { totalCount: 1 } },
  })
  // The bot goes without [bot] here, and whoever deleted their account is nobody.
  expect(shown.comments.nodes).toMatchObject([
    { body: 'Same here', author: null },
    { body: 'Noted', author: { __typename: 'Bot', login: 'debrief' } },
  ])
  expect(shown.timelineItems.nodes).toMatchObject([
    { __typename: 'LabeledEvent', label: { name: 'incident' }, actor: { login: 'ada' } },
    { __typename: 'AssignedEvent', assignee: { login: 'linus' } },
    { __typename: 'MilestonedEvent', milestoneTitle: 'Q4' },
    { __typename: 'IssueComment', body: 'Same here' },
    { __typename: 'IssueComment', body: 'Noted' },
    { __typename: 'RenamedTitleEvent', previousTitle: 'Checkout is down', currentTitle: 'Checkout was down' },
    { __typename: 'ClosedEvent', stateReason: 'NOT_PLANNED', closer: null },
  ])
  expect(shown.closings.nodes).toEqual([{ __typename: 'ClosedEvent' }])
})

test('lists are filtered, ordered and paged', async () => {
  const { as } = await acme()
  const ada = as('ada')
  const open = async (title: string, labels: string[], more: object = {}) =>
    (await ada('POST', `${AT}/issues`, { title, labels, ...more })).body.number
  await open('one', ['incident'])
  await open('two', ['action'], { assignees: ['linus'] })
  const three = await open('three', ['incident', 'sev1'])
  await ada('PATCH', `${AT}/issues/${three}`, { state: 'closed' })
  await as('eve')('POST', `${AT}/issues`, { title: 'four' })
  const titles = async (args: string) =>
    (await ofShop(ada, `issues(first: 10, ${args}) { nodes { title } }`)).issues.nodes.map(
      ({ title }: { title: string }) => title,
    )
  expect(await titles('states: [OPEN]')).toEqual(['one', 'two', 'four'])
  expect(await titles('labels: ["Incident"]')).toEqual(['one', 'three'])
  expect(await titles('labels: ["action", "sev1"]')).toEqual(['two', 'three'])
  expect(await titles('filterBy: {createdBy: "eve"}')).toEqual(['four'])
  expect(await titles('filterBy: {assignee: "linus", states: [OPEN]}')).toEqual(['two'])
  expect(await titles('filterBy: {assignee: null, labels: ["incident"]}')).toEqual(['one', 'three'])
  expect(await titles('orderBy: {field: CREATED_AT, direction: DESC}')).toEqual([
    'four',
    'three',
    'two',
    'one',
  ])

  const page =
    'totalCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor } nodes { title } edges { cursor node { title } }'
  const { issues: first } = await ofShop(ada, `issues(first: 3) { ${page} }`)
  expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true, hasPreviousPage: false } })
  expect(first.edges.at(-1)).toEqual({ cursor: first.pageInfo.endCursor, node: { title: 'three' } })
  const { issues: next } = await ofShop(
    ada,
    `issues(first: 3, after: "${first.pageInfo.endCursor}") { ${page} }`,
  )
  expect(next).toMatchObject({
    pageInfo: { hasNextPage: false, hasPreviousPage: true },
    nodes: [{ title: 'four' }],
  })
  const { issues: last } = await ofShop(
    ada,
    `issues(last: 2, before: "${next.pageInfo.startCursor}") { ${page} }`,
  )
  expect(last.nodes).toEqual([{ title: 'two' }, { title: 'three' }])
})

test('a pull request shows its sides, files, commits, reviews and end', async () => {
  const { as, asApp, sandbox } = await acme()
  const [ada, app] = [as('ada'), await asApp()]
  const { body: issue } = await ada('POST', `${AT}/issues`, { title: 'Broken' })
  const commit = (files: Record<string, string>) =>
    sandbox.seed.commit({
      owner: 'acme',
      repo: 'shop',
      branch: 'fix',
      files,
      message: 'Fix',
      author: 'linus',
    })
  commit({ 'a.md': 'a\nb\n' })
  const head = commit({ 'README.md': '# Shop!\n' })
  const { body: pull } = await as('linus')('POST', `${AT}/pulls`, {
    title: 'Fix it',
    body: `Fixes #${issue.number}`,
    head: 'fix',
    base: 'main',
    draft: true,
  })
  await ada('POST', `${AT}/pulls/${pull.number}/requested_reviewers`, { reviewers: ['grace'] })
  await as('grace')('POST', `${AT}/pulls/${pull.number}/reviews`, { event: 'APPROVE', body: 'Good' })
  await as('tim')('POST', `${AT}/pulls/${pull.number}/reviews`, { event: 'COMMENT', body: 'Hm' })
  const query = `pullRequest(number: ${pull.number}) {
    state isDraft merged mergedAt mergeCommit { oid } headRefName headRefOid headRepository { nameWithOwner } baseRefName
    isCrossRepository additions changedFiles mergeable reviewDecision
    files(first: 10) { nodes { path additions deletions changeType } }
    commits(last: 1) { totalCount nodes { commit { oid } } }
    reviews(first: 10) { nodes { state body author { login } } } reviewRequests(first: 5) { totalCount }
    closingIssuesReferences(first: 5) { nodes { number } }
    timelineItems(first: 50) { nodes { __typename ... on PullRequestCommit { commit { oid } } ... on MergedEvent { mergeRefName merge: commit { oid } } } }
  }`
  const before = (await ofShop(app, query)).pullRequest
  expect(before).toMatchObject({
    state: 'OPEN',
    isDraft: true,
    merged: false,
    mergeCommit: null,
    headRefName: 'fix',
    headRefOid: head,
    headRepository: { nameWithOwner: 'acme/shop' },
    baseRefName: 'main',
    isCrossRepository: false,
    additions: 3,
    changedFiles: 2,
    mergeable: 'MERGEABLE',
    files: {
      nodes: [
        { path: 'README.md', additions: 1, deletions: 1, changeType: 'MODIFIED' },
        { path: 'a.md', additions: 2, deletions: 0, changeType: 'ADDED' },
      ],
    },
    commits: { totalCount: 2, nodes: [{ commit: { oid: head } }] },
    reviews: {
      nodes: [
        { state: 'APPROVED', body: 'Good', author: { login: 'grace' } },
        { state: 'COMMENTED', author: { login: 'tim' } },
      ],
    },
    reviewRequests: { totalCount: 0 },
    closingIssuesReferences: { nodes: [{ number: issue.number }] },
  })
  await ask(
    app,
    'mutation ($id: ID!) { markPullRequestReadyForReview(input: {pullRequestId: $id}) { pullRequest { isDraft } } }',
    {
      id: pull.node_id,
    },
  )
  await ada('PUT', `${AT}/pulls/${pull.number}/merge`)
  const after = (await ofShop(app, query)).pullRequest
  expect(after).toMatchObject({ state: 'MERGED', isDraft: false, merged: true })
  expect(after.timelineItems.nodes).toContainEqual({
    __typename: 'MergedEvent',
    mergeRefName: 'main',
    merge: { oid: after.mergeCommit.oid },
  })
  const lists = await ofShop(
    app,
    `merged: pullRequests(first: 5, states: [MERGED], headRefName: "fix") { totalCount }
    open: pullRequests(first: 5, states: [OPEN]) { totalCount }
    issues(first: 5) { totalCount }
    issue(number: ${issue.number}) { state }
    issueOrPullRequest(number: ${pull.number}) { __typename }`,
  )
  expect(lists).toEqual({
    merged: { totalCount: 1 },
    open: { totalCount: 0 },
    issues: { totalCount: 1 },
    issue: { state: 'CLOSED' },
    issueOrPullRequest: { __typename: 'PullRequest' },
  })
})

test('search and nodes find what may be seen', async () => {
  const { as, asApp } = await acme()
  const ada = as('ada')
  const { body: open } = await ada('POST', `${AT}/issues`, { title: 'Pager storm', labels: ['incident'] })
  const { body: hidden } = await ada('POST', '/repos/acme/vault/issues', {
    title: 'Pager secret',
    labels: ['incident'],
  })
  const query =
    '{ search(type: ISSUE, first: 5, query: "pager is:issue label:incident") { issueCount nodes { ... on Issue { title } } } }'
  expect((await ask(ada, query)).data.search.issueCount).toBe(2)
  const sorted =
    '{ search(type: ISSUE, first: 5, query: "is:issue sort:created-asc") { nodes { ... on Issue { title } } } }'
  expect((await ask(ada, sorted)).data.search.nodes.map(({ title }: { title: string }) => title)).toEqual([
    'Pager storm',
    'Pager secret',
  ])
  expect((await ask(as('eve'), query)).data.search).toEqual({
    issueCount: 1,
    nodes: [{ title: 'Pager storm' }],
  })
  const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Issue { title } } }'
  const ids = [open.node_id, hidden.node_id]
  expect((await ask(await asApp(), nodes, { ids })).data.nodes).toHaveLength(2)
  const { data, errors } = await ask(as('eve'), nodes, { ids })
  expect(data.nodes).toEqual([{ __typename: 'Issue', id: open.node_id, title: 'Pager storm' }, null])
  expect(errors).toMatchObject([{ type: 'NOT_FOUND', path: ['nodes', 1] }])
})
