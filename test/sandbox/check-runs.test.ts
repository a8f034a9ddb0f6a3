import { expect, test } from 'vitest'
import { acme, type Caller } from './acme.ts'

const RUNS = '/repos/acme/shop/check-runs'
const PRESS = [{ label: 'Fix', description: 'Fix it for me', identifier: 'fix' }]

const annotations = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    path: 'README.md',
    start_line: index + 1,
    end_line: index + 1,
    annotation_level: 'warning',
    message: `line ${index + 1}`,
  }))

async function withRun(options: Parameters<typeof acme>[0] = {}) {
  const world = await acme(options)
  const app = await world.asApp()
  const { body: branch } = await app('GET', '/repos/acme/shop/branches/main')
  const sha: string = branch.commit.sha
  const create = (call: Caller, more: object = {}) =>
    call('POST', RUNS, { name: 'Postmortem', head_sha: sha, ...more })
  return { ...world, app, appSeed: world.app, sha, create }
}

test('an app reports on a commit, with at most 50 annotations a request; later ones are appended', async () => {
  const { app, create } = await withRun()
  const output = (count: number) => ({
    output: { title: 'T', summary: 'S', annotations: annotations(count) },
  })
  const tooMany = await create(app, output(51))
  expect(tooMany.status).toBe(422)
  expect(tooMany.body.message).toContain('No more than 50 items are allowed; 51 were supplied.')

  const made = await create(app, { status: 'in_progress', ...output(50) })
  expect(made).toMatchObject({
    status: 201,
    body: { status: 'in_progress', conclusion: null, completed_at: null },
  })
  const run = `${RUNS}/${made.body.id}`
  const done = await app('PATCH', run, { conclusion: 'failure', ...output(7) })
  expect(done.body).toMatchObject({
    status: 'completed',
    conclusion: 'failure',
    output: { annotations_count: 57 },
  })
  expect(done.body.completed_at).not.toBeNull()

  const second = await app('GET', `${run}/annotations?per_page=50&page=2`)
  expect(second.body).toMatchObject(annotations(7))
  expect(second.headers.get('link')).toContain('rel="prev"')
})

test('what GitHub refuses is refused', async () => {
  const { app, as, create } = await withRun()
  const annotation = { path: 'a', start_line: 1, end_line: 2, annotation_level: 'notice', message: 'm' }
  const output = (one: object) => ({
    output: { title: 'T', summary: 'S', annotations: [{ ...annotation, ...one }] },
  })
  expect((await create(app, output({ start_column: 3 }))).status).toBe(422)
  expect((await create(app, output({ end_line: 0 }))).status).toBe(422)
  expect((await create(app, output({ annotation_level: 'error' }))).status).toBe(422)
  expect((await create(app, { output: { title: 'T', summary: 'x'.repeat(65_536) } })).status).toBe(422)
  const untitled = await create(app, { output: { summary: 'S' } })
  expect([untitled.status, untitled.body.message]).toEqual([422, expect.stringContaining('"title"')])
  expect((await create(app, { status: 'completed' })).body.message).toContain('conclusion')
  expect((await create(app, { head_sha: 'f'.repeat(40) })).body.message).toBe(
    `No commit found for SHA: ${'f'.repeat(40)}`,
  )
  expect((await app('POST', RUNS, { head_sha: 'main' })).body.message).toContain('"name" wasn\'t supplied.')
  expect((await create(as('ada'))).status).toBe(403)
  const reader = await withRun({ permissions: { checks: 'read', contents: 'read' } })
  expect(await reader.create(reader.app)).toMatchObject({
    status: 403,
    body: { message: 'Resource not accessible by integration' },
  })
})

test('only the app that made a run may change it', async () => {
  const { app, sandbox, create, appSeed, with: by, asJwt } = await withRun()
  const { body: run } = await create(app)
  const other = sandbox.seed.app({
    slug: 'other',
    owner: 'acme',
    permissions: { checks: 'write' },
    events: [],
  })
  const installation = sandbox.seed.install('other', 'acme')
  const jwt = asJwt({ iss: String(other.id) })
  const { body } = await jwt('POST', `/app/installations/${installation}/access_tokens`)
  const answer = await by(`token ${body.token}`)('PATCH', `${RUNS}/${run.id}`, { conclusion: 'success' })
  expect(answer.status).toBe(403)
  expect(run.app.id).toBe(appSeed.id)
})

test('the newest run of a name stands for those before it', async () => {
  const { app, create, sha } = await withRun()
  const first = await create(app, { conclusion: 'failure', external_id: 'one' })
  const second = await create(app, { conclusion: 'success', external_id: 'two' })
  await create(app, { name: 'Other', conclusion: 'neutral' })
  const ids = async (query: string) => {
    const { body } = await app('GET', `/repos/acme/shop/commits/main/check-runs?${query}`)
    expect(body.total_count).toBe(body.check_runs.length)
    return body.check_runs.map(({ id }: { id: number }) => id)
  }
  expect(await ids('check_name=Postmortem')).toEqual([second.body.id])
  expect(await ids('check_name=Postmortem&filter=all')).toEqual([second.body.id, first.body.id])
  expect(await ids(`app_id=${second.body.app.id + 1}`)).toEqual([])
  expect(await ids('status=queued')).toEqual([])
  const { body: suites } = await app('GET', `/repos/acme/shop/commits/${sha}/check-suites`)
  expect(suites).toMatchObject({
    total_count: 1,
    check_suites: [
      { conclusion: 'success', status: 'completed', latest_check_runs_count: 2, head_branch: 'main' },
    ],
  })
})

test('runs, re-runs and pressed buttons are told', async () => {
  const { app, as, create, events, hooks, sandbox } = await withRun({
    events: ['check_run', 'check_suite'],
  })
  const { body: run } = await create(app, { conclusion: 'failure', actions: PRESS })
  await sandbox.idle()
  const mine = () => events().filter((event) => event.startsWith('check_'))
  expect(mine()).toEqual(['check_run.created', 'check_run.completed', 'check_suite.completed'])

  const suiteNow = async () =>
    (await as('linus')('GET', `/repos/acme/shop/check-suites/${run.check_suite.id}`)).body
  expect(await suiteNow()).toMatchObject({ status: 'completed' })
  expect((await as('linus')('POST', `${RUNS}/${run.id}/rerequest`)).status).toBe(201)
  expect(await suiteNow()).toMatchObject({ status: 'queued', conclusion: null })
  expect(
    (await as('linus')('POST', `/repos/acme/shop/check-suites/${run.check_suite.id}/rerequest`)).status,
  ).toBe(201)
  expect((await as('eve')('POST', `${RUNS}/${run.id}/rerequest`)).status).toBe(403)
  sandbox.seed.pressCheckButton({
    owner: 'acme',
    repo: 'shop',
    checkRun: run.id,
    identifier: 'fix',
    by: 'linus',
  })
  await sandbox.idle()
  expect(mine().slice(3)).toEqual([
    'check_run.rerequested',
    'check_suite.rerequested',
    'check_run.requested_action',
  ])
  expect(hooks.at(-1)?.payload).toMatchObject({
    requested_action: { identifier: 'fix' },
    check_run: { id: run.id, check_suite: { head_branch: 'main' } },
    sender: { login: 'linus' },
  })
  expect(() =>
    sandbox.seed.pressCheckButton({
      owner: 'acme',
      repo: 'shop',
      checkRun: run.id,
      identifier: 'no',
      by: 'linus',
    }),
  ).toThrow('no button')
})
