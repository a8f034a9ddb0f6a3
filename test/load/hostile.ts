import { connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { head } from './delivery.ts'
import { flood } from './phases.ts'
import type { startServer } from './server.ts'

const MB = 1024 * 1024
const FORGED = `sha256=${'0'.repeat(64)}`

export interface Siege {
  readonly name: string
  /** The greatest growth of the server's memory while it lasted, in bytes beyond what it was before the first of them. */
  readonly grewBy: number
  /** How often each status was answered; `cut` where the connection was closed without one. */
  readonly answers: Readonly<Record<string, number>>
}

interface Attack {
  readonly name: string
  readonly connections: number
  readonly event: string
  /** Null: in chunks that say nothing of the end. */
  readonly announced: number | null
  readonly sent: number
  /** Milliseconds between the pieces of 64 KB, or of one byte where it is more than none. */
  readonly everyMs: number
}

const ATTACKS: readonly Attack[] = [
  { name: 'forged, 15 KB', connections: 1_000, event: 'issues', announced: 15_000, sent: 15_000, everyMs: 0 },
  { name: 'forged, 24 MB', connections: 40, event: 'push', announced: 24 * MB, sent: 24 * MB, everyMs: 0 },
  {
    name: 'forged, 24 MB, unknown event',
    connections: 20,
    event: 'x',
    announced: 24 * MB,
    sent: 24 * MB,
    everyMs: 0,
  },
  {
    name: 'announced with 400 MB',
    connections: 50,
    event: 'push',
    announced: 400 * MB,
    sent: 60 * MB,
    everyMs: 0,
  },
  { name: 'chunked without end', connections: 20, event: 'push', announced: null, sent: 60 * MB, everyMs: 0 },
  {
    name: 'a byte every 500 ms',
    connections: 200,
    event: 'issues',
    announced: 5_000,
    sent: 60,
    everyMs: 500,
  },
]

/** Attacks one after another, and how the server's memory grows meanwhile. */
export async function besiege(server: Awaited<ReturnType<typeof startServer>>): Promise<readonly Siege[]> {
  await flood(server.url, 10, 2) // what any server grows by in its first seconds is none of theirs
  const before = await server.rss()
  const sieges: Siege[] = []
  for (const attack of ATTACKS) {
    let peak = before
    const watch = setInterval(() => void server.rss().then((rss) => (peak = Math.max(peak, rss))), 50)
    const answers: Record<string, number> = {}
    await inParallel(attack.connections, 100, async () => {
      const answer = await strike(server.url, attack)
      answers[answer] = (answers[answer] ?? 0) + 1
    })
    clearInterval(watch)
    sieges.push({ name: attack.name, grewBy: peak - before, answers })
  }
  return sieges
}

async function inParallel(times: number, atOnce: number, work: () => Promise<void>): Promise<void> {
  let left = times
  const one = async () => {
    while (left-- > 0) await work()
  }
  await Promise.all(Array.from({ length: Math.max(atOnce, 1) }, one))
}

async function strike(url: string, attack: Attack): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let got = ''
  socket.setEncoding('latin1').on('data', (text: string) => (got += text))
  socket.on('error', () => undefined) // that it is cut is what is hoped for
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const answered = new Promise<void>((resolve) => socket.once('data', () => resolve()))
  socket.write(head({ id: 'x', event: attack.event, signature: FORGED, length: attack.announced }))
  await Promise.race([answered, pour(socket, attack, closed)])
  await Promise.race([closed, answered, setTimeout(15_000)])
  socket.destroy()
  return /^HTTP\/1\.1 (\d{3})/.exec(got)?.[1] ?? 'cut'
}

async function pour(
  socket: Socket,
  { sent, everyMs, announced }: Attack,
  closed: Promise<void>,
): Promise<void> {
  const piece = Buffer.alloc(everyMs > 0 ? 1 : 64 * 1024, 'x')
  for (let left = sent; left > 0 && socket.writable; left -= piece.length) {
    const part = piece.subarray(0, Math.min(left, piece.length))
    const framed =
      announced === null ? Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, CRLF]) : part
    if (!socket.write(framed)) {
      await Promise.race([new Promise<void>((resolve) => socket.once('drain', resolve)), closed])
    }
    if (everyMs > 0) await setTimeout(everyMs)
  }
}
const CRLF = Buffer.from('\r\n')
