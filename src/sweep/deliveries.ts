import type { Client } from '../github/client.ts'
import { statusOf } from '../github/errors.ts'
import type { Log } from '../reconcile.ts'
import type { Notes } from './notes.ts'

// As long as GitHub keeps a delivery.
const KEPT_MS = 3 * 24 * 60 * 60_000
// The app has 5,000 requests an hour in its own name, and needs some of them for tokens. What is left comes next time.
const MOST_AT_ONCE = 500
const MOST_PAGES = 50
const SIZE = 100

interface Delivery {
  /** As text: ids have outgrown what a number holds exactly. */
  readonly id: string
  readonly guid: string
}

/**
 * Has GitHub send again what failed to arrive in the last three days: each once, the oldest first. Whether that helps or
 * not, the sweep finds the rest; so nothing is lost where this fails. Returns how many were asked for.
 */
export async function redeliver(app: Client, notes: Notes, now: Date, log: Log): Promise<number> {
  const failed = await failures(app, new Date(now.getTime() - KEPT_MS))
  const known = await notes.read<object>(failed.map(({ guid }) => keyOf(guid)))
  const missed = failed.filter(({ guid }) => !known.has(keyOf(guid))).toReversed()
  let asked = 0
  for (const { id, guid } of missed.slice(0, MOST_AT_ONCE)) {
    // Before it is asked for: better once too few, which the sweep makes good, than again and again.
    await notes.write(keyOf(guid), { redelivered: true })
    try {
      await app.request('POST /app/hook/deliveries/{delivery_id}/attempts', {
        delivery_id: id as unknown as number, // it only becomes part of the address
      })
      asked++
    } catch (error) {
      const status = statusOf(error)
      if (status === null || status === 403 || status === 429 || status >= 500) throw error
      log.warn({ delivery: guid, status }, 'GitHub would not send a delivery again')
    }
  }
  if (asked > 0) log.info({ asked, left: missed.length - asked }, 'failed deliveries were asked for again')
  return asked
}

const keyOf = (guid: string): string => `delivery ${guid}`

/** The newest first, each event once: a repeat has its guid. Servers that do not know `status` list all of them. */
async function failures(app: Client, since: Date): Promise<Delivery[]> {
  const failed = new Map<string, Delivery>()
  const arrived = new Set<string>()
  let cursor: string | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data, headers } = await app.request('GET /app/hook/deliveries', {
      per_page: SIZE,
      status: 'failure',
      ...(cursor === undefined ? {} : { cursor }),
    })
    for (const { id, guid, status_code: status, delivered_at: at } of data) {
      if (Date.parse(at) < since.getTime()) continue
      if (status >= 200 && status < 400) arrived.add(guid)
      else failed.set(guid, { id: String(id), guid })
    }
    cursor = nextCursor(headers.link)
    const last = data.at(-1)
    if (cursor === undefined || !last || Date.parse(last.delivered_at) < since.getTime()) break
  }
  return [...failed.values()].filter(({ guid }) => !arrived.has(guid))
}

function nextCursor(link: string | undefined): string | undefined {
  const [, next] = /<([^>]*)>; rel="next"/.exec(link ?? '') ?? []
  return next === undefined ? undefined : (new URL(next).searchParams.get('cursor') ?? undefined)
}
