import { expect, onTestFinished, test } from 'vitest'
import { marker } from '../../src/github/marker.ts'
import { withToken } from '../../src/github/token.ts'
import { read } from '../../src/reviewing/read.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts'

const SHOP = { owner: 'acme', repo: 'shop' }
const JOB = { feature: 'reviewing', installationId: 0, ...SHOP } as const

async function shop(files: Readonly<Record<string, string>>): Promise<Sandbox> {
  const sandbox = await startSandbox({ quiet: true })
  onTestFinished(() => sandbox.close())
  for (const login of ['ada', 'robin', 'acme']) sandbox.seed.user(login)
  sandbox.seed.repository({ ...SHOP, name: 'shop', collaborators: { ada: 'write', robin: 'write' } })
  sandbox.seed.commit({ ...SHOP, branch: 'main', files, message: 'Write', author: 'ada' })
  return sandbox
}

const tokenOf = (sandbox: Sandbox, login: string) =>
  withToken({ token: sandbox.token(login), baseUrl: sandbox.url, app: 'debrief[bot]' })

async function open(
  sandbox: Sandbox,
  login: string,
  issue: { title: string; body: string; labels: string[] },
) {
  const { client } = await tokenOf(sandbox, login)
  return (await client.request('POST /repos/{owner}/{repo}/issues', { ...SHOP, ...issue })).data.number
}

const review = (title: string, body = '') => ({ title, body, labels: ['postmortem-review'] })
const action = (body: string, label = 'postmortem-action') => ({ title: 'Action', body, labels: [label] })
const A1 = marker('action', { path: 'postmortems/a.md', id: 'A1' })

test('documents, actions with what became of them, and reviews that are there; only the app’s own count', async () => {
  const sandbox = await shop({ 'postmortems/a.md': '# A', 'postmortems/README.md': 'the page' })
  const number = await open(sandbox, 'robin', action(A1))
  await open(sandbox, 'ada', action(A1))
  await open(sandbox, 'robin', action(marker('action', { id: 'A2' }))) // cut into by hand
  await open(sandbox, 'robin', review('Review of 2026 Q3', marker('review', { span: '2026-Q3' })))
  await open(sandbox, 'robin', review('Review of 2026 Q2', 'written over'))
  await open(sandbox, 'ada', review('Review of 2026 Q4', marker('review', { span: '2026-Q4' })))
  const { client } = await tokenOf(sandbox, 'ada')
  const closed = { state: 'closed', state_reason: 'not_planned' } as const
  await client.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
    ...SHOP,
    issue_number: number,
    ...closed,
  })

  const reading = await read(await tokenOf(sandbox, 'robin'), JOB)
  expect(reading?.concerns).toBeNull()
  expect(reading?.state).toMatchObject({
    repository: { branch: 'main', takesIssues: true, hasLabel: true },
    documents: [{ path: 'postmortems/a.md', postmortem: { text: '# A' } }],
    actions: [
      { number, path: 'postmortems/a.md', id: 'A1', outcome: 'dropped', closedAt: expect.any(String) },
    ],
    written: [
      { title: 'Review of 2026 Q2', span: null },
      { title: 'Review of 2026 Q3', span: '2026-Q3' },
    ],
    pending: [],
  })
})

test('another folder or label of the team costs one request more', async () => {
  const config = 'postmortem:\n  folder: docs/learned\nactions:\n  label: follow-up\n'
  const sandbox = await shop({ '.github/postmortem.yml': config, 'docs/learned/a.md': '# A' })
  await open(sandbox, 'robin', action(A1, 'follow-up'))
  const github = await tokenOf(sandbox, 'robin')
  const before = sandbox.traffic.length
  const reading = await read(github, JOB)
  expect(sandbox.traffic.length - before).toBe(3)
  expect(reading?.state.documents.map(({ path }) => path)).toEqual(['docs/learned/a.md'])
  expect(reading?.state.actions).toHaveLength(1)
})

test('a repository that is gone has nothing to review', async () => {
  const sandbox = await shop({ 'a.txt': 'a' })
  const github = await tokenOf(sandbox, 'robin')
  expect(await read(github, { ...JOB, repo: 'gone' })).toBeNull()
})
