import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { open, type Connection } from './connection.ts'
import { request } from './delivery.ts'

export interface Measured {
  readonly answered: number
  readonly failed: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

// Each delivery of a run is about another issue, so that none folds into a twin.
let next = 1

/** As GitHub does: so many a second, whether the last one is answered or not. Latency counts from when it was due. */
export async function steady(url: string, perSecond: number, seconds: number): Promise<Measured> {
  const tally = new Tally()
  const free: Connection[] = []
  const all: Promise<void>[] = []
  const began = performance.now()
  for (let at = 0; at < perSecond * seconds; at++) {
    const due = began + (at * 1_000) / perSecond
    const early = due - performance.now()
    if (early > 0) await setTimeout(early)
    const body = request(next++)
    const send = async () => {
      let connection = free.pop()
      while (connection && !connection.open) connection = free.pop()
      connection ??= await open(url)
      await tally.of(connection.send(body), Math.max(due, performance.now() - 2))
      free.push(connection)
    }
    all.push(send())
  }
  await Promise.all(all)
  for (const connection of free) connection.close()
  return tally.result(performance.now() - began)
}

/** As many as it takes: each connection sends the next one as soon as the last is answered. */
export async function flood(url: string, connections: number, seconds: number): Promise<Measured> {
  const tally = new Tally()
  const began = performance.now()
  const end = began + seconds * 1_000
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = await open(url)
      while (performance.now() < end) {
        const body = request(next++)
        await tally.of(connection.send(body), performance.now())
      }
      connection.close()
    }),
  )
  return tally.result(performance.now() - began)
}

class Tally {
  readonly #ms: number[] = []
  #failed = 0

  async of(answer: Promise<number>, since: number): Promise<void> {
    const status = await answer.catch(() => 0)
    this.#ms.push(performance.now() - since)
    if (status < 200 || status >= 300) this.#failed++
  }

  result(tookMs: number): Measured {
    const answered = this.#ms.length - this.#failed
    return {
      answered,
      failed: this.#failed,
      perSecond: answered / (tookMs / 1_000),
      p50: quantile(this.#ms, 0.5),
      p99: quantile(this.#ms, 0.99),
    }
  }
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
