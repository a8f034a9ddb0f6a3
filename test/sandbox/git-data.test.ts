import { expect, it } from 'vitest'
import { shop } from './shop.ts'

it('makes, moves and deletes references', async () => {
  const { as, commit, hooks } = await shop()
  const bob = as('bob')
  const main = (await bob('GET', '/git/ref/heads/main')).body.object.sha
  const next = commit('main', { 'n.md': 'n' })
  await hooks()
  const made = await bob('POST', '/git/refs', { ref: 'refs/heads/fix/one', sha: main })
  expect([made.status, made.body.object]).toEqual([
    201,
    expect.objectContaining({ type: 'commit', sha: main }),
  ])
  const twice = await bob('POST', '/git/refs', { ref: 'refs/heads/fix/one', sha: main })
  expect([twice.status, twice.body.message]).toEqual([422, 'Reference already exists'])
  expect((await bob('POST', '/git/refs', { ref: 'refs/heads/fix', sha: main })).status).toBe(422)
  expect((await bob('POST', '/git/refs', { ref: 'fix', sha: main })).status).toBe(422)
  expect((await bob('POST', '/git/refs', { ref: 'refs/heads/x', sha: '0'.repeat(40) })).body.message).toBe(
    'Object does not exist',
  )
  expect((await bob('PATCH', '/git/refs/heads/fix/one', { sha: next })).body.object.sha).toBe(next)
  const back = await bob('PATCH', '/git/refs/heads/fix/one', { sha: main })
  expect([back.status, back.body.message]).toEqual([422, 'Update is not a fast forward'])
  expect((await bob('PATCH', '/git/refs/heads/fix/one', { sha: main, force: true })).status).toBe(200)
  const all = await bob('GET', '/git/refs/')
  expect(all.body.map(({ ref }: { ref: string }) => ref)).toContain('refs/heads/main')
  const matching = await bob('GET', '/git/matching-refs/heads/fi')
  expect(matching.body.map(({ ref }: { ref: string }) => ref)).toEqual(['refs/heads/fix/one'])
  expect((await bob('DELETE', '/git/refs/heads/fix/one')).status).toBe(204)
  expect((await bob('GET', '/git/ref/heads/fix/one')).status).toBe(404)
  expect((await bob('DELETE', '/git/refs/heads/fix/one')).body.message).toBe('Reference does not exist')
  const told = await hooks()
  expect(told.map(({ event }) => event)).toEqual(['push', 'create', 'push', 'push', 'push', 'delete'])
  const pushes = told.filter(({ event }) => event === 'push').map(({ payload }) => payload)
  expect(pushes.map(({ created, forced, deleted }) => [created, forced, deleted])).toEqual([
    [true, false, false],
    [false, false, false],
    [false, true, false],
    [false, false, true],
  ])
  expect(told[1]?.payload).toMatchObject({ ref: 'fix/one', ref_type: 'branch', master_branch: 'main' })
})

it('writes blobs, trees and commits, and reads them back', async () => {
  const { as } = await shop()
  const bob = as('bob')
  const base = (await bob('GET', '/git/ref/heads/main')).body.object.sha
  const blob = (await bob('POST', '/git/blobs', { content: 'aGk=', encoding: 'base64' })).body.sha
  const tree = await bob('POST', '/git/trees', {
    base_tree: base,
    tree: [
      { path: 'made/hi.md', mode: '100644', type: 'blob', sha: blob },
      { path: 'made/inline.md', mode: '100644', type: 'blob', content: 'inline' },
      { path: 'docs/a.md', mode: '100644', type: 'blob', sha: null },
    ],
  })
  const recursive = await bob('GET', `/git/trees/${tree.body.sha}?recursive=1`)
  expect(recursive.body.tree.map(({ path }: { path: string }) => path)).toEqual([
    'README.md',
    'made',
    'made/hi.md',
    'made/inline.md',
  ])
  const author = { name: 'Cleo', email: 'cleo@example.com', date: '2026-02-01T10:00:00+01:00' }
  const made = await bob('POST', '/git/commits', {
    message: 'by hand',
    tree: tree.body.sha,
    parents: [base],
    author,
  })
  expect(made.status).toBe(201)
  const read = await bob('GET', `/git/commits/${made.body.sha}`)
  expect(read.body).toMatchObject({ message: 'by hand', author: { ...author, date: '2026-02-01T09:00:00Z' } })
  expect((await bob('GET', `/git/blobs/${blob}`)).body).toMatchObject({
    content: 'aGk=\n',
    encoding: 'base64',
    size: 2,
  })
  expect((await bob('GET', `/git/trees/main`)).body.tree).toHaveLength(2)
  expect((await bob('POST', '/git/commits', { message: 'm', tree: base })).status).toBe(422)
})

it('keeps a protected branch from being pushed to, forced or deleted', async () => {
  const { protect, asApp, as, commit } = await shop()
  protect({ checks: ['Postmortem'] })
  const topic = commit('topic', { 't.md': 't' })
  const bot = await asApp()
  const refused = await bot('PATCH', '/git/refs/heads/main', { sha: topic })
  expect([refused.status, refused.body.message]).toEqual([
    422,
    'Required status check "Postmortem" is expected. Changes must be made through a pull request.',
  ])
  expect((await as('ada')('DELETE', '/git/refs/heads/main')).status).toBe(422)
})

it('lists and gets branches, with their protection', async () => {
  const { protect, as, commit } = await shop()
  const sha = commit('fix/retry', { 'x.md': 'x' })
  protect({ checks: ['ci'] })
  const bob = as('bob')
  const list = await bob('GET', '/branches')
  expect(
    list.body.map(({ name, protected: is }: { name: string; protected: boolean }) => [name, is]),
  ).toEqual([
    ['fix/retry', false],
    ['main', true],
  ])
  expect((await bob('GET', '/branches?protected=true')).body).toMatchObject([{ name: 'main' }])
  expect((await bob('GET', '/branches/fix/retry')).body.commit).toMatchObject({
    sha,
    files: [{ filename: 'x.md' }],
  })
  expect((await bob('GET', '/branches/none')).body.message).toBe('Branch not found')
  expect((await bob('GET', '/branches/main')).body.protection.required_status_checks.contexts).toEqual(['ci'])
})

it('renames the default branch: pull requests go along and the old name leads to the new', async () => {
  const { as, commit } = await shop()
  commit('topic', { 't.md': 't' })
  const [ada, bob] = [as('ada'), as('bob')]
  await bob('POST', '/pulls', { title: 't', head: 'topic', base: 'main' })
  expect((await bob('POST', '/branches/main/rename', { new_name: 'trunk' })).status).toBe(403)
  expect((await ada('POST', '/branches/main/rename', { new_name: 'topic' })).status).toBe(422)
  expect((await ada('POST', '/branches/main/rename', { new_name: 'trunk' })).body.name).toBe('trunk')
  expect((await bob('GET', '')).body.default_branch).toBe('trunk')
  expect((await bob('GET', '/pulls/1')).body.base.ref).toBe('trunk')
  await bob('POST', '/branches/topic/rename', { new_name: 'subject' })
  expect((await bob('GET', '/pulls/1')).body).toMatchObject({ state: 'open', head: { ref: 'subject' } })
  const old = await fetch((await bob('GET', '')).body.url + '/branches/main', { redirect: 'manual' })
  expect([old.status, old.headers.get('location')]).toEqual([
    301,
    expect.stringMatching(/\/branches\/trunk$/),
  ])
})

it('lists commits by path, person, time and branch', async () => {
  const { as, commit } = await shop()
  commit('main', { 'docs/a.md': 'changed' }, 'bob', 'docs')
  commit('topic', { 't.md': 't' }, 'cleo', 'topic')
  const bob = as('bob')
  const messages = async (query: string): Promise<string[]> =>
    (await bob('GET', `/commits?${query}`)).body.map(
      (one: { commit: { message: string } }) => one.commit.message,
    )
  expect(await messages('')).toEqual(['docs', 'Initial commit'])
  expect(await messages('path=docs')).toEqual(['docs', 'Initial commit'])
  expect(await messages('path=README.md')).toEqual(['Initial commit'])
  expect(await messages('sha=topic&author=cleo')).toEqual(['topic'])
  expect(await messages('until=2020-01-01T00:00:00Z')).toEqual([])
  expect((await messages('since=2020-01-01T00:00:00Z')).length).toBe(2)
  expect((await bob('GET', '/commits?sha=none')).status).toBe(404)
  const paged = await bob('GET', '/commits?per_page=1')
  expect(paged.headers.get('link')).toMatch(/page=2>; rel="next"/)
})

it('shows a commit with its files, and as diff, patch and sha', async () => {
  const { as, commit } = await shop()
  const sha = commit('main', { 'docs/a.md': 'one\n2\nthree\n' }, 'bob', 'edit')
  const bob = as('bob')
  const shown = await bob('GET', `/commits/${sha.slice(0, 8)}`)
  expect(shown.body).toMatchObject({
    sha,
    author: { login: 'bob' },
    stats: { total: 2, additions: 1, deletions: 1 },
    files: [{ filename: 'docs/a.md', status: 'modified', patch: '@@ -1,3 +1,3 @@\n one\n-two\n+2\n three' }],
  })
  const inForm = (form: string) =>
    bob('GET', `/commits/main`, undefined, { accept: `application/vnd.github.${form}` })
  expect((await inForm('sha')).body).toBe(sha)
  expect((await inForm('diff')).body).toMatch(/^diff --git a\/docs\/a\.md/)
  expect((await inForm('patch')).body).toMatch(/^From .*\n[^]*Subject: \[PATCH\] edit/)
  const none = await bob('GET', '/commits/none')
  expect([none.status, none.body.message]).toEqual([422, 'No commit found for SHA: none'])
})

it('compares from where the branches parted', async () => {
  const { as, commit } = await shop()
  const fork = (await as('bob')('GET', '/git/ref/heads/main')).body.object.sha
  commit('topic', { 't.md': 't' }, 'bob', 'one')
  commit('topic', { 't.md': 'tt' }, 'bob', 'two')
  commit('main', { 'm.md': 'm' })
  const bob = as('bob')
  const { body } = await bob('GET', '/compare/main...topic')
  expect(body).toMatchObject({
    status: 'diverged',
    ahead_by: 2,
    behind_by: 1,
    total_commits: 2,
    merge_base_commit: { sha: fork },
  })
  expect(body.commits.map((one: { commit: { message: string } }) => one.commit.message)).toEqual([
    'one',
    'two',
  ])
  expect(body.files.map(({ filename }: { filename: string }) => filename)).toEqual(['t.md'])
  expect((await bob('GET', '/compare/topic...topic')).body.status).toBe('identical')
  expect((await bob('GET', `/compare/topic...${fork}`)).body).toMatchObject({
    status: 'behind',
    behind_by: 2,
  })
  expect((await bob('GET', '/compare/acme:main...acme:topic')).body.ahead_by).toBe(2)
  expect((await bob('GET', '/compare/main...none')).status).toBe(404)
  const diff = await bob('GET', '/compare/main...topic', undefined, { accept: 'application/vnd.github.diff' })
  expect(diff.body).toMatch(/\+tt/)
})

it('reads by tag, and a pushed tag moves no pull request', async () => {
  const { sandbox, as, commit, hooks } = await shop()
  commit('topic', { 't.md': 't' })
  const bob = as('bob')
  await bob('POST', '/pulls', { title: 't', head: 'topic', base: 'main' })
  await hooks()
  sandbox.seed.tag({ owner: 'acme', repo: 'code', tag: 'topic', at: 'main', author: 'bob' })
  sandbox.seed.tag({ owner: 'acme', repo: 'code', tag: 'v1', at: 'topic', author: 'bob' })
  expect((await hooks()).map(({ event, payload }) => [event, payload.ref])).toEqual([
    ['push', 'refs/tags/topic'],
    ['create', 'topic'],
    ['push', 'refs/tags/v1'],
    ['create', 'v1'],
  ])
  expect((await bob('GET', '/contents/t.md?ref=v1')).status).toBe(200)
  expect((await bob('GET', '/pulls/1')).body.state).toBe('open')
})
