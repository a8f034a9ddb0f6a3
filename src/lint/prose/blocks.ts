import type { BlockKind } from './sentence.ts'

export interface Block {
  readonly start: number
  readonly end: number
  readonly kind: BlockKind
}

const HEADING = /^ {0,3}#{1,6}(?=[ \t])/
const ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?/
const RULE_OR_UNDERLINE = /^ {0,3}(?:=+[ \t]*|-+[ \t]*|(?:[-*_][ \t]*){3,})$/
const DELIMITER_ROW = /^(?:[ \t]*\|)?[ \t:]*-[-|: \t]*$/

/** Headings, list items, table cells and paragraphs of a text from which code and quotations are already blanked out. */
export function findBlocks(masked: string): Block[] {
  const blocks: Block[] = []
  let open: { start: number; end: number; kind: BlockKind } | null = null
  let inTable = false
  const close = (): void => {
    if (open && open.end > open.start) blocks.push(open)
    open = null
  }
  for (let at = 0; at < masked.length;) {
    const newline = masked.indexOf('\n', at)
    const end = newline < 0 ? masked.length : newline
    const line = masked.slice(at, end)
    const first = line.trimStart()
    inTable =
      first !== '' && (inTable || first.startsWith('|') || (line.includes('|') && DELIMITER_ROW.test(line)))
    const marker = HEADING.exec(line) ?? ITEM.exec(line)
    if (first === '' || RULE_OR_UNDERLINE.test(line)) close()
    else if (inTable) {
      close()
      if (!DELIMITER_ROW.test(line)) for (const cell of cells(line, at)) blocks.push(cell)
    } else if (marker) {
      close()
      open = { start: at + marker[0].length, end, kind: HEADING.test(line) ? 'heading' : 'item' }
      if (open.kind === 'heading') close()
    } else if (open) open.end = end
    else open = { start: at, end, kind: 'paragraph' }
    at = end + 1
  }
  close()
  return blocks
}

function cells(line: string, offset: number): Block[] {
  const blocks: Block[] = []
  let start = 0
  for (let at = 0; at <= line.length; at += 1) {
    if (at < line.length && (line[at] !== '|' || line[at - 1] === '\\')) continue
    if (line.slice(start, at).trim() !== '')
      blocks.push({ start: offset + start, end: offset + at, kind: 'cell' })
    start = at + 1
  }
  return blocks
}
