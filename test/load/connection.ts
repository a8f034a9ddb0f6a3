import { connect, type Socket } from 'node:net'

/** One kept-alive connection that has one request under way at a time; its own, since the client must be the faster one. */
export interface Connection {
  /** The status. Rejects where the connection broke. */
  send(request: Buffer): Promise<number>
  /** False once it was idle so long that the server may be about to end it. */
  readonly open: boolean
  close(): void
}

// Node's servers end a connection after 5 s without a request.
const IDLE_MS = 3_000

export async function open(url: string): Promise<Connection> {
  const { hostname, port } = new URL(url)
  const socket: Socket = connect(Number(port), hostname)
  socket.setNoDelay(true)
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  let got = ''
  let usedAt = performance.now()
  let waiting: { resolve: (status: number) => void; reject: (error: Error) => void } | null = null
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => {
    got += text
    const end = got.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = Number(/content-length: (\d+)/i.exec(got.slice(0, end))?.[1] ?? 0)
    if (got.length < end + 4 + length) return
    const status = Number(got.slice(9, 12))
    got = ''
    const done = waiting
    waiting = null
    done?.resolve(status)
  })
  const broke = (error?: Error) => {
    waiting?.reject(error ?? new Error('the connection was closed'))
    waiting = null
  }
  socket.on('error', broke)
  socket.on('close', () => broke())
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        usedAt = performance.now()
        socket.write(request)
      }),
    get open() {
      return socket.writable && performance.now() - usedAt < IDLE_MS
    },
    close: () => socket.destroy(),
  }
}
