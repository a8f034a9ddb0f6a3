import type { Nodes, RootContent } from 'mdast'
import type { Paragraph } from '../channels/message.ts'
import { readFrontMatter } from '../postmortem/front-matter.ts'
import { markdownOf } from '../postmortem/markdown.ts'
import { rangeIn, sourceOf } from '../postmortem/source.ts'
import { wordsOf } from './plain.ts'

/** A paragraph between the public markers, with its line in the document. */
export interface Marked extends Paragraph {
  readonly line: number
}

const MARK = /<!--\s{0,20}(\/?)\s{0,20}public\s{0,20}-->/gi

/**
 * What stands between `<!-- public -->` and `<!-- /public -->`, each alone on a line. A marker that is doubled, nested, without its
 * other half, or somewhere else makes nothing public at all: `broken` is its line.
 */
export function markedIn(
  text: string,
  addressOf: (url: string) => string,
): { readonly marked: readonly Marked[] } | { readonly broken: number } {
  const source = sourceOf(text)
  const lineOf = (at: number): number => rangeIn(source, at, at).line
  const { children } = markdownOf(text, readFrontMatter(source).bodyStart)
  const standing = new Map(children.flatMap((node) => markOf(node)))
  const marked: Marked[] = []
  let open: number | null = null
  let next = 0
  for (const match of text.matchAll(MARK)) {
    const isClosing = match[1] === '/'
    const index = standing.get(match.index)
    if (index === undefined || isClosing !== (open !== null)) return { broken: lineOf(match.index) }
    if (isClosing)
      for (const node of children.slice(next, index))
        marked.push(...paragraphsOf(node, { lineOf, addressOf }))
    open = isClosing ? null : match.index
    next = index + 1
  }
  return open === null ? { marked } : { broken: lineOf(open) }

  function markOf(node: RootContent): [number, number][] {
    const start = node.position?.start.offset ?? 0
    const words = text.slice(start, node.position?.end.offset ?? start)
    const lead = words.length - words.trimStart().length
    const alone = new RegExp(`^${MARK.source}$`, 'i').test(words.trim())
    return node.type === 'html' && alone ? [[start + lead, children.indexOf(node)]] : []
  }
}

interface Reading {
  readonly lineOf: (at: number) => number
  readonly addressOf: (url: string) => string
}

/** Code, pictures and HTML are not for the public. */
function paragraphsOf(node: Nodes, reading: Reading): Marked[] {
  const line = reading.lineOf(node.position?.start.offset ?? 0)
  const one = (kind: Paragraph['kind']): Marked[] => [{ kind, line, text: wordsOf(node, reading.addressOf) }]
  switch (node.type) {
    case 'heading':
      return one('heading')
    case 'paragraph':
      return one('text')
    case 'tableRow': {
      const cells = node.children.map((cell) => wordsOf(cell, reading.addressOf).trim())
      return [{ kind: 'item', line, text: cells.filter((cell) => cell !== '').join(', ') }]
    }
    case 'listItem':
      return node.children.flatMap((child) =>
        paragraphsOf(child, reading).map((each) => ({ ...each, kind: 'item' as const })),
      )
    case 'blockquote':
    case 'list':
    case 'table':
      return node.children.flatMap((child: Nodes) => paragraphsOf(child, reading))
    default:
      return []
  }
}
