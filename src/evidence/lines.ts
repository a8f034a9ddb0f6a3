/** One line of an export, without its line break. */
export interface Line {
  readonly text: string
  /** Counted from 1. */
  readonly line: number
  /** False where it was longer than `LONGEST_LINE` and only its start is here. */
  readonly whole: boolean
}

/** In UTF-16 units. A log line of a megabyte is no log line any more; a payload on one line may well be that long. */
export const LONGEST_LINE = 4 * 1024 * 1024

/** The lines of a file that comes in pieces of any size, a piece's lines at a time; at most one line is held. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<readonly Line[]> {
  let rest = ''
  let whole = true
  let line = 0
  const take = (words: string): void => {
    const room = LONGEST_LINE - rest.length
    if (words.length > room) whole = false
    rest += words.length > room ? words.slice(0, room) : words
  }
  const finish = (): Line => {
    line += 1
    const done = { text: cleaned(rest, line), line, whole }
    rest = ''
    whole = true
    return done
  }
  for await (const piece of pieces) {
    const lines: Line[] = []
    let from = 0
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      take(piece.slice(from, end))
      lines.push(finish())
      from = end + 1
    }
    take(piece.slice(from))
    if (lines.length > 0) yield lines
  }
  if (rest !== '') yield [finish()]
}

function cleaned(text: string, line: number): string {
  const ended = text.endsWith('\r') ? text.slice(0, -1) : text
  return line === 1 && ended.startsWith('\uFEFF') ? ended.slice(1) : ended
}

/** The first lines of a sample that are not blank. */
export function firstLines(text: string, most: number): string[] {
  const lines = text.replace(/^\uFEFF/, '').split('\n', most * 4)
  const words = lines.map((line) => line.trimEnd()).filter((line) => line !== '')
  return words.slice(0, most)
}
