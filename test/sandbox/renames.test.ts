import { expect, test } from 'vitest'
import { acme } from './acme.ts'
import { ask } from './graphql/ask.ts'

test('a renamed repository is reached by its old name, and the app hears of it', async () => {
  const { as, sandbox, hooks } = await acme({ events: ['repository'] })
  const ada = as('ada')
  const { id } = (await ada('GET', '/repos/acme/shop')).body
  await ada('POST', '/repos/acme/shop/issues', { title: 'Checkout is down' })
  const renamed = await ada('PATCH', '/repos/acme/shop', { name: 'the store' })
  expect(renamed.body).toMatchObject({ id, name: 'the-store', full_name: 'acme/the-store' })
  const call = (method: string, path: string) =>
    fetch(sandbox.url + path, {
      method,
      redirect: 'manual',
      headers: { authorization: `token ${sandbox.token('ada')}` },
    })
  const read = await call('GET', '/repos/ACME/Shop/issues/1?a=b')
  expect(read.status).toBe(301)
  expect(read.headers.get('location')).toBe(`${sandbox.url}/repositories/${id}/issues/1?a=b`)
  expect(await read.json()).toMatchObject({
    message: 'Moved Permanently',
    url: `${sandbox.url}/repositories/${id}/issues/1?a=b`,
  })
  expect((await call('DELETE', '/repos/acme/shop/issues/1/lock')).status).toBe(307)
  expect((await ada('GET', '/repos/acme/shop/issues/1')).body.title).toBe('Checkout is down')
  const { repository } = (await ask(ada, '{ repository(owner: "Acme", name: "shop") { name } }')).data
  expect(repository.name).toBe('the-store')
  const strict = '{ repository(owner: "acme", name: "shop", followRenames: false) { name } }'
  expect((await ask(ada, strict)).errors).toMatchObject([{ type: 'NOT_FOUND' }])
  await ada('POST', '/repos/acme/shop/issues', { title: 'Posted to the old name' })
  expect((await ada('GET', '/repos/acme/the-store/issues/2')).body.title).toBe('Posted to the old name')
  await sandbox.idle()
  expect(hooks.at(-1)?.payload).toMatchObject({
    action: 'renamed',
    changes: { repository: { name: { from: 'shop' } } },
    repository: { full_name: 'acme/the-store' },
  })
})

test('an old name tells strangers nothing, and goes to who takes it next', async () => {
  const { as, sandbox } = await acme()
  const ada = as('ada')
  await ada('PATCH', '/repos/acme/vault', { name: 'safe' })
  expect((await as('eve')('GET', '/repos/acme/vault')).status).toBe(404)
  expect((await ada('GET', '/repos/acme/vault')).body.name).toBe('safe')
  sandbox.seed.repository({ owner: 'acme', name: 'vault' })
  expect((await ada('GET', '/repos/acme/vault')).body.name).toBe('vault')
  const taken = await ada('PATCH', '/repos/acme/safe', { name: 'Vault' })
  expect([taken.status, taken.body.errors[0].field]).toEqual([422, 'name'])
})

test('pages are linked by the id of the repository; faults and the recording know it by its name', async () => {
  const { as, sandbox } = await acme()
  const ada = as('ada')
  const { id } = (await ada('GET', '/repos/acme/shop')).body
  const { headers } = await ada('GET', '/repos/acme/shop/labels?per_page=5')
  const next = `${sandbox.url}/repositories/${id}/labels?per_page=5&page=2`
  expect(headers.get('link')).toBe(`<${next}>; rel="next", <${next}>; rel="last"`)
  expect((await ada('GET', next)).body).toHaveLength(4)
  expect(sandbox.traffic.at(-1)).toMatchObject({ path: '/repos/acme/shop/labels' })
  sandbox.faults.api({ path: '/repos/{owner}/{repo}/labels', answer: { status: 502 } })
  expect((await ada('GET', next)).status).toBe(502)
  expect((await ada('GET', '/repositories/1/labels')).status).toBe(404)
})

test('an empty repository gets its first commit from its first file', async () => {
  const { as, sandbox } = await acme()
  const ada = as('ada')
  sandbox.seed.repository({ owner: 'acme', name: 'new', files: {} })
  expect((await ada('GET', '/repos/acme/new/contents')).body.message).toBe('This repository is empty.')
  expect((await ada('GET', '/repos/acme/new/commits')).status).toBe(409)
  const put = await ada('PUT', '/repos/acme/new/contents/a.md', { message: 'first', content: 'YQ==' })
  expect([put.status, put.body.commit.parents]).toEqual([201, []])
  expect((await ada('GET', '/repos/acme/new/branches')).body[0].name).toBe('main')
})
