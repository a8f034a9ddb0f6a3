import { cutAtDates, joinedOwners, trustIn } from './action-remarks.ts'
import {
  takeAfterBold,
  takeAfterComma,
  takeBold,
  takeDashed,
  takeEvent,
  takeLastSentence,
} from './action-tail-segments.ts'
import {
  takeBareDate,
  takeClosing,
  takeHandleAndDate,
  takeInnerDue,
  takeSpokenDue,
} from './action-tail-due.ts'
import { fieldOfName, setValues, takeRemark } from './action-words.ts'
import { dueOf } from './due.ts'
import { matchesOf } from './matches.ts'
import { HANDLE, ownersOf } from './owners.ts'
import { maskCode, plain } from './rich.ts'
import type { Draft } from './action-line.ts'
import type { ActionContext } from './people.ts'

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
  /(?:^|[\s.,;|([\u{E000}])((?:(?:Action )?Owners?|DRI|Assignees?|Assigned to|Responsible|Verantwortlich|Zuständig|Fällig(?: am)?|Termin|Frist|Lead|Due(?: date| by)?|Deadline|ETA|Target(?: date)?|Priority|Category|Type|Success(?: measure| metric| criteria| criterion)?|Measure(?: of success)?|Metric|Done when|Definition of done|Acceptance(?: criteria)?|Verification|Factor|Addresses|Repo(?:sitory)?|Status|Finish by|Complete by|Completion date|Accountable|By when|PIC|Person in charge|(?<=[.;|(,]\s?)(?:Who|When)))\s*\u{E001}?\s*[:=]\u{E001}?\s*/giu

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

function takeRepository(draft: Draft): void {
  const match = /\s*\(in `?([\w.-]+\/[\w.-]+)`?\)/.exec(draft.text)
  if (match === null) return
  draft.repository ??= match[1] ?? ''
  draft.text = draft.text.replace(match[0], '')
}
