import { linesOf, plain } from './rich.ts'
import { LONGEST_TIME } from './times.ts'
import { zoneIn } from './zones.ts'
import type { Part } from './sections.ts'
import type { Zone } from './zones.ts'

const ALL_TIMES = /\b(?:all |the )?(?:clock )?times?(?:tamps?)?\b[^.\n]{0,60}/gi

/** The zone that the headings or a remark of a part state for all of its entries. */
export function statedZone(part: Part, text: string): Zone | null {
  for (const title of part.trail.toReversed()) {
    const zone = zoneIn(plain(title))
    if (zone !== null) return zone
  }
  for (const node of part.nodes) {
    if (node.type !== 'paragraph') continue
    const zone = zoneOfRemark(
      linesOf(node, text)
        .map((line) => plain(line.rich))
        .join(' '),
    )
    if (zone !== null) return zone
  }
  return null
}

/** Nothing but a zone and small words: "CET", "times in CET (UTC+1)", "all in Pacific time". */
export function isZoneRemark(words: string): boolean {
  return zoneIn(words) !== null && !/\d:?\d{2}\b/.test(words) && words.split(' ').length <= MOST_WORDS
}
const MOST_WORDS = 8

/** "All times are in UTC", "Times: Europe/Berlin", or a line that is only a zone. */
export function zoneOfRemark(words: string): Zone | null {
  if (
    /^\W*(?:all|times?|in|clock|timezone|time zone|[A-Z]{2,4}\b|[A-Z][a-z]+\/[A-Z])/.test(words) &&
    isZoneRemark(words)
  )
    return zoneIn(words)
  for (const match of words.slice(0, 2000).matchAll(ALL_TIMES)) {
    const zone = zoneIn(match[0])
    if (zone !== null && /^(?:all|the times|times|timestamps|clock)/i.test(match[0])) return zone
  }
  return null
}

const ZERO = /\bT(?:ime)?[ -]?(?:0|zero)?\s?(?:is|=|:|means|stands for)\s/

/** What "T" stands for where the timeline counts from it: "T is 2026-11-20 10:00 UTC". */
export function zeroOf(parts: readonly Part[], text: string): string | null {
  for (const part of parts) {
    if (part.kind !== 'timeline') continue
    const lines = part.nodes.flatMap((node) => (node.type === 'paragraph' ? linesOf(node, text) : []))
    for (const words of [...part.trail, ...lines.map((line) => line.rich)].map((rich) => plain(rich))) {
      const match = ZERO.exec(words)
      if (match !== null) return words.slice(match.index + match[0].length).slice(0, LONGEST_TIME)
    }
  }
  return null
}
