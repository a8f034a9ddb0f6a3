import { readActionLine } from './action-line.ts'
import { actionColumn, isFieldLine, isRow, withoutActionKey } from './action-shapes.ts'
import { fieldOfName, setField, takeRemark } from './action-words.ts'
import { plain } from './rich.ts'
import type { Draft } from './action-line.ts'
import type { ActionContext } from './people.ts'
import type { Line } from './rich.ts'
import type { Grid } from './tables.ts'

/** `Owner: Ada | Due: Friday`, `*Assignee:* Ada — *Deadline:* Friday`. */
const FIELD_JOINT =
  /\s+\|\s+|;\s+|(?:,|\s[\u2013\u2014\u00B7\u2022/-])\s+(?=[*_\u{E000}]{0,2}\p{L}[\p{L} -]{1,24}\s?:)/u

/** `3) `, `6.1 `: "1.5 GB" is none. */
const NUMBERING =
  /^(\u{E000}?)(?:\d{1,2}[.)]|\((?:[a-z]|\d{1,2})\)|[a-h]\)|\d{1,2}\.\d{1,2}[.)]?(?=\s\p{Lu}\p{Ll}))\s+/u

/** The action that the lines of an item or paragraph tell, with the fields among them. */
export function draftOf(lines: readonly Line[], context: ActionContext): Draft {
  const isOwn = lines.map((line, index) => index === 0 || !isFieldLine(line.rich))
  const own = lines.filter((_, index) => isOwn[index])
  const rich = own.map((line) => line.rich).join(' ')
  const draft = isRow(rich)
    ? rowDraft(rich, context)
    : readActionLine(withoutActionKey(rich).replace(NUMBERING, '$1'), context)
  // By its place: to look each line up among the others takes time quadratic in a paragraph of thousands.
  for (const [index, line] of lines.entries())
    if (isOwn[index] !== true) takeFields(draft, line.rich, context)
  return draft
}

/** `| do it | @ada | Dec 5 |` without a head: the first words are the action, each other cell tells for itself. */
function rowDraft(rich: string, context: ActionContext): Draft {
  const cells = rich
    .split('|')
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
  const at = cells.findIndex((cell) => !/^(?:\d+|(?:AI?|ACT)-?\d+)$/i.test(cell))
  const draft = readActionLine(cells[at] ?? '', context)
  cells.forEach((cell, index) => {
    if (index === at) return
    if (index < at) draft.id ??= plain(cell)
    else takeRemark(draft, cell, context, 'any-name')
  })
  return draft
}

/** `Owner: Ada` below an action; other details stay where they are. */
export function takeFields(draft: Draft, rich: string, context: ActionContext): void {
  for (const part of rich.split(FIELD_JOINT)) {
    const pair = /^([^:]{1,40}?)\s*:\s*(.+)$/s.exec(plain(part))
    const field = pair === null ? null : fieldOfName(pair[1] ?? '')
    if (pair !== null && field !== null && field !== 'action') setField(draft, field, pair[2] ?? '', context)
  }
}

interface RowDraft {
  readonly draft: Draft
  readonly start: number
  readonly end: number
}

/** The action of each row of a table; what a column says beats what the words happen to mention. */
export function tableDrafts(grid: Grid, context: ActionContext): RowDraft[] {
  const fields = grid.head.map((name) => fieldOfName(name))
  const action = actionColumn(grid, fields)
  return grid.rows.map((row) => {
    const draft = readActionLine(row.cells[action]?.rich ?? '', context)
    const stated: Draft = { text: draft.text }
    row.cells.forEach((cell, column) => {
      const field = fields[column] ?? null
      if (column === action || field === 'action') return
      if (field === null) takeMention(stated, cell.rich, context)
      else setField(stated, field, cell.rich, context)
    })
    return { draft: { ...draft, ...stated }, start: row.start, end: row.end }
  })
}

/** "#418 (due 20 Nov)" in a column of links. */
function takeMention(draft: Draft, rich: string, context: ActionContext): void {
  const words = /\bdue(?: on| by|:)?\s+([^()[\]|]{3,30})/i.exec(plain(rich))?.[1]
  if (words !== undefined) setField(draft, 'due', words, context)
}
