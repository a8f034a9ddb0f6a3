import { isGivenName } from '../lint/grammar/names.ts'
import { isKnownWord, SALUTATION } from './owners.ts'
import { isSurname } from './surnames.ts'
import type { DateContext } from './dates.ts'
import type { Part } from './sections.ts'
import { matchesOf } from './matches.ts'

/** What an action is read against: its dates, and who is known to be a person. */
export interface ActionContext extends DateContext {
  readonly people: People
}

const NAME = String.raw`\p{Lu}[\p{Ll}\p{M}'\u2019-]+`

/** Where a document says that somebody is a person: handles, roles with their holders, whole names, what only people do. */
const HANDLES = /(?<![\w/`.])@([A-Za-z][\w.-]{1,38})/g
const ROLES =
  /\b(?:owners?|dri|assignees?|assigned to|commander|scribe|authors?|reporter|facilitator|responders?|participants?|attendees|on-?call|thanks)\b[ \t*_]{0,4}[:|\u2013\u2014-][ \t*_]{0,4}([^\n:.]{2,160})|\bthanks to ([^\n:.]{2,160})/gi
const WHOLE_NAMES_AND_DEEDS = new RegExp(
  String.raw`(?<!\p{L})(${NAME}) (?:(${NAME})(?!\p{L})|\((?:on-?call|sre|ic|incident|lead|engineer|support|ops|dba|duty)\b|(?:joins|joined|says|said|asks|asked|tells|told|volunteers|volunteered|suggests|suggested|thinks|declares|declared|acknowledges|acknowledged|takes over|took over)\b)`,
  'gu',
)

/** The items of an action list that open or close with a capitalised word where an owner may stand. */
const ITEM = /^[ \t>]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?/
const LEAD = new RegExp(
  String.raw`^[*_]{0,2}(${NAME}(?: ${NAME})?|[A-Z]{2,3})[*_]{0,2}(?:[*_]{0,2}:[*_]{0,2}\s|\s[\u2013\u2014\u2192-]\s|\s(?:to|will)\s|\s*$)`,
  'u',
)
const TAIL = new RegExp(
  String.raw`(?:\s[\u2013\u2014\u2192-]|[([])\s?(${NAME}(?: ${NAME})?|[A-Z]{2,3})[)\]]?\.?$`,
  'u',
)

const FEWEST_ALIKE = 3

/**
 * A capitalised word alone may be a person or a product. It is a person where a list of given names, the document around it or
 * its neighbours say so.
 */
export class People {
  readonly text: string
  readonly parts: readonly Part[]
  /** Who the timeline names beside its entries. */
  readonly sources: readonly string[]
  /** In small letters; each is gathered when first asked for, since most documents never ask. */
  told: ReadonlySet<string> | null = null
  alike: ReadonlySet<string> | null = null
  bold: ReadonlySet<string> | null = null
  speakers: ReadonlySet<string> | null = null
  readonly findSpeakers: () => readonly string[]

  constructor(
    text: string,
    parts: readonly Part[],
    sources: readonly string[],
    findSpeakers: () => readonly string[],
  ) {
    this.text = text
    this.parts = parts
    this.sources = sources
    this.findSpeakers = findSpeakers
  }

  /** "ben" in small letters, where the same name speaks in the timeline or stands among the participants. */
  isSpeaker(word: string): boolean {
    if (!/^\p{Ll}[\p{Ll}\p{M}'\u2019-]{1,24}$/u.test(word) || isKnownWord(word)) return false
    this.speakers ??= new Set(this.findSpeakers())
    return this.speakers.has(word)
  }

  /** `words` look like a person's name: are they? */
  knows(words: string): boolean {
    if (SALUTATION.test(words) || this.isSpeaker(words)) return true
    const parts = words.split(/\s+/)
    if (isSpelledLikePeople(parts) || parts.some((part) => isListed(part))) return true
    return parts.some((part) => this.isTold(part)) || this.isLikeOthers(parts)
  }

  /** "**roos** – …" beside "**nickel** – …", who is known: the bold words before the items are people. */
  isNickname(words: string): boolean {
    this.bold ??= new Set(this.parts.flatMap((part) => nicknamesIn(itemsOf(part, this.text), this)))
    return this.bold.has(words)
  }

  /** Of several names side by side one that is known speaks for the others; teams and handles need nobody to. */
  vouchFor(names: readonly string[], isTeam: (name: string) => boolean): boolean {
    const strange = names.filter((name) => !name.startsWith('@') && !isTeam(name))
    return strange.length === 0 || strange.some((name) => this.knows(name))
  }

  /** The document says elsewhere that it is a person: what stands there only once is not told elsewhere. */
  isTold(word: string): boolean {
    const lower = word.toLowerCase()
    const first = this.text.indexOf(word)
    if (this.text.indexOf(word, first + 1) < 0 && !this.text.includes(`@${lower}`)) return false
    this.told ??= new Set([...namesIn(this.text), ...this.sources.flatMap((words) => capitalsIn(words))])
    return this.told.has(lower)
  }

  isLikeOthers(words: readonly string[]): boolean {
    const isNamed = (name: string): boolean =>
      name.split(' ').some((word) => isListed(word) || this.isTold(word))
    this.alike ??= new Set(
      this.parts
        .flatMap((part) => namesLike(itemsOf(part, this.text), isNamed))
        .flatMap((name) => name.toLowerCase().split(' ')),
    )
    const { alike } = this
    return words.some((word) => alike.has(word.toLowerCase()))
  }
}

function isListed(word: string): boolean {
  const lower = word.toLowerCase()
  return isGivenName(lower) || isSurname(lower)
}

/** Two letters, or a name with an initial: `RK`, `J. Okoye`, `Ilka B`. */
function isSpelledLikePeople(parts: readonly string[]): boolean {
  const [first = ''] = parts
  return (
    (parts.length === 1 && /^[A-Z]{2}$/.test(first)) ||
    (parts.length > 1 && parts.some((part) => /^\p{Lu}\.?$/u.test(part)))
  )
}

const CAPITALS = /(?<![\p{L}@`-])(?:\p{Lu}[\p{Ll}\p{M}]+|[A-Z]{2,3})(?![\p{L}-])/gu

/** In small letters, without the words of the trade. */
function capitalsIn(words: string): string[] {
  return matchesOf(CAPITALS, words)
    .map(([word]) => word.toLowerCase())
    .filter((word) => !isKnownWord(word))
}

function namesIn(text: string): string[] {
  const names: string[] = []
  const add = (word: string): void => {
    const lower = word.toLowerCase()
    if (lower.length > 1 && !isKnownWord(lower)) names.push(lower)
  }
  for (const [, handle = ''] of matchesOf(HANDLES, text)) for (const word of handle.split(/[._-]/)) add(word)
  for (const [, holders = '', helpers = ''] of matchesOf(ROLES, text))
    for (const word of capitalsIn(`${holders} ${helpers}`)) names.push(word)
  for (const [, who = '', family] of matchesOf(WHOLE_NAMES_AND_DEEDS, text)) {
    if (family === undefined) add(who)
    else if (isGivenName(who.toLowerCase())) add(family)
  }
  return names
}

function itemsOf(part: Part, text: string): string[] {
  if (part.kind !== 'actions' && part.kind !== 'notNow') return []
  const start = part.nodes[0]?.position?.start.offset
  const end = part.nodes.at(-1)?.position?.end.offset
  if (start === undefined || end === undefined) return []
  return text.slice(start, end).split('\n')
}

/** "Tess: …", "Ilka: …": where a third of such words are people the others are too; at the end of most items they are anyway. */
function namesLike(lines: readonly string[], isNamed: (name: string) => boolean): string[] {
  const leads = found(lines, LEAD)
  const tails = found(lines, TAIL)
  const items = lines.filter((line) => ITEM.test(line)).length
  const isTailOfMost = tails.length >= FEWEST_ALIKE && tails.length * 2 > items
  return [...(isKin(leads, isNamed) ? leads : []), ...(isTailOfMost || isKin(tails, isNamed) ? tails : [])]
}

function found(lines: readonly string[], place: RegExp): string[] {
  return lines.flatMap((line) => place.exec(line.replace(ITEM, '').trim())?.[1] ?? [])
}

function isKin(names: readonly string[], isNamed: (name: string) => boolean): boolean {
  const known = names.filter((name) => isNamed(name))
  return known.length > 0 && known.length * 3 >= names.length
}

const BOLD_LEAD = /^\*\*([^*]{1,40})\*\*\s*[:\u2013\u2014-]/u
const NICKNAMES = /^@?[\p{L}\d][\p{L}\d_-]*(?:(?: [+&] |, ?|\/| and )@?\p{L}[\p{L}\d _-]*)?$/u

/** What stands in bold before at least three items, where a third of it names a person that is known. */
function nicknamesIn(lines: readonly string[], people: People): string[] {
  const leads = found(lines, BOLD_LEAD).filter((lead) => NICKNAMES.test(lead))
  const isKnown = (lead: string): boolean =>
    lead
      .split(/[^\p{L}\d@_-]+/u)
      .some((word) => word.startsWith('@') || isListed(word) || people.isTold(word))
  return leads.length >= FEWEST_ALIKE && isKin(leads, isKnown) ? leads : []
}
