import { expect, test } from 'vitest'
import { acme } from '../acme.ts'
import { ask } from './ask.ts'

test('what is not there, or not to be seen, is null with an error beside', async () => {
  const { as, asApp } = await acme()
  const query = '{ repository(owner: "acme", name: "vault") { name } viewer { login } }'
  expect(await ask(as('eve'), query)).toMatchObject({
    data: { repository: null, viewer: { login: 'eve' } },
    errors: [
      {
        type: 'NOT_FOUND',
        path: ['repository'],
        message: "Could not resolve to a Repository with the name 'acme/vault'.",
      },
    ],
  })
  expect((await ask(await asApp(), query)).data.repository).toEqual({ name: 'vault' })
  const elsewhere = await asApp({ repositories: ['shop'] })
  expect((await ask(elsewhere, query)).data.repository).toBeNull()
})

test('a pull request is no issue', async () => {
  const { as, sandbox } = await acme()
  const ada = as('ada')
  sandbox.seed.commit({
    owner: 'acme',
    repo: 'shop',
    branch: 'fix',
    files: { a: '1' },
    message: 'm',
    author: 'ada',
  })
  const { body: pull } = await ada('POST', '/repos/acme/shop/pulls', {
    title: 't',
    head: 'fix',
    base: 'main',
  })
  const { data, errors } = await ask(
    ada,
    `{ repository(owner: "acme", name: "shop") { issue(number: ${pull.number}) { id } } }`,
  )
  expect(data.repository.issue).toBeNull()
  expect(errors).toMatchObject([
    {
      type: 'NOT_FOUND',
      path: ['repository', 'issue'],
      message: `Could not resolve to an Issue with the number of ${pull.number}.`,
    },
  ])
})

test('an app reads of a private repository only what it was granted', async () => {
  const { asApp } = await acme()
  const app = await asApp({ permissions: { issues: 'read' } })
  const answer = await ask(
    app,
    '{ repository(owner: "acme", name: "vault") { issues(first: 1) { totalCount } object(expression: "HEAD:README.md") { id } } }',
  )
  expect(answer).toMatchObject({
    data: { repository: { issues: { totalCount: 0 }, object: null } },
    errors: [
      {
        type: 'FORBIDDEN',
        path: ['repository', 'object'],
        message: 'Resource not accessible by integration',
      },
    ],
  })
})

test('lists must say how many, a hundred at most', async () => {
  const { as } = await acme()
  const issues = async (args: string) => {
    const { errors } = await ask(
      as('ada'),
      `{ repository(owner: "acme", name: "shop") { issues${args} { totalCount } } }`,
    )
    return errors?.[0]
  }
  expect(await issues('')).toMatchObject({
    type: 'MISSING_PAGINATION_BOUNDARIES',
    message: 'You must provide a `first` or `last` value to properly paginate the `issues` connection.',
  })
  expect(await issues('(first: 101)')).toMatchObject({
    type: 'EXCESSIVE_PAGINATION',
    message: 'Requesting 101 records on the `issues` connection exceeds the `first` limit of 100 records.',
  })
  expect(await issues('(first: 3, after: "bogus")')).toMatchObject({ type: 'INVALID_CURSOR_ARGUMENTS' })
  expect(await issues('(first: 100)')).toBeUndefined()
})

test('a field that the sandbox does not have fails loudly', async () => {
  const { as, sandbox } = await acme()
  const { errors } = await ask(
    as('ada'),
    '{ repository(owner: "acme", name: "shop") { name forks(first: 1) { totalCount } } }',
  )
  expect(errors).toMatchObject([{ type: 'SANDBOX_UNRESOLVED', path: ['repository', 'forks'] }])
  expect(sandbox.unhandled).toEqual(['GraphQL Repository.forks'])
})

test('queries that are no queries of this schema are turned down', async () => {
  const { as } = await acme()
  const ada = as('ada')
  const unknown = await ask(ada, '{ repository(owner: "acme", name: "shop") { secrets } }')
  expect(unknown.data).toBeUndefined()
  expect(unknown.errors?.[0].message).toContain('secrets')
  expect((await ask(ada, '{ viewer {')).errors).toHaveLength(1)
  expect((await ask(ada, 'query ($n: Int!) { viewer { login } }')).errors).toHaveLength(1)
  expect((await ada('POST', '/graphql', {})).body.errors).toHaveLength(1)
  expect((await ada('POST', '/graphql', '{')).status).toBe(400)
  // Clients of GitHub Enterprise ask here.
  expect((await ada('POST', '/api/graphql', { query: '{ viewer { login } }' })).body.data.viewer.login).toBe(
    'ada',
  )
  expect((await as(null)('POST', '/graphql', { query: '{ viewer { login } }' })).status).toBe(401)
})

test('the price is that of the lists, and counts against a limit of its own', async () => {
  const { as } = await acme()
  const ada = as('ada')
  const cost = async (query: string) => (await ask(ada, query)).data.rateLimit
  const cheap = await cost('{ rateLimit { cost nodeCount remaining limit } }')
  expect(cheap).toMatchObject({ cost: 1, nodeCount: 0, limit: 5000 })
  const dear = await cost(
    '{ rateLimit { cost nodeCount remaining } repository(owner: "acme", name: "shop") { issues(first: 100) { nodes { ...rest } } } } fragment rest on Issue { comments(first: 50) { nodes { id } } labels(first: 10) { nodes { id } } assignees(first: 10) { nodes { id } } }',
  )
  // 1 + 3 × 100 requests; 100 + 100 × 70 nodes.
  expect(dear).toEqual({ cost: 3, nodeCount: 7100, remaining: cheap.remaining - 3 })
  const { errors } = await ask(
    ada,
    '{ repository(owner: "acme", name: "shop") { issues(first: 100) { nodes { comments(first: 100) { nodes { reactions(first: 100) { totalCount } } } } } } }',
  )
  expect(errors).toMatchObject([{ type: 'MAX_NODE_LIMIT_EXCEEDED' }])
})

test('who has used up the limit is told so with status 200', async () => {
  const { as, sandbox } = await acme()
  const ada = as('ada')
  sandbox.rateLimit.set(5000, 1)
  expect((await ask(ada, '{ viewer { login } }')).errors).toBeUndefined()
  const { status, headers, body } = await ada('POST', '/graphql', { query: '{ viewer { login } }' })
  expect([status, headers.get('x-ratelimit-remaining')]).toEqual([200, '0'])
  expect(body.errors).toMatchObject([{ type: 'RATE_LIMITED' }])
})
