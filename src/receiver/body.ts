import type { IncomingMessage } from 'node:http'
import type { room } from './room.ts'

/** The chunks, none where they are not kept; or why there are none. */
export type Body = readonly Buffer[] | 'oversized' | 'crowded' | 'cut'

interface Reading {
  /** Bytes that are too many. */
  readonly limit: number
  /** False where only the signature is of interest. */
  readonly keep: boolean
  readonly shared: ReturnType<typeof room>
  readonly each: (chunk: Buffer) => void
}

/** Reads a body as far as it is wanted; what comes after a refusal is left unread, and its connection must be closed. */
export function readBody(request: IncomingMessage, { limit, keep, shared, each }: Reading): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve('oversized')
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    let ended = false
    const end = (body: Body) => {
      if (ended) return
      ended = true
      share.leave()
      request.off('data', take)
      if (typeof body === 'string') {
        request.pause()
        chunks.length = 0
      }
      resolve(body)
    }
    const share = shared.enter(() => end('crowded'))
    const take = (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) return end('oversized')
      each(chunk)
      if (!keep) return
      chunks.push(chunk)
      share.take(chunk.length)
    }
    request.on('data', take)
    request.once('end', () => end(chunks))
    // Broken off by its sender, or by the server because it took too long.
    request.once('error', () => end('cut'))
    request.once('close', () => end('cut'))
  })
}
