import type { Line } from '../lines.ts'

/** A row as it stands in the file, perhaps over several lines. */
export interface RawRecord {
  readonly text: string
  readonly line: number
}

export interface RecordSplitter {
  /** The rows that end with this line. */
  add(line: Line): RawRecord[]
  /** The rows that stood after a quote that never closed. */
  end(): RawRecord[]
}

/** A cell with more lines, or more characters, is a quote that somebody forgot to close. */
const MOST_LINES = 100
const MOST_CHARACTERS = 64 * 1024

/**
 * Puts lines together whose quotes are still open. csv-parse would take everything after a forgotten quote for one cell; here only the row
 * with the quote is lost.
 * @param isBroken Is told the line of each such row.
 */
export function recordSplitter(delimiter: string, isBroken: (line: number) => void): RecordSplitter {
  let open: Line[] = []
  let size = 0

  const add = (line: Line): RawRecord[] => {
    const isOpen = isOpenAfter(line.text, delimiter, open.length > 0)
    open.push(line)
    size += line.text.length
    if (!isOpen) return [take()]
    return open.length > MOST_LINES || size > MOST_CHARACTERS || !line.whole ? giveUp() : []
  }
  const take = (): RawRecord => {
    const record = { text: open.map(({ text }) => text).join('\n'), line: open[0]?.line ?? 0 }
    open = []
    size = 0
    return record
  }
  const giveUp = (): RawRecord[] => {
    const [first, ...rest] = open
    open = []
    size = 0
    if (first !== undefined) isBroken(first.line)
    return rest.flatMap(add)
  }
  const end = (): RawRecord[] => {
    const records: RawRecord[] = []
    while (open.length > 0) records.push(...giveUp())
    return records
  }
  return { add, end }
}

/** Whether a quoted cell is still open at the end of a line. A quote opens a cell only at its start: `5" disk` has none. */
function isOpenAfter(text: string, delimiter: string, wasOpen: boolean): boolean {
  let isOpen = wasOpen
  let index = 0
  if (!isOpen && text.startsWith('"')) [isOpen, index] = [true, 1]
  while (index < text.length) {
    if (isOpen) {
      const quote = text.indexOf('"', index)
      if (quote < 0) return true
      isOpen = text[quote + 1] === '"'
      index = quote + (isOpen ? 2 : 1)
    } else {
      const next = text.indexOf(delimiter, index)
      if (next < 0) return false
      isOpen = text[next + 1] === '"'
      index = next + (isOpen ? 2 : 1)
    }
  }
  return isOpen
}
