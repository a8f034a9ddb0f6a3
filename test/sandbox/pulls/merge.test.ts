import { expect, it } from 'vitest'
import { shop } from '../shop.ts'

/** Pull request 1 from `topic` into `main`, both with commits of their own. */
async function diverged(
  theirs: Record<string, string> = { 'topic.md': 't\n' },
  ours: Record<string, string> = { 'main.md': 'm\n' },
) {
  const world = await shop()
  world.commit('topic', theirs, 'bob', 'theirs')
  const bob = world.as('bob')
  await bob('POST', '/pulls', { title: 'Topic', head: 'topic', base: 'main', body: 'Fixes #99' })
  world.commit('main', ours, 'cleo', 'ours')
  await world.hooks()
  return { ...world, bob }
}

const messages = (answer: { body: { commit: { message: string } }[] }): string[] =>
  answer.body.map(({ commit }) => commit.message)

it.each(['merge', 'squash', 'rebase'] as const)(
  '%s keeps the commits made since on both sides',
  async (method) => {
    const { bob, hooks } = await diverged()
    const merged = await bob('PUT', '/pulls/1/merge', { merge_method: method })
    expect(merged.body).toMatchObject({ merged: true, message: 'Pull Request successfully merged' })
    for (const path of ['topic.md', 'main.md', 'README.md'])
      expect((await bob('GET', `/contents/${path}`)).status).toBe(200)
    const history = messages(await bob('GET', '/commits'))
    expect(history).toContain('ours')
    expect(history[0]).toBe(
      {
        merge: 'Merge pull request #1 from acme/topic\n\nTopic',
        squash: 'theirs (#1)',
        rebase: 'theirs',
      }[method],
    )
    const parents = (await bob('GET', `/commits/${merged.body.sha}`)).body.parents
    expect(parents).toHaveLength(method === 'merge' ? 2 : 1)
    expect((await bob('GET', '/pulls/1')).body).toMatchObject({
      state: 'closed',
      merged: true,
      merged_by: { login: 'bob' },
      merge_commit_sha: merged.body.sha,
      commits: 1,
      changed_files: 1,
      mergeable: null,
    })
    const events = await hooks()
    expect(events.map(({ event, action }) => [event, action])).toEqual([
      ['pull_request', 'closed'],
      ['push', null],
    ])
    expect(events[0]?.payload.pull_request).toMatchObject({ merged: true, merge_commit_sha: merged.body.sha })
    expect((await bob('GET', '/pulls/1/merge')).status).toBe(204)
  },
)

it('merges edits of one file that do not touch', async () => {
  const lines = (change: Record<number, string>): string =>
    Array.from({ length: 9 }, (_, at) => `${change[at] ?? at}\n`).join('')
  const world = await shop({ files: { 'a.md': lines({}) } })
  world.commit('topic', { 'a.md': lines({ 1: 'topic' }) })
  const bob = world.as('bob')
  await bob('POST', '/pulls', { title: 't', head: 'topic', base: 'main' })
  world.commit('main', { 'a.md': lines({ 7: 'main' }) })
  expect((await bob('PUT', '/pulls/1/merge')).status).toBe(200)
  const { body } = await bob('GET', '/contents/a.md')
  expect(Buffer.from(body.content, 'base64').toString()).toBe(lines({ 1: 'topic', 7: 'main' }))
})

it('takes the title and message that are given', async () => {
  const { bob } = await diverged()
  await bob('PUT', '/pulls/1/merge', {
    merge_method: 'squash',
    commit_title: 'Title',
    commit_message: 'Body',
  })
  expect(messages(await bob('GET', '/commits'))[0]).toBe('Title\n\nBody')
})

it('refuses a conflict with 405, and says so before', async () => {
  const { bob } = await diverged({ 'README.md': '# theirs\n' }, { 'README.md': '# ours\n' })
  expect((await bob('GET', '/pulls/1')).body).toMatchObject({ mergeable: false, mergeable_state: 'dirty' })
  const refused = await bob('PUT', '/pulls/1/merge')
  expect([refused.status, refused.body.message]).toEqual([405, 'Pull Request is not mergeable'])
  expect((await bob('GET', '/pulls/1')).body.state).toBe('open')
})

it('refuses a draft and what is closed with 405, another head with 409', async () => {
  const { bob, commit, as } = await diverged()
  expect((await bob('PUT', '/pulls/1/merge', { sha: '0'.repeat(40) })).status).toBe(409)
  await bob('PATCH', '/pulls/1', { state: 'closed' })
  expect((await bob('PUT', '/pulls/1/merge')).status).toBe(405)
  commit('draft', { 'd.md': 'd' })
  await bob('POST', '/pulls', { title: 'd', head: 'draft', base: 'main', draft: true })
  const draft = await bob('PUT', '/pulls/2/merge')
  expect([draft.status, draft.body.message]).toEqual([405, 'Pull Request is still a draft'])
  expect((await as('eve')('PUT', '/pulls/2/merge')).status).toBe(403)
})

it('waits for what the branch protection asks for', async () => {
  const { protect, bob, as } = await diverged()
  protect({ reviews: 1 })
  expect((await bob('GET', '/pulls/1')).body.mergeable_state).toBe('blocked')
  const refused = await bob('PUT', '/pulls/1/merge')
  expect([refused.status, refused.body.message]).toEqual([
    405,
    'At least 1 approving review is required by reviewers with write access.',
  ])
  await as('eve')('POST', '/pulls/1/reviews', { event: 'APPROVE' })
  expect((await bob('PUT', '/pulls/1/merge')).status).toBe(405)
  await as('cleo')('POST', '/pulls/1/reviews', { event: 'APPROVE' })
  expect((await bob('GET', '/pulls/1')).body.mergeable_state).toBe('clean')
  expect((await bob('PUT', '/pulls/1/merge')).status).toBe(200)
})

it('waits for a required check and for the code owner', async () => {
  const world = await shop({ files: { 'README.md': '#\n', CODEOWNERS: '/postmortems/ @cleo\n' } })
  world.protect({ checks: ['Postmortem'], reviews: 0, codeOwners: true })
  world.commit('topic', { 'postmortems/1.md': 'x' })
  const bob = world.as('bob')
  await bob('POST', '/pulls', { title: 't', head: 'topic', base: 'main' })
  expect((await bob('PUT', '/pulls/1/merge')).body.message).toBe(
    'Required status check "Postmortem" is expected.',
  )
  world.protect({ reviews: 0, codeOwners: true })
  expect((await bob('PUT', '/pulls/1/merge')).body.message).toBe('Waiting on code owner review from cleo.')
  await world.as('cleo')('POST', '/pulls/1/reviews', { event: 'APPROVE' })
  expect((await bob('PUT', '/pulls/1/merge')).status).toBe(200)
})

it('closes the issues that its description names, once it is in the default branch', async () => {
  const world = await shop()
  const bob = world.as('bob')
  await bob('POST', '/issues', { title: 'broken' })
  world.commit('topic', { 't.md': 't' })
  await bob('POST', '/pulls', { title: 't', head: 'topic', base: 'main', body: 'Fixes #1, not `fixes #2`' })
  await bob('PUT', '/pulls/1/merge')
  expect((await bob('PUT', '/pulls/2/merge')).status).toBe(200)
  expect((await bob('GET', '/issues/1')).body).toMatchObject({ state: 'closed', state_reason: 'completed' })
})

it('counts as merged when its commits reach the base by a push', async () => {
  const { bob, hooks } = await diverged({ 'topic.md': 't' }, { 'topic.md': 't' })
  const topic = (await bob('GET', '/git/ref/heads/topic')).body.object.sha
  await bob('PATCH', '/git/refs/heads/main', { sha: topic, force: true })
  expect((await hooks()).map(({ event, action }) => [event, action])).toEqual([
    ['push', null],
    ['pull_request', 'closed'],
  ])
  expect((await bob('GET', '/pulls/1')).body).toMatchObject({ merged: true, state: 'closed', commits: 1 })
})

it('brings the base into the head on demand', async () => {
  const { bob, hooks } = await diverged()
  expect((await bob('PUT', '/pulls/1/update-branch', { expected_head_sha: '0'.repeat(40) })).status).toBe(422)
  expect((await bob('PUT', '/pulls/1/update-branch')).status).toBe(202)
  expect((await hooks()).map(({ event, action }) => [event, action])).toEqual([
    ['push', null],
    ['pull_request', 'synchronize'],
  ])
  expect((await bob('GET', '/compare/main...topic')).body).toMatchObject({ status: 'ahead', behind_by: 0 })
  expect((await bob('GET', '/pulls/1')).body).toMatchObject({
    changed_files: 1,
    commits: 2,
    rebaseable: true,
  })
  expect((await bob('PUT', '/pulls/1/merge', { merge_method: 'rebase' })).status).toBe(200)
  expect(messages(await bob('GET', '/commits'))).toEqual(['theirs', 'ours', 'Initial commit'])
})

it('cannot rebase commits that conflict on the way, although the whole would merge', async () => {
  const { bob, commit } = await diverged({ 'README.md': '# theirs\n' }, { 'README.md': '# ours\n' })
  commit('topic', { 'README.md': '# Code\n' })
  expect((await bob('GET', '/pulls/1')).body).toMatchObject({ mergeable: true, rebaseable: false })
  const refused = await bob('PUT', '/pulls/1/merge', { merge_method: 'rebase' })
  expect([refused.status, refused.body.message]).toEqual([405, "This branch can't be rebased"])
})

it('closes the issues that a commit on the default branch names', async () => {
  const { as, commit } = await shop()
  await as('bob')('POST', '/issues', { title: 'broken' })
  commit('topic', { 't.md': '1' }, 'bob', 'Fixes #1')
  expect((await as('bob')('GET', '/issues/1')).body.state).toBe('open')
  commit('main', { 't.md': '2' }, 'bob', 'Fixes #1')
  expect((await as('bob')('GET', '/issues/1')).body.state).toBe('closed')
})
