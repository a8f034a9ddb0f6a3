import type { Table, TableRow } from 'mdast'

import { linesOf, plain } from './rich.ts'
import type { Line } from './rich.ts'

/** A table row as cells of rich text, with where the row stands. */
export interface Row {
  readonly cells: readonly Line[]
  readonly start: number
  readonly end: number
}

export interface Grid {
  /** The head's cells, plain. */
  readonly head: readonly string[]
  readonly rows: readonly Row[]
}

export function gridOf(table: Table, text: string): Grid {
  const [first, ...others] = table.children
  const head = first === undefined ? [] : cellsOf(first, text).map((cell) => plain(cell.rich))
  return { head, rows: others.map((row) => ({ cells: cellsOf(row, text), ...extentOf(row) })) }
}

/** The first column whose title fits, or -1. */
export function columnOf(grid: Grid, title: RegExp): number {
  return grid.head.findIndex((name) =>
    title.test(
      name
        .toLowerCase()
        .replace(/\([^)]*\)/g, '')
        .replace(/[^\p{L}\d/ #-]/gu, '')
        .trim(),
    ),
  )
}

/** Nobody reads a wider table. */
const MOST_COLUMNS = 40

function cellsOf(row: TableRow, text: string): Line[] {
  return row.children.slice(0, MOST_COLUMNS).map((cell) => {
    const lines = linesOf(cell, text)
    const rich = lines.map((line) => line.rich).join(' ')
    const link = lines.find((line) => line.link !== null)?.link ?? null
    return { rich, link, ...extentOf(cell) }
  })
}

function extentOf(node: TableRow | TableRow['children'][number]) {
  const start = node.position?.start.offset ?? 0
  return { start, end: node.position?.end.offset ?? start }
}
