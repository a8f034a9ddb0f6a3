import { JsonWalk } from './json-walk.ts'
import { isObject } from './json-value.ts'
import { linesOf } from './lines.ts'
import type { Misread, Reading } from './evidence.ts'
import type { JsonItem } from './json-walk.ts'
import type { JsonObject } from './json-value.ts'
import type { Line } from './lines.ts'

/** What an export's elements come in: some items, or what was not understood. */
export type JsonBatch = readonly (JsonItem | Misread)[]

/**
 * The elements of a JSON export in the file's order, read in bounded memory: of one JSON text (also of several, one after the
 * other), or of a file with one JSON text per line. Of broken JSON comes what stood before it and one misread; where each line is a
 * text of its own, only the broken lines are lost.
 * @param path Where the list stands: see `JsonWalk`.
 */
export async function* jsonItems(
  pieces: AsyncIterable<string>,
  reading: Reading,
  path: readonly string[],
): AsyncGenerator<JsonBatch> {
  const { head, all } = await withHead(pieces)
  if (isLineByLine(head)) yield* itemsByLine(all, reading, path)
  else yield* itemsOfText(all, reading, path)
}

/** True for what `jsonItems` could not read. */
export function isFlaw(item: JsonItem | Misread): item is Misread {
  return 'problem' in item
}

/** The first items of a sample, the last one perhaps in part. */
export function firstItems(text: string, path: readonly string[]): JsonItem[] {
  const items: JsonItem[] = []
  const walk = new JsonWalk(path, (item) => items.push(item))
  try {
    for (let from = 0; from < text.length && items.length < ENOUGH; from += SLICE)
      walk.write(text.slice(from, from + SLICE).toWellFormed())
    const last = items.length < ENOUGH ? walk.unfinished() : null
    if (last !== null) items.push(last)
  } catch {
    // Not JSON from here on: what stood before it is what can be judged.
  }
  return items
}
const ENOUGH = 5
const SLICE = 4096

const HEAD = 256 * 1024

/** Reads enough to tell one text from a text per line, and gives everything from the start again. */
async function withHead(
  pieces: AsyncIterable<string>,
): Promise<{ head: string; all: AsyncIterable<string> }> {
  const source = pieces[Symbol.asyncIterator]()
  let head = ''
  let isDone = false
  while (!isDone && head.length < HEAD) {
    const next = await source.next()
    isDone = next.done === true
    if (!isDone) head += next.value
  }
  async function* all(): AsyncGenerator<string> {
    try {
      if (head !== '') yield head
      for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value
    } finally {
      await source.return?.()
    }
  }
  return { head, all: all() }
}

/** In an array two lines that follow each other have a comma between them; so two that are whole texts show one text per line. */
function isLineByLine(head: string): boolean {
  const lines = head.replace(/^\uFEFF/, '').split('\n', 12).filter((line) => line.trim() !== '') // prettier-ignore
  const areTexts = lines.map(isObjectText)
  if (areTexts.some((isText, index) => isText && areTexts[index + 1] === true)) return true
  // The second line may be a broken one; only a brace that stands alone begins a text over many lines.
  return areTexts[0] === true && /^\{./.test(lines[1] ?? '')
}

function isObjectText(line: string): boolean {
  return line.trimStart().startsWith('{') && isObject(parsed(line))
}

/** `undefined` where the line is not JSON. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

async function* itemsByLine(
  pieces: AsyncIterable<string>,
  reading: Reading,
  path: readonly string[],
): AsyncGenerator<JsonBatch> {
  for await (const lines of linesOf(pieces)) {
    const batch: (JsonItem | Misread)[] = []
    for (const line of lines) {
      if (line.text.trim() === '') continue
      const value = line.whole ? parsed(line.text) : undefined
      if (value === undefined) batch.push(brokenLine(line, reading))
      else collect(value, path, line.line, [], batch)
    }
    if (batch.length > 0) yield batch
  }
}

function brokenLine({ line, whole }: Line, { file }: Reading): Misread {
  return {
    problem: whole ? 'This line is not whole JSON' : 'This line is longer than 4 MB',
    fix: 'Export the entry again, or add it to the timeline by hand.',
    origin: { file, line },
  }
}

/** The same as `JsonWalk` on a value that is already read. */
function collect(
  value: unknown,
  path: readonly string[],
  line: number,
  around: readonly JsonObject[],
  into: (JsonItem | Misread)[],
): void {
  const [key, ...rest] = path
  if (around.length === 0 && Array.isArray(value)) {
    for (const element of value) {
      if (Array.isArray(element)) into.push({ value: element, line, around, tooLarge: false })
      else collect(element, path, line, around, into)
    }
    return
  }
  const list = key !== undefined && isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  if (!isObject(value) || typeof list !== 'object' || list === null) {
    into.push({ value, line, around, tooLarge: false })
    return
  }
  for (const element of Array.isArray(list) ? list : [list])
    collect(element, rest, line, [...around, value], into)
}

async function* itemsOfText(
  pieces: AsyncIterable<string>,
  { file }: Reading,
  path: readonly string[],
): AsyncGenerator<JsonBatch> {
  let batch: JsonItem[] = []
  const walk = new JsonWalk(path, (item) => batch.push(item))
  try {
    let held = ''
    for await (const piece of pieces) {
      const text = held + piece
      // Half of a character waits for its other half.
      held = /[\uD800-\uDBFF]$/.test(text) ? text.slice(-1) : ''
      writeLines(walk, held === '' ? text : text.slice(0, -1))
      if (batch.length > 0) yield batch
      batch = []
    }
    walk.end()
  } catch (error) {
    yield [...batch, brokenText(error, file, walk.line)]
    return
  }
  if (batch.length > 0) yield batch
}

function writeLines(walk: JsonWalk, text: string): void {
  let from = 0
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
    walk.write(text.slice(from, end + 1))
    walk.line += 1
    from = end + 1
  }
  if (from < text.length) walk.write(text.slice(from))
}

function brokenText(error: unknown, file: string, line: number): Misread {
  const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
  const isOurs = /^(?:a|it) /.test(reason)
  return {
    problem: `The JSON cannot be read from here on${isOurs ? `: ${reason}` : ''}`,
    fix: 'Export the file again; what stands before this line was read.',
    origin: { file, line },
  }
}
