import type { IncomingMessage } from 'node:http'
import type { berth } from './berth.ts'
import { LARGE } from './limits.ts'
import { litter } from './litter.ts'
import type { room } from './room.ts'

/** All of a body, none where it was not to be kept; it is gone once it is left. */
export interface Whole {
  readonly bytes: Buffer
  readonly leave: () => void
}
export type Refusal = 'oversized' | 'crowded' | 'cut'

interface Reading {
  /** Bytes that are too many. */
  readonly limit: number
  /** False where only the signature is of interest. */
  readonly keep: boolean
  readonly places: Places
  readonly each: (chunk: Buffer) => void
}

/** Where bodies are kept until it is known who signed them. */
export interface Places {
  readonly small: ReturnType<typeof room>
  readonly large: ReturnType<typeof berth>
}

/** Reads a body as far as it is wanted; what comes after a refusal is left unread, and its connection must be closed. */
export function readBody(request: IncomingMessage, reading: Reading): Promise<Whole | Refusal> {
  const { limit, keep, places, each } = reading
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve('oversized')
  return new Promise((resolve) => {
    let size = 0
    let ended = false
    const kept = keeping(request, places, () => refuse('crowded'))

    const take = (chunk: Buffer) => {
      if (size + chunk.length > limit) return refuse('oversized')
      each(chunk)
      if (keep) kept.add(chunk, size)
      size += chunk.length
      if (size > LARGE) litter(chunk.length)
    }
    const refuse = (why: Refusal) => {
      if (ended) return
      ended = true
      request.off('data', take)
      request.pause()
      kept.leave()
      resolve(why)
    }
    request.on('data', take)
    request.once('end', () => {
      if (ended) return
      ended = true
      resolve({ bytes: kept.whole(keep ? size : 0), leave: kept.leave })
    })
    // Broken off by its sender, or by the server because it took too long.
    request.once('error', () => refuse('cut'))
    request.once('close', () => refuse('cut'))
  })
}

/** In chunks while it is small; from then on in the place for large ones, whose line may have to be waited in. */
function keeping(request: IncomingMessage, { small, large }: Places, crowded: () => void) {
  const chunks: Buffer[] = []
  const share = small.enter(crowded)
  let berthed: Buffer | null = null
  let leaveBerth: (() => void) | null = null
  let left = false

  function move(bytes: Buffer): void {
    berthed = bytes
    let at = 0
    for (const chunk of chunks) at += chunk.copy(bytes, at)
    chunks.length = 0
    share.leave()
    request.resume()
  }

  return {
    add: (chunk: Buffer, at: number): void => {
      if (berthed) {
        chunk.copy(berthed, at)
        return
      }
      chunks.push(chunk)
      share.take(chunk.length)
      // It may just have been this one that gave way.
      if (left || at + chunk.length <= LARGE || leaveBerth) return
      request.pause()
      leaveBerth = large.enter(move, crowded)
    },
    whole: (size: number): Buffer => (berthed ? berthed.subarray(0, size) : Buffer.concat(chunks)),
    leave: (): void => {
      left = true
      share.leave()
      leaveBerth?.()
      chunks.length = 0
    },
  }
}
