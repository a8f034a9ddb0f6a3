import type { Heading, List, ListItem, Nodes, Paragraph, Root, RootContent, TableRow } from 'mdast'

import { isPlainSectionTitle, isWeakFactorsTitle, isWeakSummaryTitle, kindOfTitle } from './headings.ts'
import { isNothing, isPlaceholder, isUnanswered } from './placeholders.ts'
import { linesOf, plain, richOf } from './rich.ts'
import { rangeIn } from './source.ts'
import type { Section, SectionKind } from './document.ts'
import type { Source } from './source.ts'

/** A stretch of the document under one heading: what stands between it and the next heading of any level. */
export interface Part {
  readonly kind: SectionKind
  /** 1 to 6 for real headings, 7 for a bold paragraph, 8 for a bold list item; 0 before the first heading. */
  readonly level: number
  readonly title: string
  /** Rich titles from the heading that gives the kind down to this one. */
  readonly trail: readonly string[]
  readonly heading: { readonly start: number; readonly end: number }
  readonly nodes: readonly RootContent[]
  /** Where the heading's stretch ends, subheadings included. */
  readonly end: number
  readonly parent: Part | null
}

interface OpenPart extends Part {
  kind: SectionKind
  readonly nodes: RootContent[]
  end: number
  readonly parent: OpenPart | null
}

const BOLD_PARAGRAPH = 7
const BOLD_ITEM = 8

/** Cuts the tree into parts, in reading order. Bold paragraphs and bold list items with a section's name count as headings. */
export function partsOf(root: Root, source: Source, from: number): Part[] {
  const cutter = new Cutter(source, from)
  for (const node of root.children) cutter.take(node)
  return cutter.finish()
}

/** The sections as the linter and `missingSections` see them. */
export function sectionsOf(parts: readonly Part[], source: Source): Section[] {
  const full = new Set<Part>()
  // From the end, so that a subsection's words count for the section around it too.
  for (const part of parts.toReversed()) {
    if (
      full.has(part) ||
      isTimedHeading(part) ||
      part.nodes.some((node) => hasWords(node, source.text) && !deniesActions(part, node, source.text))
    ) {
      full.add(part)
      if (part.parent !== null) full.add(part.parent)
    }
  }
  return parts
    .filter((part) => part.level > 0)
    .map((part) => ({
      kind: part.kind,
      level: part.level,
      title: part.title,
      heading: rangeIn(source, part.heading.start, part.heading.end),
      body: rangeIn(source, part.heading.end, part.end),
      empty: !full.has(part),
    }))
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

class Cutter {
  readonly parts: OpenPart[] = []
  readonly source: Source
  current: OpenPart

  constructor(source: Source, from: number) {
    this.source = source
    this.current = {
      kind: 'other', level: 0, title: '', trail: [], heading: { start: from, end: from }, nodes: [],
      end: source.text.length, parent: null,
    } // prettier-ignore
    this.parts.push(this.current)
  }

  take(node: RootContent): void {
    if (node.type === 'heading')
      return this.open(node.depth, richOf(node, this.source.text), extentOf(node), node)
    if (node.type === 'paragraph' && this.takeBoldParagraph(node)) return
    if (node.type === 'list' && this.holdsFields() && this.takeBoldItems(node)) return
    this.current.nodes.push(node)
  }

  finish(): Part[] {
    this.closeFrom(1, this.source.text.length)
    this.settleWeakTitles()
    return this.parts
  }

  /** Lists of named fields stand at the top of a document or in its summary; in a named section a bold word is content. */
  holdsFields(): boolean {
    return !['timeline', 'actions', 'factors', 'lessons', 'thanks', 'whys', 'notNow', 'metrics'].includes(
      this.current.kind,
    )
  }

  takeBoldParagraph(node: Paragraph): boolean {
    const lead = boldLead(node, this.source)
    if (lead === null || !standsAlone(lead.title)) return false
    // Among the actions "**Prevention**" is a group of them, and in a timeline bold words with more after them an event.
    if (
      kindOfTitle(lead.title) === this.current.kind ||
      (this.current.kind === 'timeline' && lead.rest !== null)
    )
      return false
    this.open(BOLD_PARAGRAPH, lead.title, lead)
    if (lead.rest !== null) this.current.nodes.push(lead.rest)
    return true
  }

  takeBoldItems(list: List): boolean {
    const leads = list.children.map((item) => this.itemLead(item))
    if (leads.every((lead) => lead === null)) return false
    list.children.forEach((item, index) => {
      const lead = leads[index] ?? null
      if (lead === null)
        return this.current.nodes.push({
          ...list,
          children: [item],
          ...(item.position ? { position: item.position } : {}),
        })
      this.open(BOLD_ITEM, lead.title, lead)
      if (lead.rest !== null) this.current.nodes.push(lead.rest)
      this.current.nodes.push(...item.children.slice(1))
      return this.closeFrom(BOLD_ITEM, extentOf(item).end)
    })
    return true
  }

  itemLead(item: ListItem): Lead | null {
    const first = item.children[0]
    if (first?.type !== 'paragraph') return null
    const lead = boldLead(first, this.source)
    return lead !== null && standsAlone(lead.title) ? lead : null
  }

  open(level: number, rich: string, extent: Extent, node?: Heading): void {
    this.closeFrom(level, extent.start)
    const parent = this.current
    const title = plain(rich)
    // The first h1 is the document's title, unless it is plainly a section's; later ones are sections.
    const isTitle = level === 1 && !isPlainSectionTitle(title) && !this.parts.some((part) => part.level === 1)
    const own = isTitle ? 'other' : kindOfTitle(title)
    // "### Detection" within the actions or the timeline groups them; on its own it tells how it was noticed.
    const groups =
      own === 'narrative' && ['actions', 'notNow', 'timeline', 'factors', 'lessons'].includes(parent.kind)
    const named = own !== 'other' && !groups
    const kind = named ? own : parent.kind
    const isNew = kind === 'other' || (named && own !== parent.kind)
    const trail = isNew ? [rich] : [...parent.trail, rich]
    const heading = { start: extent.start, end: node === undefined ? extent.end : extentOf(node).end }
    this.current = { kind, level, title, trail, heading, nodes: [], end: this.source.text.length, parent }
    this.parts.push(this.current)
  }

  closeFrom(level: number, at: number): void {
    while (this.current.level >= level && this.current.parent !== null) {
      this.current.end = at
      this.current = this.current.parent
    }
  }

  /** "Background" means the causes, and "What happened" the summary, only where nothing says so more clearly. */
  settleWeakTitles(): void {
    this.settle('factors', isWeakFactorsTitle)
    this.settle('summary', isWeakSummaryTitle)
  }

  settle(kind: SectionKind, isWeak: (title: string) => boolean): void {
    if (this.parts.some((part) => part.kind === kind)) return
    for (const part of this.parts) if (isWeak(part.title)) part.kind = kind
  }
}

interface Extent {
  readonly start: number
  readonly end: number
}

interface Lead extends Extent {
  readonly title: string
  /** The paragraph's words after the bold name, or null where it is all there is. */
  readonly rest: Paragraph | null
}

function extentOf(node: Nodes): Extent {
  const start = node.position?.start.offset ?? 0
  return { start, end: node.position?.end.offset ?? start }
}

/** In bold, "Detection" or "Participants" is a field; only the names of whole sections make a heading of it. */
function standsAlone(title: string): boolean {
  return !['other', 'narrative', 'participants'].includes(kindOfTitle(title))
}

/** A paragraph that opens with a bold name, alone on its line or followed by a colon. */
function boldLead(node: Paragraph, source: Source): Lead | null {
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
