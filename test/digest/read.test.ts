import { expect, onTestFinished, test } from 'vitest'
import { read } from '../../src/digest/read.ts'
import { marker } from '../../src/github/marker.ts'
import { withToken } from '../../src/github/token.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts'

const SHOP = { owner: 'acme', repo: 'shop' }
const JOB = { feature: 'digest', installationId: 0, ...SHOP } as const

/** A repository without the app, where a person's token does its work: what `debrief digest` sees. */
async function shop(): Promise<Sandbox> {
  const sandbox = await startSandbox({ quiet: true })
  onTestFinished(() => sandbox.close())
  for (const login of ['ada', 'robin', 'acme']) sandbox.seed.user(login)
  sandbox.seed.repository({ owner: 'acme', name: 'shop', collaborators: { ada: 'write', robin: 'write' } })
  return sandbox
}

const tokenOf = (sandbox: Sandbox, login: string, app = 'debrief[bot]') =>
  withToken({ token: sandbox.token(login), baseUrl: sandbox.url, app })

async function openAction(sandbox: Sandbox, login: string, body = marker('action', { id: 'A1' })) {
  const { client } = await tokenOf(sandbox, login)
  const issue = { title: 'Action', body, labels: ['postmortem-action'] }
  const { data } = await client.request('POST /repos/{owner}/{repo}/issues', { ...SHOP, ...issue })
  return data.number
}

test('only what the app wrote counts, with its marker; a label or a copied marker does not make an action', async () => {
  const sandbox = await shop()
  const number = await openAction(sandbox, 'robin')
  await openAction(sandbox, 'robin', 'a label set by hand')
  await openAction(sandbox, 'ada') // the marker copied
  const reading = await read(await tokenOf(sandbox, 'robin'), JOB)
  expect(reading?.state.actions.map((action) => action.number)).toEqual([number])
})

test('with a person’s token the app’s own work counts beside the person’s', async () => {
  const sandbox = await shop()
  const theirs = await openAction(sandbox, 'robin')
  const mine = await openAction(sandbox, 'ada')
  const reading = await read(await tokenOf(sandbox, 'ada', 'Robin'), JOB)
  expect(reading?.state.actions.map((action) => action.number)).toEqual([theirs, mine])
})

test('a hundred actions come at a time, in one request each', async () => {
  const sandbox = await shop()
  for (let n = 0; n < 101; n++) await openAction(sandbox, 'robin')
  const github = await tokenOf(sandbox, 'robin')
  const before = sandbox.traffic.length
  const reading = await read(github, JOB)
  expect(new Set(reading?.state.actions.map(({ number }) => number)).size).toBe(101)
  expect(sandbox.traffic.length - before).toBe(2)
})

test('an action that was closed as not planned is dropped, and one that is opened again is open', async () => {
  const sandbox = await shop()
  const [dropped, reopened] = [await openAction(sandbox, 'robin'), await openAction(sandbox, 'robin')]
  const { client } = await tokenOf(sandbox, 'ada')
  const set = (
    issue_number: number,
    state: 'open' | 'closed',
    state_reason: 'completed' | 'not_planned' | 'reopened',
  ) =>
    client.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
      ...SHOP,
      issue_number,
      state,
      state_reason,
    })
  await set(dropped, 'closed', 'not_planned')
  await set(reopened, 'closed', 'completed')
  await set(reopened, 'open', 'reopened')
  const reading = await read(await tokenOf(sandbox, 'robin'), JOB)
  expect(reading?.state.actions).toMatchObject([
    { number: dropped, outcome: 'dropped' },
    { number: reopened, outcome: 'open', closedAt: null, due: null },
  ])
})

test('a repository that is gone is nothing to look at', async () => {
  const sandbox = await shop()
  expect(await read(await tokenOf(sandbox, 'ada'), { ...JOB, repo: 'gone' })).toBe(null)
})
