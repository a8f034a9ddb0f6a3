import type { List, ListItem, Paragraph, RootContent, Table } from 'mdast'

import { isAllBold, readActionLine } from './action-line.ts'
import {
  actionColumn,
  detailLines,
  firstLine,
  isFieldLine,
  isLabel,
  isPhase,
  isRow,
  withoutActionKey,
} from './action-shapes.ts'
import { categoryOf, fieldOfName, setField, takeRemark } from './action-words.ts'
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

/** `Owner: Ada | Due: Friday`, `*Assignee:* Ada — *Deadline:* Friday`. */
const FIELD_JOINT =
  /\s+\|\s+|;\s+|(?:,|\s[\u2013\u2014\u00B7\u2022/-])\s+(?=[*_\u{E000}]{0,2}\p{L}[\p{L} -]{1,24}\s?:)/u

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
    for (const [index, action] of this.actions.entries()) {
      if (!heirs.includes(action)) continue
      const { owners: _, ...inherited } = action.inherited
      this.actions[index] = {
        ...action,
        inherited: this.base.owners === undefined ? inherited : { ...inherited, owners: this.base.owners },
      }
    }
  }

  readNode(node: RootContent): void {
    if (node.type === 'list') this.readList(node, this.inherited)
    else if (node.type === 'table') this.readTable(node)
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
      for (const line of detailLines(node, this.text)) this.takeField(draft, line.rich)
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
    const draft = this.draftOf(lines)
    for (const child of others)
      for (const line of detailLines(child, this.text)) this.takeField(draft, line.rich)
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
    const grid = gridOf(table, this.text)
    const fields = grid.head.map((name) => fieldOfName(name))
    const action = actionColumn(grid, fields)
    for (const row of grid.rows) {
      const draft = readActionLine(row.cells[action]?.rich ?? '', this.context)
      const stated: Draft = { text: draft.text }
      row.cells.forEach((cell, column) => {
        const field = fields[column] ?? null
        if (column === action) return
        if (field === null) return this.takeMention(stated, cell.rich)
        if (field === 'action') return
        setField(stated, field, cell.rich, this.context)
      })
      // A column beats what the words happen to mention.
      this.actions.push({
        draft: { ...draft, ...stated },
        inherited: this.inherited,
        start: row.start,
        end: row.end,
        parked: this.parked,
      })
    }
  }

  /** "#418 (due 20 Nov)" in a column of links. */
  takeMention(draft: Draft, rich: string): void {
    const words = /\bdue(?: on| by|:)?\s+([^()[\]|]{3,30})/i.exec(plain(rich))?.[1]
    if (words !== undefined) setField(draft, 'due', words, this.context)
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
      if (this.isActionParagraph(words)) this.push(this.draftOf(group), group, this.inherited)
    }
  }

  startsAction(rich: string): boolean {
    if (
      /^(?:\[[ xX]\]|\d+[.)]|[\u2022\u2705\u2B1C]|\|)\s/.test(rich) ||
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

  draftOf(lines: readonly Line[]): Draft {
    const own = lines.filter((line, index) => index === 0 || !isFieldLine(line.rich))
    const rich = own.map((line) => line.rich).join(' ')
    const draft = isRow(rich)
      ? this.rowDraft(rich)
      : readActionLine(withoutActionKey(rich).replace(/^(\u{E000}?)\d{1,2}[.)]\s+/u, '$1'), this.context)
    for (const line of lines) if (!own.includes(line)) this.takeField(draft, line.rich)
    return draft
  }

  /** `| do it | @ada | Dec 5 |` without a head: the first words are the action, each other cell tells for itself. */
  rowDraft(rich: string): Draft {
    const cells = rich
      .split('|')
      .map((cell) => cell.trim())
      .filter((cell) => cell !== '')
    const at = cells.findIndex((cell) => !/^(?:\d+|(?:AI?|ACT)-?\d+)$/i.test(cell))
    const draft = readActionLine(cells[at] ?? '', this.context)
    cells.forEach((cell, index) => {
      if (index === at) return
      if (index < at) draft.id ??= plain(cell)
      else takeRemark(draft, cell, this.context, 'any-name')
    })
    return draft
  }

  /** `Owner: Ada` below an action; other details stay where they are. */
  takeField(draft: Draft, rich: string): void {
    for (const part of rich.split(FIELD_JOINT)) {
      const pair = /^([^:]{1,40}?)\s*:\s*(.+)$/s.exec(plain(part))
      const field = pair === null ? null : fieldOfName(pair[1] ?? '')
      if (pair !== null && field !== null && field !== 'action')
        setField(draft, field, pair[2] ?? '', this.context)
    }
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
