import { factOfKey, isDateKey, isSpanKey, lengthOfKey } from './fact-names.ts'
import { plain } from './rich.ts'
import { columnOf } from './tables.ts'
import { isTimed, LONGEST_TIME, whenAt } from './times.ts'
import type { DateContext } from './dates.ts'
import type { Grid } from './tables.ts'

/** Which column of a table holds what; -1 where there is none. */
export interface TimeColumns {
  readonly time: number
  readonly day: number
  readonly end: number
  readonly zone: number
  /** What is best evidence first: a row may leave its link out and still say who. */
  readonly sources: readonly number[]
  /** Who did or said it. */
  readonly who: number
  readonly event: number
}

const TIME =
  /^(?:time(?! ?zone)|times?tamp|when|date ?(?:\/|and|&)? ?time|clock|start(?:ed)?(?: time)?|from|at|utc|hour|local time|begin)\b/
const DAY = /^(?:date|day)$/
const END = /^(?:end(?:ed)?(?: time)?|to|until|finish)$/
const ZONE = /^(?:time ?)?zone$|^tz$/
const SOURCE = /^(?:sources?|evidence|links?|references?|refs?|where from|origin|proof|seen in)\b/
const CHANNEL = /^(?:channel|tool|via)\b/
const WHO = /^(?:who|actor|by|author|person|people|reported by|responder)\b/
const EVENT =
  /^(?:events?|what|description|details?|entry|notes?|action|activity|happening|message|comment|update)\b/

/** Null for a table that has no column of times. */
export function timeColumns(grid: Grid, context: DateContext): TimeColumns | null {
  const day = columnOf(grid, DAY)
  let time = columnOf(grid, TIME)
  if (time < 0) time = day >= 0 && !hasClocks(grid, context, day) ? day : columnOfTimes(grid, context)
  if (time < 0) return null
  const who = columnOf(grid, WHO)
  const sources = [columnOf(grid, SOURCE), columnOf(grid, CHANNEL), who].filter((column) => column >= 0)
  const end = columnOf(grid, END)
  const zone = columnOf(grid, ZONE)
  const named = columnOf(grid, EVENT)
  const event = named >= 0 && named !== time ? named : longestColumn(grid, [time, day, end, zone, ...sources])
  return { time, day: day === time ? -1 : day, end, zone, sources, who, event }
}

/** "| Started | 14:03 |": half of its rows name facts. */
export function isTableOfFacts({ rows }: Grid): boolean {
  const facts = rows.filter(({ cells }) => {
    const key = plain(cells[0]?.rich ?? '')
      .toLowerCase()
      .replace(/\([^)]*\)|:$/g, '')
      .trim()
    return factOfKey(key) !== null || isDateKey(key) || isSpanKey(key) || lengthOfKey(key) !== null
  })
  return facts.length > 0 && facts.length * 2 >= rows.length
}

function hasClocks(grid: Grid, context: DateContext, except: number): boolean {
  const column = columnOfTimes(grid, context)
  return column >= 0 && column !== except
}

/** Enough to know a column of times by. */
const MOST_ROWS_LOOKED_AT = 20

function columnOfTimes(grid: Grid, context: DateContext): number {
  return grid.head.findIndex((_, column) => {
    const rows = grid.rows.slice(0, MOST_ROWS_LOOKED_AT)
    const timed = rows.filter((row) =>
      isTimed(whenAt(plain(row.cells[column]?.rich ?? '').slice(0, LONGEST_TIME), context)),
    )
    return timed.length > 0 && timed.length * 2 >= rows.length
  })
}

function longestColumn(grid: Grid, taken: readonly number[]): number {
  const lengths = grid.head.map((_, column) =>
    taken.includes(column)
      ? -1
      : grid.rows.reduce((sum, row) => sum + (row.cells[column]?.rich.length ?? 0), 0),
  )
  return lengths.indexOf(Math.max(...lengths))
}
