import type { Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item'
import { gfmTable } from 'micromark-extension-gfm-table'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'

const EXTENSIONS = {
  extensions: [gfmTable(), gfmTaskListItem()],
  mdastExtensions: [gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown()],
}

/** The parser takes time quadratic in these; people stay far below. */
const MOST_NESTED_MARKERS = 16
const MOST_EMPHASIS_MARKS = 400
const DEEPEST_LIST_INDENT = 96

/**
 * The Markdown tree of `text` from `from` on (front matter stands before), with offsets into the whole `text`.
 * GFM tables and task lists are the only extensions: the others cost time and nothing here reads them.
 */
export function markdownOf(text: string, from: number): Root {
  const blank = text.slice(0, from).replace(/[^\r\n]/g, ' ')
  return fromMarkdown(tame(blank + withoutMark(text.slice(from))), EXTENSIONS)
}

/** A byte order mark becomes a space: the parser would drop it and shift every offset by one. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text
}

/** Blanks, character for character, what would drive the parser out of linear time. */
function tame(text: string): string {
  let marks = 0
  return text.replace(/[^\r\n]+|\r\n?|\n/g, (line) => {
    if (line.charCodeAt(0) === 13 || line.charCodeAt(0) === 10) return line
    if (line.trim() === '') marks = 0
    const calm = withFewMarkers(line)
    if (calm.length < 2 || !/[*_]/.test(calm)) return calm
    return calm.replace(/[*_]+/g, (run) =>
      ++marks > MOST_EMPHASIS_MARKS ? '\u00B7'.repeat(run.length) : run,
    )
  })
}

function withFewMarkers(line: string): string {
  const prefix = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/.exec(line)?.[0]
  if (prefix === undefined) return line
  let count = 0
  const indent = /^[ \t]*/.exec(prefix)?.[0].length ?? 0
  const most = indent > DEEPEST_LIST_INDENT ? 0 : MOST_NESTED_MARKERS
  const kept = prefix.replace(/\S+/g, (marker) => {
    // `>>>>` is one run of many quotes.
    count += marker.length
    return count > most ? '\u00B7'.repeat(marker.length) : marker
  })
  return kept + line.slice(prefix.length)
}
