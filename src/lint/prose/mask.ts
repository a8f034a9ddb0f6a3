import { THING } from '../grammar/token.ts'
import { matchesOf } from '../../postmortem/matches.ts'

/**
 * Blanks out what stands in a Markdown file without being the author's own prose: front matter, comments, code, logs, quotations.
 * Written by hand, line by line, instead of on a Markdown tree: micromark took 45 s on 60 KB of crossed emphasis and 1.8 s on
 * 1 MB of plain prose, and a check must answer on any text. Offsets stay, as each unit is replaced by one.
 */
export interface BlockMask {
  readonly masked: string
  readonly comments: readonly Span[]
}

export interface Span {
  readonly start: number
  readonly end: number
}

interface Fill extends Span {
  readonly with: string
}

const FENCE = /^(?:[ \t]|[-*+>] |\d{1,9}[.)] )*(`{3,}|~{3,})/
const RAW_HTML = /^ {0,3}<(pre|script|style|textarea)\b/i
const LOG_LINE =
  /^\s*\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d.{0,40}\b(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)\b/
const LIST_ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/

export function maskBlocks(text: string): BlockMask {
  const reader = new BlockReader(text)
  reader.run()
  return { masked: fill(text, reader.fills), comments: reader.comments }
}

class BlockReader {
  readonly fills: Fill[] = []
  readonly comments: Span[] = []
  readonly #text: string
  #at = 0
  #inList = false
  #afterBlank = true
  #inAlert = false
  #commentsEnd = false
  readonly #unclosed = new Set<string>()

  constructor(text: string) {
    this.#text = text
  }

  run(): void {
    this.#frontMatter()
    while (this.#at < this.#text.length) {
      const { line, end } = this.#nextLine()
      this.#line(line, end)
    }
  }

  /** A line without its comments: it is a quotation or an item whatever comes after. It goes on where the last of them ends. */
  #nextLine(): { line: string; end: number } {
    let line = ''
    let from = this.#at
    let end = this.#lineEnd(from)
    for (;;) {
      const rest = this.#text.slice(from, end)
      const open = this.#commentsEnd ? -1 : commentIn(rest)
      const comment = open < 0 ? null : this.#comment(from + open)
      if (comment === null) return { line: line + rest, end }
      line += rest.slice(0, open)
      from = comment.end
      if (from > end) end = this.#lineEnd(from)
    }
  }

  #line(line: string, end: number): void {
    const fence = FENCE.exec(line)?.[1]
    const raw = RAW_HTML.exec(line)?.[1]
    if (fence) this.#blank(this.#endOfFence(fence, end))
    else if (raw) this.#blank(this.#endOfRaw(raw.toLowerCase(), end))
    else if (this.#isIndentedCode(line) || LOG_LINE.test(line)) this.#blank(end)
    else this.#proseLine(line, end)
  }

  #proseLine(line: string, end: number): void {
    const quote = /^ {0,3}>[ \t]?/.exec(line)
    if (quote) {
      this.#inAlert ||= /^ {0,3}>[ \t]?\[![A-Z]+\]/.test(line)
      if (this.#inAlert && !line.includes('[!')) this.#blank(this.#at + quote[0].length)
      else this.#blank(end)
    } else {
      this.#inAlert = false
    }
    const blank = line.trim() === ''
    if (LIST_ITEM.test(line)) this.#inList = true
    else if (!blank && this.#afterBlank && !/^[ \t]/.test(line)) this.#inList = false
    this.#afterBlank = blank
    this.#at = end + 1
  }

  #isIndentedCode(line: string): boolean {
    return this.#afterBlank && !this.#inList && /^(?: {4}|\t)[ \t]*\S/.test(line)
  }

  /** Blanks from here to `end` and goes on after it. */
  #blank(end: number): void {
    this.fills.push({ start: this.#at, end, with: ' ' })
    this.#at = this.#text[end] === '\n' ? end + 1 : end
  }

  #comment(start: number): Span | null {
    const close = this.#text.indexOf('-->', start + 4)
    if (close < 0) {
      this.#commentsEnd = true
      return null
    }
    const comment = { start, end: close + 3 }
    this.comments.push(comment)
    this.fills.push({ ...comment, with: ' ' })
    return comment
  }

  #frontMatter(): void {
    const open = /^\uFEFF?---[ \t]*\r?\n/.exec(this.#text)
    if (!open) return
    const close = /^(?:---|\.\.\.)[ \t]*\r?$/gm
    close.lastIndex = open[0].length
    const found = close.exec(this.#text)
    if (found) this.#blank(found.index + found[0].length)
  }

  #endOfFence(fence: string, lineEnd: number): number {
    const close = new RegExp(`^[ \\t>]*${fence.charAt(0)}{${fence.length},}[ \\t]*\\r?$`)
    for (let at = lineEnd + 1; at < this.#text.length;) {
      const end = this.#lineEnd(at)
      if (close.test(this.#text.slice(at, end))) return end
      at = end + 1
    }
    return this.#text.length
  }

  #endOfRaw(tag: string, lineEnd: number): number {
    if (this.#unclosed.has(tag)) return lineEnd
    const close = new RegExp(`</${tag}>`, 'gi')
    close.lastIndex = this.#at
    const found = close.exec(this.#text)
    // Remembered, or a file of nothing but opening tags would be searched to its end for each of them.
    if (!found) this.#unclosed.add(tag)
    return found ? this.#lineEnd(found.index) : lineEnd
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf('\n', from)
    return end < 0 ? this.#text.length : end
  }
}

/** Where a comment opens in a line, unless that stands in a code span. */
function commentIn(line: string): number {
  const at = line.indexOf('<!--')
  if (at < 0) return -1
  const ticks = line.slice(0, at).split('`').length - 1
  return ticks % 2 === 0 ? at : -1
}

/** Replaces each span by its filler, keeping line ends. Spans may nest or touch; the later of two at one place wins. */
export function fill(text: string, fills: readonly Fill[]): string {
  const parts: string[] = []
  let done = 0
  for (const { start, end, with: unit } of [...fills].sort((a, b) => a.start - b.start)) {
    if (end <= done) continue
    const from = Math.max(start, done)
    parts.push(text.slice(done, from), text.slice(from, end).replace(/[^\r\n]/g, unit))
    done = end
  }
  parts.push(text.slice(done))
  return parts.join('')
}

const LINK_TARGET = /\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s+"[^"]*")?\)|\]\[[^[\]]*\]/g
const ADDRESS = /\bhttps?:\/\/[^\s<>)\]]+|\bwww\.[^\s<>)\]]+/g
const TAG = /<\/?[a-zA-Z][^<>]*>/g
// A quotation longer than this, or one with many marks that close nothing, is an inch mark or an apostrophe gone astray.
const QUOTE_LIMIT = 600
const MARK_LIMIT = 20

/** Fills code spans, addresses and quotations in one block with `THING`, and blanks the markup of links and emphasis. */
export function maskInline(block: string): string {
  if (!/[`<[\]*_~"'\u201c\u2018\u00ab|]|http|www\./.test(block)) return block
  const things = codeSpans(block)
  let masked = fill(block, things)
  masked = masked.replace(LINK_TARGET, blank).replace(ADDRESS, thing)
  masked = masked.replace(TAG, (tag) => (/^<br\b/i.test(tag) ? '\u2028' + blank(tag.slice(1)) : blank(tag)))
  masked = fill(masked, quotations(masked))
  return masked.replace(/[*~[\]|]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}_])/gu, blank)
}

const blank = (raw: string): string => raw.replace(/[^\r\n]/g, ' ')
const thing = (raw: string): string => raw.replace(/[^\r\n]/g, THING)

/** Fills code spans alone. */
export function maskCode(block: string): string {
  return block.includes('`') ? fill(block, codeSpans(block)) : block
}

function codeSpans(block: string): Fill[] {
  const runs = matchesOf(/`+/g, block).map((match) => ({ start: match.index, length: match[0].length }))
  const last = new Map<number, number>()
  for (const [index, run] of runs.entries()) last.set(run.length, index)
  const spans: Fill[] = []
  for (let index = 0; index < runs.length; index += 1) {
    const open = runs[index]
    if (!open || (last.get(open.length) ?? 0) <= index) continue
    // A closing run of this length exists further on, so the search ends, and goes on behind it.
    while (runs[++index]?.length !== open.length);
    const close = runs[index]
    if (close) spans.push({ start: open.start, end: close.start + close.length, with: THING })
  }
  return spans
}

const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\u201c': '\u201d',
  '\u2018': '\u2019',
  '\u00ab': '\u00bb',
}
const OPENING = /(?<![\p{L}\p{N}])["'\u201c\u2018\u00ab](?=\S)/gu

function quotations(block: string): Fill[] {
  const spans: Fill[] = []
  let done = 0
  for (const match of matchesOf(OPENING, block)) {
    if (match.index < done) continue
    const end = closingQuote(block, match.index, CLOSING[match[0]] ?? '"')
    if (end === null) continue
    spans.push({ start: match.index, end, with: THING })
    done = end
  }
  return spans
}

/** The end of a quotation, or null where none closes within reach (an inch mark, an apostrophe). */
function closingQuote(block: string, open: number, mark: string): number | null {
  let at = open + 1
  for (let marks = 0; marks < MARK_LIMIT; marks += 1) {
    at = block.slice(0, open + QUOTE_LIMIT).indexOf(mark, at + 1)
    if (at < 0) return null
    if (/\S/.test(block.charAt(at - 1)) && !/[\p{L}\p{N}]/u.test(block.charAt(at + 1))) return at + 1
  }
  return null
}
