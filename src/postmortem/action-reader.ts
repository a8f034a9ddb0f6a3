import type { List, ListItem, Paragraph, RootContent, Table } from 'mdast'

import { draftOf, tableDrafts, takeFields } from './action-draft.ts'
import { isAllBold, readActionLine } from './action-line.ts'
import {
  detailLines,
  firstLine,
  isFieldLine,
  isLabel,
  isPhase,
  lastLine,
  namesObjects,
} from './action-shapes.ts'
import { categoryOf } from './action-words.ts'
import { underLabel } from './action-labels.ts'
import { dueOf } from './due.ts'
import { ownersOfLabel } from './owners.ts'
import { isPlaceholder } from './placeholders.ts'
import { linesOf, plain } from './rich.ts'
import { gridOf } from './tables.ts'
import type { Draft } from './action-line.ts'
import type { Inherited } from './action-labels.ts'
import type { ActionContext } from './people.ts'
import type { Line } from './rich.ts'
import type { Part } from './sections.ts'

export interface RawAction {
  readonly draft: Draft
  readonly inherited: Inherited
  readonly start: number
  readonly end: number
  readonly parked: boolean
}

/** Reads one part of an action section: its lists, tables and paragraphs. */
export class ActionReader {
  readonly actions: RawAction[] = []
  readonly part: Part
  readonly text: string
  readonly context: ActionContext
  /** What the headings say, and what the last label between the lists adds to it. */
  readonly base: Inherited
  inherited: Inherited
  parked: boolean
  /** Where lists or tables stand, running text around them explains; without them it is the actions. */
  readonly isProse: boolean

  constructor(part: Part, text: string, context: ActionContext) {
    this.part = part
    this.text = text
    this.context = context
    this.base = part.trail
      .slice(1)
      .reduce<Inherited>(
        (known, title) => underLabel(title, known, this.context),
        underLabel(part.trail[0] ?? '', {}, this.context, true),
      )
    this.inherited = this.base
    this.parked = part.kind === 'notNow'
    this.isProse = !part.nodes.some((node) => node.type === 'list' || node.type === 'table')
  }

  read(): RawAction[] {
    if (this.readHeading()) return this.actions
    for (const node of this.part.nodes) this.readNode(node)
    this.settleTopics()
    return this.actions
  }

  /** "**Hall**" over items that mostly name their own owners is what they are about, not who does them. */
  settleTopics(): void {
    const heirs = this.actions.filter(
      ({ draft, inherited }) => draft.owners === undefined && inherited.owners !== this.base.owners,
    )
    const own = this.actions.filter(({ draft }) => draft.owners !== undefined)
    if (heirs.length === 0 || own.length <= heirs.length) return
    const inheriting = new Set(heirs)
    for (const [index, action] of this.actions.entries()) {
      if (!inheriting.has(action)) continue
      const { owners: _, ...inherited } = action.inherited
      this.actions[index] = {
        ...action,
        inherited: this.base.owners === undefined ? inherited : { ...inherited, owners: this.base.owners },
      }
    }
  }

  readNode(node: RootContent): void {
    if (node.type === 'list') {
      const before = this.part.nodes[this.part.nodes.indexOf(node) - 1]
      if (before !== undefined && namesObjects(lastLine(before, this.text), node, this.text)) return
      this.readList(node, this.inherited)
    } else if (node.type === 'table') this.readTable(node)
    else if (node.type === 'paragraph') this.readParagraph(node)
    else if (node.type === 'blockquote') for (const child of node.children) this.readNode(child)
  }

  /** `### A1 - Add an alert` with its fields below is one action. */
  readHeading(): boolean {
    const title = this.part.trail.at(-1) ?? ''
    if (this.part.trail.length < 2 || !/^\W*(?:AI?|ACT|ACTION)[- ]?\d{1,3}\b/i.test(plain(title)))
      return false
    const draft = readActionLine(title, this.context)
    for (const node of this.part.nodes)
      for (const line of detailLines(node, this.text)) takeFields(draft, line.rich, this.context)
    this.actions.push({
      draft,
      inherited: this.above(),
      start: this.part.heading.start,
      end: this.part.heading.end,
      parked: this.parked,
    })
    return true
  }

  above(): Inherited {
    return this.part.trail
      .slice(1, -1)
      .reduce<Inherited>((known, title) => underLabel(title, known, this.context), {})
  }

  readList(list: List, inherited: Inherited): void {
    let current = inherited
    for (const item of list.children) {
      this.readItem(item, current)
      const label = this.lazyLabel(item)
      if (label !== null) {
        current = underLabel(label, this.base, this.context)
        this.inherited = current
      }
    }
  }

  /** "Emre" at the margin right below an item belongs to it in Markdown, but its author means the items that follow. */
  lazyLabel(item: ListItem): string | null {
    const first = item.children[0]
    const lines = first?.type === 'paragraph' ? linesOf(first, this.text) : []
    const last = lines.at(-1)
    if (last === undefined || lines.length < 2 || !this.isAtMargin(last)) return null
    return isLabel([last], this.context.people) ? last.rich : null
  }

  isAtMargin({ start }: Line): boolean {
    return start > 0 && /[\r\n]/.test(this.text.charAt(start - 1))
  }

  readItem(item: ListItem, inherited: Inherited): void {
    const [first, ...others] = item.children
    if (first?.type !== 'paragraph') {
      for (const child of item.children) if (child.type === 'list') this.readList(child, inherited)
      return
    }
    const all = linesOf(first, this.text)
    const lines = this.lazyLabel(item) === null ? all : all.slice(0, -1)
    const nested = others.filter((child) => child.type === 'list')
    if (nested.length > 0 && this.isGroup(lines, nested)) {
      const label = lines.map((line) => line.rich).join(' ')
      const within = underLabel(label, this.leadOwners(label, inherited), this.context)
      for (const list of nested) this.readList(list, within)
      return
    }
    const draft = draftOf(lines, this.context)
    for (const child of others)
      for (const line of detailLines(child, this.text)) takeFields(draft, line.rich, this.context)
    if (typeof item.checked === 'boolean') draft.done ??= item.checked
    this.push(draft, lines, inherited)
  }

  /** "**AC** Reduce the noise so that:" gives its owner to the items below. */
  leadOwners(label: string, inherited: Inherited): Inherited {
    const draft = readActionLine(label.replace(/:\s*$/, ''), this.context)
    return draft.owners === undefined ? inherited : { ...inherited, owners: draft.owners }
  }

  /** An item stands over its nested ones when it is a label, or when only they say who and when. */
  isGroup(lines: readonly Line[], nested: readonly List[]): boolean {
    const label = lines.map((line) => line.rich).join(' ')
    const words = plain(label)
    const details = nested.flatMap((list) => list.children)
    const fields = details.filter((item) => isFieldLine(firstLine(item, this.text)))
    if (nested.every((list) => namesObjects(label, list, this.text))) return false
    if (fields.length * 2 >= details.length) return false
    if (words.endsWith(':') || isAllBold(label) || ownersOfLabel(words, this.context.people) !== null)
      return true
    if (categoryOf(words) !== null || isPhase(words)) return true
    const own = readActionLine(label, this.context)
    if (own.id !== undefined || own.owners !== undefined || own.due !== undefined) return false
    return details.some((item) => {
      const draft = readActionLine(firstLine(item, this.text), this.context)
      return (
        typeof item.checked === 'boolean' ||
        draft.id !== undefined ||
        (draft.owners !== undefined && draft.due !== undefined)
      )
    })
  }

  readTable(table: Table): void {
    for (const row of tableDrafts(gridOf(table, this.text), this.context))
      this.actions.push({ ...row, inherited: this.inherited, parked: this.parked })
  }

  readParagraph(node: Paragraph): void {
    const lines = linesOf(node, this.text)
    const label = lines.map((line) => line.rich).join(' ')
    const [first] = lines
    if (first === undefined) return
    if (isLabel(lines, this.context.people) || this.isDateLabel(node, lines)) {
      this.inherited = underLabel(label, this.base, this.context)
      this.parked =
        this.part.kind === 'notNow' ||
        /^(?:not now|parked|deferred|won'?t (?:do|fix)|backlog)\b/i.test(plain(label))
    } else if (
      isAllBold(first.rich) &&
      lines.length > 1 &&
      !lines.slice(1).every((line) => isFieldLine(line.rich))
    ) {
      // "**Team**" and on the next line what its items share.
      this.inherited = underLabel(first.rich, this.base, this.context)
      this.readProse(lines.slice(1))
    } else if (plain(label).endsWith(':') && !this.isProse) {
      this.inherited = this.leadOwners(label, this.inherited)
    } else this.readProse(lines)
  }

  /** "*Within 30 days*" right above a list. */
  isDateLabel(node: Paragraph, lines: readonly Line[]): boolean {
    const next = this.part.nodes[this.part.nodes.indexOf(node) + 1]
    const words = plain(lines[0]?.rich ?? '').replace(/\s*:$/, '')
    return (
      lines.length === 1 && words.length < 60 && next?.type === 'list' && dueOf(words, this.context) !== null
    )
  }

  /** Each line that starts like an action is one; the others go on from the line before. */
  readProse(lines: readonly Line[]): void {
    const groups: Line[][] = []
    for (const line of lines) {
      const last = groups.at(-1)
      if (last === undefined || this.startsAction(line.rich)) groups.push([line])
      else last.push(line)
    }
    for (const group of groups) {
      const words = group.map((line) => line.rich).join(' ')
      if (this.isActionParagraph(words)) this.push(draftOf(group, this.context), group, this.inherited)
    }
  }

  startsAction(rich: string): boolean {
    if (
      /^(?:\[[ xX]\]|\d+[.)]|\((?:[a-h]|\d{1,2})\)|[a-h]\)|[\u2022\u2705\u2B1C]|\|)\s/.test(rich) ||
      /^\W*(?:AI?|ACT)-?\d{1,3}\b/.test(plain(rich))
    )
      return true
    const draft = readActionLine(rich, this.context)
    return draft.owners !== undefined && draft.text !== plain(rich) && !isFieldLine(rich)
  }

  isActionParagraph(rich: string): boolean {
    const words = plain(rich)
    if (
      isPlaceholder(words) ||
      words.endsWith(':') ||
      /^\(?(?:see|tracked|follow(?:ed)? along|links?|note|board|more)\b/i.test(words)
    )
      return false
    if (
      /^(?:the following|these|as a result|below|we (?:have )?(?:agreed|decided|identified|discussed|came up|took)|here (?:is|are)|this section|actions? (?:are|were|from|agreed)|no (?:further )?actions?|all (?:actions|items))\b/i.test(
        words,
      )
    )
      return false
    const draft = readActionLine(rich, this.context)
    const isMarked =
      draft.id !== undefined ||
      draft.owners !== undefined ||
      draft.due !== undefined ||
      /^\[[ xX]\]/.test(words)
    return this.isProse || isMarked
  }

  push(draft: Draft, lines: readonly Line[], inherited: Inherited): void {
    const first = lines[0]
    if (first === undefined) return
    this.actions.push({
      draft,
      inherited,
      start: first.start,
      end: lines.at(-1)?.end ?? first.end,
      parked: this.parked,
    })
  }
}
