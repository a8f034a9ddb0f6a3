import { parse } from 'csv-parse/sync'
import { columnsOf } from './csv-columns.ts'
import { recordSplitter } from './csv-records.ts'
import { firstLines, linesOf } from '../lines.ts'
import { teller } from '../tell.ts'
import type { Columns } from './csv-columns.ts'
import type { RawRecord, RecordSplitter } from './csv-records.ts'
import type { Adapter, Told } from '../evidence.ts'
import type { Found, Teller } from '../tell.ts'

/**
 * A table with a header (RFC 4180) whose columns are parted by comma, semicolon or tab. Which column is the time, the text, the source
 * is told by its name; a zone in the time's title ("Time (CET)") counts for the column. A row whose quote never closes is lost alone.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 * @see https://csv.js.org/parse/options/
 */
export const csv: Adapter = {
  name: 'csv',
  title: 'CSV with a header',
  recognises({ text }) {
    const header = firstLines(text, 2).find((line) => !EXCEL.test(line))
    return header !== undefined && tableOf(header) !== null
  },
  async *read(pieces, reading) {
    const tell = teller(reading)
    let table: Table | null = null
    let splitter: RecordSplitter | null = null
    for await (const lines of linesOf(pieces)) {
      const records: RawRecord[] = []
      for (const line of lines) {
        if (splitter !== null) records.push(...splitter.add(line))
        else if (line.text.trim() !== '' && !EXCEL.test(line.text)) {
          table = tableOf(line.text)
          if (table === null) {
            yield noColumns(line.line, tell)
            return
          }
          splitter = recordSplitter(table.delimiter)
        }
      }
      if (table !== null) for (const one of told(records, table, tell)) yield one
    }
    if (table !== null && splitter !== null) yield* told(splitter.end(), table, tell)
  },
}

/** The first line of what Excel writes where a list's separator is not the comma. */
const EXCEL = /^\W?sep=.?\s*$/i

interface Table {
  readonly columns: Columns
  readonly delimiter: string
}

function tableOf(header: string): Table | null {
  if (header.length > LONGEST_HEADER) return null
  const delimiter =
    [',', ';', '\t'].toSorted((a, b) => header.split(b).length - header.split(a).length)[0] ?? ','
  if (!header.includes(delimiter)) return null
  const [names] = rowsOf(header, delimiter) ?? []
  const columns = names === undefined ? null : columnsOf(names)
  return columns === null ? null : { columns, delimiter }
}
const LONGEST_HEADER = 10_000

/** Null where csv-parse cannot make rows of it. */
function rowsOf(text: string, delimiter: string): string[][] | null {
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, record_delimiter: '\n', skip_empty_lines: true }) // prettier-ignore
  } catch {
    // The caller tells of the row.
    return null
  }
}

function* told(records: readonly RawRecord[], { delimiter, columns }: Table, tell: Teller): Generator<Told> {
  // All at once is much faster than one by one, which is needed only where a row upsets the others.
  const whole = records.filter(({ isBroken }) => !isBroken)
  const rows = rowsOf(whole.map(({ text }) => text).join('\n'), delimiter)
  const next = rows?.length === whole.length ? rows.values() : null
  for (const { text, line, isBroken } of records) {
    if (isBroken) yield unclosed(line, tell)
    else {
      const row = next === null ? rowsOf(text, delimiter)?.[0] : next.next().value
      if (row === undefined)
        yield tell.misread('This row is not CSV', 'Correct its quotes, or leave it out.', line) // prettier-ignore
      else if (row.some((cell) => cell.trim() !== '')) yield* tell.tell(foundIn(row, columns), line)
    }
  }
}

function unclosed(line: number, tell: Teller): Told {
  return tell.misread('A quote opens in this row and never closes', 'Close the quote, or double it inside a cell.', line) // prettier-ignore
}

function foundIn(row: readonly string[], columns: Columns): Found {
  const cell = (column: number | null): string => (column === null ? '' : (row[column] ?? '').trim())
  const person = cell(columns.person)
  const words = cell(columns.text)
  const isHuman = cell(columns.kind) === 'human' || (person !== '' && cell(columns.kind) !== 'system')
  return {
    time: columns.time.map(cell).join(' ').trim(),
    end: cell(columns.end) || null,
    zone: columns.zone,
    text: person === '' || words === '' ? words : `${person}: ${words}`,
    source: cell(columns.source) || 'CSV',
    kind: isHuman ? 'human' : 'system',
    link: cell(columns.link),
    id: cell(columns.id) || null,
    level: cell(columns.level),
  }
}

function noColumns(line: number, tell: Teller): Told {
  return tell.misread('The table\u2019s first row names no column for the time and one for the text', 'Name them in a header: time,source,text.', line) // prettier-ignore
}
