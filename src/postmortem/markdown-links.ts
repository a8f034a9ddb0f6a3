import type { DelimiterType, InlineContext, MarkdownConfig } from '@lezer/markdown'

/**
 * Links and images as CommonMark has them. The parser's own reading takes every `[word]` for a link, whether the document
 * defines it or not, and searches to the end of the paragraph from each bracket.
 */
export function linksTo(labels: ReadonlySet<string>): MarkdownConfig {
  return {
    parseInline: [
      { name: 'Link', parse: (cx, next, at) => (next === 91 ? open(cx, at, 1) : -1) },
      {
        name: 'Image',
        parse: (cx, next, at) => (next === 33 && cx.char(at + 1) === 91 ? open(cx, at, 2) : -1),
      },
      { name: 'LinkEnd', parse: (cx, next, at) => (next === 93 ? close(cx, at, labels) : -1) },
    ],
  }
}

const LABEL_AND_ADDRESS = String.raw`\[((?:[^\\[\]\n]|\\.){1,999})\]:[ \t]*(?:<[^<>\n]*>|[^\s<]\S*)`
const TITLE_AND_END = String.raw`(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$`
const DEFINITION = new RegExp(`^${LABEL_AND_ADDRESS}${TITLE_AND_END}`)
const DEFINITIONS = new RegExp(`^[ \\t>*+.)\\d-]*${LABEL_AND_ADDRESS}${TITLE_AND_END}`, 'gm')

/** `[label]: address "title"` on a line of its own. Over several lines, which nobody writes, it stays text. */
export const definitions: MarkdownConfig = {
  parseBlock: [
    {
      name: 'LinkReference',
      parse(cx, line) {
        if (line.next !== 91 || !DEFINITION.test(line.text.slice(line.pos))) return false
        const from = cx.lineStart + line.pos
        cx.nextLine()
        cx.addElement(cx.elt('LinkReference', from, cx.prevLineEnd()))
        return true
      },
    },
  ],
}

/** The labels that the links of a text may refer to. */
export function labelsIn(text: string): ReadonlySet<string> {
  const labels = new Set<string>()
  if (text.includes(']:')) for (const [, label] of text.matchAll(DEFINITIONS)) labels.add(folded(label ?? ''))
  return labels
}

function folded(label: string): string {
  return label.replace(/\s+/g, ' ').trim().toLowerCase().toUpperCase()
}

/** An opening bracket, with its exclamation mark where it is an image's. The parser finds it again by identity. */
interface Bracket extends DelimiterType {
  readonly from: number
  readonly width: number
  /** A link holds no other link: once one is closed, the brackets around it open none. */
  isLive: boolean
}

const opened = new WeakMap<InlineContext, Bracket[]>()

function open(cx: InlineContext, at: number, width: number): number {
  const bracket: Bracket = { from: at, width, isLive: true }
  const brackets = opened.get(cx)
  if (brackets === undefined) opened.set(cx, [bracket])
  else brackets.push(bracket)
  return cx.addDelimiter(bracket, at, at + width, true, false)
}

function close(cx: InlineContext, at: number, labels: ReadonlySet<string>): number {
  const brackets = opened.get(cx) ?? []
  const bracket = brackets.pop()
  if (bracket === undefined || !bracket.isLive) return -1
  const target = inlineTarget(cx, at + 1) ?? reference(cx, bracket.from + bracket.width, at, labels)
  const index = target === null ? null : cx.findOpeningDelimiter(bracket)
  if (target === null || index === null) return -1
  const { from, width } = bracket
  const isImage = width === 2
  const content = cx.takeContent(index)
  const parts = [cx.elt('LinkMark', from, from + width), ...content, cx.elt('LinkMark', at, at + 1)]
  if (target.url !== null) parts.push(cx.elt('URL', target.url.from, target.url.to))
  if (!isImage) for (const around of brackets) if (around.width === 1) around.isLive = false
  return cx.addElement(cx.elt(isImage ? 'Image' : 'Link', from, target.end, parts))
}

interface Target {
  readonly end: number
  /** Null for a reference, whose address stands elsewhere. */
  readonly url: { readonly from: number; readonly to: number } | null
}

const LONGEST_TARGET = 4000
const TITLE = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|\((?:[^()\\]|\\[^])*\)/y
const BRACED = /<(?:[^<>\n\\]|\\.)*>/y
const SPACE = /[ \t]*(?:\n[ \t]*)?/y

/** `(address "title")` */
function inlineTarget(cx: InlineContext, at: number): Target | null {
  if (cx.char(at) !== 40) return null
  const text = cx.slice(at, at + LONGEST_TARGET)
  const from = past(SPACE, text, 1) ?? 1
  const to = past(BRACED, text, from) ?? (text[from] === '<' ? from : endOfBare(text, from))
  let end = past(SPACE, text, to) ?? to
  if (end > to) end = past(SPACE, text, past(TITLE, text, end) ?? end) ?? end
  if (text[end] !== ')') return null
  return { end: at + end + 1, url: { from: at + from, to: at + to } }
}

function past(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}

/** An address without angle brackets goes on while its parentheses balance. */
function endOfBare(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code <= 32 || code === 127) return depth === 0 ? at : from
    if (code === 92 && /[!-/:-@[-`{-~]/.test(text[at + 1] ?? '')) at++
    else if (code === 40) depth++
    else if (code === 41 && depth-- === 0) return at
  }
  return from
}

const LABEL = /\[(?:[^\\[\]]|\\[^])*\]/y
const LONGEST_LABEL = 1000

/** `[words][label]`, `[label][]` or `[label]`, where the label is defined. */
function reference(cx: InlineContext, from: number, at: number, labels: ReadonlySet<string>): Target | null {
  if (labels.size === 0) return null
  const after = cx.slice(at + 1, at + LONGEST_LABEL)
  const end = past(LABEL, after, 0)
  const own = cx.slice(from, Math.min(at, from + LONGEST_LABEL))
  const label = end === null || end === 2 ? own : after.slice(1, end - 1)
  return labels.has(folded(label)) ? { end: at + 1 + (end ?? 0), url: null } : null
}
