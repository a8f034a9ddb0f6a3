import { expect, test } from 'vitest'
import { acme } from '../acme.ts'
import { ask, ofShop } from './ask.ts'

const COMMIT = `mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) {
  commit { oid message author { name } committer { name } parents(first: 2) { nodes { oid } } } ref { name target { oid } }
} }`
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const input = (onto: string, files: Readonly<Record<string, string>>, more: object = {}) => ({
  input: {
    branch: { repositoryNameWithOwner: 'acme/shop', branchName: 'main' },
    expectedHeadOid: onto,
    message: { headline: 'docs: both', body: 'Together.' },
    fileChanges: {
      additions: Object.entries(files).map(([path, text]) => ({ path, contents: base64(text) })),
    },
    ...more,
  },
})

async function start() {
  const world = await acme()
  const { sandbox, asApp } = world
  sandbox.seed.commit({
    owner: 'acme',
    repo: 'shop',
    message: 'a',
    files: { 'docs/a.md': 'a' },
    author: 'ada',
  })
  await sandbox.idle()
  const app = await asApp()
  const head = async (): Promise<string> =>
    (await ofShop(app, 'defaultBranchRef { target { oid } }')).defaultBranchRef.target.oid
  const text = async (path: string): Promise<string | null> =>
    (await ofShop(app, `object(expression: "HEAD:${path}") { ... on Blob { text } }`)).object?.text ?? null
  return { ...world, app, head, text }
}

test('several files become one commit on the head that was expected, and one push', async () => {
  const { app, head, text, sandbox, hooks } = await start()
  const before = await head()
  const known = hooks.length
  const { data, errors } = await ask(app, COMMIT, input(before, { 'docs/b.md': 'b', 'c.json': '{}' }))
  expect(errors).toBeUndefined()
  expect(data.createCommitOnBranch).toMatchObject({
    commit: {
      message: 'docs: both\n\nTogether.',
      committer: { name: 'GitHub' },
      parents: { nodes: [{ oid: before }] },
    },
    ref: { name: 'main', target: { oid: await head() } },
  })
  expect([await text('docs/a.md'), await text('docs/b.md'), await text('c.json')]).toEqual(['a', 'b', '{}'])
  await sandbox.idle()
  const [push, ...more] = hooks.slice(known)
  expect(more).toEqual([])
  expect(push?.payload).toMatchObject({
    ref: 'refs/heads/main',
    sender: { type: 'Bot' },
    commits: [{ added: ['c.json', 'docs/b.md'] }],
  })
})

test('by the id of its branch, with files that go', async () => {
  const { app, head, text } = await start()
  const { defaultBranchRef } = await ofShop(app, 'defaultBranchRef { id }')
  const gone = (path: string) => ({
    fileChanges: { deletions: [{ path }] },
    branch: { id: defaultBranchRef.id },
  })
  expect((await ask(app, COMMIT, input(await head(), {}, gone('docs/a.md')))).errors).toBeUndefined()
  expect(await text('docs/a.md')).toBeNull()
  const { errors } = await ask(app, COMMIT, input(await head(), {}, gone('docs/a.md')))
  expect(errors).toMatchObject([{ type: 'UNPROCESSABLE' }])
})

test('on a head that moved on it is refused as stale, and nothing is written', async () => {
  const { app, head, sandbox, text } = await start()
  const before = await head()
  sandbox.seed.commit({
    owner: 'acme',
    repo: 'shop',
    message: 'b',
    files: { 'b.md': 'theirs' },
    author: 'ada',
  })
  const after = await head()
  expect(await ask(app, COMMIT, input(before, { 'b.md': 'ours' }))).toMatchObject({
    data: { createCommitOnBranch: null },
    errors: [
      {
        type: 'STALE_DATA',
        path: ['createCommitOnBranch'],
        message: `Expected branch to point to "${before}" but it did not.  Pull and try again.`,
      },
    ],
  })
  expect([await head(), await text('b.md')]).toEqual([after, 'theirs'])
})

test('a protected branch, a branch that is not there, and who may only read', async () => {
  const { app, asApp, head, sandbox } = await start()
  const onto = await head()
  sandbox.seed.protect({ owner: 'acme', repo: 'shop' })
  expect(await ask(app, COMMIT, input(onto, { 'b.md': 'b' }))).toMatchObject({
    errors: [
      {
        type: 'BRANCH_PROTECTION_RULE_VIOLATION',
        message: 'Changes must be made through a pull request.',
      },
    ],
  })
  const elsewhere = { branch: { repositoryNameWithOwner: 'acme/shop', branchName: 'none' } }
  expect((await ask(app, COMMIT, input(onto, { 'b.md': 'b' }, elsewhere))).errors).toMatchObject([
    { type: 'NOT_FOUND' },
  ])
  const reader = await asApp({ permissions: { contents: 'read' } })
  expect((await ask(reader, COMMIT, input(onto, { 'b.md': 'b' }))).errors).toMatchObject([
    { type: 'FORBIDDEN', message: 'Resource not accessible by integration' },
  ])
})
