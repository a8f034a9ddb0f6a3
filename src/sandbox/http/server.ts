import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { Recording } from '../traffic.ts'
import type { World } from '../world.ts'
import { acceptedPermissions, admit } from './access.ts'
import { authenticate } from './authenticate.ts'
import { ApiError, errorBody } from './errors.ts'
import { bytesOf, isBytes, tag } from './etag.ts'
import { faultAnswer, GIVEN_UP } from './failure.ts'
import type { Faults } from './faults.ts'
import { named, redirect } from './moved.ts'
import { type Usage, usageHeaders } from './quota.ts'
import { type Actor, type Answer, Context, type Request as ApiRequest } from './route.ts'
import { Past } from './past.ts'
import type { Match, Router } from './router.ts'

export interface Parts {
  readonly world: World
  readonly router: Router
  readonly faults: Faults
  readonly recording: Recording
}

/** The sandbox's HTTP side: every request goes one way, from fault to route to recording. */
export function createApi(parts: Parts): Hono<{ Bindings: HttpBindings }> {
  const api = new Hono<{ Bindings: HttpBindings }>()
  const past = new Past(parts.world, parts.faults)
  api.all('*', async (c) => {
    const request = await readRequest(parts.world, c.req.raw)
    const fault = parts.faults.takeApi(request)?.answer
    if (fault === 'hang') await hang(c.req.raw.signal)
    const answer =
      fault === undefined || fault === 'reset-after-write' || fault === '502-after-write'
        ? await serve(parts, request, past)
        : fail(parts, request, fault === 'hang' ? GIVEN_UP : faultAnswer(fault))
    if (fault === 'reset-after-write') c.env.outgoing.destroy()
    // The answer must be on its way before the webhooks that it causes.
    setImmediate(() => parts.world.hooks.flush())
    return toResponse(fault === '502-after-write' ? faultAnswer({ status: 502 }) : answer)
  })
  return api
}

async function readRequest(world: World, raw: Request): Promise<ApiRequest> {
  const url = new URL(raw.url)
  const path = url.pathname
    .replace(/^\/api\/(v3(?=\/|$)|(?=graphql))/, '')
    .replace(/^(?!\/)/, '/')
    .replace(/(.)\/+$/, '$1')
  return {
    // What GET answers, without its body: that, the server leaves out by itself.
    method: raw.method === 'HEAD' ? 'GET' : raw.method,
    path: named(world, path),
    params: {},
    query: url.searchParams,
    headers: raw.headers,
    raw: new Uint8Array(await raw.arrayBuffer()),
  }
}

async function serve(parts: Parts, request: ApiRequest, past: Past): Promise<Answer> {
  const match = parts.router(request.method, request.path)
  if (!match) parts.world.onUnhandled(`${request.method} ${request.path}`)
  let actor: Actor = { kind: 'anonymous' }
  let usage: Usage | null = null
  let answer: Answer
  const resource = resourceOf(request.path)
  try {
    actor = authenticate(parts.world, request.headers.get('authorization'))
    usage =
      request.path === '/rate_limit'
        ? parts.world.quota.usage(actor, 'core')
        : parts.world.quota.spend(actor, resource)
    past.keep(request)
    const shown = past.shown(request, actor)
    answer = await answerWith(shown.world, match, shown.actor, request)
    past.keep(request)
    // A query costs what it asks for, which is known only now.
    if (resource === 'graphql') usage = parts.world.quota.usage(actor, resource)
  } catch (error) {
    answer = toAnswer(error, match?.route.docs ?? null)
    // Who is not known is shown what strangers have left.
    usage ??= parts.world.quota.usage(actor, resource)
    if (resource === 'graphql' && answer.status === 403) answer = graphqlLimit(answer)
  }
  const tagged = tag(request, answer)
  if (tagged.status === 304) usage = parts.world.quota.refund(actor, resource)
  record(parts, request, actor, tagged)
  const limits = usage ? usageHeaders(usage) : {}
  const accepted =
    match && actor.kind === 'installation'
      ? { 'x-accepted-github-permissions': acceptedPermissions(match.route) }
      : {}
  return { ...tagged, headers: { ...standing(), ...limits, ...accepted, ...tagged.headers } }
}

function answerWith(
  world: World,
  match: Match | null,
  actor: Actor,
  request: ApiRequest,
): Answer | Promise<Answer> {
  if (!match) throw new ApiError(404, 'Not Found')
  const full = { ...request, params: match.params }
  redirect(world, actor, full)
  const repository = admit(world, actor, match.route, match.params)
  return match.route.handle(new Context(world, actor, full, repository))
}

/** GraphQL says even this with status 200. */
const graphqlLimit = ({ body, headers = {} }: Answer): Answer => {
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : ''
  return { status: 200, body: { errors: [{ type: 'RATE_LIMITED', message }] }, headers }
}

const resourceOf = (path: string): 'core' | 'search' | 'graphql' =>
  path.startsWith('/search/') ? 'search' : path === '/graphql' ? 'graphql' : 'core'

function toAnswer(error: unknown, docs: string | null): Answer {
  if (error instanceof ApiError)
    return { status: error.status, body: errorBody(error, docs), headers: error.headers }
  console.error('sandbox: a route failed, this is a bug of the sandbox:', error)
  return { status: 500, body: { message: `Sandbox bug: ${String(error)}` } }
}

/** A call that failed was one all the same, so it is recorded as such. */
function fail(parts: Parts, request: ApiRequest, answer: Answer): Answer {
  record(parts, request, actorOf(parts.world, request) ?? { kind: 'anonymous' }, answer)
  return { ...answer, headers: { ...standing(), ...answer.headers } }
}

function actorOf(world: World, request: ApiRequest): Actor | null {
  try {
    return authenticate(world, request.headers.get('authorization'))
  } catch (error) {
    if (error instanceof ApiError) return null
    throw error
  }
}

const standing = (): Record<string, string> => ({
  'x-github-request-id': randomUUID().slice(0, 18).toUpperCase(),
  'x-github-media-type': 'github.v3; format=json',
  'x-github-api-version-selected': '2022-11-28',
  server: 'debrief-sandbox',
})

function toResponse({ status, body, headers }: Answer): Response {
  const type = isBytes(body) ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'
  const empty = body === undefined || status === 204 || status === 304
  return new Response(empty ? null : Buffer.from(bytesOf(body)), {
    status,
    headers: { ...(empty ? {} : { 'content-type': type }), ...headers },
  })
}

const hang = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
  })

function record({ world, recording }: Parts, request: ApiRequest, actor: Actor, answer: Answer): void {
  recording.add({
    kind: 'api',
    at: world.now().toISOString(),
    method: request.method,
    path: request.path,
    query: request.query.toString(),
    actor: actor.kind,
    status: answer.status,
    request: readable(request.raw),
    response: answer.body instanceof Uint8Array ? Buffer.from(answer.body).toString() : (answer.body ?? null),
  })
}

/** The JSON that was sent, or the text where it is none; null for nothing. */
function readable(raw: Uint8Array): unknown {
  const text = Buffer.from(raw).toString()
  if (text === '') return null
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}
