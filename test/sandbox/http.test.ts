import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { acme } from './acme.ts'

test('lists come in pages, and Link leads through them', async () => {
  const { as } = await acme()
  const ada = as('ada')
  for (let n = 1; n <= 5; n++) await ada('POST', '/repos/acme/shop/issues', { title: `n${n}` })
  const numbers = (body: { number: number }[]) => body.map(({ number }) => number)
  const first = await ada('GET', '/repos/acme/shop/issues?per_page=2&state=all')
  expect(numbers(first.body)).toEqual([5, 4])
  const rels = (link: string | null) =>
    Object.fromEntries(
      [...(link ?? '').matchAll(/<([^>]+)>; rel="(\w+)"/g)].map(([, url, rel]) => [rel, url]),
    )
  const links = rels(first.headers.get('link'))
  expect(Object.keys(links).sort()).toEqual(['last', 'next'])
  expect(links['next']).toContain('state=all')
  const second = await ada('GET', links['next'] ?? '')
  expect(numbers(second.body)).toEqual([3, 2])
  expect(Object.keys(rels(second.headers.get('link'))).sort()).toEqual(['first', 'last', 'next', 'prev'])
  const last = await ada('GET', links['last'] ?? '')
  expect(numbers(last.body)).toEqual([1])
  expect(Object.keys(rels(last.headers.get('link'))).sort()).toEqual(['first', 'prev'])
  expect((await ada('GET', '/repos/acme/shop/issues?per_page=1000')).headers.get('link')).toBeNull()
  expect((await ada('GET', '/repos/acme/shop/issues?page=9')).body).toEqual([])
})

test('who asks again with the ETag is told 304, and pays nothing for it', async () => {
  const { as } = await acme()
  const ada = as('ada')
  const first = await ada('GET', '/repos/acme/shop')
  const etag = first.headers.get('etag') ?? ''
  expect(etag).toMatch(/^W\/"\w+"$/)
  const again = await ada('GET', '/repos/acme/shop', undefined, { 'if-none-match': etag })
  expect([again.status, again.body]).toEqual([304, ''])
  expect(again.headers.get('x-ratelimit-used')).toBe(first.headers.get('x-ratelimit-used'))
  expect(again.headers.get('etag')).toBe(etag)
  await ada('PATCH', '/repos/acme/shop', { description: 'changed' })
  expect((await ada('GET', '/repos/acme/shop', undefined, { 'if-none-match': etag })).status).toBe(200)
})

test('things with a time of change are asked for by it; writes are tagged, searches never', async () => {
  const { as } = await acme()
  const ada = as('ada')
  const made = await ada('POST', '/repos/acme/shop/issues', { title: 'Slow checkout' })
  expect(made.headers.get('etag')).toMatch(/^W\//)
  const modified = new Date(made.body.updated_at).toUTCString()
  const one = await ada('GET', '/repos/acme/shop/issues/1')
  expect(one.headers.get('last-modified')).toBe(modified)
  const since = { 'if-modified-since': modified }
  expect((await ada('GET', '/repos/acme/shop/issues/1', undefined, since)).status).toBe(304)
  expect((await ada('GET', '/repos/acme/shop/issues', undefined, since)).status).toBe(200)
  // The tag is the finer of the two, so it decides.
  const both = { ...since, 'if-none-match': '"of another text"' }
  expect((await ada('GET', '/repos/acme/shop/issues/1', undefined, both)).status).toBe(200)
  const search = await ada('GET', '/search/issues?q=slow+repo:acme/shop')
  expect(search.headers.get('etag')).toBeNull()
  expect(search.headers.get('cache-control')).toBe('no-cache')
})

test('the root says where everything is', async () => {
  const { as, sandbox } = await acme()
  const { body } = await as(null)('GET', '/')
  expect(body.repository_url).toBe(`${sandbox.url}/repos/{owner}/{repo}`)
})

test('every answer counts down, and at the end of the limit there is 403 until it resets', async () => {
  const { as, asApp, sandbox } = await acme()
  const ada = as('ada')
  const one = await ada('GET', '/repos/acme/shop')
  expect(one.headers.get('x-ratelimit-limit')).toBe('5000')
  expect(Number(one.headers.get('x-ratelimit-remaining'))).toBe(4999)
  expect(one.headers.get('x-ratelimit-resource')).toBe('core')
  expect(Number(one.headers.get('x-ratelimit-reset')) * 1000).toBeGreaterThan(Date.now())
  sandbox.rateLimit.set(100, 2)
  await ada('GET', '/repos/acme/shop')
  expect((await ada('GET', '/repos/acme/nope')).headers.get('x-ratelimit-remaining')).toBe('0')
  const over = await ada('GET', '/repos/acme/shop')
  expect(over.status).toBe(403)
  expect(over.body.message).toMatch(/^API rate limit exceeded for user ID \d+\.$/)
  expect(over.headers.get('x-ratelimit-remaining')).toBe('0')
  const state = await ada('GET', '/rate_limit')
  expect(state.body).toMatchObject({
    rate: { limit: 100, remaining: 0, used: 100 },
    resources: { search: { limit: 30 } },
  })
  expect((await as('grace')('GET', '/repos/acme/shop')).status).toBe(200)
  sandbox.rateLimit.set(100, 0)
  // The app still gets its token, but can do nothing with it.
  const call = await asApp()
  expect((await call('GET', '/repos/acme/shop')).body.message).toMatch(
    /^API rate limit exceeded for installation/,
  )
})

test('errors look like those of GitHub', async () => {
  const { as } = await acme()
  const ada = as('ada')
  await ada('POST', '/repos/acme/shop/labels', { name: 'sev1', color: 'ff0000' })
  expect((await ada('POST', '/repos/acme/shop/labels', { name: 'SEV1' })).body).toEqual({
    message: 'Validation Failed',
    errors: [{ resource: 'Label', field: 'name', code: 'already_exists' }],
    documentation_url: 'https://docs.github.com/rest/issues/labels#create-a-label',
    status: '422',
  })
  const missing = await ada('POST', '/repos/acme/shop/issues', {})
  expect([missing.status, missing.body.message]).toEqual([
    422,
    'Invalid request.\n\n"title" wasn\'t supplied.',
  ])
  const wrong = await ada('POST', '/repos/acme/shop/issues', { title: 'x', labels: 'bug' })
  expect([wrong.status, wrong.body.message]).toEqual([
    422,
    expect.stringContaining("For 'properties/labels'"),
  ])
  expect((await ada('POST', '/repos/acme/shop/issues', '{oops')).body.message).toBe('Problems parsing JSON')
  expect((await ada('POST', '/repos/acme/shop/issues', '{oops')).status).toBe(400)
  expect((await ada('GET', '/repos/acme/shop/issues/x')).status).toBe(404)
})

test('what the sandbox does not have is 404, and kept', async () => {
  const { as, sandbox } = await acme()
  expect((await as('ada')('GET', '/repos/acme/shop/traffic/views')).status).toBe(404)
  expect((await as('ada')('PURGE', '/repos/acme/shop')).status).toBe(404)
  expect(sandbox.unhandled).toEqual(['GET /repos/acme/shop/traffic/views', 'PURGE /repos/acme/shop'])
})

test('the paths of an enterprise server work as well', async () => {
  const { as } = await acme()
  expect((await as('ada')('GET', '/api/v3/repos/acme/shop')).body.full_name).toBe('acme/shop')
})

test('on demand, the next calls fail: 500, 502, 429 with retry-after, secondary limit', async () => {
  const { as, sandbox } = await acme()
  const ada = as('ada')
  const route = '/repos/{owner}/{repo}/issues'
  const secondary = {
    message: 'You have exceeded a secondary rate limit.',
    documentation_url: 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api',
  }
  sandbox.faults.api({ method: 'POST', path: route, times: 2, answer: { status: 502 } })
  sandbox.faults.api({ path: route, answer: { status: 429, headers: { 'retry-after': '1' } } })
  sandbox.faults.api({
    path: /^\/repos\/acme\/shop$/,
    answer: { status: 403, headers: { 'retry-after': '60' }, body: secondary },
  })
  expect((await ada('POST', '/repos/acme/shop/issues', { title: 'x' })).status).toBe(502)
  expect((await ada('POST', '/repos/acme/shop/issues', { title: 'x' })).status).toBe(502)
  const limited = await ada('POST', '/repos/acme/shop/issues', { title: 'x' })
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '1'])
  expect((await ada('GET', '/repos/acme/shop')).body).toEqual(secondary)
  sandbox.faults.api({ path: route, answer: { status: 403 } })
  const fast = await ada('GET', '/repos/acme/shop/issues')
  expect([fast.status, fast.headers.get('retry-after')]).toEqual([403, '60'])
  expect(fast.body.message).toMatch(/secondary rate limit/)
  sandbox.faults.api({ path: route, answer: { status: 422, body: { message: 'No.' } } })
  const short = await ada('GET', '/repos/acme/shop/issues')
  expect(short.body).toEqual({ message: 'No.', documentation_url: 'https://docs.github.com/rest' })
  const failed = sandbox.traffic.flatMap((line) =>
    line.kind === 'api' && line.status > 400 ? line.status : [],
  )
  expect(failed).toEqual([502, 502, 429, 403, 403, 422])
  expect((await ada('GET', '/repos/acme/shop/issues')).body).toEqual([])
  expect((await ada('POST', '/repos/acme/shop/issues', { title: 'x' })).status).toBe(201)
})

test('on demand, a call hangs, or its connection breaks after the work is done', async () => {
  const { as, sandbox } = await acme()
  const headers = { authorization: `token ${sandbox.token('ada')}` }
  sandbox.faults.api({ path: '/repos/{owner}/{repo}', answer: 'hang' })
  const hanging = fetch(`${sandbox.url}/repos/acme/shop`, { headers, signal: AbortSignal.timeout(100) })
  await expect(hanging).rejects.toThrow(/timeout/i)
  await vi.waitFor(() =>
    expect(sandbox.traffic.at(-1)).toMatchObject({ path: '/repos/acme/shop', status: 502 }),
  )
  sandbox.faults.api({ method: 'POST', path: '/repos/{owner}/{repo}/issues', answer: 'reset-after-write' })
  const body = JSON.stringify({ title: 'written' })
  await expect(
    fetch(`${sandbox.url}/repos/acme/shop/issues`, { method: 'POST', headers, body }),
  ).rejects.toThrow('fetch failed')
  expect((await as('ada')('GET', '/repos/acme/shop/issues')).body).toMatchObject([{ title: 'written' }])
})

test('all traffic is recorded, in memory and as lines of a file', async () => {
  const log = path.join(mkdtempSync(path.join(tmpdir(), 'debrief-test-')), 'traffic.jsonl')
  const { as, asApp, sandbox } = await acme({ log })
  await (
    await asApp()
  )('GET', '/repos/acme/shop/labels?per_page=1')
  await as('ada')('POST', '/repos/acme/shop/issues', { title: 'x' })
  await sandbox.idle()
  const lines = readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines).toEqual(JSON.parse(JSON.stringify(sandbox.traffic)))
  const [token, read] = lines.filter(({ kind }) => kind === 'api')
  expect(token).toMatchObject({ actor: 'app', method: 'POST', status: 201 })
  expect(read).toMatchObject({
    actor: 'installation',
    path: '/repos/acme/shop/labels',
    query: 'per_page=1',
    request: null,
  })
  expect(lines.at(-2)).toMatchObject({
    kind: 'api',
    actor: 'user',
    request: { title: 'x' },
    response: { number: 1 },
  })
  expect(lines.at(-1)).toMatchObject({
    kind: 'hook',
    event: 'issues',
    action: 'opened',
    delivery: expect.stringMatching(/^[\da-f-]{36}$/),
    status: 200,
    payload: { issue: { title: 'x' } },
  })
})

test('a snapshot brings everything back as it was, again and again', async () => {
  const { as, sandbox, hooks } = await acme()
  const ada = as('ada')
  await ada('POST', '/repos/acme/shop/issues', { title: 'kept', labels: ['bug'] })
  const before = sandbox.snapshot()
  for (let round = 0; round < 2; round++) {
    await ada('PATCH', '/repos/acme/shop/issues/1', { title: 'changed', labels: [] })
    const second = await ada('POST', '/repos/acme/shop/issues', { title: 'gone' })
    expect(second.body.number).toBe(2)
    sandbox.seed.commit({ owner: 'acme', repo: 'shop', files: { 'a.md': 'a' }, message: 'm', author: 'ada' })
    await sandbox.idle()
    sandbox.restore(before)
    expect((await ada('GET', '/repos/acme/shop/issues')).body).toMatchObject([
      { title: 'kept', labels: [{ name: 'bug' }] },
    ])
    expect((await ada('GET', '/repos/acme/shop/contents/a.md')).status).toBe(404)
  }
  hooks.length = 0
  await ada('POST', '/repos/acme/shop/issues/1/comments', { body: 'still here' })
  await sandbox.idle()
  expect(hooks).toMatchObject([{ event: 'issue_comment' }])
})

test('HEAD is GET without a body', async () => {
  const { sandbox } = await acme()
  const { status, headers } = await fetch(`${sandbox.url}/repos/acme/shop/labels?per_page=5`, {
    method: 'HEAD',
  })
  expect(status).toBe(200)
  expect(headers.get('link')).toContain('rel="next"')
})

test('a body that is no object is told from one that is no JSON', async () => {
  const { as } = await acme()
  const send = async (body: string) => (await as('ada')('POST', '/repos/acme/shop/issues', body)).body
  expect(await send('{"title":')).toMatchObject({ status: '400', message: 'Problems parsing JSON' })
  expect(await send('["title"]')).toMatchObject({ status: '400', message: 'Body should be a JSON object' })
  expect((await send('{"title":{}}')).status).toBe('422')
})

test('an address that is written wrongly leads nowhere', async () => {
  const { as } = await acme()
  expect((await as('ada')('GET', '/repos/acme/shop/labels/%zz')).status).toBe(404)
})

test('what is made is answered with where it is', async () => {
  const { as } = await acme()
  const ada = as('ada')
  const at = '/repos/acme/shop'
  const { sha } = (await ada('GET', `${at}/git/ref/heads/main`)).body.object
  const deployment = (await ada('POST', `${at}/deployments`, { ref: 'main', required_contexts: [] })).body
  const made: [string, object][] = [
    ['issues', { title: 'x' }],
    ['issues/1/comments', { body: 'x' }],
    ['labels', { name: 'sev1' }],
    ['milestones', { title: 'December' }],
    ['releases', { tag_name: 'v1' }],
    ['git/refs', { ref: 'refs/heads/topic', sha }],
    [`statuses/${sha}`, { state: 'success' }],
    [`deployments/${deployment.id}/statuses`, { state: 'success' }],
  ]
  for (const [path, input] of made) {
    const { status, body, headers } = await ada('POST', `${at}/${path}`, input)
    expect([path, status, headers.get('location')]).toEqual([path, 201, body.url])
  }
})
