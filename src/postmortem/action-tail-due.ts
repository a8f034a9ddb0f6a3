import { dueAt, dueOf } from './due.ts'
import { matchesOf } from './matches.ts'
import { maskCode } from './rich.ts'
import type { Draft } from './action-line.ts'
import type { ActionContext } from './people.ts'

const CLOSING =
  /(?<=[.;])\s+(?:(?:It|This|Work) (?:is|will|shall|should|must) )?(?:(?:to )?be )?(?:(?:complete[d]?|done|finish(?:ed)?|deliver(?:ed)?|ready|in place|live|due|expected) )?(?:by|until|before|no later than|due) ([^.;]{3,40})\.?$/i

/** `… Owner: Ada. Complete by 31 August.`: a last sentence that is nothing but the date. */
export function takeClosing(draft: Draft, context: ActionContext): boolean {
  const match = draft.due === undefined ? CLOSING.exec(maskCode(draft.text)) : null
  const due = match === null ? null : dueOf(match[1] ?? '', context)
  if (match === null || due === null) return false
  draft.due = { text: due.text, day: due.day }
  draft.text = draft.text.slice(0, match.index)
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
export function takeSpokenDue(draft: Draft, context: ActionContext): boolean {
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
export function takeBareDate(draft: Draft, context: ActionContext): boolean {
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
export function takeHandleAndDate(draft: Draft, context: ActionContext): boolean {
  const match = /^(.{3,}\s@[\w.-]+)\s+(\S.{2,30})$/s.exec(maskCode(draft.text))
  const due = match === null ? null : dueOf(match[2] ?? '', context)
  if (match === null || due === null) return false
  draft.due ??= { text: due.text, day: due.day }
  draft.text = draft.text.slice(0, match[1]?.length)
  return true
}

/** "by 2026-12-01" inside the sentence. Only a full date counts there: a span or a bare month is too often the subject matter. */
export function takeInnerDue(draft: Draft, context: ActionContext): void {
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
