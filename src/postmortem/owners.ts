import { plain } from './rich.ts'
import { CONCRETE_VERBS, DEGREE_VERBS, INQUIRY_VERBS, TEAM_WORDS, TOPIC_WORDS } from './vocabulary.ts'
import type { OwnerKind } from './document.ts'
import type { People } from './people.ts'

export interface Owners {
  readonly names: readonly string[]
  readonly kind: OwnerKind
}

export const NOBODY: Owners = { names: [], kind: 'none' }

const NONE =
  /^(?:tbd|tbc|tba|todo|unassigned|unowned|nobody|no ?one|no ?body|none|n\/?a|\?+|-+|\u2013|\u2014|someone|somebody|anyone|anybody|everyone|everybody|all|we|us|i|me|you|any|open|pending|to be (?:determined|decided|confirmed|assigned)|not (?:yet )?(?:assigned|decided|known|clear)|undecided|no owner|needs? (?:an )?owner|offen|niemand|owner|name|here|channel)(?: yet| so far| for now| at the moment)?$/i
const NOBODY_HANDLES = /^@(?:everyone|here|channel|all|name|owner|handle|username|someone|tbd|nobody)$/i
export const HANDLE =
  /(?<![\w/`.])@[A-Za-z0-9](?:[\w.'\u2019-]*[\w])?(?:\/[\w.-]*\w)?\.?(?=[:\s,;)\]&/+|.]|$)/g
const INITIALS = /^[A-Z]{2,3}$/
const CAPITALISED =
  /^\p{Lu}[\p{Ll}\p{M}'\u2019]+(?:-\p{Lu}?\p{Ll}+)*$|^\p{Lu}\p{Ll}?[\u2019']\p{Lu}\p{Ll}+$|^(?:Mc|Mac|De|Van|Le|La)\p{Lu}\p{Ll}+$/u
/** In front of a surname: who bears it is a person. */
export const SALUTATION =
  /^(?:Mr|Mrs|Ms|Dr|Prof|Herr|Frau|Sr|Sra|Captain|Capt|Cpt|Lt|Sgt|Sergeant|Nurse|Sister|Judge|Sir|Dame)\b\.?\s+(?=\p{Lu}|(?:van|von|de|di) )/u
const PARTICLES = /^(?:van|von|de|der|den|da|di|du|la|le|bin|al|el|dos|del|ter)$/
const HELPERS =
  /\s*(?:\((?:[^)]*\b(?:support(?:ing|ed)?|with|help(?:ing)?|backup|assisted|cc|secondary)\b[^)]*)\)|\bw\/\s?.*|\b(?:with(?: (?:help|support) (?:of|from|by))?|supporting|supported by|assisted by|helped by|cc|backup)\b:?.*)$/i

/**
 * Reads words that are known to name an owner (a column, a field, a heading over the items). Splits "A & B", "A/B",
 * "A, B"; what supports or helps is no owner.
 */
export function ownersOf(value: string): Owners {
  const words = plain(value).replace(HELPERS, '').trim()
  if (words === '' || NONE.test(words)) return NOBODY
  const handles = handlesIn(words)
  if (handles.length > 0) return ofHandles(handles)
  const parts = words
    .replace(/\s*\([^)]*\)/g, '')
    .split(/\s*(?:,|\/|&|\+|;|\band\b|\bor\b|\n)\s*/)
    .map((part) => part.trim().replace(/[.:]$/, '').replace(SALUTATION, ''))
    .filter((part) => part !== '' && !NONE.test(part))
  const people = parts.filter((part) => !isTeam(part) && !isUnit(part) && !isCommonPhrase(part))
  if (people.length === 0) return parts.length === 0 ? NOBODY : { names: parts, kind: 'team' }
  return { names: people, kind: people.length > 1 ? 'several' : 'one' }
}

function handlesIn(words: string): string[] {
  // "@mei/@petr" are two people, "@acme/sre" is a team.
  return (words.replace(/(?<=@[\w.-]{1,39})\/(?=@)/g, ' ').match(HANDLE) ?? []).map((handle) =>
    /\.[a-z]{1,2}\.$/i.test(handle) ? handle : handle.replace(/\.$/, ''),
  )
}

function ofHandles(handles: readonly string[]): Owners {
  const real = [...new Set(handles)].filter((handle) => !NOBODY_HANDLES.test(handle))
  const people = real.filter((handle) => !handle.includes('/') && !isTeam(handle.slice(1)))
  if (people.length > 0) return { names: people, kind: people.length > 1 ? 'several' : 'one' }
  return real.length === 0 ? NOBODY : { names: real, kind: 'team' }
}

export function isHandle(words: string): boolean {
  return /^@[\w.'\u2019/-]+$/.test(words)
}

/** In an owner's place "Field service" is who does it; elsewhere it is a thing. */
export function isUnit(words: string): boolean {
  return (
    /^\S+ .*(?:services?|support|board|room|unit|success|experience|relations|security|compliance|finance|engineering|platform|systems?)$/i.test(
      words,
    ) || /^\p{Lu}.* (?:IT|HR|QA|ICT)$/u.test(words)
  )
}

/** "harbour crew", "Mail people": a second word in small letters is no family name. */
function isCommonPhrase(words: string): boolean {
  const [, ...others] = words.split(' ')
  return others.length > 0 && others.every((word) => /^\p{Ll}{3,}$/u.test(word) && !PARTICLES.test(word))
}

/** A team, a role or a channel: `platform team`, `SRE`, `#team-identity`, `on-call`. */
export function isTeam(words: string): boolean {
  if (words.startsWith('#')) return !/^#\d/.test(words)
  const parts = words
    .toLowerCase()
    .replace(/^the /, '')
    .split(/[\s_-]+/)
  const last = parts.at(-1) ?? ''
  if (isDesk(words)) return true
  if (TEAM_WORDS.has(parts.join('-')) || TEAM_WORDS.has(parts.join(''))) return true
  if (
    /^(?:team|squad|crew|guild|tribe|group|department|dept|engineers?|developers?|managers?|leads?|owners?|on-?call|ops|maintainers|engineering|directors?|supervisors?|coordinators?|architects?|caretakers?|secretar(?:y|ies))$/.test(
      last,
    )
  )
    return true
  if (parts[0] === 'team') return true
  // `training-infra`: nobody is written so.
  if (/^[a-z\d]+(?:-[a-z\d]+)+$/.test(words) && parts.some((part) => TEAM_WORDS.has(part))) return true
  return parts.length <= 3 && parts.every((part) => TEAM_WORDS.has(part) || part === '&' || part === 'of')
}

/** "Tax desk", "Field service", "Registrar's office": more than one word, the last one a place where people work together. */
function isDesk(words: string): boolean {
  return (
    words.split(' ').length <= 4 &&
    /\p{L}.*[\s-](?:desk|care|offices?|operations|committee|cent(?:er|re)|management|staff|people|crew|crews|officers|technicians|operators|dispatchers|clerks|nurses|volunteers|editors|caseworkers|librarians|curators|stewards|moderators|division|council|duty|hotline|workshop|depot)$/iu.test(
      words,
    ) &&
    !/^(?:own|new|old|more|better|other|all|any|each|every|both|no|needs?|second|spare|shared|extra|central|load)\b/i.test(
      words,
    )
  )
}

/** The same in running text, where "Notify the on-call" and "Add a lock. Owner" end like a team but start like an order. */
export function isTeamName(words: string): boolean {
  const first = words.toLowerCase().replace(/^the /, '').split(/\s+/, 1)[0] ?? ''
  return (
    words.split(' ').length <= 4 &&
    !/[.:;`]/.test(words) &&
    !/^(?:all|any|every|each|both|new)$/.test(first) &&
    (!isVerb(first) ||
      isNamedByTrade(words) ||
      TEAM_WORDS.has(first) ||
      /^(?:\p{Lu}\S+ (?:team|squad|crew|guild|group)|\S+ (?:leads|managers|engineers|owners))$/u.test(
        words,
      )) &&
    isTeam(words)
  )
}

/** "print services team": verbs that are the names of trades too; "ask services team" is an order. */
function isNamedByTrade(words: string): boolean {
  return /^(?:print|release|build|test|search|support|order|record|ship|trade|design|research|change|access|backup|process|store|stock|claim|call|care|repair|service|audit|report) (?:[\p{L}&-]+ ){0,2}(?:team|squad|crew|guild|group|desk|office)$/u.test(
    words,
  )
}

/** A word or two that can only be a person: initials, or capitalised and no word of the trade. */
export function isPerson(words: string): boolean {
  const parts = words.trim().replace(SALUTATION, '').split(/\s+/)
  if (parts.length > 3) return false
  return parts.every((part, index) => isNameWord(part, index, parts.length))
}

function isNameWord(word: string, index: number, count: number): boolean {
  const bare = word.replace(/\.$/, '')
  if (PARTICLES.test(bare) && index < count - 1) return true
  if (/^\p{Lu}$/u.test(bare)) return index > 0 || (count > 1 && word.endsWith('.'))
  if (INITIALS.test(bare)) return count === 1 && !isKnownWord(bare.toLowerCase())
  if (!CAPITALISED.test(bare)) return false
  const lower = bare.toLowerCase()
  if (index > 0 && count > 1) return !isKnownWord(lower) && !looksLikeNoun(lower)
  return !isKnownWord(lower) && !looksLikeNoun(lower)
}

export function isKnownWord(lower: string): boolean {
  return TOPIC_WORDS.has(lower) || TEAM_WORDS.has(lower) || isVerb(lower) || NONE.test(lower)
}

/** Endings that make nouns and participles of other words: no name ends so. */
function looksLikeNoun(lower: string): boolean {
  return (
    lower.length > 5 &&
    /(?:tion|sion|ment|ness|ity|ing|ance|ence|ability|ware|ology|ality|ships?|ures?|ings|tions|ments|ised|ized|able|ible|ical|less|ful|ated|bility|ship)$/.test(
      lower,
    )
  )
}

/** The base form of a verb of action: "add", "investigate". */
export function isVerb(lower: string): boolean {
  return CONCRETE_VERBS.has(lower) || INQUIRY_VERBS.has(lower) || DEGREE_VERBS.has(lower)
}

/** "adds", "switches", "tries", and the first verb of "will add": what a third person does. */
export function isThirdPerson(lower: string): boolean {
  if (!lower.endsWith('s') || lower.endsWith('ss')) return /^(?:does|has|owns)$/.test(lower)
  if (
    /^(?:does|has|owns|takes|gets|goes|talks|looks|meets|works|finds|asks|tells|sees|helps|teaches|lets|buys|pays)$/.test(
      lower,
    )
  )
    return true
  const stem = lower.slice(0, -1)
  return (
    isVerb(stem) ||
    (lower.endsWith('es') && isVerb(lower.slice(0, -2))) ||
    (lower.endsWith('ies') && isVerb(`${lower.slice(0, -3)}y`))
  )
}

/** The owners that a heading or bold line over a list names, or null where it is about something else. */
export function ownersOfLabel(label: string, people: People, isBesideDate = false): Owners | null {
  const words = plain(label.slice(0, 200))
    .replace(/^[^\p{L}\d@#]+/u, '')
    .replace(/:\s*$/, '')
    .trim()
  const field =
    /^(?:owners?|dri|assignees?|assigned to|responsible|lead|who)\s*[:\u2013\u2014-]?\s+(.+)$/i.exec(words)
  if (field !== null) return ownersOf(field[1] ?? '')
  const handles = handlesIn(/\((@[^()]*)\)$/.exec(words)?.[1] ?? '')
  if (handles.length > 0) return ofHandles(handles)
  // "Harbour officer (Ms. Lund)": the office and who holds it.
  const [, holder = ''] = /\(([^()]{2,40})\)$/.exec(words) ?? []
  if (SALUTATION.test(holder) && isPerson(holder)) return ownersOf(holder)
  // "AG - for planning", "JC - to think about", "Ada (platform)": the name stands before the remark.
  const name = words
    .replace(/\s+[\u2013\u2014-]\s+.*$/, '')
    .replace(HELPERS, '')
    .replace(/\s*\([^)]*\)\s*$/, '')
    .trim()
  if (NONE.test(name)) return NOBODY
  const parts = name.split(/\s*(?:,|\/|&|\+|\band\b)\s*/).filter((part) => part !== '')
  if (parts.length === 0) return null
  const fits = parts.every(
    (part) => isHandle(part) || isPerson(part) || isTeamLabel(part) || people.isSpeaker(part),
  )
  return fits && (isBesideDate || people.vouchFor(parts, isTeamLabel)) ? ownersOf(name) : null
}

/** Over a list, "Security" may be its topic as well as its team; a team there says so or is a plural of people. */
function isTeamLabel(words: string): boolean {
  return (
    /^(?:IT|HR|QA|PR|ICT) (?:systems?|services?|operations|support|desk)$|\b(?:team|squad|crew|guild|group|devs|developers|engineers|engineering|sre|ops|devops|on-?call|maintainers|reviewers|admins|department)$/i.test(
      words,
    ) && words.split(' ').length <= 4
  )
}
