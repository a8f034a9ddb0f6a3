import type { List, ListItem, RootContent, Table } from 'mdast'

import { detailLines } from './action-shapes.ts'
import { isPlaceholder } from './placeholders.ts'
import { linesOf, plain, richOf } from './rich.ts'
import { rangeIn } from './source.ts'
import { columnOf, gridOf } from './tables.ts'
import type { Risk } from './document.ts'
import type { Part } from './sections.ts'
import type { Source } from './source.ts'

type Named = 'likelihood' | 'impact' | 'owner'

interface RawRisk {
  readonly id: string | null
  readonly text: string
  readonly named: Readonly<Record<Named, string | null>>
  readonly start: number
  readonly end: number
}

/** The risks of a premortem: the rows of a table, or the bullets, of its risk sections. */
export function risksOf(parts: readonly Part[], source: Source): Risk[] {
  const raw = parts
    .filter(({ kind }) => kind === 'risks')
    .flatMap(({ nodes }) => nodes.flatMap((node) => risksIn(node, source.text)))
  const taken = new Set(raw.flatMap(({ id }) => id?.toUpperCase() ?? []))
  let next = 1
  const free = (): string => {
    while (taken.has(`R${String(next)}`)) next += 1
    return `R${String(next++)}`
  }
  return raw.map(({ id, text, named, start, end }) => ({
    range: rangeIn(source, start, end),
    id: id ?? free(),
    text,
    ...named,
  }))
}

function risksIn(node: RootContent, text: string): RawRisk[] {
  if (node.type === 'table') return risksInTable(node, text)
  return node.type === 'list' ? risksInList(node, text) : []
}

function risksInTable(table: Table, text: string): RawRisk[] {
  const grid = gridOf(table, text)
  const ids = columnOf(grid, /^(?:id|#|no|nr)$/)
  const columns = {
    likelihood: columnOf(grid, COLUMNS.likelihood),
    impact: columnOf(grid, COLUMNS.impact),
    owner: columnOf(grid, COLUMNS.owner),
  }
  const titled = columnOf(grid, /^(?:risks?|what|description|cause|reason|failure|why)\b/)
  const others = new Set([ids, ...Object.values(columns)])
  const words = titled >= 0 ? titled : grid.head.findIndex((_, column) => !others.has(column))
  return grid.rows.flatMap(({ cells, start, end }) => {
    const cell = (column: number): string => plain(cells[column]?.rich ?? '')
    const own = withId(cell(words))
    if (isPlaceholder(own.words)) return []
    const id = cell(ids) || own.id
    const named = {
      likelihood: answered(cell(columns.likelihood)),
      impact: answered(cell(columns.impact)),
      owner: answered(cell(columns.owner)),
    }
    return [{ id, text: own.words, named, start, end }]
  })
}

const COLUMNS: Readonly<Record<Named, RegExp>> = {
  likelihood: /^(?:likelihood|probability|chance|odds|how likely)\b/,
  impact: /^(?:impact|severity|consequences?|effect|damage|how bad)\b/,
  owner: /^(?:owner|dri|who|watched by|responsible|assignee)\b/,
}

const risksInList = (list: List, text: string): RawRisk[] =>
  list.children.flatMap((item) => riskInItem(item, text))

/** `- **R1** The cache is cold (likelihood: high, impact: medium, owner: @ada)`, or with bullets below for these. */
function riskInItem(item: ListItem, text: string): RawRisk[] {
  const [first] = item.children
  if (first?.type !== 'paragraph') return []
  const { id, words } = withId(plain(richOf(first, text)))
  const below = item.children
    .slice(1)
    .flatMap((child) => detailLines(child, text))
    .map(({ rich }) => plain(rich))
  const fields = [words, ...below].flatMap(fieldsIn)
  const cut = fieldsIn(words)[0]?.at ?? words.length
  const own = words.slice(0, cut).replace(/[\s([{,;:.\u2013\u2014-]{1,20}$/, '')
  if (isPlaceholder(own)) return []
  const valueOf = (name: Named): string | null =>
    answered(fields.find((field) => field.name === name)?.value ?? '')
  const named = { likelihood: valueOf('likelihood'), impact: valueOf('impact'), owner: valueOf('owner') }
  const lines = linesOf(first, text)
  return [
    {
      id,
      text: own,
      named,
      start: lines[0]?.start ?? 0,
      end: item.position?.end.offset ?? lines.at(-1)?.end ?? 0,
    },
  ]
}

const FIELD =
  /(?<![\p{L}\d])(likelihood|probability|chance|impact|severity|owner|dri|watched by):? {0,2}(?:is )?(?=\S)/giu
const NAMES: Readonly<Record<string, Named>> = {
  likelihood: 'likelihood',
  probability: 'likelihood',
  chance: 'likelihood',
  impact: 'impact',
  severity: 'impact',
  owner: 'owner',
  dri: 'owner',
  'watched by': 'owner',
}

/** Without a colon the word has to stand where a field begins: "the impact of a cold cache" is a risk's own words. */
function fieldsIn(words: string): { readonly name: Named; readonly value: string; readonly at: number }[] {
  return Array.from(words.matchAll(FIELD)).flatMap((match) => {
    const [whole, key = ''] = match
    const name = NAMES[key.toLowerCase()]
    const opens = match.index === 0 || /[,;.(|\u2013\u2014-] ?$/.test(words.slice(0, match.index))
    if (name === undefined || !(whole.includes(':') || opens)) return []
    const value = /^[^,;.()|]{1,80}/.exec(words.slice(match.index + whole.length))?.[0] ?? ''
    return [{ name, value: value.trim(), at: match.index }]
  })
}

function withId(words: string): { readonly id: string | null; readonly words: string } {
  const found = /^\W{0,3}(R-?\d{1,3})\b[\s:.)\u2013\u2014-]{0,5}/i.exec(words)
  return { id: found?.[1] ?? null, words: words.slice(found?.[0].length ?? 0) }
}

/** `@TBD` is nobody yet. */
const answered = (words: string): string | null =>
  words === '' || isPlaceholder(words.replace(/^@/, '')) ? null : words
