import type { Root } from 'mdast'
import { parser, Table, TaskList } from '@lezer/markdown'
import type { MarkdownConfig } from '@lezer/markdown'

import { definitions, labelsIn, linksTo } from './markdown-links.ts'
import { TreeWriter } from './markdown-tree.ts'

/** Where the parser's own reading leaves CommonMark, or linear time. */
const corrections: MarkdownConfig = {
  parseInline: [
    {
      // Two or more spaces, or a backslash, at the end of a line. A run of spaces is looked at once, from its first.
      name: 'HardBreak',
      parse(cx, next, at) {
        const isSpace = next === 32
        if (next !== 92 && (!isSpace || cx.char(at - 1) === 32)) return -1
        let end = at + 1
        if (isSpace) while (cx.char(end) === 32) end++
        if (cx.char(end) !== 10 || (isSpace && end < at + 2)) return -1
        return cx.addElement(cx.elt('HardBreak', at, end + 1))
      },
    },
  ],
  parseBlock: [
    {
      // `<img … />` on a line of its own.
      name: 'ClosedTag',
      before: 'HTMLBlock',
      parse(cx, line) {
        if (line.next !== 60 || !/^<[a-z][^<>]*\/>\s*$/i.test(line.text.slice(line.pos))) return false
        const from = cx.lineStart + line.pos
        cx.nextLine()
        cx.addElement(cx.elt('HTMLBlock', from, cx.prevLineEnd()))
        return true
      },
    },
    {
      // A rule right below a table makes no heading of it.
      name: 'TableEnd',
      endLeaf: (_cx, line, leaf) =>
        line.next === 45 && /^-+\s*$/.test(line.text.slice(line.pos)) && isTable(leaf.content),
    },
  ],
}

function isTable(content: string): boolean {
  const second = content.split('\n', 2)[1] ?? ''
  return second.includes('|') && /^[ \t|:-]+$/.test(second)
}

/** GFM tables and task lists are the only extensions: the others cost time and nothing here reads them. */
const PARSER = parser.configure([Table, TaskList, definitions, corrections, linksTo(new Set())])

/** The parser takes time quadratic in these; people stay far below. */
const MOST_NESTED_MARKERS = 16
const MOST_EMPHASIS_MARKS = 400
const MOST_OPENERS = 400
const MOST_TICKS = 32
/** In columns; with the markers of one line, no list nests deeper than 64. */
const DEEPEST_LIST_INDENT = 96

/** The Markdown tree of `text` from `from` on (front matter stands before), with offsets into the whole `text`. */
export function markdownOf(text: string, from: number): Root {
  const lines = withLineFeeds(tame(withoutMark(text.slice(from))))
  const labels = labelsIn(lines.text)
  const tree = (labels.size === 0 ? PARSER : PARSER.configure(linksTo(labels))).parse(lines.text)
  const writer = new TreeWriter(lines.text, (at) => lines.offsetOf(at) + from)
  return { type: 'root', children: writer.blocks(tree.cursor()) }
}

/** The parser knows only lines that end with a line feed. */
function withLineFeeds(text: string): { text: string; offsetOf: (at: number) => number } {
  if (!text.includes('\r')) return { text, offsetOf: (at) => at }
  const lines = text.split('\r\n')
  const starts: number[] = []
  let length = 0
  for (const line of lines) {
    starts.push(length)
    length += line.length + 1
  }
  // Each CRLF before a place is one character more in the source.
  return { text: lines.join('\n').replaceAll('\r', '\n'), offsetOf: (at) => at + lastAtMost(starts, at) }
}

/** Index of the last of the ascending `starts` that is not past `at`. */
function lastAtMost(starts: readonly number[], at: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** A byte order mark becomes a space, so that a heading or list may follow it. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text
}

/** Blanks, character for character, what would drive the parser out of linear time. */
function tame(text: string): string {
  let marks = 0
  let openers = 0
  const isMany = (run: string): boolean => {
    if (run === '[' || run === '<') return ++openers > MOST_OPENERS
    if (run.startsWith('`')) return run.length > MOST_TICKS
    return ++marks > MOST_EMPHASIS_MARKS
  }
  return text.replace(/[^\r\n]+|\r\n?|\n/g, (line) => {
    if (line.charCodeAt(0) === 13 || line.charCodeAt(0) === 10) return line
    if (line.trim() === '') marks = openers = 0
    const calm = withFewMarkers(line)
    if (calm.length < 2 || !/[*_[<`]/.test(calm)) return calm
    return calm.replace(/[*_]+|[[<]|`+/g, (run) => (isMany(run) ? '\u00B7'.repeat(run.length) : run))
  })
}

/** In columns: a tab goes on to the next multiple of four. */
function widthOf(indent: string): number {
  let width = 0
  for (const char of indent) width += char === '\t' ? TAB - (width % TAB) : 1
  return width
}
const TAB = 4

function withFewMarkers(line: string): string {
  const prefix = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/.exec(line)?.[0]
  if (prefix === undefined) return line
  let count = 0
  const indent = widthOf(/^[ \t]*/.exec(prefix)?.[0] ?? '')
  const most = indent > DEEPEST_LIST_INDENT ? 0 : MOST_NESTED_MARKERS
  const kept = prefix.replace(/\S+/g, (marker) => {
    // `>>>>` is one run of many quotes.
    count += marker.length
    return count > most ? '\u00B7'.repeat(marker.length) : marker
  })
  return kept + line.slice(prefix.length)
}
