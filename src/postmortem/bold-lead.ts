import type { Nodes, Paragraph } from 'mdast'

import { kindOfTitle } from './headings.ts'
import { richOf } from './rich.ts'
import type { PracticeName } from './practice.ts'
import type { Source } from './source.ts'

/** Offsets in the document, in UTF-16 units. */
export interface Extent {
  readonly start: number
  readonly end: number
}

/** A bold name that does a heading's work. */
export interface Lead extends Extent {
  readonly title: string
  /** The paragraph's words after the bold name, or null where it is all there is. */
  readonly rest: Paragraph | null
}

/** Where a node stands; empty at 0 where the tree does not say. */
export function extentOf(node: Nodes): Extent {
  const start = node.position?.start.offset ?? 0
  return { start, end: node.position?.end.offset ?? start }
}

/** In bold, "Detection" or "Participants" is a field; only the names of whole sections make a heading of it. */
export function standsAlone(title: string, practice: PracticeName): boolean {
  return !['other', 'narrative', 'participants'].includes(kindOfTitle(title, practice))
}

/** A paragraph that opens with a bold name, alone on its line or followed by a colon. */
export function boldLead(node: Paragraph, source: Source): Lead | null {
  const [first, ...others] = node.children
  if (first?.type !== 'strong') return null
  const extent = extentOf(first)
  const title = richOf(first, source.text)
  const rest = restOf(others, source.text, title.endsWith(':'))
  return rest === undefined ? null : { ...extent, title: title.replace(/\s*:$/, ''), rest }
}

/** Undefined where the bold words run on into a sentence: then they are no heading. */
function restOf(
  nodes: Paragraph['children'],
  text: string,
  colonSeen: boolean,
): Paragraph | null | undefined {
  const [first, ...others] = nodes
  if (first === undefined) return null
  const extent = extentOf(first)
  const source = text.slice(extent.start, extent.end)
  const joint = jointOf(source) ?? (colonSeen ? '' : undefined)
  if (joint === undefined || (first.type !== 'text' && joint === '' && !colonSeen)) return undefined
  const words =
    first.type === 'text'
      ? {
          ...first,
          value: first.value.slice(jointOf(first.value)?.length ?? 0),
          position: shifted(first, joint.length),
        }
      : first
  const children = [words, ...others]
  const last = children.at(-1)
  if (others.length === 0 && first.type === 'text' && words.type === 'text' && words.value.trim() === '')
    return null
  const position = {
    start: shifted(first, joint.length).start,
    end: last?.position?.end ?? shifted(first, 0).end,
  }
  return { type: 'paragraph', children, position }
}

/** What stands between the bold name and the words that go on. */
function jointOf(words: string): string | undefined {
  return /^(?:\s*[:\u2013\u2014]\s*|\s+-\s+|\s*\n\s*)/.exec(words)?.[0]
}

function shifted(node: Nodes, by: number) {
  const start = node.position?.start ?? { line: 1, column: 1, offset: 0 }
  const end = node.position?.end ?? start
  return { start: { ...start, column: start.column + by, offset: (start.offset ?? 0) + by }, end }
}
