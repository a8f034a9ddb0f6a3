import type { TreeCursor } from '@lezer/common'
import type {
  Blockquote,
  Heading,
  Link,
  LinkReference,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
  Table,
  TableCell,
  TableRow,
} from 'mdast'
import { decodeString } from 'micromark-util-decode-string'

import { TextRun } from './markdown-text.ts'

type Position = NonNullable<Root['position']>

/**
 * Turns the parser's tree, which says only where things stand, into an mdast tree with their words. Of a position only the
 * offset is told, since nobody reads the lines and columns of a node: they stay 0.
 */
export class TreeWriter {
  readonly #text: string
  readonly #offsetOf: (at: number) => number

  /** `offsetOf` turns a place in `text` into the offset that is told. */
  constructor(text: string, offsetOf: (at: number) => number) {
    this.#text = text
    this.#offsetOf = offsetOf
  }

  /** The blocks below the node that the cursor stands on. */
  blocks(cursor: TreeCursor): RootContent[] {
    return each(cursor, () => this.#block(cursor))
  }

  #block(cursor: TreeCursor): RootContent | null {
    const { name, from, to } = cursor
    switch (name) {
      case 'Paragraph':
      case 'Task':
        return this.#paragraph(cursor)
      case 'BulletList':
      case 'OrderedList':
        return this.#list(cursor)
      case 'Blockquote':
        return this.#quotation(cursor)
      case 'Table':
        return this.#table(cursor)
      case 'FencedCode':
      case 'CodeBlock':
        return { type: 'code', value: this.#wordsOf(cursor, 'CodeText'), position: this.#place(from, to) }
      case 'HTMLBlock':
      case 'CommentBlock':
      case 'ProcessingInstructionBlock':
        return { type: 'html', value: this.#text.slice(from, to), position: this.#place(from, to) }
      case 'HorizontalRule':
        return { type: 'thematicBreak', position: this.#place(from, to) }
      default:
        return name.startsWith('ATX') || name.startsWith('Setext') ? this.#heading(cursor) : null
    }
  }

  #paragraph(cursor: TreeCursor): Paragraph {
    const { from, to } = cursor
    const start = this.#isTask(cursor) ? from + TASK_MARKER : from
    return { type: 'paragraph', children: this.#inline(cursor), position: this.#place(start, to) }
  }

  /** A box with nothing behind it is no task. */
  #isTask({ name, from, to }: TreeCursor): boolean {
    return name === 'Task' && this.#text.slice(from + TASK_MARKER, to).trim() !== ''
  }

  #heading(cursor: TreeCursor): Heading {
    const position = this.#place(cursor.from, cursor.to)
    const depth = Number(cursor.name.at(-1)) as Heading['depth']
    return { type: 'heading', depth, children: this.#inline(cursor), position }
  }

  #quotation(cursor: TreeCursor): Blockquote {
    const position = this.#place(cursor.from, cursor.to)
    return { type: 'blockquote', children: this.blocks(cursor) as Blockquote['children'], position }
  }

  #list(cursor: TreeCursor): List {
    const { name, from, to } = cursor
    const children = each(cursor, () => this.#item(cursor))
    const place = this.#place(from, to)
    // The parser counts the first item's indent in.
    const start = children[0]?.position?.start ?? place.start
    return { type: 'list', ordered: name === 'OrderedList', children, position: { start, end: place.end } }
  }

  #item(cursor: TreeCursor): ListItem | null {
    if (cursor.name !== 'ListItem') return null
    let checked: boolean | null = null
    let mark = this.#place(cursor.from, cursor.to)
    const children = each(cursor, () => {
      if (cursor.name === 'ListMark') mark = this.#place(cursor.from, cursor.to)
      else if (this.#isTask(cursor)) checked = this.#text[cursor.from + 1] !== ' '
      return this.#block(cursor)
    }) as ListItem['children']
    const end = children.at(-1)?.position?.end ?? mark.end
    return { type: 'listItem', checked, children, position: { start: mark.start, end } }
  }

  #table(cursor: TreeCursor): Table {
    const position = this.#place(cursor.from, cursor.to)
    const isRow = (): boolean => cursor.name === 'TableHeader' || cursor.name === 'TableRow'
    return { type: 'table', children: each(cursor, () => (isRow() ? this.#row(cursor) : null)), position }
  }

  /** The parser's tree has no empty cells: there, two bars stand with nothing between. A cell begins with its bar. */
  #row(cursor: TreeCursor): TableRow {
    const { from, to } = cursor
    const cells: TableCell[] = []
    let start = from
    let words: PhrasingContent[] | null = null
    const close = (end: number): void => {
      cells.push({ type: 'tableCell', children: words ?? [], position: this.#place(start, end) })
      start = end
      words = null
    }
    each(cursor, () => {
      if (cursor.name === 'TableCell') words = this.#inline(cursor)
      else if (cursor.name === 'TableDelimiter' && (cursor.from > from || words !== null)) close(cursor.from)
      return null
    })
    const last = cells.at(-1)
    if (words !== null || last?.position === undefined) close(to)
    else last.position.end = this.#point(to)
    return { type: 'tableRow', children: cells, position: this.#place(from, to) }
  }

  /** What stands in a paragraph, heading, cell, link or emphasis: its nodes, and the text between them. */
  #inline(cursor: TreeCursor): PhrasingContent[] {
    const nodes: PhrasingContent[] = []
    const { to } = cursor
    const isBlock = !['Emphasis', 'StrongEmphasis', 'Link', 'Image'].includes(cursor.name)
    const isTask = this.#isTask(cursor)
    const text = new TextRun(this.#text, cursor.from, isBlock)
    const write = (end: number, isLast: boolean): void => {
      const found = text.finish(end, isLast)
      if (found === null) return
      nodes.push({ type: 'text', value: found.value, position: this.#place(found.from, found.to) })
    }
    let brackets = 0
    each(cursor, () => {
      const { name, from, to: end } = cursor
      if (brackets === 2 || name === 'Escape' || name === 'Entity') return null
      if (name === 'QuoteMark') text.leaveOut(from, end)
      else if (name !== 'TaskMarker') {
        const node = this.#phrase(cursor)
        write(from, name === 'HeaderMark')
        if (node !== null) nodes.push(node)
        text.start(end, name === 'HardBreak' || name === 'HeaderMark')
      } else if (isTask) text.start(from + TASK_MARKER, false)
      if (name === 'LinkMark') brackets++
      return null
    })
    // After a link's second bracket stands its address.
    if (brackets < 2) write(to, isBlock)
    return nodes
  }

  /** Null for a mark, which is told by the node that it makes. */
  #phrase(cursor: TreeCursor): PhrasingContent | null {
    const { name, from, to } = cursor
    const position = this.#place(from, to)
    switch (name) {
      case 'Emphasis':
        return { type: 'emphasis', children: this.#inline(cursor), position }
      case 'StrongEmphasis':
        return { type: 'strong', children: this.#inline(cursor), position }
      case 'InlineCode':
        return { type: 'inlineCode', value: this.#code(cursor), position }
      case 'Link':
        return this.#link(cursor)
      case 'Autolink':
        return this.#autolink(cursor)
      case 'Image': {
        const url = this.#wordsOf(cursor, 'URL')
        return { type: 'image', url, alt: wordsIn(this.#inline(cursor)), position }
      }
      case 'HardBreak':
        return { type: 'break', position }
      case 'HTMLTag':
      case 'Comment':
      case 'ProcessingInstruction':
        return { type: 'html', value: this.#text.slice(from, to), position }
      default:
        return null
    }
  }

  #link(cursor: TreeCursor): Link | LinkReference {
    const { from, to } = cursor
    const position = this.#place(from, to)
    const url = decodeString(this.#wordsOf(cursor, 'URL').replace(/^<|>$/g, ''))
    const children = this.#inline(cursor)
    return this.#text[to - 1] === ')'
      ? { type: 'link', url, children, position }
      : { type: 'linkReference', identifier: '', referenceType: 'full', children, position }
  }

  #autolink(cursor: TreeCursor): Link {
    const { from, to } = cursor
    const value = this.#text.slice(from + 1, to - 1)
    const url = /^[a-z][-\w+.]+:/i.test(value) ? value : `mailto:${value}`
    const children = [{ type: 'text' as const, value, position: this.#place(from + 1, to - 1) }]
    return { type: 'link', url, children, position: this.#place(from, to) }
  }

  #code(cursor: TreeCursor): string {
    const isInTable = cursor.node.parent?.name === 'TableCell'
    let value = ''
    let at = cursor.from
    each(cursor, () => {
      // Neither the ticks nor the marks of a quotation that the span goes through.
      value += this.#text.slice(at, cursor.from)
      at = cursor.to
      return null
    })
    value = value.replace(/\n[ \t]+/g, '\n')
    if (/^[ \n][^]*[ \n]$/.test(value) && value.trim() !== '') value = value.slice(1, -1)
    return isInTable ? value.replaceAll('\\|', '|') : value
  }

  /** The text of the node's children of this name. */
  #wordsOf(cursor: TreeCursor, name: string): string {
    const read = (): string | null => (cursor.name === name ? this.#text.slice(cursor.from, cursor.to) : null)
    return each(cursor, read).join('')
  }

  #place(from: number, to: number): Position {
    return { start: this.#point(from), end: this.#point(to) }
  }

  #point(at: number): Position['start'] {
    return { line: 0, column: 0, offset: this.#offsetOf(at) }
  }
}

/** `[x] ` */
const TASK_MARKER = 4

/** What `read` makes of each child of the node that the cursor stands on; the cursor comes back to it. */
function each<T>(cursor: TreeCursor, read: () => T | null): T[] {
  const found: T[] = []
  if (!cursor.firstChild()) return found
  do {
    const one = read()
    if (one !== null) found.push(one)
  } while (cursor.nextSibling())
  cursor.parent()
  return found
}

function wordsIn(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node) => {
      if ('value' in node) return node.value
      if ('alt' in node) return node.alt ?? ''
      return 'children' in node ? wordsIn(node.children) : ''
    })
    .join('')
}
