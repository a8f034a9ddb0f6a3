import { Octokit } from '@octokit/rest'
import nock from 'nock'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { tellObstacle } from '../../src/github/obstacle.ts'
import type { FeatureName } from '../../src/queue/queue.ts'

const SHOP = { owner: 'acme', repo: 'shop' }
const PATH = '/repos/acme/shop/issues/12/comments'
const github = {
  client: new Octokit({
    request: { fetch: (...request: Parameters<typeof fetch>) => fetch(...request) },
  }),
  login: 'debrief[bot]',
  appId: 1,
}
const other = { body: 'Promoted the replica', user: { login: 'ada' } }

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

/** What is said on an incident that has these comments, or null. */
async function said(pages: readonly object[][], feature: FeatureName = 'opening') {
  for (const [index, page] of pages.entries()) {
    nock('https://api.github.com')
      .get(PATH)
      .query((query) => Number(query['page'] ?? 1) === index + 1)
      .reply(200, page)
  }
  let written: string | null = null
  nock('https://api.github.com')
    .post(PATH, ({ body }: { body: string }) => {
      written = body
      return true
    })
    .reply(201, {})
  await tellObstacle(github, SHOP, { number: 12, reason: 'I could not do it: @acme/all <!-- x', feature })
  return written as string | null
}

it('is told once, also where the thread has grown past a hundred comments', async () => {
  const told = await said([[]])
  expect(told).toMatch(/I could not do it/)
  expect(told).not.toMatch(/@acme|<!-- x/)
  const own = { body: told, user: { login: 'debrief[bot]' } }
  expect(await said([[own]])).toBeNull()
  nock.cleanAll()
  expect(await said([Array.from({ length: 100 }, () => other), [own]])).toBeNull()
})

it('is told again where somebody else only repeats the words', async () => {
  const told = await said([[]])
  expect(await said([[{ body: told, user: { login: 'mallory' } }]])).not.toBeNull()
})

it.each([
  ['opening', /a label, its title/],
  ['checking', /push/],
  ['tracking', /change the document on the default branch/],
  ['digest', /by myself/],
] as const)('says how to have %s look again', async (feature, words) => {
  expect(await said([[]], feature)).toMatch(words)
})
