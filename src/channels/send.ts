import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import type { IncomingMessage, ClientRequest } from 'node:http'
import { request, type RequestOptions } from 'node:https'
import { isIP } from 'node:net'
import { isOfTheInternet } from './address.ts'
import { Failed, Refused } from './failure.ts'
import { mayPass } from './outcome.ts'

/** How the world outside is reached; a test names its own. */
export interface Reach {
  readonly resolve: (host: string) => Promise<readonly LookupAddress[]>
  readonly isAllowed: (address: string) => boolean
  readonly request: (
    url: URL,
    options: RequestOptions,
    heard: (answer: IncomingMessage) => void,
  ) => ClientRequest
  /** For all of it, from the name's look-up to the answer's head. */
  readonly timeoutMs: number
}

export const INTERNET: Reach = {
  resolve: (host) => lookup(host, { all: true }),
  isAllowed: isOfTheInternet,
  request,
  timeoutMs: 10_000,
}

export interface Outgoing {
  readonly url: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

const LONGEST_PAUSE_MS = 60 * 60_000

/**
 * Sends one message. Follows no redirect, reads no answer but its head, and connects to no address that is not the Internet's: the
 * addresses that are checked are those that are connected to, so a name that changes its mind in between helps nobody.
 * @throws Refused, Failed
 */
export async function send({ url, body, headers }: Outgoing, reach: Reach = INTERNET): Promise<void> {
  const target = new URL(url)
  if (isIP(target.hostname.replace(/^\[|\]$/g, '')) !== 0) throw new Refused('inside')
  const { status, retryAfter } = await ask(target, { body, headers }, reach)
  if (status >= 200 && status < 300) return
  if (status >= 300 && status < 400) throw new Refused('redirect')
  if (mayPass(status)) throw new Failed(`status-${status}`, pauseOf(retryAfter))
  throw new Refused(`status-${status}`)
}

interface Head {
  readonly status: number
  readonly retryAfter: string | undefined
}

function ask(url: URL, { body, headers }: Omit<Outgoing, 'url'>, reach: Reach): Promise<Head> {
  const { promise, resolve, reject } = Promise.withResolvers<Head>()
  const bytes = Buffer.from(body, 'utf8')
  const options: RequestOptions = {
    method: 'POST',
    // One connection for one message: none is kept whose address was checked some time ago.
    agent: false,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': bytes.length,
      'user-agent': 'debrief',
      ...headers,
    },
    lookup: (host, { all = false }, answer) => {
      addressesOf(host, reach).then(
        (found) => (all ? answer(null, [...found]) : answer(null, found[0].address, found[0].family)),
        (error: unknown) => answer(error instanceof Error ? error : new Failed('unreachable'), []),
      )
    },
  }
  const asking = reach.request(url, options, (answer) => {
    resolve({ status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] })
    answer.destroy()
  })
  const timer = setTimeout(() => asking.destroy(new Failed('timeout')), reach.timeoutMs)
  asking.on('error', (error) =>
    reject(error instanceof Failed || error instanceof Refused ? error : new Failed('unreachable')),
  )
  asking.on('close', () => {
    clearTimeout(timer)
    reject(new Failed('unreachable')) // no more than a word too many, where the head has come
  })
  asking.end(bytes)
  return promise
}

type Addresses = readonly [LookupAddress, ...LookupAddress[]]

/** One that is not the Internet's among others is enough to refuse: an honest name has none. */
async function addressesOf(host: string, { resolve, isAllowed }: Reach): Promise<Addresses> {
  const [first, ...others] = await resolve(host).catch(() => [])
  if (!first) throw new Failed('unreachable')
  const found: Addresses = [first, ...others]
  if (!found.every(({ address }) => isAllowed(address))) throw new Refused('inside')
  return found
}

/** `Retry-After` in seconds or as a date; at most an hour. */
function pauseOf(header: string | undefined): number | null {
  if (header === undefined) return null
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), LONGEST_PAUSE_MS) : null
}
