import type { List, ListItem, RootContent } from 'mdast'

import { isAllBold } from './action-line.ts'
import { categoryOf, fieldOfName } from './action-words.ts'
import { bodyOf, leadOf } from './commitment.ts'
import { ownersOfLabel } from './owners.ts'
import { linesOf, plain } from './rich.ts'
import type { FieldName } from './action-words.ts'
import type { People } from './people.ts'
import type { Line } from './rich.ts'
import type { Grid, Row } from './tables.ts'

export function isRow(rich: string): boolean {
  return rich.startsWith('|') && rich.endsWith('|') && rich.length > 2
}

/** `**Action**: add an alert` names what follows; the key is none of its words. */
export function withoutActionKey(rich: string): string {
  return rich.replace(
    /^\u{E000}?(?:action(?: item)?|task|description|what)\s*\u{E001}?\s*:\u{E001}?\s*/iu,
    '',
  )
}

export function isFieldLine(rich: string): boolean {
  const name = /^([^:]{1,40}?)\s*:/.exec(plain(rich))?.[1]
  const field = name === undefined ? null : fieldOfName(name)
  return field !== null && (field !== 'action' || /^description$/i.test(name ?? ''))
}

export function firstLine(item: ListItem, text: string): string {
  const [first] = item.children
  return first?.type === 'paragraph' ? (linesOf(first, text)[0]?.rich ?? '') : ''
}

export function detailLines(node: RootContent, text: string): readonly Line[] {
  if (node.type === 'paragraph') return linesOf(node, text)
  if (node.type !== 'list') return []
  return node.children.flatMap((item) => item.children.flatMap((child) => detailLines(child, text)))
}

/** The last line of a block: what a list right below it may complete. */
export function lastLine(node: RootContent, text: string): string {
  if (node.type === 'list') {
    const last = node.children.at(-1)?.children.at(-1)
    return last === undefined ? '' : lastLine(last, text)
  }
  return node.type === 'paragraph' ? (linesOf(node, text).at(-1)?.rich ?? '') : ''
}

/** "Put gauges on:" over a list of things is one action, and they are its objects. */
export function namesObjects(lead: string, list: List, text: string): boolean {
  const words = plain(lead)
  if (!words.endsWith(':') || !BEFORE_OBJECTS.test(words.slice(-LONGEST_PREPOSITION))) return false
  return (
    leadOf(bodyOf(words)).verb !== null &&
    list.children.every(
      (item) => typeof item.checked !== 'boolean' && leadOf(plain(firstLine(item, text))).verb === null,
    )
  )
}

const BEFORE_OBJECTS =
  /\b(?:around|about|such as|including|like|namely|regarding|concerning|covering|on|with|of):$/i
const LONGEST_PREPOSITION = 16

export function isPhase(words: string): boolean {
  return /^(?:(?:short|medium|mid|long|near)[- ]?term|immediate(?:ly)?|now|next|later|soon|in progress|planned|completed|done|to do|for planning)\b.{0,40}$/i.test(
    words,
  )
}

/** A paragraph that is only a name, a phase or a bold title over what follows. */
export function isLabel(lines: readonly Line[], people: People): boolean {
  const [first, ...others] = lines
  if (first === undefined || others.length > 0) return false
  const words = plain(first.rich)
  if (isAllBold(first.rich) && words.length < 80) return true
  return (
    words.length < 60 &&
    (ownersOfLabel(words, people) !== null ||
      (words.endsWith(':') && (categoryOf(words) !== null || isPhase(words))))
  )
}

/** The column that holds the actions' words: by its name, else the longest that names no field, else the measures. */
export function actionColumn(grid: Grid, fields: readonly (FieldName | null)[]): number {
  const named = fields.indexOf('action')
  if (named >= 0) return named
  const lengths = grid.head.map((_, column) =>
    (fields[column] ?? null) === null ? total(grid.rows, column) : -1,
  )
  const longest = Math.max(...lengths)
  const measure = fields.indexOf('measure')
  // "| # | Measure | Owner | Ticket |": what people will do is a measure too, where nothing else says it at length.
  if (measure >= 0 && total(grid.rows, measure) > longest * 2) return measure
  return Math.max(0, lengths.indexOf(longest))
}

function total(rows: readonly Row[], column: number): number {
  return rows.reduce((sum, row) => sum + (row.cells[column]?.rich.length ?? 0), 0)
}
