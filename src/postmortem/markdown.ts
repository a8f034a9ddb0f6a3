import type { Nodes, Root } from 'mdast'
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
const MOST_BRACKETS = 400
const DEEPEST_LIST_INDENT = 96

/**
 * The Markdown tree of `text` from `from` on (front matter stands before), with offsets into the whole `text`.
 * GFM tables and task lists are the only extensions: the others cost time and nothing here reads them.
 * A long text is read in chunks, since the table extension takes time quadratic in the whole of what it is given; a link
 * reference in one chunk to a definition in another then stays plain text, which no reader of the tree minds.
 */
export function markdownOf(text: string, from: number): Root {
  const children = chunksOf(text, from).flatMap(([start, end]) => {
    const root = fromMarkdown(tame(withoutMark(text.slice(start, end))), EXTENSIONS)
    shift(root, start)
    return root.children
  })
  return { type: 'root', children }
}

const CHUNK = 100_000

/** Cuts where a blank line is followed by a heading or a paragraph, outside of code fences and comments. */
function chunksOf(text: string, from: number): [start: number, end: number][] {
  const chunks: [number, number][] = []
  let start = from
  while (text.length - start > CHUNK) {
    const cut = cutAfter(text, start, start + CHUNK)
    if (cut === null) break
    chunks.push([start, cut])
    start = cut
  }
  chunks.push([start, text.length])
  return chunks
}

const LINE = /[^\n]*(?:\n|$)/y

function cutAfter(text: string, from: number, least: number): number | null {
  let fence = ''
  let isComment = false
  let wasBlank = false
  for (let at = from; at < text.length;) {
    LINE.lastIndex = at
    const line = LINE.exec(text)?.[0] ?? ''
    if (at >= least && wasBlank && fence === '' && !isComment && /^(?:#{1,6}[ \t]|\p{L})/u.test(line))
      return at
    const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? ''
    if (fence === '') fence = marker
    else if (marker.startsWith(fence)) fence = ''
    if (fence === '')
      isComment = isComment ? !line.includes('-->') : line.lastIndexOf('<!--') > line.lastIndexOf('-->')
    wasBlank = line.trim() === ''
    at += Math.max(line.length, 1)
  }
  return null
}

/** Only offsets are moved: lines and columns are taken from the whole text where they are needed. */
function shift(node: Nodes, by: number): void {
  if (by === 0) return
  if (node.position !== undefined) {
    node.position.start.offset = (node.position.start.offset ?? 0) + by
    node.position.end.offset = (node.position.end.offset ?? 0) + by
  }
  if ('children' in node) for (const child of node.children) shift(child, by)
}

/** A byte order mark becomes a space: the parser would drop it and shift every offset by one. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text
}

/** Blanks, character for character, what would drive the parser out of linear time. */
function tame(text: string): string {
  let marks = 0
  let brackets = 0
  return text.replace(/[^\r\n]+|\r\n?|\n/g, (line) => {
    if (line.charCodeAt(0) === 13 || line.charCodeAt(0) === 10) return line
    if (line.trim() === '') marks = brackets = 0
    const calm = withFewMarkers(line)
    if (calm.length < 2 || !/[*_[]/.test(calm)) return calm
    return calm.replace(/[*_]+|\[/g, (run) => {
      const many = run === '[' ? ++brackets > MOST_BRACKETS : ++marks > MOST_EMPHASIS_MARKS
      return many ? '\u00B7'.repeat(run.length) : run
    })
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
