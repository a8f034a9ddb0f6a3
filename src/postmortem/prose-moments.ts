import { isInstant } from './metrics.ts'
import { keepMoment, momentOf } from './moments.ts'
import { openingWords } from './opening.ts'
import { rangeIn } from './source.ts'
import type { TimeFact } from './fact-names.ts'
import type { FactSources } from './facts.ts'
import type { Finds } from './moments.ts'

const SPOKEN: readonly (readonly [TimeFact, RegExp])[] = [
  ['startedAt', /\b(?:incident|outage|impact|disruption|degradation)\b[^.;]{0,60}?\b(?:started|began|begins|starts)\s+(?:at|on|around)?\s*(?=[~\d])/gi],
  ['detectedAt', /\b(?:detected|noticed|paged|alerted)\b[^.;,]{0,30}?\b(?:at|on|around)\s+(?=[~\d])/gi],
  ['mitigatedAt', /\b(?:mitigated|repaired)\b[^.;,]{0,20}?\b(?:at|on|by|around)\s+(?=[~\d])/gi],
  ['resolvedAt', /\b(?:resolved|fully restored|fully recovered)\b[^.;,]{0,20}?\b(?:at|on|by|around)\s+(?=[~\d])/gi],
] // prettier-ignore

/** "The outage began at 14:03 UTC", "from 09:12 to 10:40 UTC": what the opening paragraphs tell. */
export function momentsInProse({ source, parts, context, zone }: FactSources): Finds {
  const finds: Finds = {}
  for (const words of openingWords(parts, source.text)) {
    const range = rangeIn(source, words.start, words.end)
    for (const [name, lead] of SPOKEN) {
      for (const match of words.value.matchAll(lead)) {
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
