import { isInstant } from './metrics.ts'
import { keepMoment, momentOf } from './moments.ts'
import { openingWords } from './opening.ts'
import { rangeIn } from './source.ts'
import type { TimeFact } from './fact-names.ts'
import type { FactSources } from './facts.ts'
import type { Finds } from './moments.ts'

const JOINT = String.raw`(?:at|on|by|around|about)`
const SPOKEN: readonly (readonly [TimeFact, RegExp])[] = [
  ['startedAt', new RegExp(String.raw`\b(?:started|began|begins|starts)\s+(?:${JOINT}\s+)?(?=[~\d])`, 'gi')],
  ['detectedAt', spoken('detected|noticed|spotted|discovered|found|reported|paged|alerted')],
  ['mitigatedAt', spoken('mitigated|repaired|stopped|contained|worked around')],
  ['resolvedAt', spoken('resolved|fixed|corrected|ended|over|closed|restored|recovered|back to normal')],
] // prettier-ignore

/** What began, was found or ended in such a clause is the repair, or one step of it. */
const REPAIR =
  /\b(?:we|i|recovery|roll-?backs?|rolling back|mitigation|investigation|repairs?|deploy\w*|roll-?outs?|work|team|engineers?|clean-?up|backfill|maintenance|meeting|call|review|partially|first|some|half)\b/i
const OUTAGE = /\b(?:incident|outage|impact|disruption|degradation)\b/i

function spoken(words: string): RegExp {
  return new RegExp(String.raw`\b(?:${words})\b[^.;,]{0,30}?\b${JOINT}\s+(?=[~\d])`, 'gi')
}

/** The clause up to `end` is about the incident itself. */
function isOfIncident(words: string, end: number): boolean {
  const clause =
    words
      .slice(Math.max(0, end - LONGEST_CLAUSE), end)
      .split(/[.;]\s|,\s| and /)
      .at(-1) ?? ''
  return OUTAGE.test(clause) || !REPAIR.test(clause)
}

/** "The outage began at 14:03 UTC", "from 09:12 to 10:40 UTC": what the opening paragraphs tell. */
export function momentsInProse({ source, parts, context, zone }: Omit<FactSources, 'timeline'>): Finds {
  const finds: Finds = {}
  for (const words of openingWords(parts, source.text)) {
    const range = rangeIn(source, words.start, words.end)
    for (const [name, lead] of SPOKEN) {
      for (const match of words.value.matchAll(lead)) {
        if (!isOfIncident(words.value, match.index + match[0].length)) continue
        const moment = momentOf(
          words.value.slice(match.index + match[0].length).slice(0, LONGEST_TIME),
          context,
          zone,
        )
        if (moment !== null && isInstant(moment.value)) keepMoment(finds, name, moment, range)
      }
    }
    for (const match of words.value.matchAll(/\b(?:from|between)\s+(?=[~\d])/gi)) {
      const span = momentOf(words.value.slice(match.index, match.index + LONGEST_TIME), context, zone)
      if (span === null || span.endValue === null || !isInstant(span.value)) continue
      keepMoment(finds, 'startedAt', span, range)
      keepMoment(finds, 'resolvedAt', { ...span, value: span.endValue }, range)
    }
  }
  return finds
}

/** No time is longer; the rest of a paragraph is not looked at. */
const LONGEST_TIME = 120
const LONGEST_CLAUSE = 120
