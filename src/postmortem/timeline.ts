import type { Code, List, ListItem, Paragraph, RootContent, Table } from 'mdast'

import { dayOfTitle } from './day-title.ts'
import { goesOn, linesOf, plain } from './rich.ts'
import { sourceOfEntry } from './timeline-source.ts'
import { gridOf } from './tables.ts'
import { isTableOfFacts, timeColumns } from './timeline-table.ts'
import { isZoneRemark, statedZone, zoneOfRemark } from './timeline-zone.ts'
import { datesIn } from './dates.ts'
import { isTimed, LONGEST_TIME, SAME_DAY, whenAt } from './times.ts'
import { clockZoneIn, zoneIn } from './zones.ts'
import type { DateContext } from './dates.ts'
import type { Grid, Row } from './tables.ts'
import type { TimeColumns } from './timeline-table.ts'
import type { Line } from './rich.ts'
import type { Part } from './sections.ts'
import type { When } from './times.ts'
import type { Zone } from './zones.ts'

/** An entry as it stands in the text, before days and zones are carried over from what stands before it. */
export interface RawEntry {
  readonly when: When
  readonly text: string
  readonly source: string | null
  /** As a column of the table says, whatever the source is. */
  readonly who: string | null
  readonly start: number
  readonly end: number
  /** The zone that the heading, column title or remark around it states. */
  readonly zone: Zone | null
  /** True for a bare day that only dates what follows. */
  readonly isHeader: boolean
}

/** A document without a timeline section still has one where at least so many dated lines stand in a list or table. */
const FEWEST_ELSEWHERE = 3
/** Of a pasted row. */
const LONGEST_ROW = 2000
/** Every dated line of the timeline sections, or where there is none, of the lists and tables that read like one. */
export function rawTimeline(parts: readonly Part[], text: string, context: DateContext): RawEntry[] {
  const own = parts.filter((part) => part.kind === 'timeline')
  for (const places of ['in front', 'anywhere'] as const) {
    const entries = own.flatMap((part) => new PartReader(part, text, context, places).read())
    if (entries.some((entry) => !entry.isHeader)) return entries
  }
  return parts
    .filter(
      (part) => !['actions', 'notNow', 'timeline', 'metrics', 'thanks', 'participants'].includes(part.kind),
    )
    .flatMap((part) => elsewhere(part, text, context))
}

function elsewhere(part: Part, text: string, context: DateContext): RawEntry[] {
  const reader = (nodes: Part['nodes']): RawEntry[] => {
    const entries = new PartReader({ ...part, nodes }, text, context).read()
    return entries.filter((entry) => !entry.isHeader).length >= FEWEST_ELSEWHERE ? entries : []
  }
  // "| Started | 14:03 |": a table of facts has times, but tells no course of events.
  const nodes = part.nodes.filter((node) => node.type !== 'table' || !isTableOfFacts(gridOf(node, text)))
  const blocks = nodes.filter((node) => node.type === 'list' || node.type === 'table')
  // Where one list is a timeline, the others beside it and the dates between them are of it too.
  if (blocks.some((node) => reader([node]).length > 0)) return reader(nodes)
  // In running text only a clock at the start of line after line makes a timeline.
  return reader(nodes.filter((node) => node.type === 'paragraph')).filter(
    (entry) => entry.isHeader || isTimed(entry.when),
  )
}

/** Times stand in front of their entries; only where none does they are looked for at the end of lines and in code blocks. */
type Places = 'in front' | 'anywhere'

class PartReader {
  readonly entries: RawEntry[] = []
  readonly part: Part
  readonly text: string
  readonly context: DateContext
  readonly stated: Zone | null
  /** What the last date line above the entries says: "**20 November (PST)**". */
  zone: Zone | null
  readonly places: Places

  constructor(part: Part, text: string, context: DateContext, places: Places = 'in front') {
    this.part = part
    this.text = text
    this.context = context
    this.places = places
    this.stated = statedZone(part, text)
    this.zone = this.stated
  }

  read(): RawEntry[] {
    this.readTitle()
    for (const node of this.part.nodes) this.readNode(node)
    this.readDay()
    return this.entries
  }

  /** `### 20 November` with only running text below it is itself the entry. */
  readDay(): void {
    const [day, ...others] = this.entries
    const first = this.part.nodes.find((node) => node.type === 'paragraph')
    const [line] = first === undefined ? [] : linesOf(first, this.text)
    if (day === undefined || others.length > 0 || !day.isHeader || line === undefined) return
    if (line.start < day.end || isZoneRemark(plain(line.rich))) return
    if (this.part.nodes.some((node) => node.type === 'list' || node.type === 'table')) return
    const text = [day.text, plain(line.rich)].filter((words) => words !== '').join(' ')
    this.entries[0] = { ...day, isHeader: false, text, end: Math.max(day.end, line.end) }
  }

  /** `### 14:03 - page fires` is an entry, `### Friday 20 November` dates what follows. */
  readTitle(): void {
    if (this.part.level === 0) return
    const { start, end } = this.part.heading
    const rich = this.part.trail.at(-1) ?? this.part.title
    const line = { rich, start, end, link: null }
    if (!this.readLine(line, true)) this.readDayTitle(line)
  }

  /** `### Day 2 – Thursday 5 August`, `### The night of 3 March`: a day behind what it was to the incident. */
  readDayTitle(line: Line): void {
    const day = dayOfTitle(plain(line.rich), this.context)
    if (day !== null) this.push({ when: { ...SAME_DAY, day, hasDay: true }, rest: '', line, isHeader: true })
  }

  readNode(node: RootContent): void {
    if (node.type === 'paragraph') this.readParagraph(node)
    if (node.type === 'list') this.readList(node)
    if (node.type === 'table') this.readTable(node)
    if (node.type === 'code' && this.places === 'anywhere') this.readCode(node)
    if (node.type === 'blockquote') for (const child of node.children) this.readNode(child)
  }

  /** A chat or a log pasted between fences. */
  readCode(node: Code): void {
    const start = node.position?.start.offset ?? 0
    const end = node.position?.end.offset ?? start
    let at = start
    for (const row of this.text.slice(start, end).split('\n')) {
      const rich = row.trim().slice(0, LONGEST_ROW)
      if (rich !== '') this.readLine({ rich, start: at, end: at + row.trimEnd().length, link: null }, false)
      at += row.length + 1
    }
  }

  readParagraph(node: Paragraph): void {
    const lines = linesOf(node, this.text)
    lines.forEach((line, index) => {
      if (goesOn(lines[index - 1]) || !(this.readLine(line, false) || this.readRemark(line)))
        this.continueWith(line)
    })
  }

  /** "All times in CEST, 12 September 2026" dates what follows. */
  readRemark(line: Line): boolean {
    const words = plain(line.rich)
    const [date] =
      words.length < LONGEST_TIME && zoneOfRemark(words) !== null ? datesIn(words, this.context) : []
    if (date === undefined || date.day === null) return false
    this.push({ when: { ...SAME_DAY, day: date.day, hasDay: true }, rest: '', line, isHeader: true })
    return true
  }

  /** True where the line starts with a time. */
  readLine(line: Line, isTitle: boolean): boolean {
    const words = plain(line.rich)
    const when = whenAt(words.slice(0, LONGEST_TIME), this.context)
    if (when === null) return (isTitle || this.places === 'anywhere') && this.readTimeAfter(words, line)
    const rest = words.slice(when.rest)
    const isDayOnly = when.clock === null && when.offset === null
    // "### Friday 20 November (day of the failover)" still only dates what follows, as does "20 November, times in CET".
    const isHeader = isDayOnly && (isTitle || rest === '' || /^\([^)]*\)$/.test(rest) || isZoneRemark(rest))
    if (isDayOnly && !when.hasDay && !isHeader) return false
    if (isHeader) this.zone = zoneIn(rest) ?? this.stated
    this.push({ when, rest, line, isHeader })
    return true
  }

  /** `### Page fires (14:03 UTC)`: the time stands behind the words. */
  readTimeAfter(words: string, line: Line): boolean {
    const match =
      /^(.{1,200}?)\s*(?:[([]([^()[\]]{4,60})[)\]]|(?:\s[\u2013\u2014@-]|\bat)\s+(\S.{3,40}))$/.exec(words)
    const time = match?.[2] ?? match?.[3] ?? ''
    const when = whenAt(time, this.context)
    if (match === null || when === null || !isTimed(when) || when.rest < time.length) return false
    this.push({ when, rest: match[1] ?? '', line, isHeader: false })
    return true
  }

  push(found: {
    when: When
    rest: string
    line: Line
    isHeader: boolean
    source?: string | null
    who?: string
    zone?: Zone | null
  }): void {
    const { when, rest, line, isHeader } = found
    const { source, words } = sourceOfEntry(rest, line)
    this.entries.push({
      when, text: words, who: found.who ?? null, source: found.source ?? source, start: line.start, end: line.end, zone: found.zone ?? this.zone, isHeader,
    }) // prettier-ignore
  }

  /** A time alone on its line is told by the words under it. */
  continueWith(line: Line): void {
    const last = this.entries.at(-1)
    if (last === undefined || last.isHeader || last.text !== '') return
    this.entries[this.entries.length - 1] = {
      ...last,
      text: plain(line.rich),
      end: Math.max(last.end, line.end),
    }
  }

  readList(list: List): void {
    if (this.readDayList(list)) return
    for (const item of list.children) this.readItem(item)
  }

  /** Below a date, items without any clock each tell of that day. */
  readDayList(list: List): boolean {
    const lines = list.children.flatMap(({ children: [first] }) =>
      first?.type === 'paragraph' ? linesOf(first, this.text).slice(0, 1) : [],
    )
    if (this.entries.at(-1)?.isHeader !== true || lines.length < list.children.length) return false
    if (lines.some((line) => whenAt(plain(line.rich).slice(0, LONGEST_TIME), this.context) !== null))
      return false
    for (const line of lines) this.push({ when: SAME_DAY, rest: plain(line.rich), line, isHeader: false })
    return true
  }

  readItem(item: ListItem): void {
    for (const child of item.children) {
      if (child.type === 'paragraph') this.readItemParagraph(child)
      else if (child.type === 'list') this.readNested(child)
      else this.readNode(child)
    }
  }

  readItemParagraph(node: Paragraph): void {
    const lines = linesOf(node, this.text)
    lines.forEach((line, index) => {
      if (!goesOn(lines[index - 1]) && this.readLine(line, false)) return
      const last = this.entries.at(-1)
      // The lines of one item are one entry, as long as no new time starts among them.
      if (index > 0 && last !== undefined && !last.isHeader && last.text !== '') {
        this.entries[this.entries.length - 1] = {
          ...last,
          text: `${last.text} ${plain(line.rich)}`,
          end: line.end,
        }
      } else this.continueWith(line)
    })
  }

  /** Under an entry stand details; they are entries themselves only where they bear their own time. */
  readNested(list: List): void {
    if (this.readDayList(list)) return
    for (const item of list.children) {
      const [first, ...others] = item.children
      if (first?.type === 'paragraph') this.readParagraph(first)
      for (const child of others) if (child.type === 'list') this.readNested(child)
    }
  }

  readTable(table: Table): void {
    const grid = gridOf(table, this.text)
    const columns = timeColumns(grid, this.context)
    if (columns === null) return
    for (const row of grid.rows) this.readRow(row, grid, columns)
  }

  readRow(row: Row, grid: Grid, columns: TimeColumns): void {
    const cell = (column: number): string => plain(row.cells[column]?.rich ?? '')
    const until = columns.end < 0 ? '' : cell(columns.end)
    const clock =
      `${columns.day < 0 ? '' : cell(columns.day)} ${cell(columns.time)}${/\d/.test(until) ? ` - ${until}` : ''}`.trim()
    const when = whenAt(clock.slice(0, LONGEST_TIME), this.context)
    if (when === null) return
    const event = row.cells[columns.event]
    const source = columns.sources
      .map(cell)
      .find((words) => !/^(?:[-\u2013\u2014?]?|n\/a|none)$/i.test(words))
    const zone =
      clockZoneIn(columns.zone < 0 ? '' : cell(columns.zone)) ??
      clockZoneIn(grid.head[columns.time] ?? '') ??
      this.zone
    const words = event === undefined ? clock.slice(when.rest) : plain(event.rich)
    this.push({
      when, rest: words, isHeader: words === '' && !isTimed(when), zone,
      source: source === undefined ? null : source.replace(/^`(.*)`$/, '$1'),
      who: cell(columns.who),
      line: { rich: '', start: row.start, end: row.end, link: row.cells.find((one) => one.link !== null)?.link ?? null },
    }) // prettier-ignore
  }
}
