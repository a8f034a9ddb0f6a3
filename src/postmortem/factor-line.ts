import type { ListItem, Paragraph } from 'mdast'

import { placed, takeLinks } from './leads-to.ts'
import { isPlaceholder } from './placeholders.ts'
import { linesOf, plain } from './rich.ts'
import type { Factor } from './document.ts'
import type { Target } from './leads-to.ts'

/** A factor or an answer as it stands in the text, before each has an id. */
export interface RawFactor {
  readonly text: string
  readonly id: string | null
  readonly end: Factor['end']
  readonly start: number
  readonly stop: number
  /** What it is written to lead to. */
  readonly targets: readonly Target[]
  /** The one under which it is nested, to which it led. */
  readonly under: RawFactor | null
}

const ID = /^\W{0,3}((?:F|CF|C|RC)-?\d{1,3})\b(?:(?![-=]{1,2}>|[\u2192\u21D2\u2794\u279C\u27F6])\W)*/i

export function endOf(trail: readonly string[]): Factor['end'] {
  for (const title of trail.toReversed()) {
    const words = plain(title)
    if (/\bsharp\b|\bproximate\b|\bimmediate\b|\bdirect\b/i.test(words)) return 'sharp'
    if (/\bblunt\b|\bunderlying\b|\bsystemic\b|\borgani[sz]ational\b|\blatent\b/i.test(words)) return 'blunt'
  }
  return 'unclear'
}

/** One bullet, with the remarks below it on what it leads to; null where it holds no words, or only a template's. */
export function itemFactor(item: ListItem, end: Factor['end'], text: string): RawFactor | null {
  const paragraph = item.children.find((child) => child.type === 'paragraph')
  if (paragraph === undefined) return null
  const lines = linesOf(paragraph, text)
  const [first] = lines
  if (first === undefined) return null
  const stop = lines.at(-1)?.end ?? first.end
  const { id, words } = idAndWords(lines.map((line) => plain(line.rich)).join(' '))
  const said = takeLinks(words, id !== null)
  // "F1 → F2" says nothing but that.
  const isLink = said.text === '' && said.ids.length > 0
  if (isPlaceholder(said.text) && !isLink) return null
  const targets = [
    ...placed(said.ids, text, first.start, stop),
    ...targetsBelow(item, paragraph, text, id !== null),
  ]
  return { ...withEnd(said.text, end), id, start: first.start, stop, targets, under: null }
}

/** "F1: The pool is sized by hand" has its id in front. */
export function idAndWords(told: string): { readonly id: string | null; readonly words: string } {
  const [lead, id] = ID.exec(told) ?? []
  if (lead === undefined || id === undefined) return { id: null, words: told }
  const words = told.slice(lead.length)
  // "~~F3: The pool~~": what is opened before the id is closed somewhere behind it.
  const mark = /^(?:~~|`)/.exec(told)?.[0]
  return { id, words: mark !== undefined && lead.split(mark).length === 2 ? words.replace(mark, '') : words }
}

/** Taken out of the words: "(sharp) …", "[blunt end]: …", "Sharp – …"; not "Sharp end load rose", and "Sharp rise" names no end.
 * An id takes the opening bracket with it. */
const LEADING =
  /^((?:[([]?(?:sharp|blunt)(?:[ -]end)?[)\]]|(?:sharp|blunt)(?:[ -]end)?(?=\s*[:\u2013\u2014]|\s+-\s))(?:\s*[:\u2013\u2014]|\s+-(?=\s))?\s*)|^(?:sharp|blunt)[ -]end\b/i

/** The end that a bullet names itself, in front or "… (sharp)". */
function withEnd(words: string, end: Factor['end']): Pick<RawFactor, 'text' | 'end'> {
  const leading = LEADING.exec(words)
  const trailing = /\s*[([](?:sharp|blunt)(?:[ -]end)?[)\]]\.?$/i.exec(words)?.[0] ?? ''
  const own = endOf([leading?.[0] ?? trailing])
  return {
    text: words.slice(leading?.[1]?.length ?? 0, words.length - trailing.length),
    end: own === 'unclear' ? end : own,
  }
}

/** "- leads to: F3" below a bullet, as an item or a paragraph that says nothing else. */
function targetsBelow(item: ListItem, own: Paragraph, text: string, loose: boolean): Target[] {
  const below = item.children.flatMap((child) => {
    if (child.type === 'paragraph') return child === own ? [] : [child]
    if (child.type !== 'list') return []
    return child.children.flatMap(({ children }) => children.find(({ type }) => type === 'paragraph') ?? [])
  })
  return below.flatMap((node) =>
    linesOf(node, text).flatMap(({ rich, start, end }) => {
      const said = takeLinks(plain(rich), loose)
      return said.text === '' ? placed(said.ids, text, start, end) : []
    }),
  )
}
