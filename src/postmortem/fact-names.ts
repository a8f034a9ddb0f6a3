import type { FactName } from './document.ts'

const OF = String.raw`(?: (?:of|for) (?:the )?(?:incident|outage|impact|issue|event))?`
const THING = String.raw`(?:(?:the )?(?:incident|outage|impact|issue|problem|fault|disruption|event|service|first) )?`
const AT = String.raw`(?: (?:at|on|time|date|timestamp|time and date|date and time|date\/time))?`

/** Keys under which people state each fact, in the body and, with spaces for underscores, in the front matter. */
const NAMES: readonly (readonly [FactName, RegExp])[] = [
  ['startedAt', name(String.raw`(?:start(?:ed|s)?|start(?:ing)? (?:time|date)|began|begin(?:s|ning)?|begun|onset|from|(?:first )?impact start(?:ed)?|time started|(?:time of )?(?:the )?(?:start|beginning)(?: of impact)?|occurred|first seen|when (?:did )?it (?:began|begin|start(?:ed)?))`)],
  ['detectedAt', name(String.raw`(?:first )?(?:detect(?:ed)?|detection|time of (?:the )?detection|found(?: out)?|spotted|when it was (?:detected|noticed|found)|time detected|noticed|discovered|identified at|first alert(?:ed)?|alerted|first reported|reported at|caught|picked up|flagged|recogni[sz]ed|first (?:report|call|complaint))`)],
  ['mitigatedAt', name(String.raw`(?:mitigated|mitigation|stopped|halted|under control|bleeding stopped|workaround(?: in place)?|time of (?:the )?mitigation|when it was (?:mitigated|stopped)|mitigation time|time mitigated|repaired|contain(?:ed|ment)|stabili[sz](?:ed|ation)|stop-?gap(?: in place)?|fall-?back(?: in place)?|(?:temporary|interim|quick) fix|impact end(?:ed)?|end of impact|impact mitigated)`)],
  ['resolvedAt', name(String.raw`(?:resolved|resolution time|time (?:of resolution|resolved)|resolution|recovery|restoration|repair|ended|end(?:s)?|over|all good(?: again)?|finish(?:ed)?|restored|closed|recovered|until|fixed|all clear|time of (?:the )?(?:end|fix|recovery)|back to normal|when it was (?:over|resolved|fixed))`)],
  ['severity', /^(?:(?:incident )?(?:severity|sev|priority)(?: level| class| rating)?|severity ?\/ ?priority|incident level|level)$/],
  ['impactedUsers', /^(?:(?:number of |no\.? of |# of |total )?(?:impacted|affected) (?:users?|customers?|accounts?|people|clients?|tenants?|teams?|merchants?)|(?:number of |no\.? of |# of |total )?(?:users?|customers?|accounts?|people|clients?|tenants?|merchants?) (?:impacted|affected|impact)|(?:user|customer) impact|who (?:(?:was|were|it|this) )?(?:affected|hit|impacted|concerned)|users?|customers?|affected|impacted|blast radius)$/],
  ['businessEffect', /^(?:(?:business|revenue|financial|commercial) (?:effects?|impact|loss(?:es)?|costs?|consequences?|damage)|effect on (?:the )?business|(?:the )?costs?|what (?:it|this|that) cost(?: us)?|lost revenue|revenue|business|sla impact|effect|damage|loss(?:es)?|penalt(?:y|ies))$/],
  ['title', /^(?:title|incident title|name of incident|incident name)$/],
] // prettier-ignore

export type TimeFact = 'startedAt' | 'detectedAt' | 'mitigatedAt' | 'resolvedAt'
export const TIME_FACTS: readonly TimeFact[] = ['startedAt', 'detectedAt', 'mitigatedAt', 'resolvedAt']

/** The fact that a key names, or null. */
export function factOfKey(key: string): FactName | null {
  const name = key.replace(
    /^(?:fully|finally|completely|(?:date and )?time of (?:the )?|(?:the )?moment of (?:the )?)\s*/,
    '',
  )
  const found = NAMES.find(([, words]) => words.test(name))?.[0] ?? momentAsked(key)
  return found ?? (namesThoseHit(name) ? 'impactedUsers' : null)
}

const THOSE_HIT =
  /^(?:(?:number|no\.?|#) of |total )?(?:(?:\p{L}[\p{L}-]* ){1,3}(?:affected|impacted|hit|concerned)|(?:affected|impacted)(?: \p{L}[\p{L}-]*){1,3})$/u
const THINGS =
  /\b(?:services?|systems?|components?|regions?|products?|areas?|environments?|versions?|features?|apps?|applications?|hosts?|servers?|clusters?|countries|markets?|endpoints?|channels?|sites?|data|times?|dates?|days?|period|when|how|what|where|why|is|are|was|were|not|platforms?|devices?|functions?|capabilit(?:y|ies)|assets?|process(?:es)?|parts?|locations?)\b/

/** "Skippers affected": whatever they are called, as long as it is no thing. */
function namesThoseHit(key: string): boolean {
  return THOSE_HIT.test(key) && !THINGS.test(key)
}

const ASKED =
  /^(?:when|(?:at )?what time) (?:did|was|were|is) (?:it|this|that|we|(?:the )?(?:incident|outage|impact|issue|problem|fault|service))(?: first| fully| finally)? (\p{L}+)/u
const DEEDS: readonly (readonly [TimeFact, RegExp])[] = [
  ['startedAt', /^(?:start|beg[iau]n|occur|happen)/],
  ['detectedAt', /^(?:detect|notic|spot|f[io]u?nd|discover|learn|report|aware)/],
  ['mitigatedAt', /^(?:mitigat|contain|stabili|stop|halt)/],
  ['resolvedAt', /^(?:resol|fix|end|over|clos|restor|recover|repair)/],
]

/** "When was it noticed?": the moment that a question is after. */
export function momentAsked(question: string): TimeFact | null {
  const deed = ASKED.exec(question)?.[1]
  if (deed === undefined) return null
  return DEEDS.find(([, words]) => words.test(deed))?.[0] ?? null
}

/** `detected_at`, `detectedAt` and `detected-at` are one key. */
export function keyOfFrontMatter(key: string): string {
  return key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_\s]+/g, ' ')
    .trim()
    .toLowerCase()
}

/** Keys whose value is a range from start to end. */
export function isSpanKey(key: string): boolean {
  return /^(?:when|time|times|period|window|(?:incident|outage|impact) (?:window|period|time|times|duration)|duration|date|dates|date and time|date\/time|outage)$/.test(
    key,
  )
}

/** What a key like "Time to detect" counts up to; "Duration" runs to the end. */
export function lengthOfKey(key: string): TimeFact | null {
  if (/^(?:(?:mean )?time to (?:detect(?:ion)?|notice|discover[y]?)|ttd|mttd|detection time)$/.test(key))
    return 'detectedAt'
  if (/^(?:(?:mean )?time to (?:mitigat(?:e|ion)|contain)|ttm|mttm)$/.test(key)) return 'mitigatedAt'
  if (
    /^(?:(?:mean )?time to (?:resol(?:ve|ution)|recover(?:y)?|restore|repair|fix)|ttr|mttr|(?:(?:total|incident|outage|overall) )?(?:duration|downtime|length))$/.test(
      key,
    )
  )
    return 'resolvedAt'
  return null
}

/** Keys that date the whole incident. */
export function isDateKey(key: string): boolean {
  return /^(?:(?:incident |outage )?(?:date|day)(?: of (?:the )?(?:incident|outage|event))?|when|date and time|date\/time|occurred(?: on)?)$/.test(
    key,
  )
}

function name(words: string): RegExp {
  return new RegExp(`^${THING}${words}${AT}${OF}$`)
}
