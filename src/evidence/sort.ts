import { randomUUID } from 'node:crypto'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What is sorted by its instant; of the same instant, the first that came stays first. */
export interface Dated {
  /** ISO, UTC, with milliseconds: in the order of the alphabet. */
  readonly at: string
}

// What is kept in memory is about three times its text; a million log lines make about ten runs of this size.
const RUN_BYTES = 24 * 1024 * 1024
const EACH_BYTES = 400
// Each open run takes a file descriptor and a block of memory.
const MOST_RUNS = 64
const BLOCK = 256 * 1024

/**
 * Sorts more than memory holds: what is over a run's size goes to a temporary file. The file loses its name as soon as it is
 * open, so that nothing of it is left however the process ends.
 */
export class Sorter<T extends Dated> {
  readonly #runBytes: number
  readonly #sizeOf: (item: T) => number
  #items: T[] = []
  #bytes = 0
  #runs: Run<T>[] = []

  constructor(sizeOf: (item: T) => number, runBytes = RUN_BYTES) {
    this.#sizeOf = sizeOf
    this.#runBytes = runBytes
  }

  /**
   * Something to wait for where memory is full, else null: to wait a million times for nothing takes seconds.
   * @throws Error where the temporary folder (`TMPDIR`) is full or may not be written.
   */
  add(item: T): Promise<void> | null {
    this.#items.push(item)
    this.#bytes += EACH_BYTES + this.#sizeOf(item)
    return this.#bytes >= this.#runBytes ? this.#spill() : null
  }

  /** All of them, many at a time; once. */
  async *sorted(): AsyncIterable<readonly T[]> {
    try {
      this.#items.sort(byInstant)
      if (this.#runs.length === 0) {
        yield this.#items
        return
      }
      yield* mergeRuns([...this.#runs, inMemory(this.#items)])
    } finally {
      await this.close()
    }
  }

  async close(): Promise<void> {
    this.#items = []
    await Promise.all(this.#runs.splice(0).map((run) => run.close()))
  }

  async #spill(): Promise<void> {
    const items = this.#items.sort(byInstant)
    this.#items = []
    this.#bytes = 0
    this.#runs.push(await writeRun(inMemory(items)))
    if (this.#runs.length < MOST_RUNS) return
    const runs = this.#runs
    this.#runs = []
    try {
      this.#runs = [await writeRun({ next: nextOf(mergeRuns(runs)), close: async () => undefined })]
    } finally {
      await Promise.all(runs.map((run) => run.close()))
    }
  }
}

const byInstant = (one: Dated, two: Dated): number => (one.at < two.at ? -1 : one.at > two.at ? 1 : 0)

/** Sorted items, some at a time; an empty list is the end. */
interface Run<T> {
  next(): Promise<readonly T[]>
  close(): Promise<void>
}

function inMemory<T>(items: readonly T[]): Run<T> {
  let left = items
  const next = async (): Promise<readonly T[]> => {
    const all = left
    left = []
    return all
  }
  return { next, close: async () => undefined }
}

function nextOf<T>(batches: AsyncIterable<readonly T[]>): Run<T>['next'] {
  const iterator = batches[Symbol.asyncIterator]()
  return async () => {
    const next = await iterator.next()
    return next.done ? [] : next.value
  }
}

async function writeRun<T>(run: Run<T>): Promise<Run<T>> {
  const path = join(tmpdir(), `debrief-${randomUUID()}.run`)
  const file = await open(path, 'wx+', 0o600)
  try {
    await rm(path)
    for (let items = await run.next(); items.length > 0; items = await run.next()) await write(file, items)
    return readRun(file)
  } catch (error) {
    await file.close()
    throw error
  }
}

async function write(file: FileHandle, items: readonly unknown[]): Promise<void> {
  let block = ''
  for (const item of items) {
    block += `${JSON.stringify(item)}\n`
    if (block.length < BLOCK) continue
    await file.write(block)
    block = ''
  }
  if (block !== '') await file.write(block)
}

function readRun<T>(file: FileHandle): Run<T> {
  const block = Buffer.alloc(BLOCK)
  const decoder = new TextDecoder()
  let position = 0
  let rest = ''
  const next = async (): Promise<readonly T[]> => {
    for (;;) {
      const { bytesRead } = await file.read(block, 0, BLOCK, position)
      if (bytesRead === 0) return []
      position += bytesRead
      const text = rest + decoder.decode(block.subarray(0, bytesRead), { stream: true })
      const end = text.lastIndexOf('\n')
      rest = text.slice(end + 1)
      if (end >= 0) return JSON.parse(`[${text.slice(0, end).replaceAll('\n', ',')}]`) as T[]
    }
  }
  return { next, close: () => file.close() }
}

/** The first of each run, and where it goes on. */
interface Head<T> {
  readonly run: Run<T>
  readonly order: number
  items: readonly T[]
  at: number
  first: T
}

// One at a time would cost a turn of the event loop's queue for each.
const BATCH = 1_000

async function* mergeRuns<T extends Dated>(runs: readonly Run<T>[]): AsyncIterable<readonly T[]> {
  const heap: Head<T>[] = []
  for (const [order, run] of runs.entries()) {
    const items = await run.next()
    const first = items[0]
    if (first !== undefined) heap.push({ run, order, items, at: 0, first })
  }
  for (let index = heap.length >> 1; index >= 0; index--) sink(heap, index)
  let batch: T[] = []
  for (let top = heap[0]; top !== undefined; top = heap[0]) {
    batch.push(top.first)
    if (batch.length === BATCH) {
      yield batch
      batch = []
    }
    top.at += 1
    if (top.at >= top.items.length) {
      top.items = await top.run.next()
      top.at = 0
    }
    const first = top.items[top.at]
    if (first === undefined) {
      const last = heap.pop()
      if (last === undefined || last === top) continue
      heap[0] = last
    } else top.first = first
    sink(heap, 0)
  }
  if (batch.length > 0) yield batch
}

function sink<T extends Dated>(heap: Head<T>[], from: number): void {
  let at = from
  const head = heap[at]
  if (head === undefined) return
  for (;;) {
    const left = heap[2 * at + 1]
    const right = heap[2 * at + 2]
    if (left === undefined) break
    const least = right !== undefined && isBefore(right, left) ? right : left
    if (!isBefore(least, head)) break
    heap[at] = least
    at = 2 * at + (least === left ? 1 : 2)
  }
  heap[at] = head
}

const isBefore = <T extends Dated>(one: Head<T>, two: Head<T>): boolean =>
  one.first.at < two.first.at || (one.first.at === two.first.at && one.order < two.order)
