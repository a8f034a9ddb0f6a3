import { expect, it } from 'vitest'
import { shop } from '../shop.ts'

const numbered = (change: Record<number, string> = {}): string =>
  Array.from({ length: 40 }, (_, at) => change[at + 1] ?? `line ${at + 1}\n`).join('')

/** Pull request 1 of bob: line 5 is changed and line 30 gone, so lines 2 to 8 and 27 to 33 are shown. */
async function reviewed() {
  const world = await shop({ files: { 'a.md': numbered() } })
  world.commit('topic', { 'a.md': numbered({ 5: 'changed\n', 30: '' }) })
  const [bob, cleo] = [world.as('bob'), world.as('cleo')]
  const head = (await bob('POST', '/pulls', { title: 't', head: 'topic', base: 'main' })).body.head
    .sha as string
  await world.hooks()
  const comment = (place: object, by = cleo) =>
    by('POST', '/pulls/1/comments', { body: 'hm', commit_id: head, path: 'a.md', ...place })
  return { ...world, bob, cleo, head, comment }
}

it('takes a review with its comments, and tells both', async () => {
  const { cleo, head, hooks } = await reviewed()
  const made = await cleo('POST', '/pulls/1/reviews', {
    body: 'Please look',
    event: 'REQUEST_CHANGES',
    comments: [
      { path: 'a.md', line: 5, body: '```suggestion\nbetter\n```' },
      { path: 'a.md', line: 30, side: 'LEFT', body: 'why?' },
    ],
  })
  expect(made.status).toBe(200)
  expect(made.body).toMatchObject({
    state: 'CHANGES_REQUESTED',
    body: 'Please look',
    commit_id: head,
    user: { login: 'cleo' },
  })
  const events = await hooks()
  expect(events.map(({ event, action }) => `${event}.${action}`)).toEqual([
    'pull_request_review.submitted',
    'pull_request_review_comment.created',
    'pull_request_review_comment.created',
  ])
  expect(events[0]?.payload).toMatchObject({
    review: { state: 'changes_requested', submitted_at: expect.any(String) },
    pull_request: { number: 1, head: { sha: head } },
    sender: { login: 'cleo' },
    organization: { login: 'acme' },
  })
  expect(events[2]?.payload.comment).toMatchObject({ line: 30, side: 'LEFT', position: 13, path: 'a.md' })
  expect((await cleo('GET', `/pulls/1/reviews/${made.body.id}/comments`)).body).toHaveLength(2)
  expect((await cleo('GET', '/pulls/1')).body.review_comments).toBe(2)
})

it('takes comments on lines of the diff only', async () => {
  const { comment } = await reviewed()
  const on = async (place: object): Promise<number> => (await comment(place)).status
  for (const line of [2, 5, 8, 32]) expect([line, await on({ line, side: 'RIGHT' })]).toEqual([line, 201])
  for (const line of [1, 9, 20, 33, 41])
    expect([line, await on({ line, side: 'RIGHT' })]).toEqual([line, 422])
  expect(await on({ line: 33, side: 'LEFT' })).toBe(201)
  expect(await on({ line: 34, side: 'LEFT' })).toBe(422)
  expect(await on({ position: 4 })).toBe(201)
  expect(await on({ position: 99 })).toBe(422)
  expect(await on({ subject_type: 'file' })).toBe(201)
  const refused = await comment({ line: 20 })
  expect(refused.body).toMatchObject({
    message: 'Validation Failed',
    errors: [
      {
        resource: 'PullRequestReviewComment',
        code: 'custom',
        field: 'pull_request_review_thread.line',
        message: 'pull_request_review_thread.line must be part of the diff',
      },
      {
        resource: 'PullRequestReviewComment',
        code: 'missing_field',
        field: 'pull_request_review_thread.diff_hunk',
      },
    ],
  })
  expect((await comment({ line: 5, path: 'README.md' })).body.errors[0].field).toBe(
    'pull_request_review_thread.path',
  )
  expect((await comment({ line: 5, commit_id: '0'.repeat(40) })).body.errors[0].field).toBe('commit_id')
})

it('takes comments on several lines of one hunk', async () => {
  const { comment } = await reviewed()
  const made = await comment({ start_line: 3, start_side: 'RIGHT', line: 6, side: 'RIGHT' })
  expect(made.body).toMatchObject({ start_line: 3, line: 6, start_side: 'RIGHT', original_start_line: 3 })
  expect(made.body.diff_hunk).toMatch(/\n line 6$/)
  expect((await comment({ start_line: 6, line: 3 })).body.errors[0].message).toMatch(
    /must precede the end line/,
  )
  expect((await comment({ start_line: 5, line: 30 })).body.errors[0].message).toMatch(/same hunk/)
})

it('writes nothing of a review with a comment that has no place', async () => {
  const { cleo, hooks } = await reviewed()
  const refused = await cleo('POST', '/pulls/1/reviews', {
    event: 'COMMENT',
    comments: [
      { path: 'a.md', line: 5, body: 'fine' },
      { path: 'a.md', line: 20, body: 'nowhere' },
    ],
  })
  expect([refused.status, refused.body.message, refused.body.errors]).toEqual([
    422,
    'Unprocessable Entity',
    [
      "Pull request review thread line must be part of the diff and Pull request review thread diff hunk can't be blank",
    ],
  ])
  expect((await cleo('GET', '/pulls/1/reviews')).body).toEqual([])
  expect((await cleo('GET', '/pulls/1/comments')).body).toEqual([])
  expect(await hooks()).toEqual([])
})

it('answers in a thread', async () => {
  const { bob, comment } = await reviewed()
  const { body: first } = await comment({ line: 5 })
  const { body: reply } = await bob('POST', `/pulls/1/comments/${first.id}/replies`, { body: 'because' })
  const { body: second } = await comment({ in_reply_to: reply.id, body: 'I see' })
  expect([reply, second]).toMatchObject([{ in_reply_to_id: first.id, line: 5 }, { in_reply_to_id: first.id }])
  expect((await bob('GET', '/pulls/1/comments')).body.map(({ body }: { body: string }) => body)).toEqual([
    'hm',
    'because',
    'I see',
  ])
  await bob('PATCH', `/pulls/comments/${reply.id}`, { body: 'edited' })
  expect((await bob('GET', `/pulls/comments/${reply.id}`)).body.body).toBe('edited')
  expect((await bob('DELETE', `/pulls/comments/${reply.id}`)).status).toBe(204)
  expect((await bob('GET', '/pulls/comments')).body).toHaveLength(2)
})

it('moves comments with their line, and lets them go where it was changed', async () => {
  const { bob, commit, comment } = await reviewed()
  const { body: stays } = await comment({ line: 32 })
  const { body: goes } = await comment({ line: 5 })
  const head = commit('topic', { 'a.md': `new first\n${numbered({ 5: 'changed again\n', 30: '' })}` })
  const moved = (await bob('GET', `/pulls/comments/${stays.id}`)).body
  expect(moved).toMatchObject({
    line: 33,
    original_line: 32,
    commit_id: head,
    original_commit_id: stays.commit_id,
  })
  const outdated = (await bob('GET', `/pulls/comments/${goes.id}`)).body
  expect([outdated.line, outdated.position, outdated.original_line]).toEqual([undefined, undefined, 5])
})

it('keeps a pending review to its author until it is submitted', async () => {
  const { bob, cleo, hooks } = await reviewed()
  const { body: pending } = await cleo('POST', '/pulls/1/reviews', {
    comments: [{ path: 'a.md', line: 5, body: 'x' }],
  })
  expect([pending.state, pending.submitted_at]).toEqual(['PENDING', undefined])
  expect((await bob('GET', '/pulls/1/reviews')).body).toEqual([])
  expect((await bob('GET', '/pulls/1/comments')).body).toEqual([])
  expect(await hooks()).toEqual([])
  expect((await cleo('POST', '/pulls/1/reviews', {})).status).toBe(422)
  const submitted = await cleo('POST', `/pulls/1/reviews/${pending.id}/events`, { event: 'COMMENT' })
  expect(submitted.body.state).toBe('COMMENTED')
  expect((await hooks()).map(({ event }) => event)).toEqual([
    'pull_request_review',
    'pull_request_review_comment',
  ])
  expect((await bob('GET', '/pulls/1/reviews')).body).toHaveLength(1)
})

it('knows who may say what', async () => {
  const { bob, cleo, as } = await reviewed()
  const own = await bob('POST', '/pulls/1/reviews', { event: 'APPROVE' })
  expect([own.status, own.body.errors]).toEqual([422, ['Can not approve your own pull request']])
  expect((await cleo('POST', '/pulls/1/reviews', { event: 'COMMENT' })).status).toBe(422)
  const { body } = await cleo('POST', '/pulls/1/reviews', { event: 'APPROVE' })
  expect((await as('eve')('PUT', `/pulls/1/reviews/${body.id}/dismissals`, { message: 'm' })).status).toBe(
    403,
  )
  const dismissed = await bob('PUT', `/pulls/1/reviews/${body.id}/dismissals`, { message: 'too early' })
  expect(dismissed.body.state).toBe('DISMISSED')
})

it('ends the request for who has reviewed', async () => {
  const { bob, cleo } = await reviewed()
  await bob('POST', '/pulls/1/requested_reviewers', { reviewers: ['cleo', 'ada'] })
  await cleo('POST', '/pulls/1/reviews', { event: 'APPROVE' })
  const { body } = await bob('GET', '/pulls/1/requested_reviewers')
  expect(body.users.map(({ login }: { login: string }) => login)).toEqual(['ada'])
})

it('lets an app review in its own name', async () => {
  const { asApp, head } = await reviewed()
  const bot = await asApp()
  const made = await bot('POST', '/pulls/1/reviews', {
    commit_id: head,
    event: 'COMMENT',
    comments: [{ path: 'a.md', line: 5, side: 'RIGHT', body: 'a suggestion' }],
  })
  expect(made.body.user).toMatchObject({ login: 'debrief[bot]', type: 'Bot' })
})
