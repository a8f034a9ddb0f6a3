import type { Span } from './prose/mask.ts'

/** `<!-- debrief-ignore blame/omission, blame/person: reason -->`: somebody read the finding and let it stand. */
export interface Waiver {
  readonly at: Span
  readonly rules: readonly string[]
  /** Null where none is given: then nothing is waived. */
  readonly reason: string | null
  /** Findings that start in here are meant: the line of the comment, or the block below where it stands alone. */
  readonly covers: Span
}

const RULE_ID = /^[a-z]+\/[a-z0-9-]+$/

export function readWaivers(text: string, comments: readonly Span[]): Waiver[] {
  const waivers: Waiver[] = []
  for (const at of comments) {
    const words = text.slice(at.start + 4, at.end - 3).trim()
    if (!/^debrief-ignore\b/.test(words)) continue
    const body = words.slice('debrief-ignore'.length)
    const colon = body.indexOf(':')
    const named = (colon < 0 ? body : body.slice(0, colon)).split(/[\s,]+/).filter((id) => id !== '')
    const reason = colon < 0 ? '' : body.slice(colon + 1).trim()
    const rules = named.every((id) => RULE_ID.test(id)) ? named : []
    waivers.push({ at, rules, reason: reason === '' ? null : reason, covers: coveredBy(text, at) })
  }
  return waivers
}

function coveredBy(text: string, comment: Span): Span {
  const lineStart = text.lastIndexOf('\n', comment.start - 1) + 1
  const lineEnd = endOfLine(text, comment.end)
  const alone =
    text.slice(lineStart, comment.start).trim() === '' && text.slice(comment.end, lineEnd).trim() === ''
  return { start: lineStart, end: alone ? endOfBlock(text, lineEnd + 1) : lineEnd }
}

/** The next paragraph, heading, list item or table row: what somebody would point at with "this". */
function endOfBlock(text: string, from: number): number {
  let at = from
  let started = false
  while (at < text.length) {
    const end = endOfLine(text, at)
    const line = text.slice(at, end)
    const blank = line.trim() === ''
    const block = /^\s*(?:[-*+]|\d{1,9}[.)]|#{1,6}|\|)(?=\s|$)|^\s*\|/.test(line)
    if (started && (blank || block)) return at
    if (!blank) {
      started = true
      if (/^\s*(?:#{1,6}\s|\|)/.test(line)) return end
    }
    at = end + 1
  }
  return text.length
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
