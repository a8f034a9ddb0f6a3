import { joinedOwners, trustIn } from './action-remarks.ts'
import { takeRemark } from './action-words.ts'
import { BOLD, BOLD_END, maskCode, plain } from './rich.ts'
import type { Draft } from './action-line.ts'
import type { Trust } from './action-words.ts'
import type { ActionContext } from './people.ts'

/** `… **RK**`. */
export function takeBold(draft: Draft, context: ActionContext): boolean {
  if (!draft.text.endsWith(BOLD_END)) return false
  const start = draft.text.lastIndexOf(BOLD)
  if (start <= 0) return false
  if (!takeRemark(draft, draft.text.slice(start + 1, -1), context, 'known-people')) return false
  draft.text = draft.text.slice(0, start).replace(/[\s|(\u2013\u2014-]+$/, '')
  return true
}

/** `**The action as a sentence.** Ada, Platform team, Dec 5`. */
export function takeAfterBold(draft: Draft, context: ActionContext): boolean {
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
export function takeDashed(draft: Draft, context: ActionContext): boolean {
  const match =
    /^(.*\S)(\s+(?:[\u2013\u2014|\u2192\u00B7\u2022]|-{1,3}>?|=>)\s*|\s*[;|]\s*|\s*\u2014\s*)(\S.{0,80})$/s.exec(
      maskCode(draft.text),
    )
  return match !== null && cutSegment(draft, match, context, trustIn([], draft, context))
}

/** `Number each beacon. Moira, 30 August`: a closing sentence of nothing but an owner and a date. */
export function takeLastSentence(draft: Draft, context: ActionContext): boolean {
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
export function takeEvent(draft: Draft, context: ActionContext): boolean {
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
export function takeAfterComma(draft: Draft, context: ActionContext): boolean {
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
