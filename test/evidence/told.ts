import { merge, type MergeOptions } from '../../src/evidence/merge.ts'
import {
  isMisread,
  type Adapter,
  type Evidence,
  type Misread,
  type Reading,
} from '../../src/evidence/evidence.ts'
import type { Entry } from '../../src/evidence/entry.ts'
import { read } from '../../src/evidence/read.ts'
import { csv } from '../../src/evidence/adapters/csv.ts'
import { plain } from '../../src/evidence/adapters/plain.ts'

export const NOW = new Date('2026-11-23T12:00:00Z')
export const READING: Reading = { file: 'notes.txt', zone: 'UTC', day: '2026-11-20', now: NOW }

/** Evidence with what a test does not care about filled in. */
export const evidence = (some: Partial<Evidence> & Pick<Evidence, 'at'>): Evidence => ({
  end: null, kind: 'system', text: 'something happened', source: 'a tool', link: null, origin: { file: 'a', line: 1 }, id: null,
  zoneStated: true, alert: null, ...some,
}) // prettier-ignore

/** An export whose lines are evidence as JSON: what an adapter would have made of a tool's own. */
const jsonLines: Adapter = {
  name: 'told',
  title: 'Evidence as JSON lines',
  recognises: ({ text }) => text.includes('"zoneStated"'),
  async *read(pieces, { file }) {
    let text = ''
    for await (const piece of pieces) text += piece
    for (const [index, line] of text.trim().split('\n').entries()) {
      yield { ...(JSON.parse(line) as Evidence), origin: { file, line: index + 1 } }
    }
  },
}

export type Files = Readonly<Record<string, string | Uint8Array | readonly Evidence[]>>

export interface Out {
  readonly entries: readonly Entry[]
  readonly findings: readonly Misread[]
  readonly told: number
  readonly kept: number
}

/** Merges files that are given as text, or as what an adapter makes of them. */
export async function merged(files: Files, options: Partial<MergeOptions> = {}): Promise<Out> {
  const sources = Object.entries(files).map(([file, content]) => ({
    file,
    open: () => inPieces(contentOf(content)),
  }))
  const adapters = [jsonLines, plain]
  const result = await merge(sources, { zone: 'UTC', day: '2026-11-20', now: NOW, adapters, ...options })
  return { ...result, entries: await listOf(result.entries) }
}

/** What one file tells. */
export async function toldBy(
  content: string | Uint8Array | readonly Evidence[],
  reading: Partial<Reading> = {},
) {
  const full = { ...READING, ...reading }
  const source = { file: full.file, open: () => inPieces(contentOf(content)) }
  const told = await listOf(read(source, full, { adapters: [jsonLines, plain, csv] }))
  return { entries: told.filter((one) => !isMisread(one)), misread: told.filter(isMisread) }
}

export async function listOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

const contentOf = (content: Files[string]): Uint8Array =>
  typeof content === 'string' || content instanceof Uint8Array
    ? Buffer.from(content)
    : Buffer.from(content.map((one) => JSON.stringify(one)).join('\n'))

/** In pieces that end anywhere: within a line, and within a character. */
export async function* inPieces(bytes: Uint8Array, size = 7): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size)
}
