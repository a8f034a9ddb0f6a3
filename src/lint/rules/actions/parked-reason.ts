import type { Action } from '../../../postmortem/document.ts'
import type { Context, DocumentRule } from '../../rule.ts'
import { nameOf, placeOf } from '../../commitments.ts'
import { countUpTo, startsOf } from '../../extent.ts'

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
    const { text, postmortem } = context
    const starts = startsOf(context)
    const isExplained = sharedReasons(context, starts)
    for (const action of postmortem.actions) {
      if (!action.parked || action.done || isExplained(action)) continue
      const next = starts[countUpTo(starts, action.range.start)] ?? text.length
      const whole = text.slice(action.range.start, Math.min(next, action.range.start + LONGEST_REMARK))
      if (hasReason(whole, action)) continue
      yield {
        at: placeOf(context, action),
        message: `${nameOf(context, action)} is parked without a reason. Add it, as \`not now, because the driver is not stable yet\`.`,
      }
    }
  },
}

/** A longer remark is read no further. */
const LONGEST_REMARK = 4000

const REASON =
  /\b(?:because|since|as|until|till|unless|due to|so|awaits?|awaiting|waiting|blocked|depends?|needs?|after|once|when|too|costs?|effort|risky?|not|no|never|low|instead|already|covered|superseded|replaced by|revisit|scope|priority|rare|unlikely|budget|capacity|worth|reason)\b|n't\b/i

/** In its own words, in the cell beside them, or in the line below. */
function hasReason(whole: string, { text, range }: Action): boolean {
  const below = whole.slice(range.end - range.start)
  return REASON.test(whole) || isSentence(below) || hasRemark(text) || hasTellingCell(whole, text)
}

/** A line below it that is not one more field of it (`DRI: @ada`). */
const isSentence = (below: string): boolean =>
  below.split('\n').some((line) => !/^[^:]{1,30}:/.test(line) && line.trim().split(/\s+/).length > 3)

/** "Second region – the load does not ask for it", "Second region (Q3 planning)". */
const hasRemark = (words: string): boolean =>
  /\s[\u2013\u2014-]\s+\S+\s+\S|:\s+\S+\s+\S|\(\S+\s+[^)]+\)/.test(words.slice(0, 1000))

/** A table's other cells: three words together are more than a date, an owner or a category. */
const hasTellingCell = (whole: string, words: string): boolean =>
  whole.includes('|') &&
  whole.split('|').some((cell) => cell.trim() !== words && cell.trim().split(/\s+/).length > 2)

/** "We do not take these on before the new datacentre is there:" above the list, or in its title. */
function sharedReasons(
  { text, postmortem: { sections } }: Context,
  starts: readonly number[],
): (action: Action) => boolean {
  const headings = sections.map(({ heading }) => heading.start)
  const known = new Map<number, boolean>()
  return ({ range }) => {
    const index = countUpTo(headings, range.start) - 1
    const section = sections[index]
    if (section === undefined) return false
    const first = starts[countUpTo(starts, section.heading.start)] ?? text.length
    const intro = text.slice(section.heading.end, Math.min(first, section.heading.end + LONGEST_REMARK))
    const reason =
      known.get(index) ?? (REASON.test(intro) || REASON.test(section.title.replace(/^\W*not now\b/i, '')))
    known.set(index, reason)
    return reason
  }
}
