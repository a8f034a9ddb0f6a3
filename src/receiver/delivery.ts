import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { RawEvent } from '../github/event.ts'
import type { DeliveryResult } from '../metrics/registry.ts'
import { Unstorable, type Job } from '../queue/queue.ts'
import type { Log } from '../reconcile.ts'
import type { batches } from './batch.ts'
import { readBody, type Places, type Refusal } from './body.ts'
import { limitOf } from './limits.ts'
import { verifier } from './signature.ts'

export interface Intake {
  /** At least one; two while one is replaced by the other. */
  readonly secrets: readonly string[]
  /** The events that can wake a job: the bodies of others are verified as they pass, and not kept. */
  readonly hears: ReadonlySet<string>
  readonly jobsOf: (event: RawEvent) => readonly Job[]
  readonly log: Pick<Log, 'error'>
}

export interface Doors extends Intake {
  readonly store: ReturnType<typeof batches>
  readonly places: Places
}

export interface Answer {
  readonly status: number
  readonly message: string
  /** The body was not read to its end: the connection is of no further use. */
  readonly unread?: boolean
}

/** One delivery: verified over its raw bytes, then parsed, its jobs stored, then answered for. */
export async function take(
  request: IncomingMessage,
  doors: Doors,
): Promise<readonly [DeliveryResult, Answer]> {
  const name = header(request, 'x-github-event')
  const delivery = header(request, 'x-github-delivery')
  const signature = header(request, 'x-hub-signature-256')
  if (!name || !delivery) return NAMELESS
  if (!signature) return UNSIGNED
  const check = verifier(doors.secrets)
  const heard = doors.hears.has(name)
  const reading = { limit: limitOf(name), keep: heard, places: doors.places, each: check.update }
  const body = await readBody(request, reading)
  if (typeof body === 'string') return refused(body, reading.limit)
  let payload: object | null
  try {
    if (!check.matches(signature)) return FORGED
    if (!heard) return IDLE
    payload = parse(body.bytes)
  } finally {
    body.leave()
  }
  if (payload === null) return NO_OBJECT
  const jobs = doors.jobsOf({ name, payload })
  return jobs.length === 0 ? IDLE : store(jobs, delivery, doors)
}

async function store(
  jobs: readonly Job[],
  delivery: string,
  { store, log }: Doors,
): Promise<readonly [DeliveryResult, Answer]> {
  try {
    await store.add(jobs.map((job) => ({ ...job, delivery })))
    return STORED
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (error instanceof Unstorable) {
      log.error({ delivery, reason }, 'a delivery was refused, since what it is about cannot be stored')
      return UNSTORABLE
    }
    log.error({ delivery, reason }, 'not stored')
    return NOT_STORED
  }
}

function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : null
}

function parse(body: Buffer): object | null {
  // What is not UTF-8 would be parsed as something else than was signed.
  if (!isUtf8(body)) return null
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null // the error quotes the payload, which nobody shall read in a log
  }
}

type Settled = readonly [DeliveryResult, Answer]
const STORED: Settled = ['stored', { status: 202, message: 'taken in' }]
const IDLE: Settled = ['idle', { status: 202, message: 'taken in, nothing to do' }]
const NAMELESS: Settled = [
  'malformed',
  { status: 400, message: 'the headers x-github-event and x-github-delivery are missing', unread: true },
]
const NO_OBJECT: Settled = [
  'malformed',
  { status: 400, message: 'the body is not a JSON object: set the content type to application/json' },
]
const UNSIGNED: Settled = [
  'unsigned',
  {
    status: 401,
    message: 'the header x-hub-signature-256 is missing: set the webhook secret on GitHub',
    unread: true,
  },
]
const FORGED: Settled = [
  'unsigned',
  { status: 401, message: 'the signature does not match: is the webhook secret the same on both sides?' },
]
const UNSTORABLE: Settled = [
  'malformed',
  { status: 422, message: 'a name in it cannot be stored: it is too long, or no text' },
]
const NOT_STORED: Settled = [
  'failed',
  { status: 503, message: 'the event could not be stored; GitHub can redeliver it' },
]

function refused(why: Refusal, limit: number): Settled {
  if (why === 'oversized')
    return [why, { status: 413, message: `the body is larger than ${limit} bytes`, unread: true }]
  if (why === 'crowded')
    return [why, { status: 503, message: 'too much comes in at once; GitHub can redeliver it', unread: true }]
  return [why, { status: 408, message: 'the body did not come to its end', unread: true }]
}
