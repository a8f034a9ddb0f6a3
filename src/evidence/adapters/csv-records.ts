import type { Line } from '../lines.ts'

/** A row as it stands in the file, perhaps over several lines. */
export interface RawRecord {
  readonly text: string
  readonly line: number
  /** True where a quote opens in it that never closes. */
  readonly isBroken: boolean
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
 */
export function recordSplitter(delimiter: string): RecordSplitter {
  let open: Line[] = []
  let size = 0

  const add = (line: Line): RawRecord[] => {
    if (line.text === '' && open.length === 0) return []
    const state = stateAfter(line.text, delimiter, open.length > 0)
    open.push(line)
    size += line.text.length
    if (state === 'closed') return [take()]
    const isHopeless = open.length > MOST_LINES || size > MOST_CHARACTERS || !line.whole
    return state === 'broken' || isHopeless ? giveUp() : []
  }
  const take = (): RawRecord => {
    const record = {
      text: open.map(({ text }) => text).join('\n'),
      line: open[0]?.line ?? 0,
      isBroken: false,
    }
    open = []
    size = 0
    return record
  }
  const giveUp = (): RawRecord[] => {
    const [first, ...rest] = open
    open = []
    size = 0
    const broken = first === undefined ? [] : [{ text: first.text, line: first.line, isBroken: true }]
    return [...broken, ...rest.flatMap(add)]
  }
  const end = (): RawRecord[] => {
    const records: RawRecord[] = []
    while (open.length > 0) records.push(...giveUp())
    return records
  }
  return { add, end }
}

/**
 * Whether a quoted cell is still open at the end of a line. A quote opens a cell only at its start: `5" disk` has none. Where the quote of
 * an earlier line closes in front of a letter, it is another cell's first quote, and the earlier one was never closed.
 */
function stateAfter(text: string, delimiter: string, wasOpen: boolean): 'open' | 'closed' | 'broken' {
  let isOpen = wasOpen || text.startsWith('"')
  let index = wasOpen || !isOpen ? 0 : 1
  let isFromBefore = wasOpen
  while (index < text.length) {
    const mark = isOpen ? '"' : delimiter
    const at = text.indexOf(mark, index)
    if (at < 0) break
    const next = text[at + 1]
    const isNextQuote = next === '"'
    if (isOpen && isFromBefore && !isNextQuote && next !== undefined && next !== delimiter) return 'broken'
    // Inside a cell a doubled quote is one of its characters; after a delimiter a quote opens the next cell.
    if (isOpen && !isNextQuote) isFromBefore = false
    isOpen = isNextQuote
    index = at + (isNextQuote ? 2 : 1)
  }
  return isOpen ? 'open' : 'closed'
}
