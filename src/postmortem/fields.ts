import type { ListItem, RootContent, Table } from 'mdast'

import { factOfKey, isDateKey } from './fact-names.ts'
import { BOLD, BOLD_END, linesOf, plain } from './rich.ts'
import { gridOf } from './tables.ts'
import type { Line } from './rich.ts'
import type { Grid, Row } from './tables.ts'
import type { Part } from './sections.ts'
import { matchesOf } from './matches.ts'

/** A named value in the body: `**Severity**: SEV1`, `Start: 14:03 UTC`, a row of a two-column table. */
export interface Field {
  /** Lower case, without remarks in brackets. */
  readonly key: string
  /** As written, brackets included: `Outage start (UTC)`. */
  readonly label: string
  readonly value: string
  readonly start: number
  readonly end: number
}

/** Lines of running text are no fields: their "key" would be half a sentence. */
const LONGEST_KEY = 40
/** A longer line is running text. */
const LONGEST_LINE = 1000
const PAIR = /^([^:|]{2,60}?)\s*(?::|\s[\u2013\u2014-]\s|\s[=|]\s)\s*(.+)$/u
/** `First detected 2026-11-20 15:31`: a key that runs on into its date. */
const RUN_ON =
  /^((?:first |fault |incident |outage |impact )?(?:start(?:ed)?|began|detected|noticed|spotted|discovered|mitigated|contained|repaired|resolved|restored|fixed|ended|over|all good(?: again)?|declared|closed|reported)(?: at| on)?)\s+(\d{1,4}[-./: ].*)$/i

/** The fields of the parts that tell facts; lists of actions, causes and lessons are left out. */
export function fieldsOf(parts: readonly Part[], text: string): Field[] {
  return parts
    .filter((part) =>
      ['other', 'summary', 'impact', 'narrative', 'participants', 'timeline'].includes(part.kind),
    )
    .flatMap((part) => [
      ...answerOf(part, parts, text),
      ...part.nodes.flatMap((node) => fieldsIn(node, text, part.kind === 'timeline')),
    ])
}

const LONGEST_ANSWER = 120
/** A longer one begins with a time, but tells more. */
const LONGEST_MOMENT = 50

/** `### When did it start?` with one line below it, as a form leaves it. */
function answerOf(part: Part, parts: readonly Part[], text: string): Field[] {
  const [only, ...more] = part.nodes
  // In bold it opens a line, and what comes below is no longer about it.
  const isLead =
    part.level > 6 && !text.slice(part.heading.end, only?.position?.start.offset ?? 0).includes('\n')
  if (part.level === 0 || only?.type !== 'paragraph' || (more.length > 0 && !isLead)) return []
  const [line, ...others] = linesOf(only, text)
  const words = plain(line?.rich ?? '')
  if (line === undefined || others.length > 0 || words === '' || words.length > LONGEST_ANSWER) return []
  const key = keyOf(part.title)
  const isTitle = key === 'incident' && !words.endsWith('.') && parts.every(({ level }) => level !== 1)
  // The sentences of these sections are read one by one.
  if (/^(?:(?:users?|customers?) impact|effects?|impact)$/.test(key)) return []
  const isMoment = factOfKey(key)?.endsWith('At') === true
  if (!isTitle && (!isFactKey(key) || (isMoment && words.length > LONGEST_MOMENT))) return []
  return pairOf(isTitle ? 'title' : part.title, words, line)
}

function fieldsIn(node: RootContent, text: string, isTimeline: boolean): Field[] {
  if (node.type === 'paragraph' && !isTimeline) return linesOf(node, text).flatMap((line) => fieldOf(line))
  if (node.type === 'table' && !isTimeline) return tableFields(node, text)
  if (node.type === 'list') return node.children.flatMap((item) => itemFields(item, text))
  if (node.type === 'blockquote') return node.children.flatMap((child) => fieldsIn(child, text, isTimeline))
  return []
}

function itemFields(item: ListItem, text: string): Field[] {
  return item.children.flatMap((child) => {
    if (child.type === 'paragraph') return linesOf(child, text).flatMap((line) => fieldOf(line))
    return child.type === 'list' ? child.children.flatMap((nested) => itemFields(nested, text)) : []
  })
}

/** "| Users affected | Business effect |", over one row or one for each service: every column states a fact of its own. */
function columnsOfFacts(grid: Grid): Field[] {
  const facts = grid.head.flatMap((key, column) =>
    /^(?:impactedUsers|businessEffect)$/.test(factOfKey(keyOf(key)) ?? '') ? [column] : [],
  )
  const cell = (row: Row, column: number): string => plain(row.cells[column]?.rich ?? '')
  const isOfRows = grid.rows.some((row) => isFactKey(keyOf(cell(row, 0))))
  if (isOfRows || facts.length === 0 || (facts.length === 1 && grid.head.length === 2 && facts[0] === 0))
    return []
  const name = facts.includes(0) ? -1 : 0
  return facts.flatMap((column) => {
    const told = grid.rows.filter((row) => /[\p{L}\d]/u.test(cell(row, column)))
    const [first] = told
    const value = told
      .map((row) =>
        told.length > 1 && name >= 0 ? `${cell(row, name)}: ${cell(row, column)}` : cell(row, column),
      )
      .join('; ')
    return first === undefined ? [] : pairOf(grid.head[column] ?? '', value, first)
  })
}

function tableFields(table: Table, text: string): Field[] {
  const grid = gridOf(table, text)
  const columns = columnsOfFacts(grid)
  if (columns.length > 0) return columns
  if (grid.head.length === 2) {
    // Without a head of its own the first fact stands there: | Started | 14:03 UTC |
    const [key = '', value = ''] = grid.head
    const first = isFactKey(keyOf(key)) ? pairOf(key, value, extentOf(table)) : []
    const others = grid.rows.flatMap((row) =>
      pairOf(plain(row.cells[0]?.rich ?? ''), plain(row.cells[1]?.rich ?? ''), row, value),
    )
    return [...first, ...others]
  }
  // One row of values under a head of keys: | Severity | Started | Resolved |
  const [only, ...more] = grid.rows
  if (only === undefined || more.length > 0) return []
  return grid.head.flatMap((key, column) => {
    const cell = only.cells[column]
    return cell === undefined ? [] : pairOf(key, plain(cell.rich), cell)
  })
}

/** What stands between fields on one line: `Severity: 2 | Start: 14:03`, `Severity: 2. Affected users: 40`. */
const JOINT =
  /\s+[|/\u00B7\u2022\u2013\u2014]\s+|[;,.]\s+(?:[|\u00B7\u2022]\s+)?|\sand\s+(?=(?:start|began|detect|notic|spott|discover|mitigat|contain|repair|resolv|restor|fix|end|declar|clos|report)\w* )/g
const BOLD_KEY = new RegExp(`^${BOLD}([^${BOLD}${BOLD_END}:]{2,40})${BOLD_END}\\s+(?![:|=])(\\S.*)$`, 'u')
const KEY_AHEAD = /^[*_\s]*(\p{L}[^:|.;,\n]{1,40}?)\s*:\s/u

function extentOf(table: Table): { readonly start: number; readonly end: number } {
  const head = table.children[0]?.position
  return { start: head?.start.offset ?? 0, end: head?.end.offset ?? 0 }
}

function fieldOf(line: Line): Field[] {
  // "**Severity** SEV-2": bold sets the name apart as well as a colon does.
  const [, bold = '', value = ''] = BOLD_KEY.exec(line.rich) ?? []
  if (isFactKey(keyOf(bold))) return pairOf(bold, plain(value), line)
  return piecesOf(plain(line.rich)).flatMap((words) => fieldIn(words, line))
}

/** A line is cut only where the name of a fact follows: elsewhere a colon is part of the value. */
function piecesOf(words: string): string[] {
  if (words.length > LONGEST_LINE) return [words]
  const pieces: string[] = []
  let from = 0
  for (const joint of matchesOf(JOINT, words)) {
    const next = joint.index + joint[0].length
    const ahead = words.slice(next, next + 60)
    const key = KEY_AHEAD.exec(ahead)?.[1]
    if (!(key !== undefined && isFactKey(keyOf(key))) && !RUN_ON.test(ahead)) continue
    pieces.push(words.slice(from, joint.index))
    from = next
  }
  return [...pieces, words.slice(from)]
}

function fieldIn(words: string, line: Line): Field[] {
  const runOn = RUN_ON.exec(words)
  if (runOn !== null) return pairOf(runOn[1] ?? '', runOn[2] ?? '', line)
  const pair = PAIR.exec(words)
  // What a bar sets apart behind the value is another matter.
  const [value = ''] = (pair?.[2] ?? '').split(/\s[|\u00B7]\s/, 1)
  return pair === null ? [] : pairOf(pair[1] ?? '', value, line)
}

function pairOf(
  label: string,
  value: string,
  extent: { readonly start: number; readonly end: number },
  /** The title of the value's column: "Time (CET)" is said of each. */
  column = '',
): Field[] {
  const key = keyOf(label)
  if (key === '' || key.length > LONGEST_KEY || value === '') return []
  return [
    {
      key,
      label: column === '' ? label : `${label} (${column})`,
      value,
      start: extent.start,
      end: extent.end,
    },
  ]
}

/** Lower case, without remarks and marks; of "Beginn / start" the name that is known. */
function keyOf(label: string): string {
  const key = label
    .toLowerCase()
    .replace(/\([^)]*\)|[*_`]/g, ' ')
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replace(/\s+/g, ' ')
  if (!key.includes(' / ') || isFactKey(key)) return key
  return key.split(' / ').find((name) => isFactKey(name)) ?? key
}

function isFactKey(key: string): boolean {
  return factOfKey(key) !== null || isDateKey(key)
}
