import { createSign } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts'
import type { Permissions } from '../../src/sandbox/model.ts'
import type { RegisteredApp } from '../../src/sandbox/apps.ts'

/** One webhook as it arrived. */
export interface Received {
  readonly event: string
  readonly action: string | null
  readonly guid: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
  // Tests look into payloads of all kinds; what is not there fails the test.
  // eslint-disable-next-line typescript/no-explicit-any
  readonly payload: any
}

export interface Reply {
  readonly status: number
  readonly headers: Headers
  // As above: each test looks for what it expects.
  // eslint-disable-next-line typescript/no-explicit-any
  readonly body: any
}

/** Calls the API as somebody: `call('PATCH', '/repos/acme/shop/issues/1', {title: 'x'})`. */
export type Caller = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Reply>

export interface Acme {
  readonly sandbox: Sandbox
  readonly app: RegisteredApp
  readonly installation: number
  /** A person by login; null for nobody. */
  readonly as: (login: string | null) => Caller
  /** The app's installation, with a token of its own. */
  readonly asApp: (narrowed?: { permissions?: Permissions; repositories?: string[] }) => Promise<Caller>
  /** The app itself, by JWT. */
  readonly asJwt: (claims?: Readonly<Record<string, unknown>>) => Caller
  readonly with: (authorization: string) => Caller
  /** What the app's server has received so far; `idle()` first. */
  readonly hooks: Received[]
  /** What the app's server answers from now on. */
  readonly answer: (status: number) => void
  readonly events: () => string[]
}

const EVERYTHING: Permissions = {
  issues: 'write',
  pull_requests: 'write',
  contents: 'write',
  checks: 'write',
  deployments: 'write',
  statuses: 'write',
}
const EVENTS = [
  'issues',
  'issue_comment',
  'label',
  'milestone',
  'sub_issues',
  'push',
  'pull_request',
  'pull_request_review',
  'check_run',
]

/**
 * Organisation acme with ada (admin) and grace (member), the outside collaborators linus (write) and tim (triage),
 * a stranger eve; public repository shop and private repository vault; an app installed on all.
 */
export async function acme(
  options: SandboxOptions & { permissions?: Permissions; events?: readonly string[] } = {},
): Promise<Acme> {
  const sandbox = await startSandbox({ quiet: true, ...options })
  const receiver = await startReceiver()
  onTestFinished(async () => {
    await sandbox.close()
    await receiver.close()
  })
  const { seed } = sandbox
  for (const login of ['ada', 'grace', 'linus', 'tim', 'eve']) seed.user(login)
  seed.organization('acme', { members: { ada: 'admin', grace: 'member' }, teams: { sre: ['ada', 'grace'] } })
  const collaborators = { linus: 'write', tim: 'triage' } as const
  seed.repository({ owner: 'acme', name: 'shop', collaborators })
  seed.repository({ owner: 'acme', name: 'vault', private: true, collaborators })
  const app = seed.app({
    slug: 'debrief',
    owner: 'acme',
    permissions: options.permissions ?? EVERYTHING,
    events: options.events ?? EVENTS,
    webhookUrl: receiver.url,
    webhookSecret: 'hush',
  })
  const installation = seed.install('debrief', 'acme')
  await sandbox.idle()
  const as = (authorization: string | null): Caller => callerOf(sandbox.url, authorization)
  return {
    sandbox,
    app,
    installation,
    as: (login) => as(login === null ? null : `token ${sandbox.token(login)}`),
    with: as,
    asJwt: (claims) => as(`bearer ${signJwt(app, claims)}`),
    asApp: async ({ permissions, repositories } = {}) => {
      const jwt = as(`bearer ${signJwt(app)}`)
      const made = await jwt('POST', `/app/installations/${installation}/access_tokens`, {
        permissions,
        repositories,
      })
      if (made.status !== 201) throw new Error(`no token: ${JSON.stringify(made.body)}`)
      return as(`token ${made.body.token}`)
    },
    hooks: receiver.received,
    answer: receiver.answer,
    events: () =>
      receiver.received.map(({ event, action }) => (action === null ? event : `${event}.${action}`)),
  }
}

/** As an app signs it: issued a minute ago, good for nine more. */
export function signJwt(app: RegisteredApp, claims: Readonly<Record<string, unknown>> = {}): string {
  const now = Math.floor(Date.now() / 1000)
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const head = part({ alg: 'RS256', typ: 'JWT' })
  const signed = `${head}.${part({ iat: now - 60, exp: now + 540, iss: String(app.id), ...claims })}`
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(app.privateKey, 'base64url')}`
}

const callerOf =
  (url: string, authorization: string | null): Caller =>
  async (method, path, body, headers = {}) => {
    const response = await fetch(path.startsWith('http') ? path : url + path, {
      method,
      headers: { ...(authorization === null ? {} : { authorization }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = response.headers.get('content-type')?.startsWith('application/json') ?? false
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text }
  }

async function startReceiver() {
  const received: Received[] = []
  let status = 200
  const server: Server = createServer((message, response) => {
    const chunks: Buffer[] = []
    message.on('data', (chunk: Buffer) => chunks.push(chunk))
    message.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const payload = JSON.parse(body)
      received.push({
        event: String(message.headers['x-github-event']),
        action: payload.action ?? null,
        guid: String(message.headers['x-github-delivery']),
        headers: message.headers,
        body,
        payload,
      })
      response.writeHead(status).end('thanks')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    answer: (next: number): void => {
      status = next
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
