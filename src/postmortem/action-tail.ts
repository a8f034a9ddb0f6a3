import { cutAtDates, joinedOwners, trustIn } from './action-remarks.ts'
import { fieldOfName, setValues, takeRemark } from './action-words.ts'
import { dueAt, dueOf } from './due.ts'
import { HANDLE, ownersOf } from './owners.ts'
import { BOLD, BOLD_END, maskCode, plain } from './rich.ts'
import type { Draft } from './action-line.ts'
import type { Trust } from './action-words.ts'
import type { ActionContext } from './people.ts'
import { matchesOf } from './matches.ts'

type Take = (draft: Draft, context: ActionContext) => boolean

/** Each takes one thing off the end of the draft's words and says whether it did. */
const TAKES: readonly Take[] = [
  takeBracketed,
  takeSentence,
  takeClosing,
  takeDashed,
  takeField,
  takeBold,
  takeAfterBold,
  takeAfterComma,
  takeEvent,
  takeLastSentence,
  takeSpokenDue,
  takeHandle,
  takeHandleAndDate,
  takeBareDate,
]

/** Takes remarks, owners and dates off the end until the action's own words are left. */
export function takeTail(draft: Draft, context: ActionContext): void {
  for (let left = 12; left > 0; left--) {
    draft.text = draft.text.replace(/[\s,;]+$|\s+[|\u2013\u2014-]+\s*$/, '')
    if (!TAKES.some((take) => take(draft, context))) break
  }
  takeInnerBrackets(draft, context)
  takeInnerDue(draft, context)
  draft.factor ??= /[[(](?:[^\])]*\s)?(F-?\d{1,3})\b[^\])]*[\])]/.exec(draft.text)?.[1] ?? draft.factor ?? ''
  if (draft.factor === '') delete draft.factor
  takeRepository(draft)
}

/** `(Hannah, 30 days)`, `[P1]`, `(due 2026-12-20)`: all of what is in the brackets must be remarks. */
function takeBracketed(draft: Draft, context: ActionContext): boolean {
  const match = /\s*[([]([^()[\]]{1,120}(?:\([^()]*\)[^()[\]]*)?)[)\]]\.?$/.exec(maskCode(draft.text))
  if (match === null || match.index === 0) return false
  const inside = draft.text.slice(match.index).replace(/^\s*[([]|[)\]]\.?$/g, '')
  // A duration in square brackets tells how long something takes: it is never a deadline.
  if (/^\s*\[\s*~?\d+\s?(?:m|min|mins|minutes|h|hrs?|hours?|d|days?)\s*\]/i.test(match[0])) return false
  // "Keep the logs (35 days)": a span alone tells how long something is kept.
  if (draft.owners === undefined && /^~?\d+ ?(?:d|days?|w|weeks?|months?|years?)$/i.test(inside)) return false
  const probe: Draft = { ...draft }
  const remarks = inside.split(/\s*[;|\u00B7]\s*|,\s+(?!\d{4}(?![\d-]))|\s+[\u2013\u2014-]\s+|,(?=@)/)
  const told = cutAtDates(
    remarks.map((remark) => withoutEvent(remark, context)),
    context,
  ).filter((remark) => !isReference(remark) && !isEvent(remark))
  if (told.length === 0) return false
  const trust = trustIn(told, draft, context)
  const strange = joinedOwners(told, context).filter((remark) => !takeRemark(probe, remark, context, trust))
  const [place] = strange
  if (place !== undefined) {
    // "(depot, 13 Nov)": a plain word beside a date is where it will be done.
    if (strange.length > 1 || probe.due === draft.due || probe.owners !== undefined || !isPlace(place))
      return false
    probe.owners = { names: [place.trim()], kind: 'team' }
  }
  Object.assign(draft, probe)
  draft.text = draft.text.slice(0, match.index)
  return true
}

function isPlace(remark: string): boolean {
  return (
    /^\s*(?:the )?\p{Ll}{3,}(?: \p{Ll}{2,}){0,2}\s*$/u.test(remark) &&
    !/^\s*(?:in|on|at|by|if|once|when|until|after|before|for|with|see|optional|maybe)\b/.test(remark)
  )
}

/** "#418", "OPS-12": beside an owner or a date no word of the action. */
function isReference(remark: string): boolean {
  return /^\s*(?:#\d+|[A-Z][A-Z\d]+-\d+)\s*$/.test(plain(remark))
}

/** "from now on", "before the next release": no date, and beside an owner no word of the action either. */
function isEvent(remark: string): boolean {
  return /^\s*(?:asap|soon|ongoing|from now on|continuous(?:ly)?|(?:before|after|when|once|with) (?:the|each|every|any|next)\b.*)$/i.test(
    remark,
  )
}

/** "before the regatta on 28 August" says its date. */
function withoutEvent(remark: string, context: ActionContext): string {
  const date = /^\s*(?:before|by|until|for) [^,;]{3,60} (?:on|of) (\S[^,;]{2,20})$/.exec(remark)?.[1]
  return date === undefined || dueOf(date, context) === null ? remark : date
}

const FIELD =
  /(?:^|[\s.,;|([\u{E000}])((?:(?:Action )?Owners?|DRI|Assignees?|Assigned to|Responsible|Verantwortlich|Zuständig|Fällig(?: am)?|Termin|Frist|Lead|Due(?: date| by)?|Deadline|ETA|Target(?: date)?|Priority|Category|Type|Success(?: measure| metric| criteria| criterion)?|Measure(?: of success)?|Metric|Done when|Definition of done|Acceptance(?: criteria)?|Verification|Factor|Addresses|Repo(?:sitory)?|Status|Finish by|Complete by|Completion date|Accountable|By when|(?<=[.;|(,]\s?)(?:Who|When)))\s*\u{E001}?\s*[:=]\u{E001}?\s*/giu

/** `… Owner: @ada`, `… Due: Dec 5. Success measure: …`: a named value runs to the end. */
function takeField(draft: Draft, context: ActionContext): boolean {
  const last = matchesOf(FIELD, maskCode(draft.text)).at(-1)
  const name = last === undefined ? null : fieldOfName(last[1] ?? '')
  if (last === undefined || name === null || last.index === 0) return false
  const value = plain(draft.text.slice(last.index + last[0].length)).replace(/[.,;)\]|]+$/, '')
  if (name !== 'measure' && value.split(' ').length > 8) return false
  if (value !== '') setValues(draft, name, value, context)
  draft.text = draft.text.slice(0, last.index).replace(/[\s|([.,;\u2013\u2014-]+$/, '')
  return true
}

const SENTENCE =
  /(?<=[.;!])\s+(?:(?:Addresses|Answers|For(?: factor)?)\s+((?:F|CF|RC)-?\d{1,3})|(?:It is )?[Dd]one (?:when|once|means)\s+([^.;!]{1,300}(?:[.;!](?=\S)[^.;!]{1,300})*))\s*[.!]?$/

/** `…. Addresses F1.`, `…. Done when the drill shows 503.`: a sentence of its own, without a colon. */
function takeSentence(draft: Draft): boolean {
  const match = SENTENCE.exec(draft.text)
  if (match === null) return false
  const [, factor, measure] = match
  if (factor !== undefined) draft.factor ??= factor
  if (measure !== undefined) draft.measure ??= plain(measure)
  draft.text = draft.text.slice(0, match.index).replace(/[.;!]$/, '')
  return true
}

const CLOSING =
  /(?<=[.;])\s+(?:(?:It|This|Work) (?:is|will|shall|should|must) )?(?:(?:to )?be )?(?:(?:complete[d]?|done|finish(?:ed)?|deliver(?:ed)?|ready|in place|live|due|expected) )?(?:by|until|before|no later than|due) ([^.;]{3,40})\.?$/i

/** `… Owner: Ada. Complete by 31 August.`: a last sentence that is nothing but the date. */
function takeClosing(draft: Draft, context: ActionContext): boolean {
  const match = draft.due === undefined ? CLOSING.exec(maskCode(draft.text)) : null
  const due = match === null ? null : dueOf(match[1] ?? '', context)
  if (match === null || due === null) return false
  draft.due = { text: due.text, day: due.day }
  draft.text = draft.text.slice(0, match.index)
  return true
}

/** `… the pipeline (owner: Priya, due 15 Nov). It runs …`: in running text the brackets need not stand at the end. */
function takeInnerBrackets(draft: Draft, context: ActionContext): void {
  if (draft.owners !== undefined) return
  const match =
    /\s*\((?=(?:owner|dri|assignee|assigned to|responsible|lead)\b)[^()]{1,120}\)(?=[.,;]?\s)/i.exec(
      draft.text,
    )
  if (match === null || match.index === 0) return
  const probe: Draft = { ...draft, text: draft.text.slice(0, match.index + match[0].length) }
  if (!takeBracketed(probe, context)) return
  Object.assign(draft, { ...probe, text: probe.text + draft.text.slice(match.index + match[0].length) })
}

/** `… **RK**`. */
function takeBold(draft: Draft, context: ActionContext): boolean {
  if (!draft.text.endsWith(BOLD_END)) return false
  const start = draft.text.lastIndexOf(BOLD)
  if (start <= 0) return false
  if (!takeRemark(draft, draft.text.slice(start + 1, -1), context, 'known-people')) return false
  draft.text = draft.text.slice(0, start).replace(/[\s|(\u2013\u2014-]+$/, '')
  return true
}

/** `**The action as a sentence.** Ada, Platform team, Dec 5`. */
function takeAfterBold(draft: Draft, context: ActionContext): boolean {
  const end = draft.text.indexOf(BOLD_END)
  if (!draft.text.startsWith(BOLD) || end < 12 || draft.text.length - end > 100) return false
  const tail = plain(draft.text.slice(end + 1)).replace(/^[\s.:,;\u2013\u2014-]+|[\s.]+$/g, '')
  if (tail === '') return false
  const probe: Draft = { ...draft }
  const remarks = joinedOwners(tail.split(/\s*[,;|]\s+/), context)
  if (!remarks.every((remark) => takeRemark(probe, remark, context, 'any-name'))) return false
  Object.assign(draft, probe)
  draft.text = draft.text.slice(0, end + 1)
  return true
}

/** `… - @ada`, `… — Dec 5`, `…; due Friday`, `… | P1`. */
function takeDashed(draft: Draft, context: ActionContext): boolean {
  const match =
    /^(.*\S)(\s+(?:[\u2013\u2014|\u2192\u00B7\u2022]|-{1,3}>?|=>)\s*|\s*[;|]\s*|\s*\u2014\s*)(\S.{0,80})$/s.exec(
      maskCode(draft.text),
    )
  return match !== null && cutSegment(draft, match, context, trustIn([], draft, context))
}

/** `Number each beacon. Moira, 30 August`: a closing sentence of nothing but an owner and a date. */
function takeLastSentence(draft: Draft, context: ActionContext): boolean {
  if (draft.owners !== undefined) return false
  const match = /^(.{3,}[.!])\s+(@?\p{Lu}[^.!?;:]{1,80})$/su.exec(maskCode(draft.text))
  if (match === null) return false
  const probe: Draft = { ...draft }
  const remarks = joinedOwners(
    plain(draft.text.slice(draft.text.length - (match[2] ?? '').length)).split(/,\s+/),
    context,
  )
  const trust = trustIn(remarks, draft, context)
  if (!remarks.every((remark) => takeRemark(probe, remark, context, trust)) || probe.owners === undefined)
    return false
  Object.assign(draft, probe)
  draft.text = draft.text.slice(0, match[1]?.length)
  return true
}

const EVENT =
  /^(.*\S)(?:\s+[\u2013\u2014|-]\s+|\s*[;,]\s+)((?:asap|soon|immediately|ongoing|continuous(?:ly)?|from now on|as soon as|before|after|when|once|with|at|every|each)\b[^,;|\u2013\u2014]{0,60}|[\w ]{0,20}\bASAP)$/is

/** `… - Ada - before the next release`: no deadline, but a place where one would stand; it counts only behind an owner. */
function takeEvent(draft: Draft, context: ActionContext): boolean {
  const before = EVENT.exec(maskCode(draft.text))?.[1]
  if (before === undefined || draft.due !== undefined) return false
  const probe: Draft = { ...draft, text: draft.text.slice(0, before.length) }
  if (
    !(takeDashed(probe, context) || takeAfterCommaAs(probe, context, 'any-name')) ||
    probe.owners === draft.owners
  )
    return false
  Object.assign(draft, probe)
  return true
}

/** `…, Dec 5`, `…, @ada`; a bare name counts only next to a date, since a list of proper nouns looks the same. */
function takeAfterComma(draft: Draft, context: ActionContext): boolean {
  return takeAfterCommaAs(
    draft,
    context,
    draft.due !== undefined || draft.owners !== undefined ? 'any-name' : 'handles',
  )
}

function takeAfterCommaAs(draft: Draft, context: ActionContext, trust: Trust): boolean {
  const masked = maskCode(draft.text)
  // "Dec 5, 2026" is one date: its comma is no joint.
  const match =
    /^(.*\S)(,\s*)(\S[^,]*,\s*\d{4})$/s.exec(masked) ?? /^(.*\S)(,\s*)(\S[^,]{0,60})$/s.exec(masked)
  return match !== null && cutSegment(draft, match, context, trust)
}

function cutSegment(draft: Draft, match: RegExpExecArray, context: ActionContext, trust: Trust): boolean {
  const [, before = '', joint = ''] = match
  const tail = draft.text.slice(before.length + joint.length).replace(/\.$/, '')
  if (/^\d{1,3}$/.test(plain(tail))) return false
  if (!takeRemark(draft, tail, context, trust)) return false
  draft.text = draft.text.slice(0, before.length)
  return true
}

const SPOKEN =
  /(?:^|[\s,(])(?:(?:is |are )?(?:due|finished|done|completed|ready|live|in place|delivered|shipped)\s+)?(by|before|until|till|due(?: by| on)?|deadline|no later than|not later than|within|in|on|from|starting|this|next|tomorrow|today|the|end|EOD|EOW|COB|over|during|w\/c)\b/gi
/** In such a clause a date or span is what the work is about, not when it is due. */
const ABOUT =
  /\b(?:when|whenever|if|that|which|whose|older|longer|expir\w+|last(?:s|ed)?|every|since|after|valid|retention|retain|keep|lost|missing|failed)\b[^,;.]*$/i

/** "A freeze in December", "(ordered, arrives in January)": when something else happens. */
const HAPPENS =
  /(?:^consider\b.*|\b(?:held|arriv(?:es?|ed|ing)|happen(?:s|ed)?|t(?:ook|akes?) place|freeze|starts?|started|ends?|ended|expires?|expired|launch(?:es|ed)?|began|occurred|seen|reported|introduced|incident|outage))$/i

/** `… by Friday`, `… in two sprints`, `… next week`, `… in Q2`: a deadline spoken as the end of the sentence. */
function takeSpokenDue(draft: Draft, context: ActionContext): boolean {
  const masked = maskCode(draft.text)
  for (const lead of matchesOf(SPOKEN, masked)) {
    const word = (lead[1] ?? '').toLowerCase()
    const start = lead.index + lead[0].length
    const at = masked.length - masked.slice(start).trimStart().length
    const own = /^(?:this|next|tomorrow|today|the|end|eod|eow|cob|within|in|over|w\/c)$/.test(word)
      ? lead.index + lead[0].length - word.length
      : at
    const due = dueAt(masked, own, context) ?? dueAt(masked, at, context)
    if (due === null || !/^[\s.!)\]]*$/.test(masked.slice(due.end))) continue
    if (
      /^(?:within|in|on|from|until|till|over|starting|during)$/.test(word) &&
      (ABOUT.test(masked.slice(0, lead.index)) || HAPPENS.test(masked.slice(0, lead.index)))
    )
      continue
    if (/^(?:on|from)$/.test(word) && due.day !== null && context.base !== null && due.day < context.base)
      continue
    draft.due ??= { text: due.text, day: due.day }
    draft.text = draft.text.slice(0, lead.index)
    return true
  }
  return false
}

/** `… the switch 2026-12-04`: a whole date that is still to come needs no word before it. */
function takeBareDate(draft: Draft, context: ActionContext): boolean {
  const words = draft.text.split(' ')
  const date = words.at(-1) ?? ''
  const due = words.length > 2 && /^\d{4}-\d{2}-\d{2}$/.test(date) ? dueOf(date, context) : null
  if (due === null || due.day === null || (context.base !== null && due.day < context.base)) return false
  if (/^(?:of|from|since|after|on|to|and|version|the|for|at|between)$/i.test(words.at(-2) ?? '')) return false
  draft.due ??= { text: due.text, day: due.day }
  draft.text = words.slice(0, -1).join(' ')
  return true
}

/** `… @gus 4 Dec`: nothing between the owner and the date. */
function takeHandleAndDate(draft: Draft, context: ActionContext): boolean {
  const match = /^(.{3,}\s@[\w.-]+)\s+(\S.{2,30})$/s.exec(maskCode(draft.text))
  const due = match === null ? null : dueOf(match[2] ?? '', context)
  if (match === null || due === null) return false
  draft.due ??= { text: due.text, day: due.day }
  draft.text = draft.text.slice(0, match[1]?.length)
  return true
}

/** `… @gus` at the very end, unless a preposition makes the handle an object. */
function takeHandle(draft: Draft): boolean {
  const match =
    /(?:^|\s)(?:(\w+)\s+)?((?:@[\w.'\u2019-]+(?:\/[\w.-]+)?(?:\s*[,/&+]\s*|\s+and\s+|\s+(?=@))?)+)$/.exec(
      maskCode(draft.text),
    )
  if (match === null || match.index === 0) return false
  if (
    /^(?:with|to|from|for|cc|by|ask|asks|tell|via|of|and|or|about|inform|mention|thank|ping)$/i.test(
      match[1] ?? '',
    )
  )
    return false
  const handles = match[2] ?? ''
  if (handles.match(HANDLE) === null) return false
  draft.owners ??= ownersOf(handles)
  draft.text = draft.text.slice(0, draft.text.length - handles.length).trimEnd()
  return true
}

/** "by 2026-12-01" inside the sentence. Only a full date counts there: a span or a bare month is too often the subject matter. */
function takeInnerDue(draft: Draft, context: ActionContext): void {
  if (draft.due !== undefined) return
  const masked = maskCode(draft.text)
  for (const lead of masked.matchAll(
    /\b(?:by|before|no later than|due(?: on| by)?|deadline(?: is)?:?)\s+(?=[\dA-Z])/gi,
  )) {
    const due = dueAt(masked, lead.index + lead[0].length, context)
    if (due === null || !/\d/.test(due.text) || (due.day === null && !/Q\d|H\d/.test(due.text))) continue
    draft.due = { text: due.text, day: due.day }
    return
  }
}

function takeRepository(draft: Draft): void {
  const match = /\s*\(in `?([\w.-]+\/[\w.-]+)`?\)/.exec(draft.text)
  if (match === null) return
  draft.repository ??= match[1] ?? ''
  draft.text = draft.text.replace(match[0], '')
}
