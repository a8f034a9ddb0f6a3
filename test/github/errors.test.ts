import { Octokit } from '@octokit/rest'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bulk } from '../../src/github/client.ts'
import { apply } from '../../src/github/apply.ts'
import { ConfigError, TransientError, classify } from '../../src/github/errors.ts'
import type { Effect } from '../../src/effects.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
const shop = { owner: 'acme', repo: 'shop' }
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const github = {
  client: new Octokit({
    log: silent,
    request: { fetch: (...request: Parameters<typeof fetch>) => fetch(...request) },
  }),
  login: 'debrief[bot]',
  appId: 1,
}
const comment: Effect = { do: 'comment', number: 1, body: 'hello' }

const thrownBy = async (act: () => Promise<unknown>): Promise<Error> => {
  try {
    await act()
  } catch (error) {
    return classify(error, NOW)
  }
  throw new Error('nothing was thrown')
}
const commenting = () => thrownBy(() => apply(github, shop, [comment]))
const answer = (status: number, body: object = {}, headers: Record<string, string> = {}) =>
  nock('https://api.github.com').post('/repos/acme/shop/issues/1/comments').reply(status, body, headers)

beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

describe('what passes by itself is tried again', () => {
  it.each([500, 502, 503, 504])('GitHub answers %i', async (status) => {
    answer(status, { message: 'Server Error' })
    expect(await commenting()).toMatchObject({ name: 'TransientError', afterMs: null })
  })

  it('the connection breaks', async () => {
    nock('https://api.github.com').post('/repos/acme/shop/issues/1/comments').replyWithError('socket hang up')
    expect(await commenting()).toBeInstanceOf(TransientError)
  })

  it('a secondary limit: after as long as retry-after says', async () => {
    answer(403, { message: 'You have exceeded a secondary rate limit' }, { 'retry-after': '17' })
    expect(await commenting()).toMatchObject({ name: 'TransientError', afterMs: 17_000 })
  })

  it('a secondary limit without retry-after: after a minute', async () => {
    answer(403, { message: 'You have exceeded a secondary rate limit. Please wait a few minutes.' })
    expect(await commenting()).toMatchObject({ name: 'TransientError', afterMs: 60_000 })
  })

  it('the primary limit: at its reset', async () => {
    const reset = String(NOW.getTime() / 1000 + 90)
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }
    answer(403, { message: 'API rate limit exceeded' }, headers)
    expect(await commenting()).toMatchObject({ name: 'TransientError', afterMs: 90_000 })
  })

  it('429', async () => {
    answer(429, { message: 'Too many requests' }, { 'retry-after': '3' })
    expect(await commenting()).toMatchObject({ name: 'TransientError', afterMs: 3_000 })
  })

  it('a token that ran out, and a conflict with somebody else’s write', async () => {
    answer(401, { message: 'Bad credentials' })
    expect(await commenting()).toBeInstanceOf(TransientError)
    answer(409, { message: 'is at abc but expected def' })
    expect(await commenting()).toBeInstanceOf(TransientError)
  })

  it('a create that is there already: our reading was stale', async () => {
    nock('https://api.github.com')
      .post('/repos/acme/shop/milestones')
      .reply(422, {
        message: 'Validation Failed',
        errors: [{ resource: 'Milestone', code: 'already_exists', field: 'title' }],
      })
    const effect: Effect = { do: 'createMilestone', title: 'x', description: '', due: '2026-12-01' }
    expect(await thrownBy(() => apply(github, shop, [effect]))).toBeInstanceOf(TransientError)
  })
})

describe('what only a person can clear is told', () => {
  it('a permission that was not granted', async () => {
    answer(403, { message: 'Resource not accessible by integration' })
    const error = await commenting()
    expect(error).toBeInstanceOf(ConfigError)
    expect(error.message).toMatch(/permissions of app\.yml/)
  })

  it.each([
    [404, 'Not Found'],
    [410, 'Issues are disabled for this repo'],
  ])('something that is not there: %i', async (status, message) => {
    answer(status, { message })
    const error = await commenting()
    expect(error).toBeInstanceOf(ConfigError)
    expect(error.message).toContain(`I could not comment on #1: ${message}`)
  })

  it('a value that GitHub refuses', async () => {
    answer(422, {
      message: 'Validation Failed',
      errors: [{ resource: 'Issue', code: 'invalid', field: 'assignees' }],
    })
    const error = await commenting()
    expect(error).toBeInstanceOf(ConfigError)
    expect(error.message).toMatch(/assignees/)
  })
})

describe('a bulk read', () => {
  const reply = (body: object) => nock('https://api.github.com').post('/graphql').reply(200, body)

  it('bears an organisation without a .github repository', async () => {
    reply({
      data: {
        repository: {
          url: 'u',
          debriefConfig: { text: 'digest: {hour: 5}', isBinary: false, isTruncated: false },
        },
        organization: null,
      },
      errors: [{ type: 'NOT_FOUND', path: ['organization'], message: 'Could not resolve' }],
    })
    const found = await bulk<{ url: string }>(github, shop, 'url')
    expect(found?.repository.url).toBe('u')
    expect(found?.settings.config.digest.hour).toBe(5)
  })

  it('is null for a repository that is gone', async () => {
    reply({
      data: { repository: null, organization: null },
      errors: [{ type: 'NOT_FOUND', path: ['repository'], message: 'gone' }],
    })
    expect(await bulk(github, shop, 'url')).toBeNull()
  })

  it('does not take half an answer for a whole one', async () => {
    reply({
      data: { repository: { url: 'u' }, organization: null },
      errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }],
    })
    await expect(bulk(github, shop, 'url')).rejects.toThrow(/not accessible/)
  })

  it('waits where GraphQL says so in a 200', async () => {
    reply({ data: null, errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] })
    expect(await thrownBy(() => bulk(github, shop, 'url'))).toMatchObject({
      name: 'TransientError',
      afterMs: 60_000,
    })
  })

  it.each([
    ['the type that it has had for long', { type: 'RATE_LIMITED', message: 'API rate limit exceeded' }],
    ['the newer one', { type: 'RATE_LIMIT', code: 'graphql_rate_limit', message: 'already exceeded' }],
    ['words alone', { message: 'You have exceeded a secondary rate limit. Please wait.' }],
  ])('waits as long as the headers of such a 200 say: %s', async (_, error) => {
    const headers = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(NOW.getTime() / 1000 + 1_800),
    }
    nock('https://api.github.com')
      .post('/graphql')
      .reply(200, { data: null, errors: [error] }, headers)
    expect(await thrownBy(() => bulk(github, shop, 'url'))).toMatchObject({
      name: 'TransientError',
      afterMs: 1_800_000,
    })
  })

  it('that the app may not make is for people to clear', async () => {
    reply({
      data: { repository: { issue: null }, organization: null },
      errors: [
        {
          type: 'FORBIDDEN',
          path: ['repository', 'issue'],
          message: 'Resource not accessible by integration',
        },
      ],
    })
    const error = await thrownBy(() => bulk(github, shop, 'issue(number: 1) { title }'))
    expect(error).toBeInstanceOf(ConfigError)
    expect(error.message).toMatch(/not accessible[\s\S]*permissions of app\.yml/)
  })

  it('names a config that is not text', async () => {
    reply({
      data: {
        repository: { debriefConfig: { text: null, isBinary: true, isTruncated: false } },
        organization: null,
      },
    })
    const found = await bulk(github, shop, 'url')
    expect(found?.settings.problems).toMatchObject([{ file: 'acme/shop/.github/postmortem.yml', line: 1 }])
  })
})
