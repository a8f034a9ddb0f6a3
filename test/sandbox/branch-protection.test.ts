import { expect, it } from 'vitest'
import { acme } from './acme.ts'

const RULES = '/repos/acme/shop/branches/main/protection'
const NOTHING = {
  required_status_checks: null,
  enforce_admins: null,
  required_pull_request_reviews: null,
  restrictions: null,
}

async function protecting() {
  const world = await acme()
  const ada = world.as('ada')
  const push = (login: string) =>
    world.as(login)('PUT', `/repos/acme/shop/contents/${login}-${Math.random()}.md`, {
      message: 'straight to main',
      content: '',
    })
  return { ...world, ada, push }
}

it('shows nothing, then what was asked for, then nothing again', async () => {
  const { ada, as } = await protecting()
  expect((await ada('GET', RULES)).body.message).toBe('Branch not protected')
  expect((await ada('GET', '/repos/acme/shop/branches/none/protection')).body.message).toBe(
    'Branch not found',
  )
  const put = await ada('PUT', RULES, {
    ...NOTHING,
    required_status_checks: { strict: true, contexts: ['ci'], checks: [{ context: 'Postmortem' }] },
    required_pull_request_reviews: { dismissal_restrictions: { users: ['ada'] } },
    restrictions: { users: ['linus'], teams: ['sre'], apps: ['debrief'] },
  })
  expect(put.status).toBe(200)
  expect(put.body).toMatchObject({
    required_status_checks: { strict: true, contexts: ['ci', 'Postmortem'] },
    required_pull_request_reviews: {
      required_approving_review_count: 1,
      dismissal_restrictions: { users: [{ login: 'ada' }], teams: [] },
    },
    restrictions: { users: [{ login: 'linus' }], teams: [{ slug: 'sre' }], apps: [{ slug: 'debrief' }] },
    enforce_admins: { enabled: false },
  })
  expect((await ada('GET', RULES)).body).toEqual(put.body)
  expect((await as('linus')('GET', RULES)).status).toBe(403)
  expect((await ada('DELETE', RULES)).status).toBe(204)
  expect((await ada('GET', RULES)).status).toBe(404)
})

it('says what is missing or unknown in the rules', async () => {
  const { ada, sandbox } = await protecting()
  const missing = await ada('PUT', RULES, { ...NOTHING, restrictions: undefined })
  expect([missing.status, missing.body.message]).toEqual([422, expect.stringContaining('"restrictions"')])
  const restrictions = { users: ['nobody'], teams: [], apps: [] }
  const unknown = await ada('PUT', RULES, { ...NOTHING, restrictions })
  expect(unknown.body.errors).toEqual(['nobody in restrictions does not exist.'])
  await ada('PUT', RULES, { ...NOTHING, lock_branch: true })
  expect(sandbox.unhandled).toEqual(['branch protection: lock_branch'])
})

it('lets only those push who were chosen, and administrators unless they are included', async () => {
  const { ada, push } = await protecting()
  await ada('PUT', RULES, { ...NOTHING, restrictions: { users: [], teams: ['sre'], apps: [] } })
  expect((await push('linus')).body.message).toMatch(/not authorized to push to this branch/)
  expect((await push('ada')).status).toBe(201)
  await ada('PUT', RULES, { ...NOTHING, required_pull_request_reviews: {}, enforce_admins: true })
  expect((await push('ada')).body.message).toMatch(/Changes must be made through a pull request/)
  await ada('PUT', RULES, NOTHING)
  expect((await push('linus')).status).toBe(201)
})

it('keeps history as it is, unless forcing or deleting is allowed', async () => {
  const { ada, as, push } = await protecting()
  const { sha } = (await ada('GET', '/repos/acme/shop/git/ref/heads/main')).body.object
  await push('ada')
  await ada('PUT', RULES, NOTHING)
  const back = () => as('linus')('PATCH', '/repos/acme/shop/git/refs/heads/main', { sha, force: true })
  expect((await back()).body.message).toBe('Cannot force-push to this branch')
  await ada('PUT', RULES, { ...NOTHING, allow_force_pushes: true })
  expect((await back()).status).toBe(200)
})

it('takes approvals back with a push, and wants the head to hold all of the base', async () => {
  const { ada, as, push, sandbox } = await protecting()
  await ada('PUT', RULES, {
    ...NOTHING,
    required_status_checks: { strict: true, contexts: [] },
    required_pull_request_reviews: { dismiss_stale_reviews: true },
  })
  const draft = (text: string) =>
    sandbox.seed.commit({
      owner: 'acme',
      repo: 'shop',
      branch: 'topic',
      files: { 't.md': text },
      message: text,
      author: 'linus',
    })
  draft('one')
  await as('linus')('POST', '/repos/acme/shop/pulls', { title: 't', head: 'topic', base: 'main' })
  await ada('POST', '/repos/acme/shop/pulls/1/reviews', { event: 'APPROVE' })
  const state = async () => (await ada('GET', '/repos/acme/shop/pulls/1')).body.mergeable_state
  expect(await state()).toBe('clean')
  draft('two')
  expect((await ada('GET', '/repos/acme/shop/pulls/1/reviews')).body).toMatchObject([{ state: 'DISMISSED' }])
  const dismissed = (await ada('GET', '/repos/acme/shop/issues/1/events')).body.at(-1)
  expect(dismissed).toMatchObject({ event: 'review_dismissed', dismissed_review: { state: 'approved' } })
  expect(await state()).toBe('blocked')
  await push('ada')
  expect(await state()).toBe('behind')
  const merge = await as('linus')('PUT', '/repos/acme/shop/pulls/1/merge')
  expect([merge.status, merge.body.message]).toEqual([405, expect.stringContaining('out of date')])
})

it('lets only those dismiss reviews who were chosen', async () => {
  const { ada, as, sandbox } = await protecting()
  sandbox.seed.commit({
    owner: 'acme',
    repo: 'shop',
    branch: 'topic',
    files: { 't.md': 't' },
    message: 't',
    author: 'linus',
  })
  await as('linus')('POST', '/repos/acme/shop/pulls', { title: 't', head: 'topic', base: 'main' })
  const review = (await ada('POST', '/repos/acme/shop/pulls/1/reviews', { event: 'APPROVE' })).body
  const rules = (users: string[]) =>
    ada('PUT', RULES, {
      ...NOTHING,
      required_pull_request_reviews: { dismissal_restrictions: { users } },
    })
  const dismiss = () =>
    as('linus')('PUT', `/repos/acme/shop/pulls/1/reviews/${review.id}/dismissals`, { message: 'no' })
  await rules(['grace'])
  expect((await dismiss()).status).toBe(403)
  await rules(['linus'])
  expect((await dismiss()).body.state).toBe('DISMISSED')
})
