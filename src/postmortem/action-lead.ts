import { joinedOwners, trustIn } from './action-remarks.ts'
import { JOINT, readSubject } from './action-subject.ts'
import { categoryOf, isRepository, ORPHAN, takeRemark } from './action-words.ts'
import { dueAt, dueOf } from './due.ts'
import { isHandle, isPerson, isTeamName, NOBODY, ownersOf } from './owners.ts'
import { BOLD, BOLD_END, plain } from './rich.ts'
import type { Draft } from './action-line.ts'
import type { ActionContext, People } from './people.ts'

type Take = (draft: Draft, context: ActionContext) => boolean

/** Each takes one thing off the front of the draft's words and says whether it did. */
const TAKES: readonly Take[] = [
  takeBox,
  takeId,
  takeTodo,
  takeRepository,
  takeBracketed,
  takePriority,
  takeOwnerField,
  takeCategory,
  takeDue,
  takeBoldOwner,
  takeOwnerLabel,
]

/** Takes ids, tags, owners and dates off the front until the action's own words begin; then reads who their subject is. */
export function takeLead(draft: Draft, context: ActionContext): void {
  for (let left = 8; left > 0; left--) {
    if (!TAKES.some((take) => take(draft, context))) break
  }
  readSubject(draft, context)
}

function cut(draft: Draft, length: number): true {
  draft.text = draft.text.slice(length).trimStart()
  return true
}

function takeBox(draft: Draft): boolean {
  const match =
    /^(?:\[([ xX])\]\s+|([\u2705\u2714\u2611]\uFE0F?|\u2B1C\uFE0F?|\u274C|\u2610\uFE0F?)\s*)/u.exec(
      draft.text,
    )
  if (match === null) return false
  if (match[1]?.toLowerCase() === 'x' || /[\u2705\u2714\u2611]/.test(match[2] ?? '')) draft.done ??= true
  return cut(draft, match[0].length)
}

const ID = new RegExp(
  String.raw`^[${BOLD}\[(]*((?:AI|ACT|ACTION|A)[- ]?\d{1,3}|(?:R|REC|CA|PA|M|T)-?\d{1,2}(?=[.:)]))(?![\w%])[${BOLD_END}\])]*\s*[:.)\]|\u2013\u2014-]*\s*${BOLD_END}?\s*[:|\u2013\u2014-]*\s*`,
  'i',
)

function takeId(draft: Draft): boolean {
  const match = draft.id === undefined ? ID.exec(draft.text) : null
  if (match === null || match[0].length === draft.text.length) return false
  draft.id = (match[1] ?? '').replace(/\s/g, '')
  return cut(draft, match[0].length)
}

function takeTodo(draft: Draft): boolean {
  const match = /^(?:TODO|ACTION|TASK)\s*(?:\((@?[^)]{1,40})\))?\s*[:\u2013\u2014-]\s*/i.exec(draft.text)
  if (match === null) return false
  if (match[1] !== undefined) draft.owners ??= ownersOf(match[1])
  return cut(draft, match[0].length)
}

function takeRepository(draft: Draft): boolean {
  const match = /^`?([\w.-]+\/[\w.-]+)`?(?:#\d+)?\s*:\s+/.exec(draft.text)
  if (match === null || !isRepository(match[1] ?? '')) return false
  draft.repository ??= match[1] ?? ''
  return cut(draft, match[0].length)
}

/** `(prevention)`, `[P1]`, `[@ada]`, `[2026-12-01]` in front. */
function takeBracketed(draft: Draft, context: ActionContext): boolean {
  const match = new RegExp(String.raw`^${BOLD}?[[(]([^\])]{1,60})[\])]${BOLD_END}?\s*:?\s*`).exec(draft.text)
  if (match === null) return false
  const probe: Draft = { ...draft }
  const remarks = joinedOwners((match[1] ?? '').split(/\s*[,;|/]\s+|\s*;\s*|\s+[\u2013\u2014-]\s+/), context)
  const trust = trustIn(remarks, draft, context)
  if (!remarks.every((remark) => takeRemark(probe, remark, context, trust))) return false
  Object.assign(draft, probe)
  return cut(draft, match[0].length)
}

const PRIORITY = new RegExp(
  String.raw`^${BOLD}?(P[0-4]|HIGH|MEDIUM|LOW|CRITICAL|URGENT)\b${BOLD_END}?\s*[:|\u2013\u2014-]*${BOLD_END}?\s+`,
)

function takePriority(draft: Draft): boolean {
  const match = PRIORITY.exec(draft.text)
  if (match === null) return false
  draft.priority ??= match[1] ?? ''
  return cut(draft, match[0].length)
}

const OWNER_FIELD = new RegExp(
  String.raw`^${BOLD}?(?:owners?|dri|assignees?|assigned to|responsible|lead)${BOLD_END}?\s*:?${BOLD_END}?\s+`,
  'i',
)

/** `Owner: Jo - do it`, `DRI @mei: do it`, `Owners: Priya & Dan. Do it`. */
function takeOwnerField(draft: Draft): boolean {
  const lead = OWNER_FIELD.exec(draft.text)
  if (lead === null) return false
  const rest = draft.text.slice(lead[0].length)
  const value = /^(.{1,60}?)(?:\s+[\u2013\u2014-]\s+|:\s+|\.\s+|;\s+|\|\s*|,\s+(?=[a-z]))/.exec(rest)
  // "Lead the review": the word is a verb unless a name follows it.
  const name = value?.[1] ?? ''
  if (value === null || (!/:\s*$/.test(plain(lead[0])) && !name.startsWith('@') && !isPerson(name)))
    return false
  draft.owners ??= ownersOf(name)
  return cut(draft, lead[0].length + value[0].length)
}

function takeCategory(draft: Draft): boolean {
  const match = new RegExp(
    String.raw`^${BOLD}?([A-Za-z]+)\s*[:.]?${BOLD_END}?\s*(?:[:.]|\s[\u2013\u2014|-]|\|)?\s+`,
  ).exec(draft.text)
  if (match === null || !/[:.\u2013\u2014|-]|\u{E000}/u.test(match[0])) return false
  const category = categoryOf(match[1] ?? '')
  if (category === null) return false
  draft.category ??= category
  return cut(draft, match[0].length)
}

/** `By Friday: …`, `This week: …`, `By the end of May @ada …`, `2026-12-01 - …`. */
function takeDue(draft: Draft, context: ActionContext): boolean {
  const lead =
    new RegExp(String.raw`^${BOLD}?(?:(?:due|by|before|until|deadline)\b:?\s+)?`, 'i').exec(
      draft.text,
    )?.[0] ?? ''
  const due = dueAt(draft.text, lead.length, context)
  if (due === null) return false
  const after = new RegExp(String.raw`^${BOLD_END}?\s*(?:[:,;|]|[\u2013\u2014-](?=\s))${BOLD_END}?\s*`).exec(
    draft.text.slice(due.end),
  )
  const isSpoken = /by|before|until|due|deadline/i.test(lead)
  if (after === null && !isSpoken) return false
  draft.due ??= { text: due.text, day: due.day }
  return cut(draft, due.end + (after?.[0].length ?? 0))
}

/** `**JP** Have build badges`, `**Ada:** do it`. */
function takeBoldOwner(draft: Draft, { people }: ActionContext): boolean {
  if (!draft.text.startsWith(BOLD)) return false
  const end = draft.text.indexOf(BOLD_END)
  if (end < 0 || end > 60) return false
  const inside = draft.text.slice(1, end)
  const name = inside.replace(/\s*:\s*$/, '').trim()
  const rest = draft.text.slice(end + 1).replace(/^\s*[:\u2013\u2014|-]?\s*/, '')
  const isOrphan = ORPHAN.test(name)
  if (rest === '' || !(isOrphan || namesOwners(name, people) || people.isNickname(name))) return false
  draft.owners ??= isOrphan ? NOBODY : ownersOf(name)
  draft.text = rest
  return true
}

/** `Tess: do it`, `RC/RK: do it`, `SRE - do it`, `@s.k.: do it`. */
function takeOwnerLabel(draft: Draft, context: ActionContext): boolean {
  const match = /^([^:`|]{1,50}?)(?::\s+|\s+(?:[\u2013\u2014\u2192-]|[=-]>)\s+)(?=\S)/.exec(draft.text)
  if (match === null) return false
  if (ORPHAN.test(plain(match[1] ?? ''))) {
    draft.owners ??= NOBODY
    return cut(draft, match[0].length)
  }
  // "Bo (by 4 Dec): …", "Cy, 4 Dec - …", "Ana & Bo (SRE): …": beside the name only a date or a remark in brackets.
  const bare = plain(match[1] ?? '')
  const pieces = bare.split(/\s*[(),;]\s*/).filter((piece) => piece !== '')
  const due = pieces.map((piece) => dueOf(piece, context)).find((found) => found !== null)
  const name = pieces.filter((piece) => dueOf(piece, context) === null).join(', ')
  const who = namesOwners(name, context.people) ? name : bare.replace(/\s*\([^()]{1,40}\)$/, '')
  if (!namesOwners(who, context.people)) return false
  draft.owners ??= ownersOf(who)
  if (due) draft.due ??= { text: due.text, day: due.day }
  return cut(draft, match[0].length)
}

function namesOwners(words: string, people: People): boolean {
  const bare = plain(words).replace(/\s*\(@[\w.-]+\)/g, '')
  if (bare === '') return false
  const parts = bare.split(JOINT)
  return (
    parts.every((part) => isHandle(part) || isPerson(part) || isTeamName(part) || people.isSpeaker(part)) &&
    // In front of an action any capitalised word may stand: "Anycast: more sites".
    people.vouchFor(parts, isTeamName)
  )
}
