import { isKnownWord, isPerson, isTeamName, isThirdPerson, isVerb, ownersOf } from './owners.ts'
import { BOLD, BOLD_END, maskCode, plain } from './rich.ts'
import type { Draft } from './action-line.ts'
import type { ActionContext, People } from './people.ts'

/** Between the names of several owners. */
export const JOINT = /\s*(?:,|\/|&|\+|\band\b)\s*/

const MODAL =
  /^\s+(?:to|will|shall|should|must|needs? to|(?:is|are) (?:going )?to|(?:(?:has|have) )?(?:agreed|promised|offered|volunteered|planned) to|plans? to)\s+(?!be\b)(?=\p{L})/u

/** "Staff to be reminded": it is done to them. */
const PASSIVE = /^\s+(?:to|will|shall|should|must|needs? to) be \w+(?:ed|en|ld|wn|nt|de)\b/

/** Who is said to do it: "@alice and @bob will …", "Nadia adds …", "Ops to …", "The platform team writes …". */
export function readSubject(draft: Draft, { people }: ActionContext): void {
  if (draft.owners !== undefined) return
  const words = maskCode(plain(draft.text))
  const handle = handleSubject(words)
  if (handle !== null) draft.owners = ownersOf(handle)
  const subject =
    handle ??
    nameSubject(words, people) ??
    smallSubject(words, people) ??
    teamSubject(words) ??
    innerSubject(words)
  if (
    subject === null ||
    (handle === null && PASSIVE.test(words.slice(words.indexOf(subject) + subject.length)))
  )
    return
  draft.subject = ownersOf(subject)
  // "@omar to add a lock": what is left without the owner is an order; "Nadia adds a lock" stays a sentence.
  const from = /^the /i.test(words) && words.startsWith(subject, 4) ? 4 : 0
  const after = words.slice(from + subject.length)
  const modal = MODAL.exec(after) ?? (handle === null ? null : /^\s+(?=[A-Z][a-z]+\s)/.exec(after))
  const rest =
    modal === null || !words.startsWith(subject, from)
      ? ''
      : draft.text.replaceAll(new RegExp(`[${BOLD}${BOLD_END}]`, 'gu'), '')
  if (modal !== null && rest.startsWith(subject, from)) {
    draft.text = rest.slice(from + subject.length + modal[0].length)
  } else draft.subjectWords = subject
}

function handleSubject(words: string): string | null {
  return (
    /^(?:\p{Lu}\S*\s+\()?@[\w.'\u2019-]+(?:\/[\w.-]+)?\)?(?:(?:\s*(?:,|\/|&|\+|\band\b)\s*|\s)@[\w.'\u2019-]+)*(?=[\s:,]|$)/u.exec(
      words,
    )?.[0] ?? null
  )
}

const NAME = String.raw`\p{Lu}[\p{L}\u2019'.-]*(?:\s\p{Lu}[\p{L}\u2019'.-]*){0,2}`

const NAMES = new RegExp(
  String.raw`^(${NAME}(?:(?:\s*[,/&+]\s*|\sand\s+)${NAME})*)(?:\s*\(@?[\w.-]+\))?\s+([\p{L}'\u2019]+)(?:\s+([\p{L}'\u2019-]+))?`,
  'u',
)

const PROMISES = /^(?:commits|committed|pledges|pledged|promises|promised|undertakes|agrees|agreed)$/

function nameSubject(words: string, people: People): string | null {
  const match = NAMES.exec(words)
  if (match === null) return null
  const [, names = '', verb = '', next = ''] = match
  const parts = names.split(JOINT)
  // Only people promise.
  const isPromise = next === 'to' && PROMISES.test(verb)
  if (!parts.every((part) => isTeamName(part) || isPerson(part))) return null
  if (!isPromise && !people.vouchFor(parts, isTeamName)) return null
  const hasTeam = parts.some((part) => isTeamName(part))
  return isPredicate(verb, next, parts.length > 1, hasTeam) ? names : null
}

const SMALL_NAME = String.raw`\p{Ll}[\p{Ll}\p{M}'\u2019-]{1,24}`
const SMALL_NAMES = new RegExp(
  String.raw`^(${SMALL_NAME}(?:(?:\s?[,/&+]\s?|\sand\s)${SMALL_NAME}){0,3})\s([\p{L}'\u2019]+)(?:\s([\p{L}'\u2019-]+))?`,
  'u',
)

/** "ben to write …": in small letters only whom the document knows to be a person. */
function smallSubject(words: string, people: People): string | null {
  const [, names = '', verb = '', next = ''] = SMALL_NAMES.exec(words) ?? []
  const parts = names.split(JOINT)
  return parts.every((part) => people.isSpeaker(part)) && isPredicate(verb, next, parts.length > 1, false)
    ? names
    : null
}

function isPredicate(verb: string, next: string, isSeveral: boolean, isTeamName: boolean): boolean {
  const lower = verb.toLowerCase()
  if (lower === 'to') return next === '' || isVerb(next.toLowerCase()) || !isKnownWord(next.toLowerCase())
  if (
    /^(?:will|shall|should|must|can|is|are|has|have|owns|takes|needs|agreed|promised|offered|volunteered|plans?)$/.test(
      lower,
    ) ||
    (next === 'to' && PROMISES.test(lower))
  )
    return true
  // "Paper routes in each truck": what a preposition follows is more often a plural than a verb.
  const isPlural = /^(?:in|of|for|at|on|per|only|between|above|below|when|that|which|without|each)$/i.test(
    next,
  )
  // "Firmware updates should …": a plural.
  if (/^(?:should|shall|must|will|can|are|is|were|have|need)$/i.test(next)) return false
  if (isThirdPerson(lower))
    return !isPlural || /^(?:looks|goes|talks|works|adds|writes|checks|reports)$/.test(lower)
  // "Uma & Vic write": a plural subject takes the bare verb. "Data export" is no sentence, so teams need two words.
  return (
    isSeveral &&
    (isVerb(lower) ||
      /^(?:go|look|talk|meet|sit|work|find|agree|ask|tell|see|help|teach|learn|try)$/.test(lower)) &&
    !isTeamName
  )
}

const TEAM_SUBJECT =
  /^((?:[Tt]he\s+)?(?:["\u201C]?[\w-]+["\u201D]?\s+){0,3}?(?:team|squad|crew|guild|group|department|maintainers|engineers|developers|on-?call))\s+(?:to|will|shall|should|must|needs?|owns?|([\p{L}]+))\b/u

const CHANNEL_SUBJECT = /^(#[\w-]+)\s+/

function teamSubject(words: string): string | null {
  const channel = CHANNEL_SUBJECT.exec(words)
  if (channel !== null && !/^#\d+$/.test(channel[1] ?? '')) return channel[1] ?? null
  const match = TEAM_SUBJECT.exec(words)
  if (match === null) return officeSubject(words)
  const verb = match[2]
  const first =
    (match[1] ?? '')
      .replace(/^the\s+/i, '')
      .split(' ')[0]
      ?.toLowerCase() ?? ''
  if (isVerb(first) && !/^the\s/i.test(match[1] ?? '') && !isTeamName(first)) return null
  if (verb !== undefined && !isThirdPerson(verb.toLowerCase()) && !isVerb(verb.toLowerCase())) return null
  return (match[1] ?? '').replace(/^the\s+/i, '')
}

/** "Studio management to keep …", "Customer care will call …": with "to" or "will" behind it any team's name does. */
function officeSubject(words: string): string | null {
  const name =
    /^((?:[\p{L}'\u2019-]+ ){1,3}?[\p{L}'\u2019-]+) (?:to|will|shall|(?:commits|pledges|promises|undertakes|agrees) to) \p{L}/u.exec(
      words,
    )?.[1]
  return name !== undefined && isTeamName(name) ? name : null
}

/** "…: The error tracking team should …" after a title. */
function innerSubject(words: string): string | null {
  const inner = /^[^:]{3,60}:\s+(.+)$/.exec(words)?.[1]
  return inner === undefined ? null : (handleSubject(inner) ?? teamSubject(inner))
}
