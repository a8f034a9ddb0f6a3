import type { List, RootContent, Table } from 'mdast'

import { isAllBold } from './action-line.ts'
import { CauseRegister } from './cause-register.ts'
import { endOf, idAndWords, itemFactor } from './factor-line.ts'
import { idKey, idsInCell, placed, takeLinks } from './leads-to.ts'
import { isPlaceholder } from './placeholders.ts'
import { plain, richOf } from './rich.ts'
import { columnOf, gridOf } from './tables.ts'
import { answersOf } from './whys.ts'
import type { Causes } from './cause-register.ts'
import type { Factor, ParseProblem } from './document.ts'
import type { RawFactor } from './factor-line.ts'
import type { Part } from './sections.ts'
import type { Source } from './source.ts'
import type { Grid, Row } from './tables.ts'

/**
 * The factors are the bullets of the factor sections and the last answer of each why chain; the answers on the way there are
 * kept beside them. One that is told twice, by its words or by its id, is one.
 */
export function causesIn(parts: readonly Part[], source: Source): Causes {
  const register = new CauseRegister(source)
  for (const part of parts) {
    if (part.kind === 'factors') for (const raw of factorsUnder(part, source.text)) register.add(raw, true)
    if (part.kind === 'whys') for (const raw of answersOf(part, source.text)) register.add(raw, raw.last)
  }
  return register.finish()
}

/** Two factors with one id could not be told apart by what leads to them: each repeat is told. */
export function repeatedFactorIds(factors: readonly Factor[]): ParseProblem[] {
  const first = new Map<string, Factor>()
  return factors.flatMap((factor) => {
    const before = first.get(idKey(factor.id))
    if (before === undefined) {
      first.set(idKey(factor.id), factor)
      return []
    }
    const message = `The factor id ${factor.id} is already used on line ${before.range.line}.`
    return [
      { code: 'duplicate-id' as const, message, fix: 'Give each factor its own id.', range: factor.range },
    ]
  })
}

/** A bold line ("**Blunt end**") says it for the bullets below, as a heading does. */
function factorsUnder(part: Part, text: string): RawFactor[] {
  let end = endOf(part.trail)
  return part.nodes.flatMap((node) => {
    if (node.type !== 'paragraph') return factorsIn(node, end, text)
    const label = richOf(node, text)
    if (isAllBold(label)) end = endOf([...part.trail, label])
    return []
  })
}

function factorsIn(node: RootContent, end: Factor['end'], text: string): RawFactor[] {
  if (node.type === 'list') return listFactors(node, end, text)
  return node.type === 'table' ? tableFactors(node, end, text) : []
}

function tableFactors(table: Table, end: Factor['end'], text: string): RawFactor[] {
  const grid = gridOf(table, text)
  const ids = idColumn(grid)
  const ends = columnOf(grid, /^(?:end|kind|type|layer)/)
  const effects = columnOf(grid, /^(?:leads? to|led to)\b/)
  const words = wordsColumn(grid, [ids, ends, effects])
  const known = new Set(grid.rows.map((row) => idKey(plain(row.cells[ids]?.rich ?? ''))))
  return grid.rows.flatMap((row) => {
    const own = idAndWords(plain(row.cells[words]?.rich ?? ''))
    const id = plain(row.cells[ids]?.rich ?? '') || own.id
    const said = takeLinks(own.words, id !== null)
    if (isPlaceholder(said.text)) return []
    const stated = endOf([plain(row.cells[ends]?.rich ?? '')])
    const effect = row.cells[effects]
    return [
      {
        text: said.text,
        id,
        end: stated === 'unclear' ? end : stated,
        start: row.start,
        stop: row.end,
        under: null,
        targets: [
          ...placed(said.ids, text, row.start, row.end),
          ...(effect === undefined
            ? []
            : placed(idsInCell(plain(effect.rich), known), text, effect.start, effect.end)),
        ],
      },
    ]
  })
}

/** By its title; also the first one, whatever it is called, where nothing but ids stands in it. */
function idColumn({ head, rows }: Grid): number {
  const titled = columnOf({ head, rows }, /^(?:#|(?:id|no|nr)\b)/)
  const isIds = ({ cells: [cell] }: Row): boolean => LIKE_ID.test(plain(cell?.rich ?? ''))
  return titled < 0 && head.length > 1 && rows.every(isIds) ? 0 : titled
}
const LIKE_ID = /^(?:\W{0,3}(?:[A-Z]{1,3}-?)?\d{1,3}\W{0,2})?$/i

/** By its title, else the second column, or the next that is no other one. */
function wordsColumn(grid: Grid, others: readonly number[]): number {
  const titled = columnOf(grid, /^(?:factor|contributing factor|cause|description|what|condition)/)
  // "| Factor | Description |": its name, and then its words.
  if (titled === 0 && columnOf(grid, /^description\b/) === 1) return 1
  if (titled >= 0 && !others.includes(titled)) return titled
  const free = grid.head.findIndex((_, index) => index > 0 && !others.includes(index))
  return Math.max(free, 0)
}

function listFactors(list: List, end: Factor['end'], text: string): RawFactor[] {
  return list.children.flatMap((item) => {
    const own = itemFactor(item, end, text)
    const nested = item.children.find((child) => child.type === 'list')
    if (own === null) return nested === undefined ? [] : listFactors(nested, end, text)
    const isGroup =
      nested !== undefined && (own.text === '' || own.text.endsWith(':') || endOf([own.text]) !== 'unclear')
    if (isGroup && own.id === null) {
      const inner = endOf([own.text])
      return listFactors(nested, inner === 'unclear' ? own.end : inner, text)
    }
    if (own.text === '' && (own.id === null || own.targets.length === 0)) return []
    return [own, ...(nested === undefined ? [] : conditionsBelow(nested, own, text))]
  })
}

/** Bullets below a factor are words about it, but for those that bear an id of their own: they led to it. */
function conditionsBelow(list: List, under: RawFactor, text: string): RawFactor[] {
  return list.children.flatMap((item) => {
    const own = itemFactor(item, under.end, text)
    const nested = item.children.find((child) => child.type === 'list')
    if (own === null || own.id === null || own.text === '') return []
    const raw = { ...own, under }
    return [raw, ...(nested === undefined ? [] : conditionsBelow(nested, raw, text))]
  })
}
