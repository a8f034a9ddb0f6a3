import type { Heading, List, ListItem, Paragraph, Root, RootContent } from 'mdast'

import { boldLead, extentOf, standsAlone } from './bold-lead.ts'
import { isFilled } from './filled.ts'
import { isPlainSectionTitle, isWeakFactorsTitle, isWeakSummaryTitle, kindOfTitle } from './headings.ts'
import { plain, richOf } from './rich.ts'
import { rangeIn } from './source.ts'
import { SECTIONS_OF_OTHERS } from './document.ts'
import type { Extent, Lead } from './bold-lead.ts'
import type { Section, SectionKind } from './document.ts'
import type { PracticeName } from './practice.ts'
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
export function partsOf(root: Root, source: Source, from: number, practice: PracticeName): Part[] {
  const cutter = new Cutter(source, from, practice)
  for (const node of root.children) cutter.take(node)
  return cutter.finish()
}

/** The sections as the linter and `missingSections` see them. */
export function sectionsOf(parts: readonly Part[], source: Source): Section[] {
  const full = new Set<Part>()
  // From the end, so that a subsection's words count for the section around it too.
  for (const part of parts.toReversed()) {
    if (full.has(part) || isFilled(part, source.text)) {
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

/** Where a bold word that opens an item is content, and no field. */
const CONTENT: ReadonlySet<SectionKind> = new Set<SectionKind>([
  'timeline',
  'actions',
  'factors',
  'lessons',
  'thanks',
  'whys',
  'notNow',
  'metrics',
  ...SECTIONS_OF_OTHERS,
])

/** Where a heading such as "Detection" only groups what stands there. */
const GROUPED: ReadonlySet<SectionKind> = new Set<SectionKind>([
  'actions',
  'notNow',
  'timeline',
  'factors',
  'lessons',
  ...SECTIONS_OF_OTHERS,
])

class Cutter {
  readonly parts: OpenPart[] = []
  readonly source: Source
  readonly practice: PracticeName
  current: OpenPart

  constructor(source: Source, from: number, practice: PracticeName) {
    this.source = source
    this.practice = practice
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
    return !CONTENT.has(this.current.kind)
  }

  takeBoldParagraph(node: Paragraph): boolean {
    const lead = boldLead(node, this.source)
    if (lead === null || !standsAlone(lead.title, this.practice)) return false
    // Among the actions "**Prevention**" is a group of them, and in a timeline bold words with more after them an event.
    if (
      kindOfTitle(lead.title, this.practice) === this.current.kind ||
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
    return lead !== null && standsAlone(lead.title, this.practice) ? lead : null
  }

  open(level: number, rich: string, extent: Extent, node?: Heading): void {
    this.closeFrom(level, extent.start)
    const parent = this.current
    const title = plain(rich)
    // The first h1 is the document's title, unless it is plainly a section's; later ones are sections.
    const isTitle =
      level === 1 &&
      !isPlainSectionTitle(title, this.practice) &&
      !this.parts.some((part) => part.level === 1)
    const own = isTitle ? 'other' : kindOfTitle(title, this.practice)
    // "### Detection" within the actions or the timeline groups them; on its own it tells how it was noticed.
    const groups = own === 'narrative' && GROUPED.has(parent.kind)
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
