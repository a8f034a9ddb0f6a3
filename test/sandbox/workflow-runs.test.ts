import { expect, test } from 'vitest'
import { acme } from './acme.ts'

const AT = '/repos/acme/shop/actions/runs'
const SHOP = { owner: 'acme', repo: 'shop', by: 'linus' }

test('runs of workflows are there with their outcome, and told', async () => {
  const { as, sandbox, hooks, events } = await acme({ events: ['workflow_run'] })
  const failed = sandbox.seed.workflowRun({ ...SHOP, workflow: 'ci', conclusion: 'failure' })
  sandbox.seed.workflowRun({ ...SHOP, workflow: 'ci', conclusion: 'success' })
  sandbox.seed.workflowRun({ ...SHOP, workflow: 'docs', conclusion: 'success' })
  const linus = as('linus')
  const { body } = await linus('GET', AT)
  expect(body.total_count).toBe(3)
  expect(
    body.workflow_runs.map(({ name, run_number: number }: Record<string, unknown>) => [name, number]),
  ).toEqual([
    ['docs', 1],
    ['ci', 2],
    ['ci', 1],
  ])
  expect((await linus('GET', `${AT}/${failed.id}`)).body).toMatchObject({
    conclusion: 'failure',
    head_branch: 'main',
    event: 'push',
    head_commit: { message: expect.any(String) },
  })
  expect((await linus('GET', `${AT}/1`)).status).toBe(404)
  await sandbox.idle()
  expect(events().filter((event) => event === 'workflow_run.completed')).toHaveLength(3)
  expect(hooks.at(-3)?.payload).toMatchObject({
    workflow: { name: 'ci' },
    workflow_run: { conclusion: 'failure' },
  })
})

test('they are found by branch, outcome and time', async () => {
  const { as, sandbox } = await acme()
  const failed = sandbox.seed.workflowRun({ ...SHOP, workflow: 'ci', conclusion: 'failure' })
  sandbox.seed.workflowRun({ ...SHOP, workflow: 'ci', conclusion: 'success' })
  const day = failed.createdAt.slice(0, 10)
  const count = async (query: string) => (await as('linus')('GET', `${AT}?${query}`)).body.total_count
  expect(await count('status=failure')).toBe(1)
  expect(await count('status=completed&branch=main')).toBe(2)
  expect(await count('branch=other')).toBe(0)
  expect(await count(`created=${day}`)).toBe(2)
  expect(await count(`created=${encodeURIComponent('>=')}${day}T00:00:00Z`)).toBe(2)
  expect(await count(`created=2020-01-01..${day}T00:00:00Z`)).toBe(0)
  expect(await count('created=2020-01-01..*')).toBe(2)
})

test('what is private takes the permission to read actions', async () => {
  const { asApp } = await acme()
  const app = await asApp({ permissions: { contents: 'read' } })
  expect((await app('GET', AT)).status).toBe(200)
  expect((await app('GET', AT.replace('shop', 'vault'))).status).toBe(403)
})
