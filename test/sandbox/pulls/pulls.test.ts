import { expect, it } from 'vitest'
import { type Received, shop } from '../shop.ts'

const told = (hooks: readonly Received[]): string[] =>
  hooks.map(({ event, action }) => (action === null ? event : `${event}.${action}`))

it('opens a pull request with its true counts, and tells it whole', async () => {
  const { as, commit, hooks } = await shop()
  commit('topic', { 'docs/a.md': 'one\n2\nthree\nfour\n' })
  commit('topic', { 'b.md': 'b\n' })
  await hooks()
  const made = await as('bob')('POST', '/pulls', {
    title: 'Topic',
    head: 'topic',
    base: 'main',
    body: 'Why',
    draft: true,
  })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({
    number: 1,
    state: 'open',
    draft: true,
    title: 'Topic',
    body: 'Why',
    user: { login: 'bob' },
    head: { ref: 'topic', label: 'acme:topic' },
    base: { ref: 'main' },
    commits: 2,
    additions: 3,
    deletions: 1,
    changed_files: 2,
    mergeable: true,
    mergeable_state: 'draft',
    merged: false,
  })
  const [opened] = await hooks()
  expect(opened).toMatchObject({
    event: 'pull_request',
    action: 'opened',
    payload: {
      number: 1,
      pull_request: {
        title: 'Topic',
        draft: true,
        commits: 2,
        changed_files: 2,
        head: { repo: { full_name: 'acme/code' } },
      },
      repository: { full_name: 'acme/code' },
      organization: { login: 'acme' },
      sender: { login: 'bob' },
      installation: { id: expect.any(Number) },
    },
  })
})

it('refuses what cannot be a pull request, with the reason', async () => {
  const { as, commit } = await shop()
  commit('topic', { 't.md': 't' })
  const bob = as('bob')
  await bob('POST', '/git/refs', {
    ref: 'refs/heads/same',
    sha: (await bob('GET', '/commits/main')).body.sha,
  })
  const open = (body: object) => bob('POST', '/pulls', { title: 't', head: 'topic', base: 'main', ...body })
  const errors = async (body: object) => {
    const { status, body: answer } = await open(body)
    return [status, answer.message, ...(answer.errors ?? []).map((one: object) => one)]
  }
  expect(await errors({ head: 'none' })).toEqual([
    422,
    'Validation Failed',
    { resource: 'PullRequest', field: 'head', code: 'invalid' },
  ])
  expect(await errors({ base: 'none' })).toEqual([
    422,
    'Validation Failed',
    { resource: 'PullRequest', field: 'base', code: 'invalid' },
  ])
  expect(await errors({ head: 'same' })).toEqual([
    422,
    'Validation Failed',
    { resource: 'PullRequest', code: 'custom', message: 'No commits between main and same' },
  ])
  expect((await open({ title: undefined })).status).toBe(422)
  expect((await open({ head: 'acme:topic' })).status).toBe(201)
  expect(await errors({})).toEqual([
    422,
    'Validation Failed',
    { resource: 'PullRequest', code: 'custom', message: 'A pull request already exists for acme:topic.' },
  ])
  expect((await as('eve')('POST', '/pulls', { title: 't', head: 'topic', base: 'main' })).status).toBe(403)
})

it('follows pushes to its head: synchronize, new head, new counts', async () => {
  const { as, commit, hooks } = await shop()
  const before = commit('topic', { 't.md': 't\n' })
  await as('bob')('POST', '/pulls', { title: 't', head: 'topic', base: 'main' })
  await hooks()
  const after = commit('topic', { 't.md': 't\nu\n' }, 'cleo')
  const [push, synchronize, ...rest] = await hooks()
  expect(rest).toEqual([])
  expect(push).toMatchObject({ event: 'push', payload: { ref: 'refs/heads/topic', before, after } })
  expect(synchronize).toMatchObject({
    event: 'pull_request',
    action: 'synchronize',
    payload: {
      before,
      after,
      number: 1,
      sender: { login: 'cleo' },
      pull_request: { head: { sha: after }, commits: 2, additions: 2 },
    },
  })
  expect((await as('bob')('GET', '/pulls/1')).body).toMatchObject({
    head: { sha: after },
    commits: 2,
    additions: 2,
  })
})

it('shows true files and commits, and itself as diff and patch', async () => {
  const { as, commit } = await shop()
  commit('topic', { 'docs/a.md': 'one\n2\nthree\n', 'logo.png': Uint8Array.of(1, 0, 2) }, 'bob', 'first')
  commit('topic', { 'README.md': null, 'docs/README.md': '# Code\n' }, 'bob', 'second')
  commit('main', { 'unrelated.md': 'x' })
  const bob = as('bob')
  await bob('POST', '/pulls', { title: 't', head: 'topic', base: 'main' })
  const files = (await bob('GET', '/pulls/1/files')).body
  expect(files).toMatchObject([
    { filename: 'docs/README.md', status: 'renamed', previous_filename: 'README.md', changes: 0 },
    {
      filename: 'docs/a.md',
      status: 'modified',
      additions: 1,
      deletions: 1,
      patch: '@@ -1,3 +1,3 @@\n one\n-two\n+2\n three',
    },
    { filename: 'logo.png', status: 'added', additions: 0 },
  ])
  expect([files[0].patch, files[2].patch]).toEqual([undefined, undefined])
  expect((await bob('GET', '/pulls/1/files?per_page=2&page=2')).body).toHaveLength(1)
  const commits = (await bob('GET', '/pulls/1/commits')).body
  expect(commits.map((one: { commit: { message: string } }) => one.commit.message)).toEqual([
    'first',
    'second',
  ])
  const diff = await bob('GET', '/pulls/1', undefined, { accept: 'application/vnd.github.v3.diff' })
  expect(diff.body).toMatch(/^diff --git [^]*rename from README\.md/)
  expect(diff.body).not.toMatch(/unrelated/)
  const patch = await bob('GET', '/pulls/1', undefined, { accept: 'application/vnd.github.patch' })
  expect(patch.body.match(/^Subject: .*$/gm)).toEqual([
    'Subject: [PATCH 1/2] first',
    'Subject: [PATCH 2/2] second',
  ])
})

it('lists by state, head, base and in order', async () => {
  const { as, commit } = await shop()
  const bob = as('bob')
  for (const branch of ['one', 'two', 'three']) {
    commit(branch, { [branch]: branch })
    await bob('POST', '/pulls', { title: branch, head: branch, base: 'main' })
  }
  await bob('PATCH', '/pulls/2', { state: 'closed' })
  const numbers = async (query: string): Promise<number[]> =>
    (await bob('GET', `/pulls?${query}`)).body.map(({ number }: { number: number }) => number)
  expect(await numbers('')).toEqual([3, 1])
  expect(await numbers('state=all&direction=asc')).toEqual([1, 2, 3])
  expect(await numbers('state=closed')).toEqual([2])
  expect(await numbers('head=acme:three')).toEqual([3])
  expect(await numbers('head=eve:three')).toEqual([])
  // Without an owner, GitHub takes it for no filter.
  expect(await numbers('head=three')).toEqual([3, 1])
  expect(await numbers('base=none')).toEqual([])
  expect((await bob('GET', '/pulls?state=odd')).status).toBe(422)
  expect((await bob('GET', '/pulls/99')).status).toBe(404)
})

it('is edited, closed and opened again, each told', async () => {
  const { as, commit, hooks } = await shop()
  commit('topic', { 't.md': 't' })
  const bob = as('bob')
  await bob('POST', '/pulls', { title: 'old', head: 'topic', base: 'main', body: 'b' })
  await hooks()
  await bob('PATCH', '/pulls/1', { title: 'new' })
  await bob('PATCH', '/pulls/1', { title: 'new' })
  await bob('PATCH', '/pulls/1', { state: 'closed' })
  commit('topic', { 't.md': 'while closed' })
  await bob('PATCH', '/pulls/1', { state: 'open' })
  const events = await hooks()
  expect(told(events)).toEqual([
    'pull_request.edited',
    'pull_request.closed',
    'push',
    'pull_request.reopened',
  ])
  expect(events[0]?.payload.changes).toEqual({ title: { from: 'old' } })
  expect((await bob('GET', '/pulls/1')).body).toMatchObject({
    state: 'open',
    title: 'new',
    commits: 2,
    closed_at: null,
  })
  expect((await as('eve')('PATCH', '/pulls/1', { title: 'mine' })).status).toBe(403)
})

it('is closed when its branch is deleted, and cannot be opened again then', async () => {
  const { as, commit, hooks } = await shop()
  commit('topic', { 't.md': 't' })
  const bob = as('bob')
  await bob('POST', '/pulls', { title: 't', head: 'topic', base: 'main' })
  await hooks()
  await bob('DELETE', '/git/refs/heads/topic')
  expect(told(await hooks())).toEqual(['push', 'delete', 'pull_request.closed'])
  expect((await bob('GET', '/pulls/1')).body).toMatchObject({
    state: 'closed',
    merged: false,
    head: { ref: 'topic' },
  })
  const again = await bob('PATCH', '/pulls/1', { state: 'open' })
  expect([again.status, again.body.errors[0].message]).toEqual([
    422,
    'state cannot be changed. The topic branch has been deleted.',
  ])
})

it('lists the pull requests of a commit', async () => {
  const { as, commit } = await shop()
  const sha = commit('topic', { 't.md': 't' })
  const bob = as('bob')
  await bob('POST', '/pulls', { title: 't', head: 'topic', base: 'main' })
  expect((await bob('GET', `/commits/${sha}/pulls`)).body).toMatchObject([{ number: 1 }])
  const merged = (await bob('PUT', '/pulls/1/merge')).body.sha
  expect((await bob('GET', `/commits/${merged}/pulls`)).body).toMatchObject([{ number: 1 }])
  expect((await bob('GET', `/commits/${sha}/pulls`)).body).toMatchObject([{ number: 1 }])
})

it('asks reviewers, and stops asking', async () => {
  const { as, commit, hooks } = await shop()
  commit('topic', { 't.md': 't' })
  const bob = as('bob')
  await bob('POST', '/pulls', { title: 't', head: 'topic', base: 'main' })
  await hooks()
  const asked = await bob('POST', '/pulls/1/requested_reviewers', {
    reviewers: ['Cleo'],
    team_reviewers: ['sre'],
  })
  expect([asked.status, asked.body.requested_reviewers]).toEqual([
    201,
    [expect.objectContaining({ login: 'cleo' })],
  ])
  expect((await bob('GET', '/pulls/1/requested_reviewers')).body).toMatchObject({
    users: [{ login: 'cleo' }],
    teams: [{ slug: 'sre' }],
  })
  expect(
    (await hooks()).map(({ payload }) => payload.requested_reviewer?.login ?? payload.requested_team.slug),
  ).toEqual(['cleo', 'sre'])
  expect((await bob('POST', '/pulls/1/requested_reviewers', { reviewers: ['eve'] })).status).toBe(422)
  expect((await bob('POST', '/pulls/1/requested_reviewers', { reviewers: ['bob'] })).body.message).toBe(
    'Review cannot be requested from pull request author.',
  )
  await bob('DELETE', '/pulls/1/requested_reviewers', { reviewers: ['cleo'] })
  expect((await bob('GET', '/pulls/1')).body).toMatchObject({
    requested_reviewers: [],
    requested_teams: [{ slug: 'sre' }],
  })
})

it('asks the code owners of what changed, but for the author', async () => {
  const { as, commit } = await shop({
    files: {
      'README.md': '#\n',
      '.github/CODEOWNERS': '* @ada\n/postmortems/ @bob @cleo @acme/sre @eve @nobody\n',
    },
  })
  commit('topic', { 'postmortems/1.md': 'x' })
  await as('bob')('POST', '/pulls', { title: 't', head: 'topic', base: 'main' })
  const { body } = await as('bob')('GET', '/pulls/1/requested_reviewers')
  expect(body.users.map(({ login }: { login: string }) => login)).toEqual(['cleo'])
  expect(body.teams.map(({ slug }: { slug: string }) => slug)).toEqual(['sre'])
})

it('asks nobody for a draft, and the code owners once it is ready', async () => {
  const { sandbox, as, commit, hooks } = await shop({ files: { CODEOWNERS: '* @cleo\n' } })
  commit('topic', { 't.md': 't' })
  const draft = { title: 't', head: 'topic', base: 'main', draft: true }
  const made = await as('bob')('POST', '/pulls', draft)
  expect(made.body.requested_reviewers).toEqual([])
  await hooks()
  const query = `mutation { markPullRequestReadyForReview(input: {pullRequestId: "${made.body.node_id}"}) { clientMutationId } }`
  const headers = { authorization: `token ${sandbox.token('bob')}` }
  await fetch(`${sandbox.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })
  expect(told(await hooks())).toEqual(['pull_request.ready_for_review', 'pull_request.review_requested'])
  expect((await as('bob')('GET', '/pulls/1')).body).toMatchObject({
    draft: false,
    mergeable_state: 'clean',
    requested_reviewers: [{ login: 'cleo' }],
  })
})

it('is an issue too: one row of numbers, seen in the issues API', async () => {
  const { as, commit } = await shop()
  commit('topic', { 't.md': 't' })
  const bob = as('bob')
  const { body: issue } = await bob('POST', '/issues', { title: 'first' })
  const { body: pull } = await bob('POST', '/pulls', { title: 'second', head: 'topic', base: 'main' })
  expect([issue.number, pull.number]).toEqual([1, 2])
  expect((await bob('GET', '/issues/2')).body).toMatchObject({
    title: 'second',
    pull_request: { merged_at: null },
  })
  expect((await bob('GET', '/pulls/1')).status).toBe(404)
})

it('comes back as it was with a snapshot', async () => {
  const { sandbox, as, commit } = await shop()
  commit('topic', { 't.md': 't' })
  const bob = as('bob')
  await bob('POST', '/pulls', { title: 't', head: 'topic', base: 'main' })
  const before = sandbox.snapshot()
  await bob('PUT', '/pulls/1/merge')
  expect((await bob('GET', '/contents/t.md')).status).toBe(200)
  sandbox.restore(before)
  expect((await bob('GET', '/contents/t.md')).status).toBe(404)
  expect((await bob('GET', '/pulls/1')).body).toMatchObject({ state: 'open', mergeable: true })
  expect((await bob('PUT', '/pulls/1/merge')).status).toBe(200)
})
