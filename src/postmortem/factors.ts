import type { List, ListItem, RootContent } from 'mdast'

import { isAllBold } from './action-line.ts'
import { isPlaceholder } from './placeholders.ts'
import { linesOf, plain, richOf } from './rich.ts'
import { rangeIn } from './source.ts'
import { columnOf, gridOf } from './tables.ts'
import type { Factor } from './document.ts'
import type { Part } from './sections.ts'
import type { Source } from './source.ts'

interface RawFactor {
  readonly text: string
  readonly id: string | null
  readonly end: Factor['end']
  readonly start: number
  readonly stop: number
}

const ID = /^\W{0,3}((?:F|CF|C|RC)-?\d{1,3})\b\W*/i
const WHY = /^(?:\d+[.)]\s*)?(?:why\b|answer\b|because\b|root\b|a\d?\s*[:.)])/i

/** The bullets of the factor sections and the last answer of each why chain. */
export function factorsOf(parts: readonly Part[], source: Source): Factor[] {
  const raw = parts.flatMap((part) => {
    if (part.kind === 'factors') return factorsUnder(part, source.text)
    return part.kind === 'whys' ? lastAnswers(part, source.text) : []
  })
  const taken = new Set(raw.flatMap((factor) => factor.id ?? []))
  let next = 0
  return withoutRepeats(raw).map((factor) => {
    let { id } = factor
    while (id === null || (factor.id === null && taken.has(id))) id = `F${++next}`
    return { range: rangeIn(source, factor.start, factor.stop), id, end: factor.end, text: factor.text }
  })
}

function endOf(trail: readonly string[]): Factor['end'] {
  for (const title of trail.toReversed()) {
    const words = plain(title)
    if (/\bsharp\b|\bproximate\b|\bimmediate\b|\bdirect\b/i.test(words)) return 'sharp'
    if (/\bblunt\b|\bunderlying\b|\bsystemic\b|\borgani[sz]ational\b|\blatent\b/i.test(words)) return 'blunt'
  }
  return 'unclear'
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
  if (node.type !== 'table') return []
  const grid = gridOf(node, text)
  const words = Math.max(
    columnOf(grid, /^(?:factor|contributing factor|cause|description|what|condition)/),
    grid.head.length > 1 ? 1 : 0,
  )
  const ids = columnOf(grid, /^(?:id|#|no|nr)/)
  const ends = columnOf(grid, /^(?:end|kind|type|layer)/)
  return grid.rows.flatMap((row) => {
    const value = plain(row.cells[words]?.rich ?? '')
    if (isPlaceholder(value)) return []
    const id = plain(row.cells[ids]?.rich ?? '')
    const own = endOf([plain(row.cells[ends]?.rich ?? '')])
    return [
      {
        text: value,
        id: id === '' ? null : id,
        end: own === 'unclear' ? end : own,
        start: row.start,
        stop: row.end,
      },
    ]
  })
}

function listFactors(list: List, end: Factor['end'], text: string): RawFactor[] {
  return list.children.flatMap((item) => {
    const own = itemFactor(item, end, text)
    const nested = item.children.find((child) => child.type === 'list')
    if (own === null) return nested === undefined ? [] : listFactors(nested, end, text)
    const isGroup =
      nested !== undefined && (own.text === '' || own.text.endsWith(':') || endOf([own.text]) !== 'unclear')
    if (!isGroup) return own.text === '' ? [] : [own]
    const inner = endOf([own.text])
    return listFactors(nested, inner === 'unclear' ? own.end : inner, text)
  })
}

function itemFactor(item: ListItem, end: Factor['end'], text: string): RawFactor | null {
  const paragraph = item.children.find((child) => child.type === 'paragraph')
  if (paragraph === undefined) return null
  const lines = linesOf(paragraph, text)
  const [first] = lines
  if (first === undefined) return null
  const words = lines.map((line) => plain(line.rich)).join(' ')
  const id = ID.exec(words)
  const rest = id === null ? words : words.slice(id[0].length)
  if (isPlaceholder(rest)) return null
  const marked = /^[([]?(sharp|blunt)(?:[ -]end)?[)\]]?\s*[:\u2013\u2014-]?\s*/i.exec(rest)
  const trailing = /\s*[([](?:sharp|blunt)(?:[ -]end)?[)\]]\.?$/i.exec(rest)?.[0] ?? ''
  const own = marked === null && trailing === '' ? end : endOf([marked?.[0] ?? trailing])
  const value =
    marked === null || !/[)\]:\u2013\u2014-]/.test(marked[0]) ? rest : rest.slice(marked[0].length)
  return {
    text: value.slice(0, value.length - trailing.length),
    id: id?.[1] ?? null,
    end: own,
    start: first.start,
    stop: lines.at(-1)?.end ?? first.end,
  }
}

/** A chain is a list of whys, nested or one after the other; its last answer is where it ends. */
function lastAnswers(part: Part, text: string): RawFactor[] {
  return part.nodes.flatMap((node) => {
    if (node.type !== 'list') return []
    // Several chains stand side by side where each top item holds its own nested whys.
    const chains = node.children.filter((item) => item.children.some((child) => child.type === 'list'))
    const lists = chains.length > 1 ? chains : [node]
    return lists.flatMap((chain) => lastOf(chain, text) ?? [])
  })
}

function lastOf(chain: List | ListItem, text: string): RawFactor | null {
  const items = itemsWithin(chain, text).filter(
    (item) => !isPlaceholder(answerOf(item.text)) && !/\?\s*$/.test(item.text),
  )
  const last = items.at(-1)
  return last === undefined ? null : { ...last, text: answerOf(last.text) }
}

function itemsWithin(node: List | ListItem, text: string): RawFactor[] {
  if (node.type === 'list') return node.children.flatMap((item) => itemsWithin(item, text))
  const own = itemFactor(node, 'blunt', text)
  const nested = node.children.flatMap((child) => (child.type === 'list' ? itemsWithin(child, text) : []))
  return own === null ? nested : [{ ...own, end: 'unclear' }, ...nested]
}

/** "Why did X happen? Because Y." answers with Y. */
function answerOf(words: string): string {
  const answer = /\?\s*(?:[\u2013\u2014:>-]+\s*)?(.+)$/.exec(words)?.[1] ?? words
  return WHY.test(answer)
    ? answer.replace(/^(?:\d+[.)]\s*)?(?:why\b[^:?]*[:?]|answer\s*:|a\d?\s*[:.)]|root\s*:)\s*/i, '')
    : answer
}

function withoutRepeats(factors: readonly RawFactor[]): RawFactor[] {
  const seen = new Set<string>()
  return factors.filter((factor) => {
    const key = factor.text.toLowerCase()
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
