import { linesOf, plain } from './rich.ts'
import type { Paragraph, RootContent } from 'mdast'
import type { Words } from './impact.ts'
import type { Part } from './sections.ts'

/** A date or a time further down is about something else. */
const MOST_PARAGRAPHS = 12
const MOST_CHARACTERS = 2000

/** Facts, zones and the day are looked for in the same words. */
const known = new WeakMap<readonly Part[], readonly Words[]>()

/** The first paragraphs of the parts that tell what happened. */
export function openingWords(parts: readonly Part[], text: string): readonly Words[] {
  const words = known.get(parts) ?? readOpening(parts, text)
  known.set(parts, words)
  return words
}

function readOpening(parts: readonly Part[], text: string): Words[] {
  return parts
    .filter((part) => ['other', 'summary', 'impact', 'narrative', 'timeline'].includes(part.kind))
    .flatMap((part) => part.nodes.flatMap((node) => paragraphsIn(node)))
    .slice(0, MOST_PARAGRAPHS)
    .flatMap((node) => {
      const lines = linesOf(node, text)
      const [first] = lines
      const last = lines.at(-1)
      if (first === undefined || last === undefined) return []
      const value = lines
        .map((line) => plain(line.rich))
        .join(' ')
        .slice(0, MOST_CHARACTERS)
      return [{ value, start: first.start, end: last.end }]
    })
}

/** A note in a quote opens a document as well. */
function paragraphsIn(node: RootContent): Paragraph[] {
  if (node.type === 'blockquote') return node.children.filter((child) => child.type === 'paragraph')
  return node.type === 'paragraph' ? [node] : []
}
