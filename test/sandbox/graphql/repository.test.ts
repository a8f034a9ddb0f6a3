import { expect, test } from 'vitest'
import { acme } from '../acme.ts'
import { ask, ofShop } from './ask.ts'

async function withCode() {
  const world = await acme()
  const commit = (branch: string, files: Record<string, string | Uint8Array | null>, message = 'change') =>
    world.sandbox.seed.commit({ owner: 'acme', repo: 'shop', branch, files, message, author: 'ada' })
  return { ...world, commit, app: await world.asApp() }
}

test('files, folders and commits are found by expressions', async () => {
  const { app, commit } = await withCode()
  const main = commit(
    'main',
    { 'docs/a.md': 'one\n', 'docs/deep/b.md': 'two\n' },
    'Write docs\n\nAll of them.',
  )
  const fix = commit('fix/it', { 'docs/a.md': 'ONE\n', 'logo.png': new Uint8Array([137, 80, 0, 1]) })
  const blob = '... on Blob { text byteSize isBinary isTruncated oid }'
  const repository = await ofShop(
    app,
    `head: object(expression: "HEAD:docs/a.md") { __typename ${blob} }
    branch: object(expression: "fix/it:docs/a.md") { ${blob} }
    ref: object(expression: "refs/heads/fix/it:docs/a.md") { ${blob} }
    sha: object(expression: "${main}:docs/a.md") { ${blob} }
    binary: object(expression: "fix/it:logo.png") { ${blob} }
    none: object(expression: "HEAD:nope.md") { id }
    noBranch: object(expression: "nope:README.md") { id }
    root: object(expression: "HEAD:") { ... on Tree { entries { name type } } }
    folder: object(expression: "HEAD:docs") { ... on Tree { entries { name type path object { ${blob} ... on Tree { entries { path } } } } } }
    commit: object(oid: "${main}") { ... on Commit { oid message messageHeadline messageBody author { name user { login } } parents(first: 1) { totalCount } } }
    short: object(expression: "${fix.slice(0, 8)}") { ... on Commit { oid additions deletions changedFiles } }
    defaultBranchRef { name prefix target { oid } }
    ref1: ref(qualifiedName: "refs/heads/fix/it") { name target { oid } }
    none2: ref(qualifiedName: "refs/heads/nope") { name }
    refs(refPrefix: "refs/heads/", query: "fix", first: 5) { totalCount nodes { name } }`,
  )
  expect(repository.head).toMatchObject({
    __typename: 'Blob',
    text: 'one\n',
    byteSize: 4,
    isBinary: false,
    isTruncated: false,
  })
  expect([repository.branch.text, repository.ref.text, repository.sha.text]).toEqual([
    'ONE\n',
    'ONE\n',
    'one\n',
  ])
  expect(repository.binary).toMatchObject({ isBinary: true, text: null, byteSize: 4 })
  expect([repository.none, repository.noBranch, repository.none2]).toEqual([null, null, null])
  expect(repository.root.entries).toEqual([
    { name: 'README.md', type: 'blob' },
    { name: 'docs', type: 'tree' },
  ])
  expect(repository.folder.entries).toMatchObject([
    { name: 'a.md', path: 'docs/a.md', object: { text: 'one\n' } },
    { name: 'deep', path: 'docs/deep', object: { entries: [{ path: 'docs/deep/b.md' }] } },
  ])
  expect(repository.commit).toMatchObject({
    messageHeadline: 'Write docs',
    messageBody: 'All of them.',
    author: { user: { login: 'ada' } },
    parents: { totalCount: 1 },
  })
  expect(repository.short).toEqual({ oid: fix, additions: 1, deletions: 1, changedFiles: 2 })
  expect(repository.defaultBranchRef).toEqual({ name: 'main', prefix: 'refs/heads/', target: { oid: main } })
  expect(repository.ref1).toEqual({ name: 'fix/it', target: { oid: fix } })
  expect(repository.refs).toEqual({ totalCount: 1, nodes: [{ name: 'fix/it' }] })
})

test('the history of a file is that of the commits which changed it', async () => {
  const { app, commit } = await withCode()
  const first = commit('main', { 'a.md': '1' })
  commit('main', { 'b.md': '1' })
  const last = commit('main', { 'a.md': '2' })
  const { object } = await ofShop(
    app,
    'object(expression: "HEAD") { ... on Commit { history(first: 10, path: "a.md") { totalCount nodes { oid } } } }',
  )
  expect(object.history).toEqual({ totalCount: 2, nodes: [{ oid: last }, { oid: first }] })
})

test('deployments, releases and checks stand with the repository and its commits', async () => {
  const { app, as, sandbox } = await withCode()
  const ada = as('ada')
  const at = '/repos/acme/shop'
  const { body: deployment } = await ada('POST', `${at}/deployments`, {
    ref: 'main',
    environment: 'prod',
    required_contexts: [],
  })
  await ada('POST', `${at}/deployments`, { ref: 'main', environment: 'stage', required_contexts: [] })
  await ada('POST', `${at}/deployments/${deployment.id}/statuses`, {
    state: 'success',
    log_url: 'http://ci.example/1',
  })
  await ada('POST', `${at}/releases`, { tag_name: 'v1', name: 'One', body: 'First' })
  const { body: run } = await app('POST', `${at}/check-runs`, {
    name: 'Postmortem',
    head_sha: deployment.sha,
    external_id: 'abc',
    conclusion: 'failure',
    output: { title: 'No', summary: 'Because' },
  })
  await ada('POST', `${at}/statuses/${deployment.sha}`, { state: 'success', context: 'ci' })
  const repository = await ofShop(
    app,
    `deployments(environments: ["prod"], first: 5, orderBy: {field: CREATED_AT, direction: DESC}) {
      totalCount nodes { environment state ref { name } commit { oid } creator { login } latestStatus { state logUrl } } }
    releases(first: 5) { nodes { tagName name publishedAt tagCommit { oid } author { login } } }
    latestRelease { tagName isLatest }
    object(expression: "HEAD") { ... on Commit {
      checkSuites(first: 5, filterBy: { appId: ${run.app.id} }) { nodes { conclusion app { slug }
        checkRuns(first: 5, filterBy: { checkName: "Postmortem" }) { nodes { databaseId name status conclusion externalId title summary } } } }
      none: checkSuites(first: 5, filterBy: { appId: 1 }) { totalCount }
      statusCheckRollup { state contexts(first: 5) { totalCount nodes { __typename } } }
      status { state context(name: "ci") { state } }
    } }`,
  )
  expect(repository.deployments).toMatchObject({
    totalCount: 1,
    nodes: [
      {
        environment: 'prod',
        state: 'ACTIVE',
        ref: { name: 'main' },
        creator: { login: 'ada' },
        latestStatus: { state: 'SUCCESS', logUrl: 'http://ci.example/1' },
      },
    ],
  })
  expect(repository.releases.nodes).toMatchObject([
    { tagName: 'v1', name: 'One', tagCommit: { oid: deployment.sha }, author: { login: 'ada' } },
  ])
  expect(repository.latestRelease).toEqual({ tagName: 'v1', isLatest: true })
  expect(repository.object.checkSuites.nodes).toEqual([
    {
      conclusion: 'FAILURE',
      app: { slug: 'debrief' },
      checkRuns: {
        nodes: [
          {
            databaseId: run.id,
            name: 'Postmortem',
            status: 'COMPLETED',
            conclusion: 'FAILURE',
            externalId: 'abc',
            title: 'No',
            summary: 'Because',
          },
        ],
      },
    },
  ])
  expect(repository.object.none.totalCount).toBe(0)
  expect(repository.object.statusCheckRollup).toEqual({
    state: 'FAILURE',
    contexts: { totalCount: 2, nodes: [{ __typename: 'CheckRun' }, { __typename: 'StatusContext' }] },
  })
  expect(repository.object.status).toEqual({ state: 'SUCCESS', context: { state: 'SUCCESS' } })
  expect(sandbox.unhandled).toEqual([])
})

test('people: who is asking, who can be assigned, who belongs', async () => {
  const { app, as } = await withCode()
  const { data } = await ask(
    as('grace'),
    `{ viewer { login isViewer } organization(login: "acme") { membersWithRole(first: 10) { nodes { login } } team(slug: "sre") { combinedSlug } }
      repository(owner: "ACME", name: "SHOP") { nameWithOwner viewerPermission owner { __typename login }
        assignableUsers(first: 10, query: "gra") { nodes { login } } } }`,
  )
  expect(data).toEqual({
    viewer: { login: 'grace', isViewer: true },
    organization: {
      membersWithRole: { nodes: [{ login: 'ada' }, { login: 'grace' }] },
      team: { combinedSlug: 'acme/sre' },
    },
    repository: {
      nameWithOwner: 'acme/shop',
      viewerPermission: 'READ',
      owner: { __typename: 'Organization', login: 'acme' },
      assignableUsers: { nodes: [{ login: 'grace' }] },
    },
  })
  expect((await ask(app, '{ viewer { login } }')).data.viewer.login).toBe('debrief[bot]')
})
