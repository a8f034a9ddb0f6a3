import { expect, onTestFinished, test } from 'vitest'
import { listFolder, readDocuments } from '../../src/github/folder.ts'
import { withToken } from '../../src/github/token.ts'
import { startSandbox } from '../../src/sandbox/index.ts'

const SHOP = { owner: 'acme', repo: 'shop' }

async function shop(files: Readonly<Record<string, string | Uint8Array>>) {
  const sandbox = await startSandbox({ quiet: true })
  onTestFinished(() => sandbox.close())
  for (const login of ['ada', 'acme']) sandbox.seed.user(login)
  sandbox.seed.repository({ owner: 'acme', name: 'shop', collaborators: { ada: 'write' } })
  const head = sandbox.seed.commit({ ...SHOP, branch: 'main', files, message: 'Write', author: 'ada' })
  const github = await withToken({ token: sandbox.token('ada'), baseUrl: sandbox.url, app: 'debrief[bot]' })
  return { sandbox, github, head }
}

test('the folder is read in two requests: what stands there, and the texts', async () => {
  const { sandbox, github, head } = await shop({
    'README.md': 'not of the folder',
    'postmortems/README.md': 'the page',
    'postmortems/index.json': '{}',
    'postmortems/2026-11-20-pool.md': '# Pool',
    'postmortems/2025/disk.md': '# Disk ü',
    'postmortems/2025/deep/far.md': 'too deep',
    'postmortems/picture.png': new Uint8Array([137, 80, 0, 1]),
    'postmortems/really-a-picture.md': new Uint8Array([137, 80, 0, 1]),
    'postmortems/endless.md': 'x'.repeat(512_001),
  })
  const before = sandbox.traffic.length
  const listed = await listFolder(github, SHOP)
  expect(listed?.folder).toMatchObject({
    branch: { name: 'main', oid: head },
    page: { text: 'the page' },
    index: { text: '{}' },
  })
  expect(listed?.folder.documents.map(({ path, bytes }) => [path, bytes])).toEqual([
    ['postmortems/2025/disk.md', 9],
    ['postmortems/2026-11-20-pool.md', 6],
    ['postmortems/endless.md', 512_001],
    ['postmortems/really-a-picture.md', 4],
  ])
  const texts = await readDocuments(github, SHOP, listed?.folder.documents ?? [])
  expect([...texts]).toEqual([
    ['postmortems/2025/disk.md', '# Disk ü'],
    ['postmortems/2026-11-20-pool.md', '# Pool'],
  ])
  expect(sandbox.traffic.length - before).toBe(2)
})

test('a team may have another folder, or none yet', async () => {
  const elsewhere = await shop({
    '.github/postmortem.yml': 'postmortem:\n  folder: docs/learned\n',
    'docs/learned/pool.md': '# Pool',
    'postmortems/other.md': '# Not ours',
  })
  const listed = await listFolder(elsewhere.github, SHOP)
  expect(listed?.folder.documents.map(({ path }) => path)).toEqual(['docs/learned/pool.md'])
  expect(listed?.settings.config.postmortem.folder).toBe('docs/learned')

  const empty = await shop({ 'a.txt': 'a' })
  expect((await listFolder(empty.github, SHOP))?.folder).toMatchObject({
    documents: [],
    page: null,
    index: null,
  })
  expect(await readDocuments(empty.github, SHOP, [])).toEqual(new Map())
  expect(await listFolder(empty.github, { owner: 'acme', repo: 'gone' })).toBeNull()
})

test('many documents, or large ones, come in several requests', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 205 }, (_, n) => [`postmortems/${n}.md`, `# ${n}`] as const),
  )
  const large = Object.fromEntries(
    Array.from({ length: 5 }, (_, n) => [`postmortems/large-${n}.md`, 'x'.repeat(450_000 + n)] as const),
  )
  const { sandbox, github } = await shop({ ...files, ...large })
  const documents = (await listFolder(github, SHOP))?.folder.documents ?? []
  const before = sandbox.traffic.length
  const texts = await readDocuments(github, SHOP, documents)
  expect(texts.size).toBe(210)
  expect(texts.get('postmortems/204.md')).toBe('# 204')
  // 100 and 100 small ones, the last 5 with 4 large ones, and the fifth of these alone.
  expect(sandbox.traffic.length - before).toBe(4)
})
