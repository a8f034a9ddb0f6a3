import { hashOf } from '../github/marker.ts'
import { inertLine } from '../github/inert.ts'
import { findBlock } from '../postmortem/kept-block.ts'
import { markdownOf } from '../postmortem/markdown.ts'
import { parse } from '../postmortem/parse.ts'
import { gridOf } from '../postmortem/tables.ts'
import { render } from '../templates.ts'
import type { Extent, KeyedLine, WantedBlock } from '../postmortem/kept-block.ts'
import { addressIn, isWebAddress } from './cell.ts'
import type { Entry } from './entry.ts'
import type { Evidence } from './evidence.ts'
import { head, row } from './render.ts'
import { maskSecrets } from './secrets.ts'
import { chosen, tidied } from './tidy.ts'
import { SHORTEST_SAME } from './wording.ts'

/**
 * The app's rows in the Timeline section, each in its place by time. What people wrote down already
 * is not told again; of more than `maximum` entries those of least weight are left out.
 */
export function timelineBlock(text: string, evidence: readonly Evidence[], maximum: number): WantedBlock {
  const told = linesOfPeople(text)
  const entries = tidied(evidence.map(withoutSecrets)).filter((entry) => !isTold(entry, told))
  const shown = chosen(entries, maximum)
  const lines = shown.map((entry): KeyedLine => ({ key: keyOf(entry), line: row(entry) }))
  const content = render('timeline/block', {
    head: head(),
    rows: lines.map(({ line }) => line),
    leftOut: entries.length - shown.length,
  })
  return { kind: 'timeline', content, place: placeIn, lines, slot, head: head() }
}

const withoutSecrets = (entry: Evidence): Evidence => ({
  ...entry,
  text: maskSecrets(entry.text).text,
  source: maskSecrets(entry.source).text,
  link: entry.link !== null && maskSecrets(entry.link).kinds.length > 0 ? null : entry.link,
})

/** Short: a block's marker bears all of them. Twelve digits tell a million entries apart. */
const keyOf = ({ id, at, sources, text }: Entry): string =>
  hashOf(id ?? [at, sources[0]?.source, text]).slice(0, 12)

const minuteOf = (at: string): string => at.slice(0, 16).replace('T', ' ')

/** Below what stands in the section, as long as that is no timeline of somebody's own; null where the document has none. */
function placeIn(text: string): Extent | null {
  const { sections, timeline } = parse(text)
  const section = sections.find(({ kind }) => kind === 'timeline')
  if (section === undefined) return null
  const { start, end } = section.body
  if (timeline.some(({ range }) => range.start >= start && range.end <= end)) return null
  const last = start + text.slice(start, end).trimEnd().length
  return { start: last, end: last }
}

/** By the minute that they name: the lines that are people's, which are all but those of the app's own block. */
function linesOfPeople(text: string): ReadonlyMap<string, readonly string[]> {
  const found = findBlock(text, 'timeline')
  const isOurs = found !== null && found !== 'broken' && found.owner === 'app'
  const beside = isOurs ? text.slice(0, found.start) + text.slice(found.end) : text
  const lines = new Map<string, string[]>()
  for (const line of beside.split('\n'))
    for (const [, day, clock] of line.matchAll(/(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})/g)) {
      const minute = `${day} ${clock}`
      const known = lines.get(minute)
      if (known) known.push(line)
      else lines.set(minute, [line])
    }
  return lines
}

/** Whether a line tells it already: the same minute, with the same words or the same link. Short words stand in many others. */
function isTold({ at, text, sources }: Entry, lines: ReadonlyMap<string, readonly string[]>): boolean {
  const then = lines.get(minuteOf(at)) ?? []
  const words = inertLine(text)
  const links = sources.flatMap(({ link }) =>
    link !== null && isWebAddress(link) ? [`(${addressIn(link)})`] : [],
  )
  return then.some(
    (line) =>
      (words.length >= SHORTEST_SAME ? line.includes(words) : cellsOf(line).includes(words)) ||
      links.some((link) => line.includes(link)),
  )
}

const cellsOf = (row: string): string[] => row.split(/(?<!\\)\|/).map((cell) => cell.trim())

const TIME = /^[\s|*_`]*(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})/

/**
 * In a table of the app's form: before the first row that is later, else at its end. Null where there is none: rows in UTC
 * have no place in a list, nor in a table whose times may be of another zone.
 */
function slot(inner: string, line: string): number | null {
  const time = timeOf(line)
  for (const table of markdownOf(inner, 0).children) {
    if (table.type !== 'table') continue
    const { head, rows } = gridOf(table, inner)
    if (!/\bUTC\b/.test(head[0] ?? '') || !/^(?:event|what|entry|description)/i.test(head[1] ?? '')) continue
    const later = rows.find(({ start, end }) => timeOf(inner.slice(start, end)) > time)
    if (later !== undefined) return inner.lastIndexOf('\n', later.start) + 1
    const end = inner.indexOf('\n', table.position?.end.offset ?? inner.length)
    return end < 0 ? null : end + 1
  }
  return null
}

const timeOf = (row: string): string => TIME.exec(row)?.slice(1).join(' ') ?? ''
