import { agreed } from './instants.ts'
import { openingWords } from './opening.ts'
import { linesOf, plain } from './rich.ts'
import { LONGEST_TIME } from './times.ts'
import { clockZoneIn, zoneAt, zoneIn } from './zones.ts'
import type { Part } from './sections.ts'
import type { Zone } from './zones.ts'
import { matchesOf } from './matches.ts'

const ALL_TIMES =
  /\b(?:(?:all |the |local )?(?:clock )?times?(?:tamps?)?|everything (?:below|here|else)|(?:the |our )?clocks)\b[^.\n]{0,60}/gi

/** The zone that the headings or a remark of a part state for all of its entries. */
export function statedZone(part: Part, text: string): Zone | null {
  for (const title of part.trail.toReversed()) {
    const zone = zoneOfTitle(plain(title))
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

/** "Timeline (Berlin)" names a place for its clocks only in brackets or beside the word. */
function zoneOfTitle(title: string): Zone | null {
  const about = /\(([^()]{2,60})\)\s*$/.exec(title)?.[1] ?? (ABOUT_CLOCKS.test(title) ? title : '')
  return zoneIn(title) ?? clockZoneIn(about)
}

const ABOUT_CLOCKS =
  /\b(?:times?(?:tamps?)?|time ?zone|zone|clocks?|hours|local)\b|\beverything (?:below|here|is)\b|\bwe use\b|\bthroughout\b/i

/** Nothing but a zone and small words: "CET", "times in CET (UTC+1)", "all in Pacific time", "(Dublin time)". */
export function isZoneRemark(words: string): boolean {
  return (
    words.length < LONGEST_REMARK &&
    (zoneIn(words) ?? (ABOUT_CLOCKS.test(words) ? clockZoneIn(words) : null)) !== null &&
    !/\d:\d{2}\b|\d{3}/.test(words.replace(/(?:UTC|GMT)\s?[+\u2212-]\d{1,2}(?::?\d{2})?/g, '')) &&
    words.split(' ').length <= MOST_WORDS
  )
}
const MOST_WORDS = 8
const LONGEST_REMARK = 120

/** "All times are in UTC", "Times: Europe/Berlin", or a line that is only a zone. */
export function zoneOfRemark(words: string): Zone | null {
  const isRemark =
    words.length < LONGEST_REMARK &&
    (/^\W*(?:(?:all|times?|in|clocks?|hours|local|zone|timezone|everything|we use)\b|[A-Z]{2,4}\b|[A-Z][a-z]+\/[A-Z])/i.test(
      words,
    ) ||
      /^\W*\p{Lu}[\p{L} ]{2,20} time\b/u.test(words))
  if (isRemark && isZoneRemark(words)) return clockZoneIn(words)
  for (const match of matchesOf(ALL_TIMES, words.slice(0, 2000))) {
    if (
      !/^(?:all|the (?:times|clocks)|our clocks|times|timestamps|clock|local time|everything)/i.test(match[0])
    )
      continue
    const zone = clockZoneIn(match[0])
    if (zone !== null) return zone
  }
  return null
}

/** "Sev 2 | Friday | everything in PT": one of several remarks on a line is of the clocks. */
export function zoneOfPieces(words: string): Zone | null {
  for (const piece of words.slice(0, LONGEST_REMARK).split(/\s[|\u00B7\u2022]\s|[.;]\s/)) {
    const isOfClocks = /^\W*(?:everything|all|times?(?:tamps?)?|clocks?|hours)\b/i.test(piece)
    const zone = isOfClocks && isZoneRemark(piece) ? zoneOfRemark(piece) : null
    if (zone !== null) return zone
  }
  return null
}

const CLOCK = /(?<![\d:.])\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?\s?\(?/gi

/** "It began at 16:05 BST": the zone of the clocks in the opening words, where they agree. */
export function spokenZone(parts: readonly Part[], text: string): Zone | null {
  return agreed(
    openingWords(parts, text).flatMap(({ value }) =>
      matchesOf(CLOCK, value).flatMap((clock) => {
        const end = clock.index + clock[0].length
        // "13:35-13:50" is a range.
        return /[\u2212-]/.test(value.charAt(end)) ? [] : (zoneAt(value, end)?.zone ?? [])
      }),
    ),
  )
}

const ZERO = /\bT(?:ime)?[ -]?(?:0|zero)?\s?(?:is|=|:|means|stands for)\s/

const MOST_LINES = 40

function linesIn(part: Part, text: string): string[] {
  return part.nodes
    .filter((node) => node.type === 'paragraph')
    .flatMap((node) => linesOf(node, text).map((line) => line.rich))
}

/** What "T" stands for where the timeline counts from it: "T is 2026-11-20 10:00 UTC". */
export function zeroOf(parts: readonly Part[], text: string): string | null {
  const ofTimeline = parts
    .filter((part) => part.kind === 'timeline')
    .flatMap((part) => [...part.trail, ...linesIn(part, text)].map((rich) => plain(rich)))
  const others = parts
    .filter(({ kind }) => kind === 'other' || kind === 'summary')
    .flatMap((part) =>
      linesIn(part, text)
        .slice(0, MOST_LINES)
        .map((rich) => plain(rich)),
    )
  for (const words of [...ofTimeline, ...others]) {
    const match = ZERO.exec(words)
    const time = match === null ? '' : words.slice(match.index + match[0].length).slice(0, LONGEST_TIME)
    // "Timeline (T = T0)" says only that it is said elsewhere.
    if (/\d/.test(time.replace(/T[ -]?0/g, ''))) return time
  }
  return null
}
