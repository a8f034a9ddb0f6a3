import { expect, test } from 'vitest'
import { acme } from './acme.ts'

const AT = '/repos/acme/shop/deployments'
const READY = { required_contexts: [] }

test('a deployment goes its way through statuses, and what succeeds retires what was there before', async () => {
  const { as, asApp, events, hooks, sandbox } = await acme({ events: ['deployment', 'deployment_status'] })
  const linus = as('linus')
  const deploy = async (environment: string) =>
    (
      await linus('POST', AT, {
        ref: 'main',
        environment,
        description: 'Ship',
        payload: { build: 7 },
        ...READY,
      })
    ).body
  const first = await deploy('production')
  expect(first).toMatchObject({
    ref: 'main',
    task: 'deploy',
    environment: 'production',
    production_environment: true,
    payload: { build: 7 },
    creator: { login: 'linus' },
    performed_via_github_app: null,
  })
  const stage = await deploy('stage')
  const second = await deploy('production')
  const say = (id: number, state: string) =>
    linus('POST', `${AT}/${id}/statuses`, { state, log_url: 'http://ci.example/1' })
  for (const { id } of [first, stage, second]) expect((await say(id, 'success')).status).toBe(201)

  const states = async (id: number) =>
    (await linus('GET', `${AT}/${id}/statuses`)).body.map(({ state }: { state: string }) => state)
  expect(await states(first.id)).toEqual(['inactive', 'success'])
  expect(await states(stage.id)).toEqual(['success'])
  expect(
    (await as('eve')('GET', `${AT}?environment=production`)).body.map(({ id }: { id: number }) => id),
  ).toEqual([second.id, first.id])
  const [latest] = (await linus('GET', `${AT}/${second.id}/statuses`)).body
  expect((await linus('GET', `${AT}/${second.id}/statuses/${latest.id}`)).body).toMatchObject({
    state: 'success',
    target_url: 'http://ci.example/1',
    deployment_url: second.url,
  })
  await sandbox.idle()
  expect(events().slice(1, 5)).toEqual([
    'deployment.created',
    'deployment.created',
    'deployment.created',
    'deployment_status.created',
  ])
  expect(hooks.at(-1)?.payload.deployment_status).toMatchObject({ state: 'inactive' })

  expect((await linus('DELETE', `${AT}/${second.id}`)).status).toBe(422)
  expect((await linus('DELETE', `${AT}/${first.id}`)).status).toBe(204)
  expect((await linus('GET', `${AT}/${first.id}`)).status).toBe(404)
  const app = await asApp()
  expect((await app('POST', AT, { ref: 'main', ...READY })).body.performed_via_github_app.slug).toBe(
    'debrief',
  )
})

test('nothing is deployed that is not there, is not green, or by who may not', async () => {
  const { as, asApp } = await acme()
  const linus = as('linus')
  expect((await linus('POST', AT, { ref: 'nope', ...READY })).body.message).toBe('No ref found for: nope')
  expect((await linus('POST', AT, { ref: 'main', required_contexts: ['ci'] })).status).toBe(409)
  expect((await linus('POST', AT, {})).status).toBe(422)
  expect((await as('eve')('POST', AT, { ref: 'main' })).status).toBe(403)
  const app = await asApp({ permissions: { contents: 'write' } })
  expect((await app('POST', AT, { ref: 'main' })).status).toBe(403)
  const { body } = await linus('POST', AT, { ref: 'main', ...READY })
  expect((await linus('POST', `${AT}/${body.id}/statuses`, { state: 'great' })).status).toBe(422)
})

test('statuses of a commit are told apart by context, the newest of each counts', async () => {
  const { as, sandbox, hooks } = await acme({ events: ['status'] })
  const linus = as('linus')
  const { body: branch } = await linus('GET', '/repos/acme/shop/branches/main')
  const sha: string = branch.commit.sha
  const say = (state: string, context?: string) =>
    linus('POST', `/repos/acme/shop/statuses/${sha}`, { state, ...(context ? { context } : {}) })
  const combined = async () => (await linus('GET', '/repos/acme/shop/commits/main/status')).body
  expect(await combined()).toMatchObject({ state: 'pending', total_count: 0, sha })
  expect((await say('failure', 'ci')).body).toMatchObject({ state: 'failure', creator: { login: 'linus' } })
  expect((await say('success')).body.context).toBe('default')
  expect((await combined()).state).toBe('failure')
  await say('success', 'ci')
  expect(await combined()).toMatchObject({ state: 'success', total_count: 2 })
  expect((await linus('GET', '/repos/acme/shop/commits/main/statuses')).body).toHaveLength(3)
  expect(
    (await linus('POST', `/repos/acme/shop/statuses/${'0'.repeat(40)}`, { state: 'success' })).status,
  ).toBe(422)
  await sandbox.idle()
  expect(hooks.at(-1)?.payload).toMatchObject({ sha, context: 'ci', branches: [{ name: 'main' }] })
})
