import { bodyOf } from './commitment.ts'
import type { Category } from './document.ts'

/** `made good` is what repairs this incident's damage once: none of the five. */
type Kind = Category | 'made good'

/**
 * What a word says about the purpose of an action, strongest first within a kind: 3 names the purpose itself, 2 is the usual
 * means to it, 1 leans towards it. Words of the trade and general English; a purpose said later in the sentence counts half.
 */
const SIGNS: readonly (readonly [Kind, number, RegExp])[] = [
  [
    'detection',
    3,
    /\b(?:alerts?|alert(?:ing|ed)|alertmanager|alarms?|monitors?|monitoring|dashboards?|observability|detect(?:s|ed|ion|ive|or)?|heartbeats?|health ?checks?|readiness checks?|watchdog|drift|pages?(?= (?:the|on|at|when|if))|paging|pager)\b/gi,
  ],
  [
    'detection',
    2,
    /\b(?:metrics?|log(?:s|ged|ging)?|graphs?|panel|probes?|synthetic|trac(?:e|es|ing)|telemetry|instrument(?:ed|ation)?|visib(?:le|ility)|slos?|burn[- ]rate|notif(?:y|ies|ication|ications)|inconsisten\w+|consistency|mismatch(?:es)?|reconciliation|scan(?:s|ning)?|recogni[sz]e|spot(?:ting)?|anomal\w+|counter|smoke tests?|error messages?)\b/gi,
  ],
  [
    'detection',
    1,
    /\b(?:checks?|checked|track(?:s|ed)?|report(?:s|ed)?|emit|surface|displays?|shows?|shown|notice|sooner|early|threshold|thresholds|watch|eye|expir\w+|coverage|weekly|hourly|daily|nightly|periodic(?:ally)?|test(?:s|ing)?)\b/gi,
  ],

  [
    'prevention',
    3,
    /\b(?:prevent(?:s|ed|ing|ion)?|refuses?|rejects?|block(?:s|ing|ed)?(?! list)|forbids?|den(?:y|ies)|disallow|not allow|enforce[sd]?|validat(?:e|es|ed|ion|ing|or)|lint(?:s|er|ing)?|type-?check(?:s|ing)?|prevent_destroy|interlock|branch protection|constraint|unique index|regression tests?|contract tests?|property-based|fuzz(?:ing)?|dry[- ]run|guard ?rails?|four-eyes|two-person|approvals?|sign-?off|code-?owners|avoid(?:s|ing)?|harden(?:ing)?|freeze)\b/gi,
  ],
  [
    'prevention',
    2,
    /\b(?:require[sd]?|requiring|mandatory|ci|staging|stag(?:ed|ing)|roll-?outs?|e2e|end-to-end|integration tests?|unit tests?|load test(?:s|ing)?|automated tests?|tests|test environment|admission|polic(?:y|ies)|restrict(?:s|ed)?|revoke|permissions?|least privilege|authenti\w+|firewall|pin(?:ned)?|digests?|upgrade[sd]?|patch(?:ed|ing)?|lock(?:s|ed|ing)?|automat\w+|terraform|schema|compatib\w+|canary|blue-green|review(?:s|ed)? (?:of|from|by)|code review|release process|deploy(?:s|ment|ments|ing)?|feature flags?|flags?|warning|hook|pipeline|secrets?|abort(?:s|ed)?|certificates?|disable[sd]?|migration|encrypt\w*|config(?:s|uration)?|careful|safe(?:r|ly)?)\b/gi,
  ],
  [
    'prevention',
    1,
    /\b(?:remove[sd]?|removing|delete[sd]?|drop(?:s|ped)?|decommission(?:ed)?|retire[sd]?|get rid of|unused|legacy|duplicat\w+|clean(?:s|up)?|migrate|replace[sd]?|refactor|rewrit\w+|default|ensure|move|enable[sd]?|switch|rules?|standard\w*|qa|scheduler|changes?)\b/gi,
  ],

  [
    'mitigation',
    3,
    /\b(?:rate[- ]limit(?:s|ing|er)?|throttl(?:e|es|ed|ing)|circuit breakers?|fall(?:s|ing)?[- ]?backs?|times? out|degrad(?:e|es|ed|ation)|blast radius|shed(?:s|ding)?|back-?pressure|back-?off|jitter|kill switch|capacity|headroom|auto-?scal(?:e|es|ing)|resilien\w+|mitigat\w+|redundan\w+|multi-az|load balanc\w+|overload|bulkhead|read-only mode|hedging|rate)\b/gi,
  ],
  [
    'mitigation',
    2,
    /\b(?:time-?outs?|retr(?:y|ies)|limit(?:s|ed|ing)?|cap(?:s|ped)?|quota|scal(?:e|es|ed|ing|able)|bigger|larger|replicas?|replication|second|secondary|spare|cach(?:e|es|ing)|queues?|pool(?:s|_size)?|isolat(?:e|es|ed|ion)|separate|split|decoupl\w+|own (?:cluster|pool|node|worker)|cdn|ttl|concurrency|batch(?:es)?|buffer|swap|memory|cpu|disk space|bandwidth|uplink|isps?|sla|traffic|cluster|shards?|offline|performance|latency|throughput|dual|tune|optimi[sz]\w+|active\/passive|debounce|ignore[sd]?)\b/gi,
  ],
  [
    'mitigation',
    1,
    /\b(?:reduce[sd]?|increase[sd]?|lower(?:ed)?|raise[sd]?|double|bump|more|handle[sd]?|server|servers|storage|snapshot|revert(?:ed)?|nodes?|requests?|sites?|survive|\d+ ?(?:gib?|mib?))\b/gi,
  ],

  [
    'recovery',
    3,
    /\b(?:runbooks?|playbooks?|restor(?:e|es|ing|ation)|backups?|roll(?:ing)? ?-?back|rollbacks?|recover(?:y|ing)?|disaster|replay(?:ing)?|undo|fail-?over|escalat\w+|break-?glass|out-of-band|out-of-hours|status page|contingency|re-?import|reindex|point-in-time|emergency|rehears\w+|drills?|game days?|incident response|banner|resume|rescue|on-call rota(?:tion)?|downtime)\b/gi,
  ],
  [
    'recovery',
    2,
    /\b(?:access|contacts?|rota|procedures?|comms|templates?|support (?:should )?tell|what to (?:tell|do)|tell (?:users|customers|citizens)|revision|console|stakeholders|spare|printed|print|copy|steps|one[- ]command|one[- ]click|script|during (?:incidents|outages?|an incident)|speed up|by hand|manual(?:ly)?|pause|drain|root|offline copy|mirror|faster|quicker|command|tooling for)\b/gi,
  ],
  [
    'recovery',
    1,
    /\b(?:button|admins?|passwords?|vault|termination|switch|previous|last|go back|credentials|override|responders?|keep)\b/gi,
  ],

  [
    'learning',
    3,
    /\b(?:investigat\w+|why|understand(?:ing)?|root cause|analy[sz]\w+|train(?:ing|ed)?|refresher|workshops?|brown-?bags?|lunch (?:and|&) learn|awareness|remind(?:ed|er|ers)?|blog|case study|lessons?|post-?mortem|debrief|learn(?:t|ing)?|share|onboarding|handbook|glossary|talk|discuss(?:ed|ion)?|chat|present(?:s|ed|ation)?|figure out|find out|research|spike|rfc|adr|decision record|write-?up|feedback|recording|communicat(?:e|ing)|session|best practices|awareness|ask|sync with|speak with|retro|follow up|follow-up)\b/gi,
  ],
  [
    'learning',
    2,
    /\b(?:evaluat\w+|review(?:s|ed|ing)?|process(?:es)?|docs?|document(?:s|ed|ing|ation)?|wiki|guides?|guidelines|culture|people|staff|colleagues|teams?|summary|explain(?:s|ed)?|clarif\w+|whether|responsibilities|ownership|deep dive|look (?:into|at|further)|looks into|cause[sd]?|meeting|inventory|chapter|manual|confluence|behaviou?r|others?|explore|open question|go through|expectations)\b/gi,
  ],
  [
    'learning',
    1,
    /\b(?:consider|identify|find|determine|think|revisit|publish(?:ed)?|page|add to|how|vendor|supplier|policy|customers?|support|data)\b/gi,
  ],

  [
    'made good',
    3,
    /\b(?:refund(?:s|ed)?|compensat\w+|vouchers?|credits|thank|back-?fill(?:s|ed)?|re-?sen[dt]|re-?issue[sd]?|re-?ingest|affected|ship \d|released version|typo|stuck)\b/gi,
  ],
  [
    'made good',
    2,
    /\b(?:fix(?:es|ed)?|rotate all|close the|resend|sent|rerun|raise an issue|vendor|issues?|bugs?|leaked|defective|broken|republish|quota to|contract|tech debt|restore the)\b/gi,
  ],
]

/** Where the purpose is explained: what stands before says what is done. */
const PURPOSE =
  /\b(?:so that|so (?:it|they|we|each)|in order to|because|since|instead of|rather than|as (?:it|they)|which|this will|to (?:avoid|reduce|prevent|ensure|make|allow|see|identify|detect|catch|limit))\b/i

/**
 * The category that an action's words speak for, for where the document states none. Null where they speak for none of the
 * five: work that only makes this incident's damage good, or nothing that is known.
 */
export function suggestedCategory(text: string): Category | null {
  const words = bodyOf(text)
  const cut = PURPOSE.exec(words)?.index ?? words.length
  const sums = new Map<Kind, number>()
  for (const [kind, weight, pattern] of SIGNS) {
    const seen = new Set<string>()
    for (const match of words.matchAll(pattern)) {
      const word = match[0].toLowerCase()
      if (seen.has(word)) continue
      seen.add(word)
      sums.set(kind, (sums.get(kind) ?? 0) + weight * shareOf(match.index, cut))
    }
  }
  let best: Kind | null = null
  for (const [kind, sum] of sums) if (best === null || sum > (sums.get(best) ?? 0)) best = kind
  return best === 'made good' ? null : best
}

/** The first words carry the deed. */
function shareOf(index: number, cut: number): number {
  return (index < cut ? 1 : 0.5) * (index < 30 ? 1.2 : 1)
}
