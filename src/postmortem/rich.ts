import type { Nodes, Paragraph, PhrasingContent } from 'mdast'

/**
 * Rich text: the words of a paragraph as a reader sees them, with bold kept as two private-use marks and code in
 * backticks, since an owner is often told by being bold and code is never an owner or a date.
 */
export const BOLD = '\u{E000}'
export const BOLD_END = '\u{E001}'

/** One line of a paragraph, heading or cell as the author broke it, with where it stands in the source. */
export interface Line {
  readonly rich: string
  readonly start: number
  readonly end: number
  /** The first address that the line links to. */
  readonly link: string | null
}

/** Sections, fields, timeline and actions all look at the same paragraphs; a node belongs to one text only. */
const known = new WeakMap<Nodes, readonly Line[]>()

/** Lines of a node's inline content, broken at line ends, hard breaks and `<br>`. */
export function linesOf(node: Nodes, text: string): readonly Line[] {
  const lines = known.get(node) ?? readLines(node, text)
  known.set(node, lines)
  return lines
}

function readLines(node: Nodes, text: string): Line[] {
  const writer = new LineWriter()
  if ('children' in node) writeAll(node.children as readonly Nodes[], text, writer)
  return writer.finish()
}

/** All lines of a node in one. */
export function richOf(node: Nodes, text: string): string {
  return linesOf(node, text)
    .map((line) => line.rich)
    .join(' ')
    .slice(0, LONGEST_LINE)
    .trim()
}

/**
 * Dozens of patterns look at each line, and some take time quadratic in what only hostile text holds: white space, brackets
 * and commas by the thousand. The longest line of 187 postmortems has 1,056 characters.
 */
const LONGEST_LINE = 2000

function readable(rich: string): string {
  return rich
    .slice(0, LONGEST_LINE)
    .replace(/\s{64,}/g, ' ')
    .trim()
}

/** Marks, or white space that is not one single space between words. */
const UNEVEN = /[\uE000\uE001\t\r\n]|\s\s|^\s|\s$/

/** The words alone: no bold marks, white space single. */
export function plain(rich: string): string {
  if (!UNEVEN.test(rich)) return rich
  return rich.replaceAll(BOLD, '').replaceAll(BOLD_END, '').replace(/\s+/g, ' ').trim()
}

/** A character that no pattern of a date, an owner or a separator takes for one of its own. */
const MASK = '\u{E002}'

/** Same length, with the inside of code and of URLs blanked, so that a match in it cannot happen. */
export function maskCode(rich: string): string {
  return rich.replace(/`[^`]*`|https?:\/\/[^\s)]+/g, (span) => MASK.repeat(span.length))
}

/** Private-use marks that the author typed would read as bold; they carry no words, so they go. */
function clean(value: string): string {
  return value.replaceAll(BOLD, '').replaceAll(BOLD_END, '')
}

class LineWriter {
  readonly lines: Line[] = []
  rich = ''
  start = -1
  end = -1
  link: string | null = null

  write(rich: string, start: number, end: number): void {
    if (rich === '') return
    if (this.start < 0) this.start = start
    this.rich += rich
    this.end = end
  }

  breakLine(): void {
    if (this.start >= 0 && plain(this.rich) !== '') {
      this.lines.push({ rich: readable(this.rich), start: this.start, end: this.end, link: this.link })
    }
    this.rich = ''
    this.start = -1
    this.link = null
  }

  finish(): Line[] {
    this.breakLine()
    return this.lines
  }
}

function writeAll(nodes: readonly Nodes[], text: string, writer: LineWriter): void {
  for (const node of nodes) write(node as PhrasingContent, text, writer)
}

function write(node: PhrasingContent | Paragraph, text: string, writer: LineWriter): void {
  const start = node.position?.start.offset ?? 0
  const end = node.position?.end.offset ?? start
  switch (node.type) {
    case 'text':
      return writeText(node.value, text, start, end, writer)
    case 'inlineCode':
      return writer.write(`\`${clean(node.value)}\``, start, end)
    case 'strong':
      writer.write(BOLD, start, start + 2)
      writeAll(node.children, text, writer)
      return writer.write(BOLD_END, end - 2, end)
    case 'break':
      return writer.breakLine()
    case 'html':
      return /^<br\s*\/?>$/i.test(node.value) ? writer.breakLine() : undefined
    case 'image':
    case 'imageReference':
      return writer.write(clean(node.alt ?? ''), start, end)
    case 'link':
      writer.link ??= node.url
      return writeAll(node.children, text, writer)
    default:
      if ('children' in node) writeAll(node.children, text, writer)
  }
}

/** A text node can run over several source lines; each becomes its own line with its own offsets. */
function writeText(value: string, text: string, start: number, end: number, writer: LineWriter): void {
  // Whatever ends a line in the source ends it here too: \r alone does in Markdown.
  const values = value.split(/\r\n|\n|\r/)
  if (values.length === 1) return writer.write(clean(value), start, end)
  let from = start
  values.forEach((words, index) => {
    if (index > 0) writer.breakLine()
    const stop = index === values.length - 1 ? end : endOfLine(text, from, end)
    const indent = index === 0 ? 0 : (/^[ \t>]*/.exec(text.slice(from, stop))?.[0].length ?? 0)
    writer.write(clean(words), Math.min(from + indent, stop), stop)
    from = afterBreak(text, stop, end)
  })
}

function endOfLine(text: string, from: number, limit: number): number {
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || code === 13) return at
  }
  return limit
}

function afterBreak(text: string, at: number, limit: number): number {
  const width = text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 1
  return Math.min(at + width, limit)
}

/** "… and it came back at" goes on in the next line, whatever that begins with. */
export function goesOn(line: Line | undefined): boolean {
  if (line === undefined) return false
  const space = line.rich.lastIndexOf(' ')
  return space > 0 && JOINING.test(line.rich.slice(space + 1))
}

const JOINING =
  /^(?:at|until|till|by|from|to|around|about|between|and|since|after|before|the|of|on|for|or|with|a)$/
