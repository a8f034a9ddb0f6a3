import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { DeliveryResult, Metrics } from '../metrics/registry.ts'
import type { Job } from '../queue/queue.ts'
import type { Log } from '../reconcile.ts'
import { batches } from './batch.ts'
import { berth } from './berth.ts'
import { take, type Answer, type Doors, type Intake } from './delivery.ts'
import { ANSWER_MS, BODY_MS, CLOSING_MS, LARGE_MS, MAX_BODY, ROOM } from './limits.ts'
import { refusals } from './refusals.ts'
import { room } from './room.ts'

export const WEBHOOK_PATH = '/api/github/webhooks'

export interface ReceiverOptions extends Intake {
  /** Resolves once these jobs are stored for good. */
  readonly push: (jobs: readonly Job[]) => Promise<void>
  /** Pushes under way at once. */
  readonly pushesAtOnce?: number | undefined
  /** What is not as it must be for the app to do its work; none where all is well. */
  readonly lacks: () => Promise<readonly string[]>
  readonly metrics: Metrics
  readonly log: Pick<Log, 'warn' | 'error'>
  /** Milliseconds that a whole request may take to come. */
  readonly bodyMs?: number | undefined
}

export interface Receiver {
  readonly server: Server
  /** Takes no new connection, answers what is under way. */
  close(): Promise<void>
}

/**
 * The HTTP server that GitHub talks to. Neither Probot's own server nor its `receive` is used: the one takes bodies of any size
 * and turns port 0 into 3000, the other writes whole payloads into the debug log and answers before anything is stored.
 */
export function receiver(options: ReceiverOptions): Receiver {
  const { push, pushesAtOnce = 1, metrics, log, bodyMs = BODY_MS } = options
  const store = batches(push, { atOnce: pushesAtOnce, patienceMs: ANSWER_MS })
  const doors: Doors = { ...options, store, places: { small: room(ROOM), large: berth(MAX_BODY, LARGE_MS) } }
  const tell = refusals(log)
  let closing = false

  async function deliver(request: IncomingMessage): Promise<Answer> {
    const timed = metrics.acknowledgement.startTimer()
    const [result, answer] = await take(request, doors).catch((error: unknown) => {
      log.error({ err: error }, 'a delivery could not be understood')
      return FAULT
    })
    timed()
    metrics.deliveries.inc({ event: nameOf(request, options.hears), result })
    tell(result, answer.message)
    return answer
  }

  const server = createServer(
    { connectionsCheckingInterval: Math.min(1_000, bodyMs) },
    (request, response) => {
      void route(request, response, options, deliver).then(
        (answer) => answer && end(response, answer, closing),
        (error: unknown) => {
          log.error({ err: error }, 'a request could not be answered')
          end(response, { status: 500, message: 'this could not be answered; the log says why' }, closing)
        },
      )
    },
  )
  server.requestTimeout = bodyMs
  server.headersTimeout = bodyMs
  return {
    server,
    close: async () => {
      closing = true
      const late = setTimeout(() => server.closeAllConnections(), CLOSING_MS)
      await new Promise((resolve) => server.close(resolve))
      clearTimeout(late)
    },
  }
}

const FAULT: readonly [DeliveryResult, Answer] = [
  'failed',
  { status: 500, message: 'the event could not be taken in; GitHub can redeliver it' },
]

// Anybody can send any name: those that we do not know share one label.
function nameOf({ headers }: IncomingMessage, hears: ReadonlySet<string>): string {
  const name = String(headers['x-github-event'])
  return hears.has(name) || name === 'ping' ? name : 'other'
}

/** The answer, or null where it was given already. */
async function route(
  request: IncomingMessage,
  response: ServerResponse,
  { lacks, metrics }: ReceiverOptions,
  deliver: (request: IncomingMessage) => Promise<Answer>,
): Promise<Answer | null> {
  const path = (request.url ?? '/').split('?')[0]
  if (path === WEBHOOK_PATH)
    return request.method === 'POST'
      ? deliver(request)
      : { status: 405, message: 'webhooks are sent with POST', unread: true }
  if (request.method !== 'GET') return NOTHING
  if (path === '/healthz') return { status: 200, message: 'alive' }
  if (path === '/readyz') {
    const missing = await lacks()
    return missing.length === 0
      ? { status: 200, message: 'ready' }
      : { status: 503, message: missing.join('; ') }
  }
  if (path !== '/metrics') return NOTHING
  const page = await metrics.registry.metrics()
  response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(page)
  return null
}

const NOTHING: Answer = {
  status: 404,
  message: `nothing is here; webhooks go to ${WEBHOOK_PATH}`,
  unread: true,
}

function end(response: ServerResponse, { status, message, unread }: Answer, closing: boolean): void {
  const body = `${JSON.stringify(status < 400 ? { ok: true, message } : { ok: false, error: message })}\n`
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(unread || closing ? { connection: 'close' } : {}),
  })
  response.end(body)
}
