import { clockOf, Clocks, type Skew } from './clocks.ts'
import type { ClockDoubt, Entry } from './entry.ts'
import { isMisread, type Adapter, type Evidence, type Misread, type Reading } from './evidence.ts'
import { passes, type Filter } from './filter.ts'
import { Findings } from './findings.ts'
import { Join } from './join.ts'
import { folderOf, isList, isMemberList, membersIn } from './people.ts'
import { read, type Source } from './read.ts'
import { Sorter } from './sort.ts'
import { detached } from './tell.ts'

export interface MergeOptions extends Omit<Reading, 'file'> {
  readonly filter?: Filter | undefined
  readonly adapters?: readonly Adapter[] | undefined
  /** Bytes of one file, unpacked, after which it is read no further. */
  readonly most?: number | undefined
  /** Bytes of text that are kept in memory before they go to a temporary file. */
  readonly memory?: number | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

export interface Progress {
  readonly file: string
  /** Read so far, of all files: bytes as they lie in the files, and what was understood and is wanted. */
  readonly bytes: number
  readonly kept: number
}

export interface Merged {
  /** In the order of time, once. To stop before their end frees what they hold. */
  readonly entries: AsyncIterable<Entry>
  /** What there is to say about the files: all of it. */
  readonly findings: readonly Misread[]
  /** How much was understood, and how much of it was wanted. */
  readonly told: number
  readonly kept: number
}

/** Evidence as it lies in a run: with how it stands to its neighbours in the file. */
interface Kept extends Evidence {
  readonly steps: number
}

/**
 * Merges exports into one list in the order of time, in bounded memory: the files are read one after the other, what is
 * wanted of them is sorted (on disk where it is much), and what tells of the same event becomes one entry.
 * @throws Error where the temporary folder is full or may not be written.
 */
export async function merge(sources: readonly Source[], options: MergeOptions): Promise<Merged> {
  const findings = new Findings()
  const clocks = new Clocks()
  const sorter = new Sorter<Kept>(sizeOf, options.memory)
  const counts = { bytes: 0, told: 0, kept: 0 }
  try {
    const { exports, people } = await withPeople(sources, options)
    const reader = { options: { ...options, people }, findings, clocks, counts }
    for (const source of exports) await readInto(sorter, source, reader)
  } catch (error) {
    await sorter.close()
    throw error
  }
  for (const one of [...clocks.outOfOrder(), ...clocks.skewed()]) findings.add(one)
  const { told, kept } = counts
  return { entries: joined(sorter, clocks), findings: findings.list(), told, kept }
}

/** The exports, and whom the lists of members among them name. */
async function withPeople(sources: readonly Source[], options: MergeOptions) {
  const people = new Map(options.people)
  const exports: Source[] = []
  const slack = new Set<string>()
  for (const source of sources) {
    const members = isMemberList(source) ? await membersIn(source, { ...options, file: source.file }) : null
    if (members === null || members.size === 0) exports.push(source)
    else slack.add(folderOf(source))
    for (const [id, name] of members ?? []) people.set(id, name)
  }
  return { exports: exports.filter((source) => !(isList(source) && slack.has(folderOf(source)))), people }
}

interface Reader {
  readonly options: MergeOptions
  readonly findings: Findings
  readonly clocks: Clocks
  readonly counts: { bytes: number; told: number; kept: number }
}

async function readInto(sorter: Sorter<Kept>, source: Source, reader: Reader): Promise<void> {
  const { options, findings, clocks, counts } = reader
  const { filter = {}, adapters, most, onProgress, zone, day, now, people = new Map() } = options
  const { file } = source
  const onBytes = (bytes: number): void => {
    counts.bytes += bytes
    onProgress?.({ file, bytes: counts.bytes, kept: counts.kept })
  }
  for await (const told of read(source, { file, zone, day, now, people }, { adapters, most, onBytes })) {
    if (isMisread(told)) {
      findings.add(told)
      continue
    }
    counts.told += 1
    const steps = clocks.watch(told)
    if (!passes(told, filter)) continue
    counts.kept += 1
    const full = sorter.add({ ...told, text: detached(told.text), steps })
    if (full !== null) await full
  }
}

const sizeOf = ({ text }: Kept): number => text.length * 2

async function* joined(sorter: Sorter<Kept>, clocks: Clocks): AsyncIterable<Entry> {
  const skews = clocks.skews()
  const join = new Join(skews, clocks.hasAlerts)
  for await (const batch of sorter.sorted()) {
    for (const evidence of batch) {
      for (const entry of join.add({ evidence, doubt: doubtOf(evidence, clocks, skews) })) yield entry
    }
  }
  for (const entry of join.rest()) yield entry
}

function doubtOf(evidence: Kept, clocks: Clocks, skews: ReadonlyMap<string, Skew>): ClockDoubt | null {
  const skew = skews.size === 0 ? undefined : skews.get(clockOf(evidence))
  if (skew !== undefined) return { why: 'skew', ...skew }
  return (evidence.steps & clocks.disorderOf(clockOf(evidence))) === 0 ? null : { why: 'order' }
}
