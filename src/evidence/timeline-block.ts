import { hashOf } from '../github/marker.ts'
import { inertLine } from '../github/inert.ts'
import { findBlock } from '../postmortem/kept-block.ts'
import { parse } from '../postmortem/parse.ts'
import { render } from '../templates.ts'
import type { Extent, KeyedLine, WantedBlock } from '../postmortem/kept-block.ts'
import type { Evidence } from './evidence.ts'
import { maskSecrets } from './secrets.ts'
import { chosen, tidied } from './tidy.ts'

/**
 * The app's rows in the Timeline section, each in its place by time. What people wrote down already
 * is not told again; of more than `maximum` entries those of least weight are left out.
 */
export function timelineBlock(text: string, evidence: readonly Evidence[], maximum: number): WantedBlock {
  const told = linesOfPeople(text)
  const entries = tidied(evidence)
    .map(withoutSecrets)
    .filter((entry) => !isTold(entry, told))
  const shown = chosen(entries, maximum)
  const lines = shown.map((entry): KeyedLine => ({ key: keyOf(entry), line: rowOf(entry) }))
  const content = render('timeline/block', {
    rows: lines.map(({ line }) => line),
    leftOut: entries.length - shown.length,
  })
  return { kind: 'timeline', content, place: placeIn, lines, slot }
}

const withoutSecrets = (entry: Evidence): Evidence => ({
  ...entry,
  text: maskSecrets(entry.text).text,
  source: maskSecrets(entry.source).text,
  link: entry.link !== null && maskSecrets(entry.link).kinds.length > 0 ? null : entry.link,
})

/** Short: a block's marker bears all of them. Twelve digits tell a million entries apart. */
const keyOf = ({ id, at, source, text }: Evidence): string => hashOf(id ?? [at, source, text]).slice(0, 12)

const minuteOf = (at: string): string => at.slice(0, 16).replace('T', ' ')

function rowOf({ at, text, source, link, kind }: Evidence): string {
  const from = `\`${inertLine(source, 80).replaceAll('`', '')}\``
  const address = link === null ? null : addressOf(link)
  return `| ${minuteOf(at)} | ${inertLine(text)} | ${address === null ? from : `[${from}](${address})`} | ${kind} |`
}

/** As it can stand in a link in a table's cell; null for what is no web address. */
function addressOf(link: string): string | null {
  if (!URL.canParse(link) || link.length > 2_000) return null
  const { href, protocol, username, password } = new URL(link)
  if ((protocol !== 'https:' && protocol !== 'http:') || username !== '' || password !== '') return null
  return href.replace(/[()|<>\s\\`]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}

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

/** Whether a line tells it already: the same minute, with the same words or the same link. */
function isTold({ at, text, link }: Evidence, lines: ReadonlyMap<string, readonly string[]>): boolean {
  const then = lines.get(minuteOf(at)) ?? []
  const words = inertLine(text)
  return then.some(
    (line) => line.includes(words) || (link !== null && line.includes(`(${addressOf(link) ?? link})`)),
  )
}

const ROW = /^[ \t]*\|[ \t]{0,9}(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})/

/** Before the first row that is later; else behind the last that has a time. */
function slot(inner: string, line: string): number | null {
  const time = timeOf(line)
  if (time === null) return null
  let behind: number | null = null
  let at = 0
  for (const row of inner.split('\n')) {
    const other = timeOf(row)
    if (other !== null && other > time) return at
    at += row.length + 1
    if (other !== null) behind = at
  }
  return behind !== null && behind <= inner.length ? behind : null
}

function timeOf(row: string): string | null {
  const [, day, clock] = ROW.exec(row) ?? []
  return day === undefined || clock === undefined ? null : `${day} ${clock}`
}
