import { createGunzip } from 'node:zlib'
import { Readable } from 'node:stream'

/** A file's bytes, in pieces of any size. */
export type Bytes = AsyncIterable<Uint8Array | string>

export interface Decoding {
  /** Told once, with the line on which the first byte stands that is no text of the encoding. */
  readonly onBadBytes: (line: number) => void
  /** Told where the file is longer than `most` bytes, and read no further. */
  readonly onTooLong: () => void
  readonly most: number
}

const NEWLINE = 0x0a
const REPLACEMENT = '\uFFFD'
const REPLACEMENT_BYTES = Buffer.from(REPLACEMENT)

/**
 * The text of a file: UTF-8, or UTF-16 where a byte order mark says so; what was packed with gzip is unpacked. Bytes that
 * are no text become U+FFFD.
 */
export async function* decode(
  bytes: Bytes,
  { onBadBytes, onTooLong, most }: Decoding,
): AsyncIterable<string> {
  const { first, all } = await peek(bytes)
  const plain = first[0] === 0x1f && first[1] === 0x8b ? await peek(unpacked(all)) : { first, all }
  const decoder = new TextDecoder(encodingOf(plain.first))
  const isWide = decoder.encoding !== 'utf-8'
  let size = 0
  let line = 1
  let isClean = true
  /** The last two bytes of the piece before: U+FFFD itself, which is three bytes, may stand across the seam. */
  let tail: Uint8Array = new Uint8Array()
  for await (const piece of plain.all) {
    size += piece.byteLength
    const text = decoder.decode(piece, { stream: true })
    if (isClean) {
      const found = text.indexOf(REPLACEMENT)
      if (found >= 0 && (isWide || replacementsIn(text) > trueReplacements(tail, piece))) {
        isClean = false
        onBadBytes(line + newlinesIn(text.slice(0, found)))
      }
      line += isWide ? newlinesIn(text) : bytesIn(piece, NEWLINE)
      tail = piece.subarray(-2)
    }
    if (text !== '') yield text
    if (size > most) {
      onTooLong()
      return
    }
  }
  const rest = decoder.decode()
  if (rest === '') return
  if (isClean) onBadBytes(line)
  yield rest
}

async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const packed = Readable.from(bytes)
  const gunzip = packed.pipe(createGunzip())
  packed.once('error', (error) => gunzip.destroy(error))
  try {
    yield* gunzip as AsyncIterable<Uint8Array>
  } finally {
    packed.destroy()
    gunzip.destroy()
  }
}

/** The first piece that holds enough to tell the encoding, and all of them. */
async function peek(bytes: Bytes): Promise<{ first: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const pieces = bytes[Symbol.asyncIterator]()
  let first = new Uint8Array()
  let isOver = false
  while (first.byteLength < 4 && !isOver) {
    const next = await pieces.next()
    isOver = next.done === true
    if (!next.done) first = Buffer.concat([first, bytesOf(next.value)])
  }
  return { first, all: together(first, pieces) }
}

async function* together(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array | string>,
): AsyncIterable<Uint8Array> {
  try {
    if (first.byteLength > 0) yield first
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield bytesOf(next.value)
  } finally {
    await rest.return?.()
  }
}

const bytesOf = (piece: Uint8Array | string): Uint8Array =>
  typeof piece === 'string' ? Buffer.from(piece) : piece

function encodingOf([one, two]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (one === 0xff && two === 0xfe) return 'utf-16le'
  return one === 0xfe && two === 0xff ? 'utf-16be' : 'utf-8'
}

function bytesIn(piece: Uint8Array, byte: number): number {
  let count = 0
  for (let at = piece.indexOf(byte); at >= 0; at = piece.indexOf(byte, at + 1)) count += 1
  return count
}

function newlinesIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

const replacementsIn = (text: string): number => text.split(REPLACEMENT).length - 1

/** How often the piece says U+FFFD itself. */
function trueReplacements(tail: Uint8Array, piece: Uint8Array): number {
  const bytes = Buffer.concat([tail, piece])
  let count = 0
  for (let at = bytes.indexOf(REPLACEMENT_BYTES); at >= 0; at = bytes.indexOf(REPLACEMENT_BYTES, at + 3))
    count += 1
  return count
}
