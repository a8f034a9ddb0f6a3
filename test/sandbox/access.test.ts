import { expect, test } from 'vitest'
import { acme, signJwt } from './acme.ts'

test('an app goes from its JWT to a token that may do what its manifest says, and nothing else', async () => {
  const { asApp, asJwt, app, installation } = await acme({ permissions: { issues: 'write' } })
  const self = await asJwt()('GET', '/app')
  expect(self.body).toMatchObject({
    id: app.id,
    slug: 'debrief',
    permissions: { issues: 'write', metadata: 'read' },
  })
  const call = await asApp()
  expect((await call('GET', '/repos/acme/vault')).status).toBe(200)
  expect((await call('POST', '/repos/acme/vault/issues', { title: 'x' })).status).toBe(201)
  for (const [method, path, body] of [
    ['GET', '/repos/acme/vault/contents/README.md', undefined],
    ['PUT', '/repos/acme/vault/contents/a.md', { message: 'm', content: 'YQ==' }],
    ['GET', '/repos/acme/vault/pulls', undefined],
    ['PATCH', '/repos/acme/vault', { description: 'x' }],
  ] as const) {
    const refused = await call(method, path, body)
    expect([path, refused.status]).toEqual([path, 403])
    expect(refused.body).toMatchObject({ message: 'Resource not accessible by integration', status: '403' })
    expect(refused.body.documentation_url).toMatch(/^https:\/\/docs\.github\.com\/rest\//)
  }
  const installations = await asJwt()('GET', '/app/installations')
  expect(installations.body).toMatchObject([
    { id: installation, account: { login: 'acme' }, target_type: 'Organization' },
  ])
})

test('with the permission for pull requests alone, an app may not touch what is none', async () => {
  const { as, asApp } = await acme({ permissions: { pull_requests: 'write' } })
  await as('ada')('POST', '/repos/acme/vault/issues', { title: 'x' })
  await as('ada')('POST', '/repos/acme/vault/issues/1/comments', { body: 'x' })
  const call = await asApp()
  expect((await call('GET', '/repos/acme/vault/issues/1')).status).toBe(403)
  expect((await call('POST', '/repos/acme/vault/issues/1/labels', { labels: ['bug'] })).status).toBe(403)
  const [comment] = (await as('ada')('GET', '/repos/acme/vault/issues/1/comments')).body
  expect((await call('GET', `/repos/acme/vault/issues/comments/${comment.id}`)).status).toBe(403)
})

test('a JWT that is forged, expired, too long or of no app is turned away', async () => {
  const { app, as, asJwt, with: withHeader } = await acme()
  const now = Math.floor(Date.now() / 1000)
  const status = async (claims: Record<string, unknown>) => (await asJwt(claims)('GET', '/app')).status
  expect(await status({ exp: now - 1 })).toBe(401)
  expect(await status({ exp: now + 3600 })).toBe(401)
  expect(await status({ iat: now + 300 })).toBe(401)
  expect(await status({ iss: '999999' })).toBe(404)
  expect(await status({ iss: app.clientId })).toBe(200)
  expect(await status({ iss: app.id })).toBe(200)
  const forged = signJwt(app).replace(/\.[^.]+$/, '.AAAA')
  expect((await withHeader(`bearer ${forged}`)('GET', '/app')).body.message).toBe(
    'A JSON web token could not be decoded',
  )
  expect((await as('ada')('GET', '/app')).status).toBe(401)
  expect((await asJwt()('GET', '/repos/acme/shop')).status).toBe(403)
})

test('a token can be narrowed to permissions and repositories, never widened', async () => {
  const { asApp, asJwt, installation } = await acme({ permissions: { issues: 'write', contents: 'read' } })
  const reader = await asApp({ permissions: { issues: 'read' } })
  expect((await reader('GET', '/repos/acme/vault/issues')).status).toBe(200)
  expect((await reader('POST', '/repos/acme/vault/issues', { title: 'x' })).status).toBe(403)
  const shopOnly = await asApp({ repositories: ['shop'] })
  expect((await shopOnly('GET', '/repos/acme/vault')).status).toBe(404)
  expect((await shopOnly('GET', '/installation/repositories')).body).toMatchObject({
    total_count: 1,
    repository_selection: 'selected',
    repositories: [{ full_name: 'acme/shop' }],
  })
  const path = `/app/installations/${installation}/access_tokens`
  expect((await asJwt()('POST', path, { permissions: { contents: 'write' } })).status).toBe(422)
  expect((await asJwt()('POST', path, { repositories: ['nope'] })).status).toBe(422)
  const made = await asJwt()('POST', path)
  expect(made.body).toMatchObject({
    repository_selection: 'all',
    permissions: { issues: 'write', contents: 'read' },
  })
  expect(Date.parse(made.body.expires_at)).toBeGreaterThan(Date.now() + 3_500_000)
})

test('an unknown token is 401, whatever it asks for', async () => {
  const { with: withHeader } = await acme()
  const { status, body } = await withHeader('token ghp_nope')('GET', '/repos/acme/shop')
  expect(status).toBe(401)
  expect(body).toEqual({
    message: 'Bad credentials',
    documentation_url: expect.stringContaining('docs.github.com'),
    status: '401',
  })
})

test('a stranger gets 404 on what is private, reads what is public, and may not write to it', async () => {
  const { as } = await acme()
  const eve = as('eve')
  expect((await eve('GET', '/repos/acme/vault')).status).toBe(404)
  expect((await eve('POST', '/repos/acme/vault/issues', { title: 'x' })).status).toBe(404)
  expect((await eve('GET', '/repos/acme/shop')).status).toBe(200)
  expect((await eve('PUT', '/repos/acme/shop/contents/a.md', { message: 'm', content: 'YQ==' })).status).toBe(
    403,
  )
  expect((await eve('POST', '/repos/acme/shop/labels', { name: 'x' })).status).toBe(403)
  expect((await eve('POST', '/repos/acme/shop/milestones', { title: 'x' })).status).toBe(403)
  expect((await as(null)('GET', '/repos/acme/vault')).status).toBe(404)
  expect((await as(null)('POST', '/repos/acme/shop/issues', { title: 'x' })).body).toMatchObject({
    message: 'Requires authentication',
    status: '401',
  })
})

test('a stranger may open issues and talk on a public repository, but neither label nor edit', async () => {
  const { as } = await acme()
  const [eve, ada] = [as('eve'), as('ada')]
  const sorting = { labels: ['bug'], assignees: ['ada', 'nobody'], milestone: 99 }
  const opened = await eve('POST', '/repos/acme/shop/issues', { title: 'It is down', ...sorting })
  expect(opened.status).toBe(201)
  expect(opened.body).toMatchObject({
    labels: [],
    assignees: [],
    milestone: null,
    author_association: 'NONE',
  })
  expect((await eve('POST', '/repos/acme/shop/issues/1/comments', { body: 'hello' })).status).toBe(201)
  expect((await eve('POST', '/repos/acme/shop/issues/1/labels', { labels: ['bug'] })).status).toBe(403)
  expect(
    (await eve('PATCH', '/repos/acme/shop/issues/1', { body: 'more', labels: ['bug'] })).body,
  ).toMatchObject({
    body: 'more',
    labels: [],
  })
  await ada('POST', '/repos/acme/shop/issues', { title: "ada's" })
  expect((await eve('PATCH', '/repos/acme/shop/issues/2', { title: 'mine' })).status).toBe(403)
})

test('names are case-insensitive: owner, repository, login, label', async () => {
  const { as } = await acme()
  const ada = as('ADA')
  expect((await ada('GET', '/repos/ACME/Shop')).body.full_name).toBe('acme/shop')
  expect((await ada('GET', '/users/Grace')).body.login).toBe('grace')
  expect((await ada('GET', '/repos/acme/shop/labels/BUG')).body.name).toBe('bug')
  await ada('POST', '/repos/acme/shop/issues', { title: 'x', labels: ['BUG'], assignees: ['GRACE'] })
  const { body } = await ada('GET', '/repos/acme/SHOP/issues?labels=Bug&assignee=Grace&creator=AdA')
  expect(body).toMatchObject([{ labels: [{ name: 'bug' }], assignees: [{ login: 'grace' }] }])
})

test('an archived repository can be read but not written to, until its archive is taken back', async () => {
  const { as, asApp } = await acme()
  const ada = as('ada')
  await ada('POST', '/repos/acme/shop/issues', { title: 'x' })
  expect((await ada('PATCH', '/repos/acme/shop', { archived: true })).body.archived).toBe(true)
  const app = await asApp()
  for (const call of [ada, app]) {
    const { status, body } = await call('POST', '/repos/acme/shop/issues/1/comments', { body: 'x' })
    expect([status, body.message]).toEqual([403, 'Repository was archived so is read-only.'])
  }
  expect((await ada('GET', '/repos/acme/shop/issues/1')).status).toBe(200)
  await ada('PATCH', '/repos/acme/shop', { archived: false })
  expect((await ada('POST', '/repos/acme/shop/issues/1/comments', { body: 'x' })).status).toBe(201)
})

test('where issues are switched off they are gone: 410', async () => {
  const { as } = await acme()
  const ada = as('ada')
  await ada('POST', '/repos/acme/shop/issues', { title: 'x' })
  await ada('PATCH', '/repos/acme/shop', { has_issues: false })
  for (const [method, path] of [
    ['GET', '/repos/acme/shop/issues/1'],
    ['POST', '/repos/acme/shop/issues/1/comments'],
  ] as const) {
    const { status, body } = await ada(method, path, method === 'POST' ? { body: 'x' } : undefined)
    expect([status, body.message]).toEqual([410, 'Issues are disabled for this repo'])
  }
  expect((await ada('POST', '/repos/acme/shop/issues', { title: 'x' })).status).toBe(410)
  expect((await ada('GET', '/repos/acme/shop/issues')).body).toEqual([])
})

test('an installation on some repositories reaches only those', async () => {
  const { sandbox, asJwt, as, with: withHeader } = await acme()
  const other = sandbox.seed.app({
    slug: 'third',
    owner: 'acme',
    permissions: { issues: 'write' },
    events: [],
  })
  const id = sandbox.seed.install('third', 'acme', { repositories: ['shop'] })
  const jwt = `bearer ${signJwt(other)}`
  const made = await withHeader(jwt)('POST', `/app/installations/${id}/access_tokens`)
  const call = withHeader(`token ${made.body.token}`)
  expect((await call('GET', '/repos/acme/vault')).status).toBe(404)
  expect((await call('GET', '/repos/acme/shop/installation')).status).toBe(401)
  const mine = await withHeader(jwt)('GET', '/repos/acme/vault/installation')
  expect(mine.status).toBe(404)
  expect((await asJwt()('GET', '/repos/acme/vault/installation')).status).toBe(200)
  expect((await asJwt()('GET', '/orgs/acme/installation')).status).toBe(200)
  expect((await asJwt()('GET', '/users/ada/installation')).status).toBe(404)
  expect((await as('ada')('GET', '/user')).body.login).toBe('ada')
})

test('a suspended or removed installation is of no more use, and a new token is refused', async () => {
  const { sandbox, asApp, asJwt, installation } = await acme()
  const call = await asApp()
  sandbox.seed.changeInstallation('debrief', 'acme', 'suspend')
  expect((await call('GET', '/repos/acme/shop')).status).toBe(403)
  expect((await asJwt()('POST', `/app/installations/${installation}/access_tokens`)).status).toBe(403)
  sandbox.seed.changeInstallation('debrief', 'acme', 'unsuspend')
  expect((await call('GET', '/repos/acme/shop')).status).toBe(200)
  sandbox.seed.changeInstallation('debrief', 'acme', 'uninstall')
  expect((await call('GET', '/repos/acme/shop')).status).toBe(401)
  expect((await asJwt()('GET', `/app/installations/${installation}`)).status).toBe(404)
})

test('the permission of a collaborator says role and what it amounts to', async () => {
  const { as } = await acme()
  const of = async (login: string, repository = 'shop') => {
    const { status, body } = await as('ada')(
      'GET',
      `/repos/acme/${repository}/collaborators/${login}/permission`,
    )
    return [status, body.permission, body.role_name]
  }
  expect(await of('ada')).toEqual([200, 'admin', 'admin'])
  expect(await of('grace')).toEqual([200, 'read', 'read'])
  expect(await of('linus')).toEqual([200, 'write', 'write'])
  expect(await of('tim')).toEqual([200, 'read', 'triage'])
  expect(await of('eve', 'vault')).toEqual([200, 'none', 'none'])
  expect(await of('nobody')).toEqual([404, undefined, undefined])
  expect((await as('ada')('GET', '/repos/acme/vault/collaborators/eve')).status).toBe(404)
  const asked = await as('ada')('PUT', '/repos/acme/vault/collaborators/eve', { permission: 'triage' })
  expect(await of('eve', 'vault')).toEqual([200, 'none', 'none'])
  await as('eve')('PATCH', `/user/repository_invitations/${asked.body.id}`)
  expect(await of('eve', 'vault')).toEqual([200, 'read', 'triage'])
  const { body } = await as('ada')('GET', '/repos/acme/shop/collaborators?permission=push')
  expect(body.map(({ login }: { login: string }) => login)).toEqual(['ada', 'linus'])
})

test('a deleted person is shown as ghost, and their token is void', async () => {
  const { sandbox, as } = await acme()
  const [grace, ada] = [as('grace'), as('ada')]
  await grace('POST', '/repos/acme/shop/issues', { title: 'x' })
  await ada('POST', '/repos/acme/shop/issues/1/assignees', { assignees: ['grace'] })
  sandbox.seed.deleteUser('grace')
  expect((await ada('GET', '/repos/acme/shop/issues/1')).body).toMatchObject({
    user: { login: 'ghost' },
    assignees: [],
  })
  expect((await ada('GET', '/users/grace')).status).toBe(404)
  expect((await grace('GET', '/user')).status).toBe(401)
  expect((await ada('GET', '/repos/acme/shop/assignees/grace')).status).toBe(404)
})

test('the settings of an organisation are shown to its owners', async () => {
  const { as } = await acme()
  const [ada, grace] = [await as('ada')('GET', '/orgs/acme'), await as('grace')('GET', '/orgs/Acme')]
  expect(ada.body).toMatchObject({ public_repos: 1, total_private_repos: 1, plan: { name: 'team' } })
  expect(grace.body).toMatchObject({ login: 'acme', public_repos: 1 })
  expect(grace.body).not.toHaveProperty('plan')
})

test('whoever is turned away is shown the limit of strangers', async () => {
  const { with: using } = await acme()
  const { status, headers } = await using('token ghp_made_up')('GET', '/repos/acme/shop')
  expect([status, headers.get('x-ratelimit-limit')]).toEqual([401, '60'])
})

test('anybody may look an app up', async () => {
  const { as, app } = await acme()
  expect((await as(null)('GET', '/apps/Debrief')).body).toMatchObject({ id: app.id, slug: 'debrief' })
  expect((await as(null)('GET', '/apps/nobody')).status).toBe(404)
})

test('an app is told which permissions would let it in', async () => {
  const { asApp } = await acme({ permissions: { checks: 'write' } })
  const app = await asApp()
  const accepted = async (method: string, path: string) =>
    (await app(method, `/repos/acme/vault/${path}`)).headers.get('x-accepted-github-permissions')
  expect(await accepted('GET', 'contents/README.md')).toBe('contents=read')
  expect(await accepted('POST', 'labels')).toBe('issues=write; pull_requests=write')
})
