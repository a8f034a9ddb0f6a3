import type { TimeFact } from './fact-names.ts'

/** Words in a timeline entry that say which moment of the incident it is, from the plainest to the faintest. */
const MARKS: Readonly<Record<TimeFact, readonly RegExp[]>> = {
  startedAt: [
    /\((?:the )?(?:incident |outage |impact )?(?:start(?:s|ed)?|begins?|began|onset)(?: of [\w ]{1,30})?\)\W*$|^\W*(?:(?:incident|outage|impact|disruption) )?(?:start(?:ed|s)?|begins?|began|onset)\b\W*(?:$|(?<=[.:\u2013\u2014-]\s?)|[:\u2013\u2014-]|of (?:the )?(?:incident|outage|impact|disruption))|[:;,\u2013\u2014-] (?:the )?(?:incident |outage |impact )?(?:start(?:s|ed)?|begins?|began)\W*$/i,
    /\b(?:start|beginning|onset) of (?:the )?(?:\w+ )?(?:incident|outage|impact|disruption|degradation)\b|\b(?:incident|outage|impact|disruption|degradation|customer impact|user impact) (?:starts|started|begins|began)\b|\bimpact start\b/i,
    /\b(?:errors?|failures?|timeouts?|problems?|issues?|requests?|checkouts?|latency|error rates?|lag)\b[\w\s,]{0,40}\b(?:start(?:s|ed)?|begins?|began|first appear(?:s|ed)?)\b|\bfirst (?:\w+ )?(?:errors?|failures?|failed requests?|customers? affected|timeouts?)\b/i,
  ],
  detectedAt: [
    /\((?:first )?(?:detected|detection)\)\W*$|[:;,.\u2013\u2014-] (?:the )?(?:incident |outage )?(?:is |was )?(?:first )?(?:detected|detection)\W*$|^\W*(?:incident |fault |issue |initial )?(?:first )?(?:detected|detection)\b/i,
    /\b(?:incident|outage|issue|problem|fault|it|errors?|failure) (?:is |was |are |were )?(?:first )?detected\b|\bfirst detected\b|\bdetect(?:s|ed) (?:the )?(?:outage|incident|issue|problem|failure|elevated|errors?)\b/i,
    /\b(?:alerts?|alarms?|monitors?|pages?|pagers?|probes?)\b[^.]{0,40}\b(?:fires?|fired|firing|triggers?|triggered|goes off|went off|raised|sent|received|pages?|paged|sounds?|trips?|tripped)\b|\b(?:pages?|paged|alerts?|alerted) (?:the )?(?:on-?call|primary|team|engineer|ops|@\w+)|\bon-?call (?:is |was |gets )?paged\b|\bpager\b|^\W*(?:alert|alarm|page|monitor(?:ing)?)\s*[:\u2013\u2014-]|\bfirst (?:alert|page|customer report|user report|report)\b/i,
    /\b(?:customers?|users?|merchants?|clients?|tenants?|partners?|support)\b[^.,;]{0,20}\b(?:reports?|reported|calls?|called|complains?|complained|writes?|wrote|notices?|noticed|tells?|told)\b|\b(?:calls?|called|calling|writes?|wrote|rings?|rang|phones?|phoned|tells?|told|e-?mails?|e-?mailed|complains?|complained) (?:to )?(?:us|in|(?:the |our )?(?:service ?desk|help ?desk|help ?line|hotline|support|control room|duty \w+))\b|\b(?:notices?|noticed|spots?|spotted|discovers?|discovered)\b/i,
  ],
  mitigatedAt: [
    /\((?:incident |impact )?(?:mitigated|mitigation)\)\W*$|^\W*(?:impact |incident |issue )?(?:mitigated|mitigation(?: (?:in place|complete|completed|applied|confirmed|done))?)\b/i,
    /\b(?:is|was|are|were|now|impact|incident|issue|outage|fully) mitigated\b|\b(?:point|moment|time) of mitigation\b|\bmitigation (?:is |was )?(?:in place|complete|completed|applied|confirmed|deployed|effective|takes effect|took effect)\b|\b(?:customer |user )?impact (?:ends|ended|over|stops|stopped|is over)\b|\brepaired\b|[.;,:\u2013\u2014-]\s*(?:and )?mitigated\b/i,
    /\b(?:errors?|error rates?|failures?|timeouts?|latency|symptoms?)\b[^.;]{0,40}\b(?:stop(?:s|ped)?|cease[sd]?|gone|go(?:es)? away|drop(?:s|ped)? (?:to (?:zero|normal)|back)|(?:back|return(?:s|ed)?) to normal|recover(?:s|ed)?|clear(?:s|ed)?(?: up)?)\b|\b(?!(?:deploy\w*|roll-?back|change|fix|patch|build|release|update|merge|purge|pr|to)\b)[a-z]+ (?:now )?(?:gets?|got|goes|go|went|comes?|came) through(?: again)?(?=\W*(?:$|[.,;]))/i,
  ],
  resolvedAt: [
    /\((?:incident |outage |fully )?(?:resolved|resolution|all[- ]clear|end(?: of [\w ]{1,30})?)\)\W*$|^\W*(?:incident |outage |issue )?(?:resolved|resolution|all[- ]clear|end of (?:the )?(?:incident|outage|event))\b|[:;,.\u2013\u2014-] (?:incident |ticket |event )?(?:is |was )?closed\W*$/i,
    /\b(?:incident|event|outage|issue|problem|it|everything|fully|status page|declared|marked(?: as)?|is|was|as) (?:is |was |set to |now )?(?:declared |marked )?(?:as )?["'\u201C]?resolved\b|\b(?:incident|outage) (?:is |was )?(?:closed|over|ends|ended|declared over)\b|\bend of (?:the )?(?:\S+ )?(?:incident|outage)\b|\ball[- ]clear\b|\b(?:services?|systems?|traffic) (?:is |was |are |were )?fully (?:restored|recovered|back)\b|\bfully (?:restored|recovered)\b|[.;,:\u2013\u2014-]\s*(?:and )?resolved\b/i,
    /\b(?:all|every|everything|last|normal|again|fully)\b[^.;]{0,60}\b(?:(?:is|are|was|were|has|have been) (?:\w+ )?(?:back|up|online|restored|recovered|normal|healthy|working|fixed|corrected|right|repaired|reachable|visible)|back (?:up|to normal|online))\b/i,
  ],
} // prettier-ignore

/** `[detected]`, anywhere in the entry: put there to mark it. */
const MARKERS: Readonly<Record<TimeFact, RegExp>> = {
  startedAt: /\[(?:incident |impact )?(?:start|started|begin|began)\]/i,
  detectedAt: /\[(?:detection|detected)\]/i,
  mitigatedAt: /\[(?:mitigation|mitigated)\]/i,
  resolvedAt: /\[(?:resolution|resolved)\]/i,
}

const NEGATED =
  /\b(?:not|never|no longer|isn't|wasn't|aren't|un)[\s-]?(?:yet |been |fully |be )?(?:resolved|mitigated|detected|restored|repaired)\b|\b(?:thought|believed|assumed|considered|appears?|seemed|expected|should be|hoped)\b[^.]{0,30}\b(?:resolved|mitigated|over|fixed)\b|\b(?:no|without) (?:alert|page|alarm)|\b(?:first|earlier|previous|prior|another|attempted|partial(?:ly)?|trying|attempt)\b[^.]{0,20}\b(?:mitigat|resol)/i

export interface Mark {
  readonly index: number
  /** True where the entry names the moment outright, so that a stated fact that differs is a contradiction. */
  readonly isPlain: boolean
}

/**
 * The entry that marks a moment, or null. A marker in square brackets beats all words, and the plainest wording anywhere
 * a fainter one; of equals the first counts for beginnings and the last for ends.
 */
export function markedEntry(fact: TimeFact, texts: readonly string[]): Mark | null {
  const isMarked = (text: string): boolean => MARKERS[fact].test(text)
  const marked = fact === 'resolvedAt' ? texts.findLastIndex(isMarked) : texts.findIndex(isMarked)
  if (marked >= 0) return { index: marked, isPlain: true }
  for (const [rank, words] of MARKS[fact].entries()) {
    const found = texts.flatMap((text, index) => (words.test(text) && !NEGATED.test(text) ? [index] : []))
    const chosen = fact === 'resolvedAt' ? found.at(-1) : found[0]
    if (chosen !== undefined) return { index: chosen, isPlain: rank === 0 }
  }
  return null
}
