import type { Nodes, TableRow } from 'mdast'

import { isNothing, isPlaceholder, isUnanswered } from './placeholders.ts'
import { linesOf, plain, richOf } from './rich.ts'
import type { Part } from './sections.ts'

/** Whether somebody has written into a part: its blocks, or its heading, say something of this incident. */
export function isFilled(part: Part, text: string): boolean {
  return (
    isTimedHeading(part) ||
    part.nodes.some((node) => hasWords(node, text) && !deniesActions(part, node, text))
  )
}

/** "None yet, to be agreed on Thursday." under the actions leaves them open. */
function deniesActions(part: Part, node: Nodes, text: string): boolean {
  return (
    (part.kind === 'actions' || part.kind === 'notNow') &&
    (node.type === 'paragraph' || node.type === 'list') &&
    isNothing(
      plain(text.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0))
        .slice(0, 200)
        .replace(/^[-*+] /, ''),
    )
  )
}

/** `### 14:03 - page fires` says what happened without a word below it. */
function isTimedHeading(part: Part): boolean {
  return part.kind === 'timeline' && part.trail.length > 1 && /\d/.test(part.title)
}

/** True where a block says something: not only placeholders, comments, rules or a table's bare head. */
function hasWords(node: Nodes, text: string): boolean {
  switch (node.type) {
    case 'html':
    case 'thematicBreak':
    case 'definition':
      return false
    case 'code':
      return node.value.trim() !== ''
    case 'paragraph':
    case 'tableCell':
      // A paragraph that only introduces a list ("The following went well:") says nothing yet.
      return linesOf(node, text).some((line) => !isUnanswered(line.rich) && !isBareLabel(line.rich))
    case 'table':
      return node.children.slice(1).some((row) => rowHasWords(row, text))
    default:
      return 'children' in node && (node.children as readonly Nodes[]).some((child) => hasWords(child, text))
  }
}

/** A row that still waits for some of its words has no others than the template's: a category, a priority, a factor's id. */
function rowHasWords(row: TableRow, text: string): boolean {
  const waits = row.children.some((cell) => {
    const words = richOf(cell, text)
    return words !== '' && isPlaceholder(words)
  })
  return row.children.some(
    (cell, column) =>
      column > 0 && hasWords(cell, text) && (!waits || plain(richOf(cell, text)).includes(' ')),
  )
}

/** `- F1:`, `1.`, `Why?`: a slot of a template with nothing in it. */
function isBareLabel(rich: string): boolean {
  const words = plain(rich)
  return /^(?:[A-Z]{1,2}\d+[.:)]?|why(?: \d)?[?:]?|\d+[.)]|[^.!?]{1,40}:)$/i.test(words)
}
