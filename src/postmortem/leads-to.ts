import { matchesOf } from './matches.ts'

/** What a factor is said to lead to: `leads to: F3`, `→ F3, F4`, `(leads to the incident)`. */
export interface Target {
  /** As written: `F3`; `incident` where the incident itself or its impact is meant. */
  readonly id: string
  readonly start: number
  readonly end: number
}

/** Stands for the incident wherever the id of a factor could stand. */
export const INCIDENT = 'incident'

interface Said {
  /** The words without what they say of links. */
  readonly text: string
  readonly ids: readonly string[]
}

const MARK = /\b(?:leads?|led) to\b(?: ?:)?|-{1,2}>|=>|[\u2192\u21D2\u2794\u279C\u27F6]/giu
const ONE = String.raw`[\u0060_*]{0,3}(?:(?:the |this |an )?(?:incident|outage|impact)|(?:factor )?(?:F|CF|C|RC)-?\d{1,3})(?!\w)[\u0060_*]{0,3}`
/** Behind the mark, up to where the remark ends: "leads to F3 failing" says something else. */
const TARGETS = new RegExp(
  String.raw` {0,2}${ONE}(?:(?:, and |, ?| and | & ?|; ?| ?\/ ?)${ONE}){0,39}(?= ?(?:[)\].,;]|$))`,
  'iuy',
)
const EACH = /(?:F|CF|C|RC)-?\d{1,3}|incident|outage|impact/giu

/**
 * Takes what a row says of its effects out of its words. `loose` is for a row that bears an id of its own: elsewhere "led to
 * F5" may well be about a product of that name, so that only the colon makes it a link.
 */
export function takeLinks(words: string, loose: boolean): Said {
  let text = words
  const ids: string[] = []
  for (const mark of matchesOf(MARK, words).toReversed()) {
    if (!loose && !mark[0].endsWith(':')) continue
    TARGETS.lastIndex = mark.index + mark[0].length
    const targets = TARGETS.exec(text)?.[0]
    if (targets === undefined) continue
    ids.unshift(...idsIn(targets))
    text = without(text, mark.index, mark.index + mark[0].length + targets.length)
  }
  return { text, ids }
}

/** The ids in a cell of the column "Leads to": those that the table has, and those that look like one. */
export function idsInCell(words: string, known: ReadonlySet<string>): string[] {
  const pieces = words.split(/[\s,;/&()[\]]+/, MOST_PIECES)
  return pieces.flatMap((piece) => {
    const bare = piece.replace(/^[`_*#.:]{1,4}|[`_*.:]{1,4}$/g, '')
    if (/^(?:incident|outage|impact)$/i.test(bare)) return [INCIDENT]
    return known.has(idKey(bare)) || /^(?:F|CF|C|RC)-?\d{1,3}$/i.test(bare) ? [bare] : []
  })
}
const MOST_PIECES = 80

/** `f-3` and `F3` are one id. */
export const idKey = (id: string): string => id.toUpperCase().replaceAll('-', '')

/** Places the ids in the source of their row: what a row leads to stands behind its words, so each where it was said last. */
export function placed(ids: readonly string[], text: string, start: number, end: number): Target[] {
  const source = text.slice(start, end).toUpperCase()
  return ids.map((id) => {
    const at = lastWord(source, id.toUpperCase())
    return at < 0 ? { id, start, end } : { id, start: start + at, end: start + at + id.length }
  })
}

function lastWord(source: string, word: string): number {
  for (let at = source.length; at > 0;) {
    at = source.lastIndexOf(word, at - 1)
    if (at < 0) return -1
    if (!/\w/.test(source.charAt(at - 1)) && !/\w/.test(source.charAt(at + word.length))) return at
  }
  return -1
}

function idsIn(targets: string): string[] {
  return matchesOf(EACH, targets).map(([id]) => (/^(?:incident|outage|impact)$/i.test(id) ? INCIDENT : id))
}

/** Takes a remark out, with the brackets or backticks around it and the comma before it. */
function without(words: string, start: number, end: number): string {
  let before = words.slice(0, start)
  if (before.endsWith('`') && before.split('`').length % 2 === 0) before = before.slice(0, -1)
  before = before.trimEnd()
  let after = words.slice(end)
  if (/[([]$/.test(before)) {
    before = before.slice(0, -1).trimEnd()
    after = after.replace(/^ ?[)\]]/, '')
  }
  before = before.replace(/ ?[,;:\u2013\u2014-]$/, '')
  return `${before}${/[.!?]$/.test(before) || before === '' ? after.replace(/^ ?[.;,]/, '') : after}`.trim()
}
