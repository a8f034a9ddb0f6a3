import type { Action } from '../../../postmortem/document.ts'
import type { Context, DocumentRule } from '../../rule.ts'
import { placeOf } from '../../commitments.ts'

export const parkedReason: DocumentRule = {
  id: 'actions/parked-reason',
  family: 'actions',
  scope: 'document',
  level: 'warning',
  severities: { sev3: 'note', sev4: 'note' },
  summary: 'Each action under “Not now” says why.',
  why: 'Without the reason nobody can tell later whether it still holds, and whoever proposed it learns that proposing is in vain.',
  source:
    'PagerDuty, Postmortem Documentation, "Step by Step", on writing down what is not done and why: https://postmortems.pagerduty.com/how_to_write/writing/',
  *check(context) {
    for (const action of context.postmortem.actions) {
      if (!action.parked || action.done || hasReason(context, action)) continue
      yield {
        at: placeOf(context, action),
        message: `${action.id} is parked without a reason. Add it, as \`not now, because the driver is not stable yet\`.`,
      }
    }
  },
}

const REASON =
  /\b(?:because|since|as|until|till|unless|due to|so|awaits?|awaiting|waiting|blocked|depends?|needs?|after|once|when|too|costs?|effort|risky?|not|no|never|low|instead|already|covered|superseded|replaced by|revisit|scope|priority|rare|unlikely|budget|capacity|worth|reason)\b|n't\b/i

/** In its own words, in the cell or line beside them, or once for all of its list. */
function hasReason(context: Context, action: Action): boolean {
  const whole = context.text.slice(action.range.start, endOf(context, action))
  return (
    REASON.test(whole) ||
    isSentence(context.text.slice(action.range.end, endOf(context, action))) ||
    isExplained(action.text) ||
    besideWords(whole, action) ||
    isSharedReason(context, action)
  )
}

/** A line below it that is not one more field of it (`DRI: @ada`). */
const isSentence = (below: string): boolean =>
  below.split('\n').some((line) => !/^[^:]{1,30}:/.test(line) && line.trim().split(/\s+/).length > 3)

/** "Second region – the load does not ask for it", "Second region (Q3 planning)". */
const isExplained = (words: string): boolean =>
  /\s[\u2013\u2014-]\s+\S+\s+\S|:\s+\S+\s+\S|\(\S+\s+[^)]+\)/.test(words)

/** A table's other cells: three words together are more than a date, an owner or a category. */
function besideWords(whole: string, { text }: Action): boolean {
  const cells = whole.split('|').filter((cell) => cell.trim() !== text)
  return whole.includes('|') && cells.some((cell) => cell.trim().split(/\s+/).length > 2)
}

/** "We do not take these on before the new datacentre is there:" above the list. */
function isSharedReason({ text, postmortem: { actions, sections } }: Context, { range }: Action): boolean {
  const section = sections.findLast(({ heading }) => heading.start <= range.start)
  if (section === undefined) return false
  const first = actions.find((other) => other.range.start > section.heading.start)
  const intro = text.slice(section.heading.end, first?.range.start ?? range.start)
  return REASON.test(intro) || REASON.test(section.title.replace(/^\W*not now\b/i, ''))
}

/** Up to the next action or heading. */
function endOf({ text, postmortem: { actions, sections } }: Context, { range }: Action): number {
  const next = [...actions.map((other) => other.range.start), ...sections.map(({ heading }) => heading.start)]
  return next.filter((start) => start > range.start).reduce((a, b) => Math.min(a, b), text.length)
}
