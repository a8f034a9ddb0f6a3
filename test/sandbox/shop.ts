import { createSign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts'
import type { SeedRepository } from '../../src/sandbox/seed.ts'

/** A JSON answer as a test reads it; what a test reads it also checks, so its shape is left open. */
// oxlint-disable-next-line typescript/no-explicit-any -- answers are explored by tests, GitHub's types hold the other side
export type Body = any

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
  readonly text: string
}

export interface Hook {
  readonly event: string
  readonly action: string | null
  readonly payload: Body
}

export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>

/**
 * The organisation `acme` with its repository `shop`: ada is admin, bob and cleo may push, eve is a stranger. The app
 * `debrief` is installed, and hears everything that happens to the code.
 */
export async function shop(repository: Partial<SeedRepository> = {}) {
  const receiver = createServer((request, response) => {
    request.resume()
    response.end('ok')
  })
  await new Promise<void>((resolve) => {
    receiver.listen(0, '127.0.0.1', resolve)
  })
  const sandbox = await startSandbox({ quiet: true })
  onTestFinished(async () => {
    await sandbox.close()
    receiver.close()
  })
  for (const login of ['ada', 'bob', 'cleo', 'eve']) sandbox.seed.user(login)
  const acme = sandbox.seed.organization('acme', {
    members: { ada: 'admin', bob: 'member', cleo: 'member' },
    teams: { sre: ['cleo'] },
  })
  const seeded = sandbox.seed.repository({
    owner: 'acme',
    name: 'shop',
    files: { 'README.md': '# Shop\n', 'docs/a.md': 'one\ntwo\nthree\n' },
    collaborators: { bob: 'write', cleo: 'write' },
    ...repository,
  })
  const app = sandbox.seed.app({
    slug: 'debrief',
    permissions: { contents: 'write', pull_requests: 'write', issues: 'write' },
    events: ['push', 'pull_request', 'pull_request_review', 'pull_request_review_comment', 'issues'],
    webhookUrl: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
  })
  const installation = sandbox.seed.install('debrief', 'acme')
  await sandbox.idle()
  const as = (login: string): Call => caller(sandbox, `token ${sandbox.token(login)}`)
  const asApp = async (permissions?: Record<string, string>): Promise<Call> => {
    const jwt = signJwt(app.clientId, app.privateKey)
    const path = `/app/installations/${installation}/access_tokens`
    const { body } = await caller(sandbox, `Bearer ${jwt}`, '')('POST', path, permissions && { permissions })
    return caller(sandbox, `token ${body.token}`)
  }
  const commit = (
    branch: string,
    files: Record<string, string | Uint8Array | null>,
    author = 'bob',
    message = 'change',
  ) => sandbox.seed.commit({ owner: 'acme', repo: 'shop', branch, files, message, author })
  return { sandbox, acme, repository: seeded, as, asApp, commit, hooks: () => hooksOf(sandbox) }
}

/** Calls below `/repos/acme/shop`, or below the root where `base` is empty. */
function caller(sandbox: Sandbox, authorization: string, base = '/repos/acme/shop'): Call {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(sandbox.url + base + path, {
      method,
      headers: { authorization, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('application/json')
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? JSON.parse(text) : null,
    }
  }
}

/** What was delivered since the last call. */
async function hooksOf(sandbox: Sandbox): Promise<Hook[]> {
  await sandbox.idle()
  const seen = counted.get(sandbox) ?? 0
  const all = sandbox.traffic.filter((line) => line.kind === 'hook')
  counted.set(sandbox, all.length)
  return all.slice(seen).map(({ event, action, payload }) => ({ event, action, payload }))
}
const counted = new WeakMap<Sandbox, number>()

function signJwt(issuer: string, key: string): string {
  const now = Math.floor(Date.now() / 1000)
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: now - 30, exp: now + 300, iss: issuer })}`
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`
}
