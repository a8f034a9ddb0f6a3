import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { verify } from '@octokit/webhooks-methods'
import type { Probot } from 'probot'

export const WEBHOOK_PATH = '/api/github/webhooks'

// GitHub caps payloads at 25 MB: https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap
const MAX_BODY = 25 * 1024 * 1024
// GitHub itself gives up after 10 s; whoever sends slower is not GitHub.
const BODY_TIMEOUT_MS = 10_000

interface Answer {
  readonly status: number
  readonly message: string
}

const NO_OBJECT: Answer = {
  status: 400,
  message: 'the body is not a JSON object: set the content type to application/json',
}

/**
 * The HTTP server that GitHub talks to: verifies the signature over the raw bytes before anything is parsed, takes the
 * event in and answers. Probot's own server is not used: it takes bodies of any size and turns port 0 into 3000.
 */
export function receiver(probot: Pick<Probot, 'receive'>, secret: string): Server {
  const server = createServer((request, response) => {
    void route(request, probot, secret).then(
      (answer) => end(response, answer),
      () =>
        end(response, { status: 500, message: 'the event could not be taken in; GitHub can redeliver it' }),
    )
  })
  server.requestTimeout = BODY_TIMEOUT_MS
  server.headersTimeout = BODY_TIMEOUT_MS
  return server
}

function end(response: ServerResponse, { status, message }: Answer): void {
  // A refused body may still be under way: closing spares us from reading it.
  const close = status === 413 ? { connection: 'close' } : {}
  response.writeHead(status, { 'content-type': 'application/json', ...close })
  response.end(`${JSON.stringify(status < 400 ? { ok: true, message } : { ok: false, error: message })}\n`)
}

async function route(
  request: IncomingMessage,
  probot: Pick<Probot, 'receive'>,
  secret: string,
): Promise<Answer> {
  const path = (request.url ?? '/').split('?')[0]
  if (path === '/healthz' && request.method === 'GET') return { status: 200, message: 'alive' }
  if (path !== WEBHOOK_PATH)
    return { status: 404, message: `nothing is here; webhooks go to ${WEBHOOK_PATH}` }
  if (request.method !== 'POST') return { status: 405, message: 'webhooks are sent with POST' }
  const body = await readBody(request)
  if (body === null) return { status: 413, message: `the body is larger than ${MAX_BODY} bytes` }
  return take(request, body, probot, secret)
}

async function take(
  request: IncomingMessage,
  body: Buffer,
  probot: Pick<Probot, 'receive'>,
  secret: string,
): Promise<Answer> {
  const name = header(request, 'x-github-event')
  const id = header(request, 'x-github-delivery')
  const signature = header(request, 'x-hub-signature-256')
  if (!name || !id)
    return { status: 400, message: 'the headers x-github-event and x-github-delivery are missing' }
  if (!signature)
    return {
      status: 401,
      message: 'the header x-hub-signature-256 is missing: set the webhook secret on GitHub',
    }
  // Nothing is there to be verified, and `verify` takes that for a mistake of ours.
  if (body.length === 0) return NO_OBJECT
  const text = body.toString('utf8')
  // Not UTF-8: what was signed is then not what would be parsed.
  const honest = Buffer.byteLength(text) === body.length && (await verify(secret, text, signature))
  if (!honest)
    return {
      status: 401,
      message: 'the signature does not match: is the webhook secret the same on both sides?',
    }
  const payload = parse(text)
  if (payload === null) return NO_OBJECT
  // The event's name decides nothing here: whatever no feature listens to wakes no job.
  await probot.receive({ id, name, payload } as Parameters<Probot['receive']>[0])
  return { status: 202, message: 'taken in' }
}

function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : null
}

function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

/** The raw bytes, or null as soon as they are too many. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY) return null
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
