import { expect, it } from 'vitest'
import { shop } from './shop.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const plain = (content: string): string => Buffer.from(content, 'base64').toString()

it('reads a file, a folder and the root', async () => {
  const { as } = await shop()
  const bob = as('bob')
  const file = await bob('GET', '/contents/docs/a.md')
  expect(file.body).toMatchObject({
    type: 'file',
    name: 'a.md',
    path: 'docs/a.md',
    encoding: 'base64',
    size: 14,
  })
  expect(plain(file.body.content)).toBe('one\ntwo\nthree\n')
  const folder = await bob('GET', '/contents/docs')
  expect(folder.body).toMatchObject([{ type: 'file', path: 'docs/a.md', sha: file.body.sha }])
  const root = await bob('GET', '/contents/')
  expect(root.body.map(({ path, type }: { path: string; type: string }) => [path, type])).toEqual([
    ['README.md', 'file'],
    ['docs', 'dir'],
  ])
  expect((await bob('GET', '/contents/none.md')).status).toBe(404)
  expect((await bob('GET', '/contents/README.md?ref=none')).body.message).toBe(
    'No commit found for the ref none',
  )
})

it('answers the bytes themselves for the raw media type, and 304 for who has them', async () => {
  const { as } = await shop({ files: { 'image.png': Uint8Array.of(137, 0, 255) } })
  const raw = { accept: 'application/vnd.github.raw+json' }
  // A tag is good for the token that it was given to.
  const bob = as('bob')
  const answer = await bob('GET', '/contents/image.png', undefined, raw)
  expect(answer.headers.get('content-type')).toBe('application/vnd.github.raw+json; charset=utf-8')
  const old = await as('bob')('GET', '/contents/image.png', undefined, {
    accept: 'application/vnd.github.v3.raw',
  })
  expect(old.headers.get('content-type')).toBe('application/vnd.github.v3.raw; charset=utf-8')
  expect(old.headers.get('x-github-media-type')).toBe('github.v3; param=raw')
  const etag = answer.headers.get('etag') ?? ''
  expect((await bob('GET', '/contents/image.png', undefined, { ...raw, 'if-none-match': etag })).status).toBe(
    304,
  )
})

it('leaves the content out from 1 MB on, but gives it raw', async () => {
  const { as } = await shop({ files: { 'big.md': 'x'.repeat(1_048_577), 'fits.md': 'x'.repeat(1_048_576) } })
  const bob = as('bob')
  expect((await bob('GET', '/contents/big.md')).body).toMatchObject({
    content: '',
    encoding: 'none',
    size: 1_048_577,
  })
  expect((await bob('GET', '/contents/fits.md')).body.encoding).toBe('base64')
  const raw = await bob('GET', '/contents/big.md', undefined, { accept: 'application/vnd.github.raw' })
  expect(raw.body).toHaveLength(1_048_577)
})

it('refuses to answer more than 100 MB', async () => {
  const { as } = await shop({ files: { huge: new Uint8Array(100 * 1_048_576 + 1) } })
  const answer = await as('bob')('GET', '/contents/huge', undefined, { accept: 'application/vnd.github.raw' })
  expect(answer.status).toBe(403)
  expect(answer.body.errors).toEqual([{ resource: 'Blob', field: 'data', code: 'too_large' }])
})

it('creates, updates and deletes a file, each a commit that is pushed', async () => {
  const { asApp, as, hooks } = await shop()
  const bot = await asApp()
  await hooks()
  const created = await bot('PUT', '/contents/new/b.md', { message: 'add b', content: base64('b\n') })
  expect(created.status).toBe(201)
  expect(created.body.commit).toMatchObject({
    message: 'add b',
    author: { name: 'debrief[bot]' },
    committer: { name: 'GitHub' },
  })
  const { sha } = created.body.content
  const updated = await bot('PUT', '/contents/new/b.md', { message: 'edit b', content: base64('bb\n'), sha })
  expect(updated.status).toBe(200)
  expect(updated.body.commit.parents).toMatchObject([{ sha: created.body.commit.sha }])
  const removed = await bot('DELETE', '/contents/new/b.md', {
    message: 'drop b',
    sha: updated.body.content.sha,
  })
  expect(removed.body).toMatchObject({ content: null, commit: { message: 'drop b' } })
  expect((await as('bob')('GET', '/contents/new')).status).toBe(404)
  const pushes = await hooks()
  expect(pushes.map(({ event, payload }) => `${event} ${payload.ref} ${payload.pusher.name}`)).toEqual(
    Array(3).fill('push refs/heads/main debrief[bot]'),
  )
  expect(pushes[0]?.payload.commits).toMatchObject([
    { added: ['new/b.md'], modified: [], removed: [], distinct: true },
  ])
  expect(pushes[1]?.payload).toMatchObject({
    before: created.body.commit.sha,
    head_commit: { modified: ['new/b.md'] },
  })
})

it('refuses a stale sha with 409, a missing one with 422', async () => {
  const { as, commit } = await shop()
  const bob = as('bob')
  const { sha } = (await bob('GET', '/contents/README.md')).body
  commit('main', { 'README.md': '# Changed meanwhile\n' })
  const write = { message: 'm', content: base64('mine') }
  const stale = await bob('PUT', '/contents/README.md', { ...write, sha })
  expect([stale.status, stale.body.message]).toEqual([409, `README.md does not match ${sha}`])
  const missing = await bob('PUT', '/contents/README.md', write)
  expect([missing.status, missing.body.message]).toEqual([422, 'Invalid request.\n\n"sha" wasn\'t supplied.'])
  expect((await bob('DELETE', '/contents/README.md', { message: 'm', sha })).status).toBe(409)
  expect((await bob('PUT', '/contents/new.md', { ...write, sha })).status).toBe(409)
  expect((await bob('GET', '/contents/README.md')).body.size).toBe(20)
})

it('writes to the branch that is named, and to no other', async () => {
  const { as, commit } = await shop()
  commit('topic', { 'topic.md': 't' })
  const bob = as('bob')
  const write = { message: 'm', content: base64('x') }
  expect((await bob('PUT', '/contents/x.md', { ...write, branch: 'topic' })).status).toBe(201)
  expect((await bob('GET', '/contents/x.md?ref=topic')).status).toBe(200)
  expect((await bob('GET', '/contents/x.md')).status).toBe(404)
  const none = await bob('PUT', '/contents/x.md', { ...write, branch: 'none' })
  expect([none.status, none.body.message]).toEqual([404, 'Branch none not found'])
})

it('takes paths with odd characters', async () => {
  const { as } = await shop()
  const bob = as('bob')
  const path = 'post mortems/2026–03 #1 ☃?%.md'
  const address = `/contents/${encodeURIComponent(path)}`
  expect((await bob('PUT', address, { message: 'm', content: base64('odd') })).status).toBe(201)
  const { body } = await bob('GET', `/contents/${path.split('/').map(encodeURIComponent).join('/')}`)
  expect([body.path, plain(body.content)]).toEqual([path, 'odd'])
  expect((await bob('PUT', '/contents/a%2F..%2Fb', { message: 'm', content: '' })).status).toBe(422)
  expect((await bob('PUT', '/contents/.git%2Fconfig', { message: 'm', content: '' })).status).toBe(422)
})

it('says what is wrong with the content', async () => {
  const { as } = await shop()
  const bad = await as('bob')('PUT', '/contents/x.md', { message: 'm', content: 'not base64!' })
  expect([bad.status, bad.body.message]).toEqual([422, 'content is not valid Base64'])
})

it('keeps an app from writing to a protected branch: 409', async () => {
  const { protect, asApp, as } = await shop()
  protect()
  const write = { message: 'm', content: base64('x') }
  const refused = await (await asApp())('PUT', '/contents/x.md', write)
  expect([refused.status, refused.body.message]).toEqual([
    409,
    'Could not create file: Changes must be made through a pull request.',
  ])
  expect((await as('bob')('PUT', '/contents/x.md', write)).status).toBe(409)
  expect((await as('ada')('PUT', '/contents/x.md', write)).status).toBe(201)
})

it('keeps from writing who may not: a stranger, an app that may only read', async () => {
  const { as, asApp } = await shop()
  const write = { message: 'm', content: base64('x') }
  expect((await as('eve')('PUT', '/contents/x.md', write)).status).toBe(403)
  const reader = await asApp({ contents: 'read' })
  const refused = await reader('PUT', '/contents/x.md', write)
  expect([refused.status, refused.body.message]).toEqual([403, 'Resource not accessible by integration'])
})

it('finds the README', async () => {
  const { as } = await shop()
  expect((await as('bob')('GET', '/readme')).body).toMatchObject({ path: 'README.md', type: 'file' })
})
