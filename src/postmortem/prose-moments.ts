import { isInstant } from './metrics.ts'
import { keepMoment, momentOf } from './moments.ts'
import { openingWords } from './opening.ts'
import { rangeIn } from './source.ts'
import { whenAt } from './times.ts'
import type { TimeFact } from './fact-names.ts'
import type { FactSources } from './facts.ts'
import type { Finds, Moment } from './moments.ts'
import { matchesOf } from './matches.ts'

const JOINT = String.raw`(?:at|on|by|around|about)`
const SPOKEN: readonly (readonly [TimeFact, RegExp])[] = [
  ['startedAt', new RegExp(String.raw`\b(?:started|began|begins|starts)\s+(?:${JOINT}\s+)?(?=[~\d])`, 'gi')],
  ['startedAt', /\b(?:started|began)\s+(?:to\s+\w+|\w+ing)\b[^.;,]{0,80}?\b(?:at|on|around|about)\s+(?=[~\d])/gi],
  ['detectedAt', spoken("detected|noticed|spotted|discovered|found|reported|paged|alerted|told us|called us|called in|rang(?: us)?|wrote (?:in|to us)")],
  ['mitigatedAt', spoken('mitigated|repaired|stopped|contained|worked around|impact (?:ended|was over)')],
  ['resolvedAt', spoken('resolved|fixed|corrected|(?<!impact )ended|(?<!impact was )over|closed|restored|recovered|back to normal')],
] // prettier-ignore

/** What began, was found or ended in such a clause is the repair, or one step of it. */
const REPAIR =
  /\b(?:we|i|recovery|roll-?backs?|rolling back|mitigation|investigation|repairs?|deploy\w*|roll-?outs?|work|team|engineers?|clean-?up|backfill|maintenance|meeting|call|review|partially|first|some|half)\b/i
/** That we noticed it is no step of the repair. */
const OURSELVES = /\b(?:we|i|team|engineers?|first|some|call)\b/gi
const OUTAGE = /\b(?:incident|outage|impact|disruption|degradation)\b/i

function spoken(words: string): RegExp {
  return new RegExp(String.raw`\b(?:${words})\b[^.;,]{0,30}?\b${JOINT}\s+(?=[~\d])`, 'gi')
}

/** The clause up to `end` is about the incident itself. */
function isOfIncident(name: TimeFact, words: string, end: number): boolean {
  const last =
    words
      .slice(Math.max(0, end - LONGEST_CLAUSE), end)
      .split(/[.;]\s|,\s| and /)
      .at(-1) ?? ''
  const clause = name === 'detectedAt' ? last.replace(OURSELVES, '') : last
  return OUTAGE.test(clause) || !REPAIR.test(clause)
}

/** "The outage began at 14:03 UTC", "from 09:12 to 10:40 UTC": what the opening paragraphs tell. */
export function momentsInProse(sources: Omit<FactSources, 'timeline'>): Finds {
  const { source, parts, context, zone } = sources
  const finds: Finds = {}
  for (const words of openingWords(parts, source.text)) {
    const range = rangeIn(source, words.start, words.end)
    for (const [name, lead] of SPOKEN) {
      for (const match of matchesOf(lead, words.value)) {
        if (!isOfIncident(name, words.value, match.index + match[0].length)) continue
        const moment = momentOf(
          words.value.slice(match.index + match[0].length).slice(0, LONGEST_TIME),
          context,
          zone,
        )
        if (moment !== null && isInstant(moment.value)) keepMoment(finds, name, moment, range)
      }
    }
    for (const [name, moment] of momentsBefore(words.value, sources)) keepMoment(finds, name, moment, range)
    keepMoment(finds, 'startedAt', momentOfFall(words.value, sources), range)
    const only = spanOnly(words.value, sources)
    if (only !== null && only.endValue !== null) {
      keepMoment(finds, 'startedAt', only, range)
      keepMoment(finds, 'resolvedAt', { ...only, value: only.endValue }, range)
    }
    for (const match of matchesOf(/\b(?:from|between)\s+(?=[~\d])/gi, words.value)) {
      const span = momentOf(words.value.slice(match.index, match.index + LONGEST_TIME), context, zone)
      if (span === null || span.endValue === null || !isInstant(span.value)) continue
      keepMoment(finds, 'startedAt', span, range)
      keepMoment(finds, 'resolvedAt', { ...span, value: span.endValue }, range)
    }
  }
  return finds
}

const SUBJECT = String.raw`^(?:it|this|that|everything|all|services?|the \w+(?: \w+)?) (?:was|were|had been)(?: fully| finally| all| first)? `
const TOLD_AFTER: readonly (readonly [TimeFact, RegExp])[] = [
  ['detectedAt', new RegExp(String.raw`${SUBJECT}(?:detected|noticed|spotted|discovered|found|reported)\b`, 'i')],
  ['mitigatedAt', new RegExp(String.raw`${SUBJECT}(?:mitigated|contained|worked around|under control)\b`, 'i')],
  ['resolvedAt', new RegExp(String.raw`${SUBJECT}(?:resolved|fixed|over|restored|back|corrected|closed)\b`, 'i')],
] // prettier-ignore

/** "At 13:10 it was fixed": the time stands before what it is of. */
function momentsBefore(words: string, sources: Omit<FactSources, 'timeline'>): [TimeFact, Moment][] {
  return matchesOf(/\b(?:at|by|around|about)\s+(?=[~\d])/gi, words).flatMap((lead) => {
    const rest = words.slice(lead.index + lead[0].length, lead.index + 2 * LONGEST_TIME)
    const when = whenAt(rest.slice(0, LONGEST_TIME), sources.context)
    if (when === null || when.clock === null) return []
    const clause = rest.slice(when.rest)
    const name = TOLD_AFTER.find(([, told]) => told.test(clause))?.[0]
    const moment = name === undefined ? null : momentOf(rest, sources.context, sources.zone)
    return name === undefined || moment === null ? [] : [[name, moment] as [TimeFact, Moment]]
  })
}

const FALL =
  /^\W*(?:[\w'\u2019-]+ ){1,8}?(?:went (?:down|offline|dark|silent|blank|quiet)|stopped|failed|broke|crashed|froze|became|began|started|lost|ran out|was cut|were cut)\b/i

const FALL_LEAD =
  /(?<=^|[.!] )(?:(?:(?:Yesterday|Today|Last night|This (?:morning|afternoon|evening)|(?:On )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?),? )(?:at|around|about)|At|On|Around|About)\s+(?=[~\d])/g

/** "At 14:03 UTC on 20 November the shop went down": the time stands before what began. */
function momentOfFall(words: string, { context, zone }: Omit<FactSources, 'timeline'>): Moment | null {
  for (const match of matchesOf(FALL_LEAD, words)) {
    const rest = words.slice(match.index + match[0].length, match.index + 2 * LONGEST_TIME)
    const when = whenAt(rest.slice(0, LONGEST_TIME), context)
    if (when === null || when.clock === null) continue
    const clause = rest.slice(when.rest).split(/[.;,]/, 1)[0] ?? ''
    // What a later sentence tells of is one more step of it.
    return FALL.test(clause) && !REPAIR.test(clause) ? momentOf(rest, context, zone) : null
  }
  return null
}

/** "20 November 2026, 14:03-15:00 UTC": a line that is nothing but the incident's span. */
function spanOnly(words: string, { context, zone }: Omit<FactSources, 'timeline'>): Moment | null {
  const when = words.length > LONGEST_TIME ? null : whenAt(words, context)
  if (when === null || when.endClock === null || !when.hasDay || when.rest < words.length) return null
  return momentOf(words, context, zone)
}

/** No time is longer; the rest of a paragraph is not looked at. */
const LONGEST_TIME = 120
const LONGEST_CLAUSE = 120
