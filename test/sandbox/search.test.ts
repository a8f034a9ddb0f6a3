import { array, assert, property, string, stringMatching } from 'fast-check'
import { expect, test } from 'vitest'
import { inRange, readQuery } from '../../src/sandbox/search/query.ts'
import { acme } from './acme.ts'

test('search understands the qualifiers that are in use', async () => {
  let now = Date.parse('2026-03-01T10:00:00Z')
  const { as, asApp, sandbox } = await acme({ now: () => new Date(now) })
  const [ada, grace] = [as('ada'), as('grace')]
  await ada('POST', '/repos/acme/shop/milestones', { title: 'next week' })
  const sorting = { labels: ['bug', 'on fire'], assignees: ['grace'], milestone: 1 }
  await ada('POST', '/repos/acme/shop/issues', {
    title: 'Database is down',
    body: 'replication lag',
    ...sorting,
  })
  now += 86_400_000
  await grace('POST', '/repos/acme/shop/issues', { title: 'Cache is cold', body: 'the database again' })
  now += 86_400_000
  await ada('POST', '/repos/acme/vault/issues', { title: 'Secret database' })
  await ada('PATCH', '/repos/acme/vault/issues/1', { state: 'closed' })
  await (
    await asApp()
  )('POST', '/repos/acme/shop/issues', { title: 'Scoreboard', body: '<!-- debrief:board -->' })
  sandbox.seed.commit({
    owner: 'acme',
    repo: 'shop',
    branch: 'fix',
    files: { a: 'a' },
    message: 'm',
    author: 'ada',
  })
  await ada('POST', '/repos/acme/shop/pulls', { title: 'Fix database', head: 'fix', base: 'main' })
  const found = async (q: string, more = '', caller = ada) => {
    const { body } = await caller('GET', `/search/issues?q=${encodeURIComponent(q)}${more}`)
    return (
      body.items?.map(({ title }: { title: string }) => title).sort() ??
      body.errors?.[0].message ??
      body.message
    )
  }
  const [db, cache, secret, board, fix] = [
    'Database is down',
    'Cache is cold',
    'Secret database',
    'Scoreboard',
    'Fix database',
  ]
  expect(await found('database')).toEqual([cache, db, fix, secret])
  expect(await found('database in:title')).toEqual([db, fix, secret])
  expect(await found('"replication lag" in:body')).toEqual([db])
  expect(await found('repo:acme/shop is:issue')).toEqual([cache, db, board])
  expect(await found('org:acme is:pr')).toEqual([fix])
  expect(await found('repo:acme/shop repo:acme/vault is:issue is:open')).toEqual([cache, db, board])
  expect(await found('is:closed')).toEqual([secret])
  expect(await found('label:"on fire" label:bug')).toEqual([db])
  expect(await found('is:issue -label:bug')).toEqual([cache, board, secret].sort())
  expect(await found('author:grace')).toEqual([cache])
  expect(await found('author:app/debrief')).toEqual([board])
  expect(await found('assignee:GRACE milestone:"next week"')).toEqual([db])
  expect(await found('is:issue no:assignee no:label state:open')).toEqual([cache, board].sort())
  expect(await found('is:issue created:2026-03-02')).toEqual([cache])
  expect(await found('created:>2026-03-02 is:issue')).toEqual([board, secret].sort())
  expect(await found('created:2026-03-01..2026-03-02')).toEqual([cache, db])
  expect(await found('closed:>=2026-03-03')).toEqual([secret])
  expect(await found('"debrief:board" in:body')).toEqual([board])
  expect(await found('database is:issue', '', as('eve'))).toEqual([cache, db])
  expect(await found('repo:acme/vault', '', as('eve'))).toContain('cannot be searched')
  expect(await found('database', '', await asApp())).toBe(
    "Query must include 'is:issue' or 'is:pull-request'",
  )
  expect((await ada('GET', '/search/issues?q=')).status).toBe(422)
  expect(await found('created:soon')).toContain('not a recognized date')
})

test('what is found comes sorted and counted, and searching has a limit of its own', async () => {
  const { as } = await acme()
  const ada = as('ada')
  for (const title of ['a', 'b', 'c']) await ada('POST', '/repos/acme/shop/issues', { title })
  await ada('POST', '/repos/acme/shop/issues/1/comments', { body: 'x' })
  const titles = async (query: string) => {
    const { body } = await ada('GET', `/search/issues?q=is:issue+${query}`)
    expect(body).toMatchObject({ total_count: 3, incomplete_results: false })
    return body.items.map(({ title }: { title: string }) => title)
  }
  expect(await titles('')).toEqual(['c', 'b', 'a'])
  expect(await titles('&sort=created&order=asc')).toEqual(['a', 'b', 'c'])
  expect(await titles('sort:comments-desc')).toEqual(['a', 'c', 'b'])
  expect(await titles('&per_page=1&page=2')).toEqual(['b'])
  const { headers } = await ada('GET', '/search/issues?q=is:issue')
  expect([headers.get('x-ratelimit-resource'), headers.get('x-ratelimit-limit')]).toEqual(['search', '30'])
})

test('a query is read without losing a word, whatever is in it', () => {
  expect(readQuery('a label:"b c" -author:d NOT e http://f')).toEqual([
    { key: null, value: 'a', not: false },
    { key: 'label', value: 'b c', not: false },
    { key: 'author', value: 'd', not: true },
    { key: null, value: 'e', not: true },
    { key: null, value: 'http://f', not: false },
  ])
  assert(
    property(array(stringMatching(/^[a-z0-9]{2,8}$/)), (words) => {
      expect(readQuery(words.join(' ')).map(({ value }) => value)).toEqual(words)
    }),
  )
  assert(property(string(), (text) => void readQuery(text)))
})

test('ranges hold what they say: whole days, both ends, and none for nonsense', () => {
  const noon = '2026-03-02T12:00:00Z'
  expect(
    [
      '2026-03-02',
      '>=2026-03-02',
      '<=2026-03-02',
      '2026-03-02..2026-03-02',
      '*..2026-03-02',
      '2026-03-01..*',
    ].map((range) => inRange(range, noon)),
  ).toEqual(Array.from({ length: 6 }, () => true))
  expect(
    ['>2026-03-02', '<2026-03-02', '2026-03-01', '2026-03-03..*'].map((range) => inRange(range, noon)),
  ).toEqual(Array.from({ length: 4 }, () => false))
  expect([inRange('tomorrow', noon), inRange('>', noon), inRange('2026-03-02', null)]).toEqual([
    null,
    null,
    false,
  ])
})
