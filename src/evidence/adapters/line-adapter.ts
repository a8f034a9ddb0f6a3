import { firstLines, linesOf } from '../lines.ts'
import { OTHER_FORMAT, teller } from '../tell.ts'
import type { Adapter, Reading, Told } from '../evidence.ts'
import type { Found, Teller } from '../tell.ts'

/** An export with an entry per line. */
export interface LineFormat {
  readonly name: string
  readonly title: string
  /** True for a line of this format and hardly of another. */
  isOne(line: string): boolean
  /** Begins a file; what it returns reads a line, null where it is none of this format. */
  reader(reading: Reading): (line: string) => Found | null
  /** What a line is called when it is none: `a syslog line`. */
  readonly element: string
}

/** Lines that belong to the one before: a stack trace. */
const CONTINUED = /^(?:\s+\S|Caused by: |Traceback \(|\.\.\. \d+ more|\}|\))/
const MOST_CONTINUED = 30

export function lineAdapter(format: LineFormat): Adapter {
  return {
    name: format.name,
    title: format.title,
    recognises({ text }) {
      const lines = firstLines(text, 20).filter((line) => !CONTINUED.test(line))
      return lines.length > 0 && lines.filter((line) => format.isOne(line)).length * 2 > lines.length
    },
    read: (pieces, reading) => entriesOf(format, pieces, reading),
  }
}

interface Held {
  readonly found: Found
  readonly line: number
  readonly more: string[]
}

async function* entriesOf(
  format: LineFormat,
  pieces: AsyncIterable<string>,
  reading: Reading,
): AsyncGenerator<Told> {
  const tell = teller(reading)
  const read = format.reader(reading)
  let held: Held | null = null
  for await (const lines of linesOf(pieces)) {
    for (const { text, line } of lines) {
      if (text.trim() === '') continue
      const found = read(text)
      if (found === null && held !== null && CONTINUED.test(text)) {
        if (held.more.length < MOST_CONTINUED) held.more.push(text.slice(0, 500))
        continue
      }
      // One by one: in an async generator `yield*` waits several times for each.
      if (held !== null) for (const told of done(held, tell)) yield told
      held = found === null ? null : { found, line, more: [] }
      if (found === null) yield notOne(format, line, tell)
    }
  }
  if (held !== null) yield* done(held, tell)
}

function done({ found, line, more }: Held, tell: Teller): Told[] {
  return tell.tell(more.length === 0 ? found : { ...found, text: [found.text, ...more].join('\n') }, line)
}

function notOne({ element }: LineFormat, line: number, tell: Teller): Told {
  return tell.misread(`This line is not ${element}`, OTHER_FORMAT, line) // prettier-ignore
}
