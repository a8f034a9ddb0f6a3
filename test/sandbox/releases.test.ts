import { expect, test } from 'vitest'
import { acme } from './acme.ts'

const AT = '/repos/acme/shop/releases'

test('a release makes its tag, drafts are seen by those who may push, the newest full one is the latest', async () => {
  const { as, events, sandbox } = await acme({ events: ['release', 'push'] })
  const [linus, eve] = [as('linus'), as('eve')]
  const { body: one } = await linus('POST', AT, { tag_name: 'v1', name: 'One', body: 'First' })
  expect(one).toMatchObject({
    tag_name: 'v1',
    target_commitish: 'main',
    draft: false,
    author: { login: 'linus' },
  })
  const { body: ref } = await linus('GET', '/repos/acme/shop/git/ref/tags/v1')
  expect((await linus('GET', '/repos/acme/shop/tags')).body).toMatchObject([
    { name: 'v1', commit: { sha: ref.object.sha } },
  ])
  expect(await linus('POST', AT, { tag_name: 'v1' })).toMatchObject({
    status: 422,
    body: { errors: [{ resource: 'Release', code: 'already_exists', field: 'tag_name' }] },
  })
  await linus('POST', AT, { tag_name: 'v2-rc', prerelease: true })
  const { body: draft } = await linus('POST', AT, { tag_name: 'v2', draft: true })
  expect(draft.published_at).toBeNull()
  expect((await linus('GET', AT)).body).toHaveLength(3)
  expect((await eve('GET', AT)).body).toHaveLength(2)
  expect((await eve('GET', `${AT}/${draft.id}`)).status).toBe(404)
  expect((await eve('GET', `${AT}/latest`)).body.tag_name).toBe('v1')
  await linus('PATCH', `${AT}/${draft.id}`, { draft: false, name: 'Two' })
  expect((await eve('GET', `${AT}/latest`)).body).toMatchObject({ tag_name: 'v2', name: 'Two' })
  expect((await eve('GET', `${AT}/tags/v2-rc`)).body.prerelease).toBe(true)
  await sandbox.idle()
  expect(
    events()
      .filter((event) => event !== 'push')
      .slice(1),
  ).toEqual([
    'release.created',
    'release.published',
    'release.released',
    'release.created',
    'release.published',
    'release.created',
    'release.published',
    'release.released',
  ])
  expect((await linus('DELETE', `${AT}/${one.id}`)).status).toBe(204)
  expect((await linus('GET', '/repos/acme/shop/git/ref/tags/v1')).status).toBe(200)
  expect((await eve('POST', AT, { tag_name: 'v9' })).status).toBe(403)
  expect((await linus('POST', AT, { tag_name: 'v9', target_commitish: 'nope' })).status).toBe(422)
})

test('what is wrong in CODEOWNERS is said line by line', async () => {
  const { as, sandbox } = await acme()
  const errors = () => as('linus')('GET', '/repos/acme/shop/codeowners/errors')
  expect((await errors()).status).toBe(404)
  const text =
    '# who owns what\n* @linus\n/docs/ @nobody @acme/sre\n[a-z] @ada\nsrc/ ada someone@acme.example\n'
  sandbox.seed.commit({
    owner: 'acme',
    repo: 'shop',
    files: { '.github/CODEOWNERS': text },
    message: 'm',
    author: 'ada',
  })
  const { body } = await errors()
  expect(body.errors).toMatchObject([
    {
      line: 3,
      column: 8,
      kind: 'Unknown owner',
      path: '.github/CODEOWNERS',
      source: '/docs/ @nobody @acme/sre',
    },
    // The team is there, and has no say in the repository.
    { line: 3, column: 16, kind: 'Unknown owner' },
    { line: 4, column: 1, kind: 'Invalid pattern' },
    { line: 5, column: 6, kind: 'Invalid owner' },
  ])
})

test('files are put beside a release, one of each name', async () => {
  const { as, sandbox } = await acme()
  const [linus, eve] = [as('linus'), as('eve')]
  const { body: release } = await linus('POST', AT, { tag_name: 'v1' })
  const to = release.upload_url.replace('{?name,label}', '?name=run%20book.txt&label=Runbook')
  const put = () =>
    fetch(to, {
      method: 'POST',
      headers: { authorization: `token ${sandbox.token('linus')}`, 'content-type': 'text/plain' },
      body: 'Drain the queue first.',
    })
  const made = await put()
  expect(made.status).toBe(201)
  const { url } = (await made.json()) as { url: string }
  expect(made.headers.get('location')).toBe(url)
  const again = await put()
  expect([again.status, ((await again.json()) as { errors: unknown[] }).errors]).toEqual([
    422,
    [{ resource: 'ReleaseAsset', field: 'name', code: 'already_exists' }],
  ])
  const bytes = await fetch(url, { headers: { accept: 'application/octet-stream' } })
  expect(await bytes.text()).toBe('Drain the queue first.')
  expect((await eve('GET', url)).body).toMatchObject({
    content_type: 'text/plain',
    size: 22,
    download_count: 1,
  })
  expect((await eve('DELETE', url)).status).toBe(403)
  expect((await linus('PATCH', url, { name: 'runbook.txt' })).body.label).toBe('Runbook')
  expect((await eve('GET', `${AT}/${release.id}`)).body.assets).toMatchObject([{ name: 'runbook.txt' }])
  expect((await linus('DELETE', url)).status).toBe(204)
  expect((await eve('GET', release.assets_url)).body).toEqual([])
})
