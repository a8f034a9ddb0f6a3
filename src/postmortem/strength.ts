import { bodyOf, leadOf } from './commitment.ts'
import { DEGREE_VERBS, INQUIRY_VERBS } from './vocabulary.ts'
import type { Strength } from './document.ts'

/** Taking the hazard away, or letting a machine stand in its way. */
const STRONG_VERBS =
  /^(?:ban|block|cap|decommission|decouple|delete|deny|disable|drop|eliminate|enforce|exclude|expire|forbid|force|isolate|limit|lock|pin|prevent|prohibit|purge|quarantine|refuse|reject|remove|require|restrict|retire|revoke|sandbox|separate|shed|simplify|standardi[sz]e|throttle|uninstall)$/
/** The same as a noun, an adverb, a participle or in the third person. */
const STRONG_THINGS =
  /\b(?:automatic(?:ally)?|automat(?:es?|ed|ing)(?! (?:\w+ )?(?:tests?|testing|checks?|verification|alerts?|notifications?|monitoring|reports?|escalations?))|self-healing|auto-?(?:scal\w+|heal\w*|renew\w*|rollback)|admission (?:policy|controller|webhook)|branch protection|prevent_destroy|circuit breakers?|rate[- ]limit(?:s|ing|er)?|interlocks?|guard ?rails?|guards?|forcing functions?|hard limits?|constraints?|object lock|read-only by default|(?:as|by) default|the default|dry[- ]run|kill switch|foreign keys?|quotas?|timeouts?|back-?pressure|cannot|can't|no longer|get(?:ting)? rid of|refuses?|rejects?|rejecting|(?:is|are|and|gets?) (?:refused|rejected|blocked)|blocks|aborts?|(?:dis|not )allow(?:s|ed|ing)?|den(?:y|ies)|enforce[sd]?|enforcing|prevents|limited to|four-eyes|two-person|removed|disabled|retired|decommissioned|revoked|least privilege)\b/i
/** What works only as long as people read, remember or take care. */
const PAPER =
  /\b(?:train(?:ing|ed)|educat\w+|remind(?:er|ers|ed)?|awareness|vigilan\w+|careful(?:ly)?|double[- ]check\w*|mindful|documentation|docs?|wiki|handbook|guide(?:s|lines?)?|runbooks?|playbooks?|checklists?|write[- ]?up|memo|workshop|onboarding|brown[- ]bag|lunch (?:and|&) learn|presentation|blog|newsletter|communication|announcements?|best practices?|culture|meetings?|retro(?:spective)?|post-?mortem|adr|rfc|discussion|coaching|glossary|recording|case stud(?:y|ies)|courses?|videos?|readme|articles?|instructions?|lessons?|knowledge|seminars?|apolog(?:y|ies))\b/i
/** The same, unless a machine holds people to it: a policy can be a memo or a gate. */
const RULES_FOR_PEOPLE =
  /\b(?:polic(?:y|ies)|procedures?|process(?:es)?|reviews?|warnings?|labels?|rota(?:tion)?|sign-?offs?|approvals?)\b/i
const PAPER_VERBS =
  /^(?:train|educate|inform|encourage|communicate|coordinate|align|foster|promote|help|document|describe|share|announce|publish|collaborate|focus|prioriti[sz]e|aim|call|offer)$/
/** "Put the steps onto the wiki": what is written there is read, or not. */
const INTO_PAPER =
  /\b(?:to|onto|on|into|in) (?:the |our |an? )?(?:[\w-]+ ){0,2}(?:wiki|handbook|runbooks?|playbooks?|docs|documentation|manual|training|confluence)\b/i
const REPAIR =
  /^(?:refund|compensat|thank|apologi[sz]|backfill|re-?sen[dt]|re-?issu|re-?deliver|re-?queue)\w*\s(?!run|are|is|should|must)/i
const MACHINES =
  /\b(?:alert(?:s|ing)?|alarms?|monitor(?:s|ing)?|logs?|logging|dashboards?|metrics?|probes?|heartbeats?|tests?|testing|ci|lint(?:er)?|replicas?|redundan\w+|second(?:ary)?|spare|backups?|failover|staging|canary|scripts?|jobs?|pipelines?|code|config(?:uration)?|capacity|cach(?:e|ing)|memory|cpu|disks?|clusters?|servers?|nodes?|schema|tool(?:ing|s)?|drills?|simulat\w+|automat\w+)\b/i

/**
 * How far an action carries without people having to remember it, after the action hierarchy of the VA National Center
 * for Patient Safety as printed in RCA2: Improving Root Cause Analyses and Actions to Prevent Harm (National Patient
 * Safety Foundation, 2015). `strong`: removes the hazard, forces, automates, limits by machine. `medium`: redundancy,
 * and software that helps people see or act. `weak`: training, documents, policies, reminders, further study, and what
 * only repairs. The hierarchy has checklists in the middle; a list that no machine opens is `weak` here.
 */
export function strengthOf(text: string, vague: boolean): Strength {
  const words = bodyOf(text)
  const { verb } = leadOf(words)
  if (/^writ\w+ (?:down|up)\b/i.test(words)) return 'weak'
  if (isStudy(verb, words) || REPAIR.test(words) || (verb !== null && PAPER_VERBS.test(verb))) return 'weak'
  const deed = words.split(/\b(?:so that|because|in order to|such as|about|on how|how to)\b/i)[0] ?? words
  const thing = firstThing(deed)
  const forces = isForce(verb, deed)
  if ((PAPER.test(thing) || INTO_PAPER.test(deed)) && !isRunByMachine(deed)) return 'weak'
  if (forces && !vague) return 'strong'
  if (!forces && RULES_FOR_PEOPLE.test(thing) && !isRunByMachine(deed)) return 'weak'
  return vague && !MACHINES.test(deed) ? 'weak' : 'medium'
}

/** A question or an inquiry changes nothing by itself; watching by machine does. */
function isStudy(verb: string | null, words: string): boolean {
  if (/\?\s*$/.test(words)) return true
  return verb !== null && INQUIRY_VERBS.has(verb) && !/^(?:monitor|observe|ensure|follow|try)$/.test(verb)
}

function isForce(verb: string | null, deed: string): boolean {
  if (verb !== null && STRONG_VERBS.test(verb)) return true
  if (verb !== null && DEGREE_VERBS.has(verb)) return false
  return (
    STRONG_THINGS.test(deed) ||
    (/\bvalidat(?:e|es|ed|ion|ing)\b/i.test(deed) &&
      /\b(?:before|against|schema|on (?:save|import|upload|start))\b/i.test(deed))
  )
}

/** The first noun phrase of what is done, without names in code; a later one is where, or for whom. */
function firstThing(deed: string): string {
  return (
    deed
      .replace(/^[^:]{1,30}:\s+/, '')
      .replace(/`[^`]*`/g, '``')
      .split(/\s(?:for|of|in|on|with|from|by|to|that|which|when|if|at|into|onto)\s|[,;:(]/i)[0] ?? deed
  )
}

function isRunByMachine(deed: string): boolean {
  return /\b(?:ci|pipelines?|script(?:s|ed)?|lint(?:er|ing)?|bot|hooks?|admission|terraform|iam|automat\w+|enforced?|enforcing)\b/i.test(
    deed,
  )
}
