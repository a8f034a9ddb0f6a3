import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { InvalidArgumentError, Option } from 'commander'
import { decodeDocument, LARGEST_FILE } from '../check/run.ts'
import { dayOf } from '../postmortem/calendar.ts'
import { InputError, type Context } from './context.ts'

export type Content = { readonly bytes: Uint8Array } | { readonly error: string }

/** The bytes of a file, or of standard input for `-`; of what is too large only so many that it shows. */
export async function readDocument(path: string, { stdin }: Pick<Context, 'stdin'>): Promise<Content> {
  if (path === '-') return { bytes: await upTo(LARGEST_FILE + 1, stdin) }
  try {
    const found = await stat(path)
    if (found.isDirectory()) {
      return { error: 'This is a folder. Name a Markdown file in it.' }
    }
    return { bytes: await upTo(LARGEST_FILE + 1, createReadStream(path, { end: LARGEST_FILE })) }
  } catch (error) {
    return { error: reasonOf(error) }
  }
}

/** @throws InputError where it cannot be read, or holds no words. */
export async function textOf(path: string, context: Context): Promise<string> {
  return (await documentAt(path, context)).text
}

/** The words of a document, and its bytes. @throws InputError as `textOf` does. */
export async function documentAt(path: string, context: Context) {
  const content = await readDocument(path, context)
  const read = 'bytes' in content ? { ...content, ...decodeDocument(content.bytes) } : content
  if ('error' in read) throw new InputError(`${path}: ${read.error}`)
  return read
}

async function upTo(most: number, stream: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    chunks.push(bytes)
    size += bytes.byteLength
    if (size >= most) break
  }
  return Buffer.concat(chunks)
}

export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'There is no such file. Is the path right from here?'
  if (code === 'EACCES') return 'The file may not be read. Change its permissions, or run as who may.'
  return `The file cannot be read: ${error instanceof Error ? error.message : String(error)}.`
}

/** `--opened-on`, which both commands that read documents have. */
export const openedOn = (): Option =>
  new Option(
    '--opened-on <date>',
    'the day from which relative dates count (YYYY-MM-DD), where the document says none',
  ).argParser(calendarDate)

export function calendarDate(text: string): string {
  const [year = 0, month = 0, day = 0] = /^\d{4}-\d{2}-\d{2}$/.test(text) ? text.split('-').map(Number) : []
  const date = dayOf(year, month, day)
  if (date === null) throw new InvalidArgumentError('Give a day as YYYY-MM-DD.')
  return date
}
