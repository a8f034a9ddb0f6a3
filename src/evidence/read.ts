import { ADAPTERS } from './adapters/index.ts'
import { decode, type Bytes } from './decode.ts'
import { adapterNamed, detect, SAMPLE_LENGTH } from './detect.ts'
import { isMisread, type Adapter, type Evidence, type Misread, type Reading, type Told } from './evidence.ts'
import { implausible } from './plausible.ts'
import { Masker } from './secrets.ts'

/** One export, to be read once. */
export interface Source {
  /** As it is named in what is told of it. */
  readonly file: string
  readonly open: () => Bytes
  /** The adapter's name where somebody says it; else the file's start tells. */
  readonly format?: string | undefined
}

export interface ReadOptions {
  readonly adapters?: readonly Adapter[] | undefined
  /** Bytes, unpacked, after which a file is read no further. */
  readonly most?: number | undefined
  /** Called with the bytes that were read since the last call. */
  readonly onBytes?: ((bytes: number) => void) | undefined
}

/** What logs of a day may come to; what unpacks to more is a trap. */
const MOST_BYTES = 16 * 1024 ** 3

/**
 * What a file tells: text without control characters, secrets masked, and times that can be true. What cannot be read is
 * told as such and the rest goes on; nothing is thrown but what is our own fault.
 */
export async function* read(
  source: Source,
  reading: Reading,
  options: ReadOptions = {},
): AsyncIterable<Told> {
  const { file } = reading
  const asides: Misread[] = []
  const pieces = decode(counted(source.open(), options.onBytes), {
    most: options.most ?? MOST_BYTES,
    onBadBytes: (line) => asides.push(badBytes({ file, line })),
    onTooLong: () => asides.push(tooLong({ file, line: 1 })),
  })
  try {
    const { text, all } = await sampled(pieces)
    const adapter = adapterFor(source, text, options.adapters ?? ADAPTERS)
    if ('problem' in adapter) {
      yield adapter
      return
    }
    const masker = new Masker()
    for await (const told of adapter.read(all, reading)) {
      const one = isMisread(told)
        ? { ...told, problem: masker.aside(told.problem) }
        : vetted(told, reading, masker, asides)
      while (asides.length > 0) yield asides.shift() ?? one
      yield one
    }
    yield* asides
  } catch (error) {
    const problem = reasonOf(error)
    if (problem === null) throw error
    yield {
      kind: 'file',
      problem,
      fix: 'Look whether the path and the file are right.',
      origin: { file, line: 1 },
    }
  }
}

function adapterFor({ format, file }: Source, text: string, adapters: readonly Adapter[]): Adapter | Misread {
  const origin = { file, line: 1 }
  if (text.trim() === '')
    return { kind: 'file', problem: 'The file is empty', fix: 'Export it again.', origin }
  if (text.includes('\0')) {
    const fix = 'Export it as text (UTF-8), or leave it out.'
    return { kind: 'file', problem: 'The file is binary, so nothing of it was read', fix, origin }
  }
  if (format === undefined) return detect({ name: nameOf(file), text }, file, adapters)
  const named = adapterNamed(format, adapters)
  const fix = `Name one of ${adapters.map(({ name }) => name).join(', ')}.`
  return named ?? { kind: 'file', problem: `There is no format “${format}”`, fix, origin }
}

const nameOf = (file: string): string =>
  (file.split(/[\\/]/).at(-1) ?? file).toLowerCase().replace(/\.gz$/, '')

/** The start of a text, and all of it. */
async function sampled(pieces: AsyncIterable<string>): Promise<{ text: string; all: AsyncIterable<string> }> {
  const iterator = pieces[Symbol.asyncIterator]()
  const start: string[] = []
  let length = 0
  while (length < SAMPLE_LENGTH) {
    const next = await iterator.next()
    if (next.done) break
    start.push(next.value)
    length += next.value.length
  }
  const text = start.join('').slice(0, SAMPLE_LENGTH)
  return { text, all: again(start, iterator) }
}

async function* again(start: string[], rest: AsyncIterator<string>): AsyncIterable<string> {
  try {
    while (start.length > 0) yield start.shift() ?? ''
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

async function* counted(bytes: Bytes, onBytes: ReadOptions['onBytes']): Bytes {
  for await (const piece of bytes) {
    onBytes?.(piece.length)
    yield piece
  }
}

// What is shown is at most 300 characters. Adapters cut at 4,000: half a secret, which no pattern knows, may stand there.
const LONGEST_TEXT = 3_000
function vetted(told: Evidence, reading: Reading, masker: Masker, asides: Misread[]): Told {
  const { origin } = told
  const { text, kinds } = masker.mask(clean(told.text))
  for (const kind of kinds) asides.push(secret(kind, origin))
  const problem = implausible(told.at, reading)
  if (problem !== null) return { ...problem, origin }
  if (text.trim() === '') {
    return { problem: 'This entry has no text, so it was left out', fix: 'Nothing needs doing, unless it is missed.', origin } // prettier-ignore
  }
  return {
    ...told,
    text:
      text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT).replace(/[\uD800-\uDBFF]$/, '')} …` : text,
    source: masker.name(clean(told.source)),
    link: told.link === null ? null : masker.aside(told.link),
    id: told.id === null ? null : masker.aside(told.id),
    alert: told.alert === null ? null : { ...told.alert, name: masker.aside(clean(told.alert.name)) },
  }
}

// Colours of a terminal, control and direction characters, and what is not seen at all: between the letters of a token
// they would hide it from the patterns, and are taken out later on.
const UNSEEN =
  /(?!\s)\p{Cc}\[[0-9;?]{0,20}[A-Za-z]|[\u200B-\u200F\u2060\uFEFF\u00AD\uE000-\uF8FF\u202A-\u202E\u2066-\u2069]|[^\P{Cc}\t\n\r]/u
const ALL_UNSEEN = new RegExp(UNSEEN, 'gu')
const clean = (text: string): string => (UNSEEN.test(text) ? text.replace(ALL_UNSEEN, '') : text)

const secret = (kind: string, origin: Misread['origin']): Misread => ({
  kind: 'secret',
  problem: `A secret stood here (${kind}), and was masked`,
  fix: 'Have it revoked: it is known to all who could read the file.',
  origin,
})

const badBytes = (origin: Misread['origin']): Misread => ({
  problem: 'From here on there are bytes that are no UTF-8 text; they show as \uFFFD',
  fix: 'Export the file as UTF-8, if they matter.',
  origin,
})

const tooLong = (origin: Misread['origin']): Misread => ({
  problem: 'The file is longer than is read, so the rest was left out',
  fix: 'Cut it to the time around the incident first.',
  origin,
})

/** Why a file could not be read, or null where the fault is not the file's. */
function reasonOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'There is no such file'
  if (code === 'EACCES' || code === 'EPERM') return 'The file may not be read'
  if (code === 'EISDIR') return 'This is a folder'
  if (code.startsWith('Z_')) return 'The file is packed with gzip and cannot be unpacked to its end'
  return /^E[A-Z]+$/.test(code) && error instanceof Error
    ? `The file cannot be read (${error.message})`
    : null
}
