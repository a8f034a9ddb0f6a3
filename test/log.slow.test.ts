import { generateKeyPairSync } from 'node:crypto'
import { Octokit } from '@octokit/rest'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ownClient } from '../src/github/own-client.ts'
import { briefly, discreet } from '../src/log.ts'
import { readManifest } from '../src/manifest.ts'
import { metrics } from '../src/metrics/registry.ts'
import { startSandbox } from '../src/sandbox/index.ts'
import { start } from './cli/debrief.ts'
import { newDataDir } from './data-dir.ts'
import { SECRET, sign } from './receiver/door.ts'

const WORDS = 'Grace-told-us-in-confidence'
const SHOP = { owner: 'acme', repo: 'shop' }

/** `npm start`, told everything it may say, on a local GitHub where it is installed. */
async function running() {
  const sandbox = await startSandbox({ quiet: true })
  onTestFinished(() => sandbox.close())
  sandbox.seed.user('ada')
  sandbox.seed.organization('acme', { members: { ada: 'admin' } })
  sandbox.seed.repository({ owner: 'acme', name: 'shop' })
  const { default_permissions: permissions, default_events: events } = readManifest()
  const app = sandbox.seed.app({ slug: 'debrief', permissions, events, webhookSecret: SECRET })
  sandbox.seed.install('debrief', 'acme')
  const served = start('test/faults/served.ts', [], {
    env: {
      APP_ID: String(app.id),
      PRIVATE_KEY: app.privateKey,
      GITHUB_API_URL: sandbox.url,
      WEBHOOK_SECRET: SECRET,
      PORT: '0',
      LOG_LEVEL: 'trace',
      DATA_DIR: await newDataDir(),
      SERVED: '{"patienceMs":0,"sweeps":false}',
    },
  })
  onTestFinished(() => void served.child.kill('SIGKILL'))
  const log = () => served.said.out + served.said.err
  await expect.poll(log, { timeout: 25_000 }).toMatch(/Debrief is up/)
  const url = /http:\/\/127\.0\.0\.1:(?!0)\d+/.exec(log().replaceAll(sandbox.url, ''))?.[0] ?? ''
  sandbox.seed.setAppWebhook('debrief', `${url}/api/github/webhooks`)
  const ada = new Octokit({ auth: sandbox.token('ada'), baseUrl: sandbox.url })
  return { sandbox, app, ada, url, log }
}

describe('what reaches the log', () => {
  it('are lines of JSON, with no word of what people wrote, no token and no secret, whatever fails', async () => {
    const { sandbox, app, ada, url, log } = await running()
    const echo = { message: `Validation Failed: ${WORDS}`, errors: [{ value: WORDS }] }
    const declare = async (title: string) => {
      const { data } = await ada.rest.issues.create({ ...SHOP, title, body: WORDS, labels: ['incident'] })
      return data.number
    }
    const fails = (path: string, answer: { status: number; body: object }) =>
      sandbox.faults.api({ method: 'POST', path, times: 1, answer })
    const says = async (what: RegExp) => {
      await expect.poll(log, { timeout: 25_000 }).toMatch(what)
    }

    fails('/repos/{owner}/{repo}/pulls', { status: 422, body: echo })
    await declare(WORDS)
    await says(/GitHub answered 422 to POST \/repos\/acme\/shop\/pulls/)
    fails('/repos/{owner}/{repo}/pulls', { status: 500, body: echo })
    await declare(`${WORDS}, again`)
    await says(/GitHub answered 500 to POST \/repos\/acme\/shop\/pulls/)
    const body = { data: null, errors: [{ type: 'SOME_ERROR', message: WORDS, path: [WORDS] }] }
    fails('/graphql', { status: 200, body })
    await declare(`${WORDS}, and again`)
    await says(/a GraphQL request with errors \(SOME_ERROR\)/)

    const where = { installation: { id: 1 }, repository: { name: 'shop', owner: { login: 'acme' } } }
    const bad = JSON.stringify({ ...where, ref: 'refs/heads/main', commits: [{ added: WORDS, modified: 7 }] })
    const headers = { 'x-github-event': 'push', 'x-github-delivery': 'd1', 'x-hub-signature-256': sign(bad) }
    await fetch(`${url}/api/github/webhooks`, { method: 'POST', body: bad, headers })
    const poison = JSON.stringify({
      action: 'labeled',
      installation: { id: 1 },
      repository: { name: `${WORDS}\u0000`, owner: { login: 'acme' } },
      issue: { number: 7 },
    })
    const signed = { ...headers, 'x-github-event': 'issues', 'x-hub-signature-256': sign(poison) }
    await fetch(`${url}/api/github/webhooks`, { method: 'POST', body: poison, headers: signed })
    await says(/what it is about cannot be stored/)

    const said = log()
    expect(said).not.toContain(WORDS)
    expect(said).not.toContain(SECRET)
    expect(said).not.toContain(app.privateKey.split('\n')[1])
    expect(said).not.toMatch(/ghs_|ghp_|eyJ|[Bb]earer /)
    for (const line of said.trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow()
  }, 60_000)
})

/** What the language says of these words. */
function nativeOf(words: string): unknown {
  try {
    return JSON.parse(words)
  } catch (error) {
    return error
  }
}

describe('a sentence of a library', () => {
  it('is told as it is', () => {
    const said: unknown[] = []
    const note = (...all: unknown[]) => void said.push(all)
    const log = discreet({ debug: note, info: note, warn: note, error: note })
    log.warn('the clock of GitHub is 40 seconds ahead')
    log.debug('cached')
    expect(said).toEqual([
      [{}, 'the clock of GitHub is 40 seconds ahead'],
      [{}, 'cached'],
    ])
  })

  it('is no obstacle where the clock of this machine is fast: the app comes up by GitHub’s', async () => {
    const asked: string[] = []
    const early = { message: "'Expiration time' claim ('exp') is too far in the future" }
    const fetch: typeof globalThis.fetch = async (_, init) => {
      asked.push(new Headers(init?.headers).get('authorization') ?? '')
      const date = new Date(Date.now() - 120_000).toUTCString()
      const headers = { 'content-type': 'application/json', date }
      return asked.length === 1
        ? new Response(JSON.stringify(early), { status: 401, headers })
        : new Response(JSON.stringify({ slug: 'debrief' }), { status: 200, headers })
    }
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    const own = await ownClient(
      { appId: 1, privateKey, webhookSecret: SECRET },
      { metrics: metrics(), fetch, logLevel: 'fatal' },
    )
    expect(own.login).toBe('debrief[bot]')
    expect(new Set(asked).size).toBe(2)
  })
})

describe('an error', () => {
  const request = { method: 'POST' as const, headers: { authorization: 'token ghs_x' }, body: WORDS }
  const refused = (path: string) =>
    Object.assign(new Error(`Invalid: "${WORDS}"`), {
      status: 422,
      request: { ...request, url: `https://api.github.com/repos/acme/shop/${path}` },
    })

  it.each([
    ['issues', 'issues'],
    [`contents/postmortems/${WORDS}.md?ref=${WORDS}`, 'contents/…'],
    [`git/refs/heads/${WORDS}`, 'git/refs/…'],
    [`labels/${WORDS}`, 'labels/…'],
  ])('of GitHub’s is told by route and status: %s', (path, shown) => {
    const inPlain = new Error(`I could not open the issue "${WORDS}"`, { cause: refused(path) })
    for (const error of [refused(path), inPlain, new Error(WORDS, { cause: inPlain })])
      expect(briefly(error)).toBe(`GitHub answered 422 to POST /repos/acme/shop/${shown}`)
  })

  it('of our own is told with its place, but for the values that it quotes', () => {
    const lines: object[] = []
    const note = (...said: unknown[]) =>
      void lines.push(...said.filter((each) => typeof each === 'object' && each !== null))
    const log = discreet({ debug: note, info: note, warn: note, error: note })
    let thrown: unknown
    try {
      JSON.parse(WORDS)
    } catch (error) {
      thrown = error
    }
    log.error({ err: thrown }, 'failed')
    log.error({ err: new Error('it broke', { cause: refused('issues') }) }, 'failed')
    // With quotes in it, what is quoted cannot be told from the rest.
    log.error({ err: nativeOf("x'Sesame") }, 'failed')
    log.warn({ err: WORDS }, 'failed')
    log.debug({ body: WORDS }, 'a request')
    expect(JSON.stringify(lines)).not.toMatch(new RegExp(`${WORDS}|Sesame|ghs_`))
    expect(lines[0]).toMatchObject({
      err: { type: 'SyntaxError', stack: expect.stringContaining('log.slow.test.ts') },
    })
  })
})
