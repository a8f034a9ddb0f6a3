import { isAnybody, isPerson, isPersonWho, type Agent } from '../../grammar/agent.ts'
import { agentFrom } from '../../grammar/doer.ts'
import { subjectOf } from '../../grammar/subject.ts'
import { idioms, idiomsIn } from '../../grammar/idiom.ts'
import { BE, SELF } from '../../grammar/lexicon.ts'
import { joined, skipAdverbs, spanOf, startsClause, wordAt } from '../../grammar/phrase.ts'
import { firstMatch } from '../../grammar/pattern.ts'
import { stems } from '../../grammar/stems.ts'
import type { Token } from '../../grammar/token.ts'
import {
  CARE_GERUND,
  DILIGENCE,
  DILIGENCE_PAST,
  isNeglect,
  isPast,
  TELLING,
  TELLING_PAST,
  whoDoes,
} from '../../grammar/verbs.ts'
import type { Level } from '../../finding.ts'
import type { RawFinding, SentenceRule } from '../../rule.ts'

const KEYS = stems(`
  failed fails fail failing failure forgot forgets forgotten forget forgetting neglected neglects neglecting omitted omission skipped skips
  overlooked overlooks missed misses missing 't didnt not never nobody no none neither nor without instead rather underestimated misjudged`)

export const omission: SentenceRule = {
  id: 'blame/omission',
  family: 'blame',
  scope: 'sentence',
  level: 'error',
  summary: 'Nobody is said to have failed, forgotten, missed or not done something.',
  why: 'What people did not do is a story told from the end. They did something else, for reasons; those reasons can be changed.',
  source:
    'Sidney Dekker, The Field Guide to Understanding Human Error (2nd ed., 2006), chapter 5, where "they failed to" and "they didn\'t" are named as counterfactuals: https://www.oreilly.com/library/view/the-field-guide/9781351889759/xhtml/ch05.xhtml',
  *check(sentence) {
    const { text, stems: words, section } = sentence
    if (section === 'thanks') return
    if ((words & KEYS) !== 0 && !PROMPT.test(text)) {
      const { tokens } = sentence
      for (let at = 0; at < tokens.length; at += 1) {
        const found = firstMatch(PATTERNS, tokens, at)
        if (found) yield toFinding(text, tokens, found)
      }
    }
    for (const [from, to] of idiomsIn(IDIOMS, sentence)) yield toFinding(text, sentence.tokens, { from, to })
  },
}

/** Questions of a template or a retrospective: "What did we not anticipate?". */
const PROMPT = /^(?:what|which|how|did|do|should|is|are)\b[^?]*\?$/i

const IDIOMS = [
  idioms(
    'left day eyeballed only much back reason need down track sight sat ball eye eyes slept other got slip slide lapse kept keep been was were nothing look action attempt effort none snooze',
    true,
    'los[et] (?:track|sight) of',
    'sat on',
    'dropp?(?:ed|ing)? the ball',
    'turn(?:ed|ing)? a blind eye',
    'slept through',
    'took (?:our|my|their|his|her) eyes? off',
    'look(?:ed|ing)? the other way',
    "(?:never|hadn't|hadn\u2019t|had not|haven't|haven\u2019t|have not|didn't|didn\u2019t) (?:yet )?(?:got|gotten|get) (?:around|round) to",
    'let (?:it|this|that|them|[\\w ]{1,30}?) (?:slip|slide|lapse)(?! (?:in|into|out)\\b)',
    '(?:kept|keep|been|was|were) (?:putting (?:it |this |that )?off|postponing|ignoring|neglecting|deferring)',
    'did nothing(?: about| to| with| for| when| until)?',
    '(?:had|have|has) no look at',
    'took no action',
    'made no (?:attempt|effort) to \\w+',
    '(?:looked at|checked|read|opened|tested|followed) none of',
    'slept on',
    'never (?:came|got|went) back to',
    '(?:saw|sees|see) no (?:reason|need) to',
    'left it at that',
    'called it a day',
    'eyeballed',
    'only (?:noticed|reali[sz]ed|saw|spotted|discovered|picked|found out|acted|responded|reacted)(?=[^.]{0,60}\\b(?:later|after|when|until|hours?|days?|minutes?)\\b)',
    '(?:hit|hitting|pressed) snooze',
  ),
  idioms(
    'much unread unanswered unopened unacknowledged bother until before omitting not ball mind minds miss omission oversight lapse cracks net escaped long unnoticed forgetting thought consideration attention not neglect inaction inattention delay slowness',
    false,
    'dropped the ball',
    'slipped (?:our|my|his|her|their) minds?',
    '(?:an? |the |one )?(?:big|bad|clear|costly|serious|significant|notable|obvious|major|glaring|real) miss(?: (?:on|by|from|for) (?:our|my|the) \\w+)?',
    '(?:an? )?(?:miss|omission|oversight|lapse) (?:on|by|from) (?:our|my) \\w+',
    '(?:fell|slip(?:ped)?|fallen) (?:through|thru) the (?:cracks|net)',
    "escaped (?:our |everyone(?:'s|\u2019s) |the team(?:'s|\u2019s) |my )?(?:attention|notice)",
    'took (?:us|me|them|him|her) (?:far |way |much )too long to (?:reali[sz]e|notice|see|find|react|respond|understand)',
    'went unnoticed by (?:the |our |us\\b|every|all)(?: ?[\\w-]+){0,3}',
    'took [\\w :]{1,30}?(?:before|until) (?:we|i|anyone|anybody|someone|somebody|the team|they) (?:noticed|reali[sz]ed|spotted|discovered|found out)',
    'omitting to \\w+',
    'without so much as',
    '(?:sat|lay|remained|stayed|went) (?:unread|unanswered|unopened|unacknowledged)',
    "(?:did not|didn\u2019t|didn't|never) (?:even )?bother(?:ed)? to \\w+",
    'not (?:being |been )?(?:tested|reviewed|checked|monitored|documented|communicated|verified|validated|considered|thought) (?:properly|sufficiently|adequately|thoroughly|enough|through)',
    'forgetting to \\w+',
    'no (?:thought|consideration|attention) (?:was|had been) (?:given|paid)',
    '(?:our|my|his|her|their) not \\w+ing',
    '(?:our|my|his|her|their) (?:omission|neglect|inaction|inattention|delay in|slowness in)\\b',
  ),
]

interface Match {
  readonly from: number
  readonly to: number
  readonly reword?: string
  readonly level?: Level
}
type Pattern = (tokens: readonly Token[], at: number) => Match | null

function toFinding(text: string, tokens: readonly Token[], { from, to, reword, level }: Match): RawFinding {
  const at = spanOf(tokens, from, to)
  const verb = tokens[to]
  return {
    at,
    message:
      'This tells what people did not do. Say what they did and saw instead, and what would have shown them more: a signal, a default, a check by a tool.',
    suggestion: reword === undefined || verb === undefined ? null : reword + text.slice(verb.start, verb.end),
    ...(level ? { level } : {}),
  }
}

/** "We failed to notice": only people fail in this sense; a pod that failed to start is a fact. */
const failing: Pattern = (tokens, at) => {
  const word = wordAt(tokens, at)
  if (
    !/^(?:failed|fails|fail|failing|failure|neglected|neglects|neglecting|omitted|omits|omission|neglect)$/.test(
      word,
    ) ||
    wordAt(tokens, at + 1) !== 'to'
  )
    return null
  const verb = skipAdverbs(tokens, at + 2)
  const base = wordAt(tokens, verb)
  if (base === 'reproduce' || /^(?:may|might|would|could|if)$/.test(wordAt(tokens, at - 1))) return null
  const subject = /^(?:failure|omission|neglect)$/.test(word)
    ? whoseFailure(tokens, at)
    : subjectOf(tokens, at)
  if (
    !isPerson(subject) &&
    !(/^(?:neglect|omit)/.test(word) && (isPersonWho(subject, 'only-people') || subject === 'user')) &&
    !(
      subject === 'user' && /^(?:notice|read|heed|follow|check|update|upgrade|respond|act|renew)$/.test(base)
    ) &&
    !isOutside(subject, base, TELLING) &&
    !(subject === 'perhaps' && DILIGENCE.has(base)) &&
    !(isLoose(subject) && DILIGENCE.has(base))
  )
    return null
  return { from: at, to: verb, ...(word === 'failed' || word === 'neglected' ? { reword: 'did not ' } : {}) }
}

/** "*Our* failure to renew", "*the night shift's* failure to". */
function whoseFailure(tokens: readonly Token[], at: number): Agent {
  const before = skipBack(tokens, at - 1)
  if (/^(?:our|my)$/.test(wordAt(tokens, before))) return 'self'
  if (/^(?:his|her)$/.test(wordAt(tokens, before))) return 'someone'
  return tokens[before]?.possessive || !/^(?:a|an|the)$/.test(wordAt(tokens, before))
    ? subjectOf(tokens, at)
    : 'none'
}

/** "Ops forgot to renew", "we missed the signs", "the DBA omitted it", "the engineer skipped the canary". */
const leaving: Pattern = (tokens, at) => {
  const word = wordAt(tokens, at)
  if (word === 'forgotten') {
    const had = /^(?:has|have|had|hasn't|i've|we've|they've)$/.test(wordAt(tokens, skipBack(tokens, at - 1)))
    const who = subjectOf(tokens, at)
    return had && (isPersonWho(who, 'only-people') || who === 'user') ? { from: at, to: at } : null
  }
  if (
    !/^(?:forgot|forgets?|omitted|omits|skipped|skips|overlooked|overlooks|missed|misses|missing|neglected|forgott)$/.test(
      word,
    )
  )
    return null
  const subject = subjectOf(tokens, at)
  if (word === 'forget') {
    const asked =
      /^(?:did|didn't)$/.test(wordAt(tokens, at - 1)) || /\bdid\b/.test(joined(tokens, at - 5, at))
    return asked && isAnybody(subject) ? { from: at, to: at } : null
  }
  if (word === 'missing') {
    const ours = tokens.slice(0, at).some((token) => SELF.has(token.word))
    const chance =
      /^the (?:opportunity|chance)$/.test(joined(tokens, at + 1, at + 3)) && (ours || isPerson(subject))
    return chance ? { from: at, to: at + 2 } : null
  }
  if (
    BE.has(wordAt(tokens, at - 1)) ||
    /^(?:out|password)$/.test(wordAt(tokens, at + 1)) ||
    isTarget(tokens, at)
  )
    return null
  const forgetting = /^forgott?$/.test(word)
  const person = forgetting
    ? isPersonWho(subject, 'only-people') || subject === 'user'
    : isPerson(subject) || (word.startsWith('overlook') && isPersonWho(subject, 'only-people'))
  if (!person && !(forgetting && isForgetting(tokens, at, subject)) && !isFragment(tokens, at, word))
    return null
  if (word !== 'forgot' || wordAt(tokens, at + 1) !== 'to') return { from: at, to: at }
  return { from: at, to: at + 2, reword: 'did not ' }
}

/** To miss a target is a number. */
const isTarget = (tokens: readonly Token[], at: number): boolean =>
  /\b(?:targets?|goals?|slos?|slas?|objectives?|budget)\b/.test(joined(tokens, at + 1, at + 6))

function isForgetting(tokens: readonly Token[], at: number, subject: Agent): boolean {
  // A terse list item has an object of some kind.
  const object = /^(?:to|that|about|the|a|an|how)$/.test(wordAt(tokens, at + 1))
  return object && isLoose(subject)
}

/** "Overlooked the flag": a note without a subject is its writer's. */
function isFragment(tokens: readonly Token[], at: number, word: string): boolean {
  return (
    startsClause(tokens, at) &&
    /^(?:missed|overlooked|skipped)$/.test(word) &&
    /^(?:the|a|an|that|this|our|to|how|it)$/.test(wordAt(tokens, at + 1))
  )
}

/** "Operations did not realise", "she never responded", "we hadn't tested". */
const notDoing: Pattern = (tokens, at) => {
  const negation = negationAt(tokens, at)
  if (negation === null) return null
  const word = wordAt(tokens, at)
  const verb = skipAdverbs(tokens, at + 1)
  const act = wordAt(tokens, verb)
  if (act === '' || act === 'know' || /^(?:think|care|understand|thought|understood)$/.test(act)) return null
  const done = negation === 'perfect' || word === 'never'
  const subject = inverted(tokens, at) ?? subjectOf(tokens, at)
  // What is not done yet, or has not been so far, is a state and no reproach.
  const isState = /^(?:have|has|haven't|hasn't)$/.test(
    wordAt(tokens, word === 'not' || word === 'never' ? at - 1 : at),
  )
  if (wordAt(tokens, at + 1) === 'yet' || (isState && !DILIGENCE_PAST.has(act))) return null
  const half =
    verb > at + 1 &&
    /^(?:properly|sufficiently|adequately|thoroughly|carefully|fully|correctly|proactively)$/.test(
      wordAt(tokens, verb - 1),
    )
  const blind = act === 'see' && /^(?:that|it was|it had)\b/.test(joined(tokens, verb + 1, verb + 3))
  // "The maintainer did not run the tests".
  const untested =
    /^(?:run|ran|execute|executed|do|done|perform)$/.test(act) &&
    /\b(?:tests?|checks?|dry-run|diff|plan|review|rehearsal)\b/.test(joined(tokens, verb + 1, verb + 6))
  const neglect =
    blind || untested || half || isNeglect(act, done ? 'past' : 'base') || (!done && DILIGENCE_PAST.has(act))
  if (!neglect || isBelow(tokens, verb, act)) return null
  const loose = subject === 'none' && startsClause(tokens, at) && isNeglect(act, done ? 'past' : 'base')
  const telling = done ? TELLING_PAST : TELLING
  const careful = (done ? DILIGENCE_PAST : DILIGENCE).has(act) || whoDoes(act) === 'only-people'
  const outside =
    isOutside(subject, act, telling) ||
    (subject === 'perhaps' && careful) ||
    (subject === 'user' && /^(?:heed(?:ed)?|read|notice[d]?|follow(?:ed)?)$/.test(act)) ||
    (subject === 'company' &&
      /^(?:answer(?:ed)?|bother(?:ed)?|care[d]?|insist(?:ed)?|heed(?:ed)?)$/.test(act))
  if (!isPerson(subject) && !(subject === 'they' && careful) && !outside && !loose) return null
  return { from: /^(?:did|do|does|had|have|has)$/.test(wordAt(tokens, at - 1)) ? at - 1 : at, to: verb }
}

/** Plain limits in words of care: "we did not make any changes", "did not take long", "did not give up". */
function isBelow(tokens: readonly Token[], verb: number, act: string): boolean {
  const rest = joined(tokens, verb + 1, verb + 4)
  // "Did not notice any loss" is an observation.
  if (/^any(?:thing)?\b(?! of the)/.test(rest)) return true
  if (/^ma(?:ke|de)$/.test(act))
    return (
      !/^(?:sure|certain|clear|time|an?|it clear)\b/.test(rest) ||
      /^an? (?:difference|change|mistake)/.test(rest)
    )
  if (/^(?:take|took|taken)$/.test(act))
    return !/^(?:into|the time|care|account|seriously|\w+ (?:into|seriously))\b/.test(rest)
  if (
    /^(?:keep|kept|give|gave|given|stop|stopped|leave|left|get|set|try|tried|come|came|look|looked)$/.test(
      act,
    )
  )
    return /^(?:up|long|there|it|working|until|anything)\b/.test(rest)
  return false
}

function negationAt(tokens: readonly Token[], at: number): 'did' | 'perfect' | null {
  const word = wordAt(tokens, at)
  const before = wordAt(tokens, at - 1)
  if (word === "didn't" || word === 'didnt') return 'did'
  if (/^(?:hadn't|haven't|hasn't)$/.test(word)) return 'perfect'
  // Told in the present: "14:05 Mo doesn't open an incident".
  const told = word === "doesn't" || (word === 'not' && before === 'does')
  if (told) return subjectOf(tokens, at) === 'named' ? 'did' : null
  if (word === 'never')
    return /^(?:to|can|could|will|would|should|is|was|were|are|be|must)$/.test(before) ? null : 'perfect'
  if (word !== 'not') return null
  if (
    before === 'did' ||
    /^why did\b/.test(joined(tokens, at - 5, at)) ||
    /\bwhy did\b/.test(joined(tokens, at - 6, at))
  )
    return 'did'
  return /^(?:had|have|has)$/.test(before) ? 'perfect' : null
}

/** The subject of a question: "why did *the operator* not call the vendor?". */
function inverted(tokens: readonly Token[], at: number): Agent | null {
  return wordAt(tokens, at) === 'not' && wordAt(tokens, at - 1) !== 'did' ? subjectOf(tokens, at) : null
}

const NOBODY_DID =
  /^(?:compared|wrote|looked|opened|picked|stepped|tried|bothered|ran|rotated|renewed|cleaned|replaced|tagged|claimed|volunteered|touched|turned|cared|documented|described|explained|pointed|linked|wondered|mentioned)$/

/** "Nobody checked", "none of us noticed". */
const nobody: Pattern = (tokens, at) => {
  const word = wordAt(tokens, at)
  if (
    !(isNeglect(word, 'past') || NOBODY_DID.test(word)) ||
    /^(?:thought|reported)$/.test(word) ||
    /^(?:is|was|be|been|being|has|have)$/.test(wordAt(tokens, at - 1))
  )
    return null
  return subjectOf(tokens, at) === 'nobody' ? { from: at, to: at } : null
}

/** "Neither we nor the bank informed them". */
const neither: Pattern = (tokens, at) => {
  if (wordAt(tokens, at) !== 'neither') return null
  const first = wordAt(tokens, at + 1) === 'of' ? agentFrom(tokens, at + 2) : agentFrom(tokens, at + 1)
  if (!isPerson(first.agent)) return null
  for (let verb = first.end; verb < at + 16; verb += 1) {
    if (isNeglect(wordAt(tokens, verb), 'past')) return { from: at, to: verb }
  }
  return null
}

const INSTEAD_OF: ReadonlyMap<string, string> = new Map([
  ['instead', 'of'],
  ['rather', 'than'],
])

/** "Merged it *without reading* the plan", "restarted it *instead of asking*". */
const without: Pattern = (tokens, at) => {
  const word = wordAt(tokens, at)
  const next = word === 'without' ? at + 1 : at + 2
  const instead = INSTEAD_OF.get(word)
  if (word !== 'without' && (instead === undefined || wordAt(tokens, at + 1) !== instead)) return null
  const gerund = skipAdverbs(tokens, next)
  const act = wordAt(tokens, gerund)
  const having = act === 'having' && DILIGENCE_PAST.has(wordAt(tokens, skipAdverbs(tokens, gerund + 1)))
  const unaware = act === 'being' && /^(?:fully )?aware\b/.test(joined(tokens, gerund + 1, gerund + 3))
  if (!CARE_GERUND.has(act) && !unaware && !having) return null
  const actor = startsClause(tokens, at) ? actorAfterComma(tokens, gerund) : actorBefore(tokens, at)
  return isPerson(actor) ? { from: at, to: gerund } : null
}

/** "Without checking the zone, *we* drained it". */
function actorAfterComma(tokens: readonly Token[], from: number): Agent {
  const comma = tokens.findIndex((token, index) => index > from && token.word === ',')
  return comma < 0 || comma > from + 14 ? 'none' : agentFrom(tokens, comma + 1).agent
}

/** Who does what the words at `at` add to: the subject of the nearest verb before, unless that is passive. */
function actorBefore(tokens: readonly Token[], at: number): Agent {
  for (let verb = at - 1; verb >= 0 && verb > at - 20; verb -= 1) {
    const token = tokens[verb]
    if (token?.kind === 'stop' && /[;:.!?]/.test(token.word)) return 'none'
    // "Hesitant to deploy without …", "can merge without …": nothing was done.
    if (/^(?:to|can|could|may|might|would|will|should|must|cannot|can't)$/.test(wordAt(tokens, verb)))
      return 'none'
    const progressive =
      wordAt(tokens, verb).endsWith('ing') && /^(?:was|were)$/.test(wordAt(tokens, verb - 1))
    if (progressive) return subjectOf(tokens, verb - 1)
    if (!isPast(wordAt(tokens, verb)) || BE.has(wordAt(tokens, verb))) continue
    const before = wordAt(tokens, skipBack(tokens, verb - 1))
    if (BE.has(before)) return 'none'
    const subject = subjectOf(tokens, verb)
    // "A script that updated rows without …": the one who ran it stands further left.
    if (subject === 'system' && /\b(?:that|which)\b/.test(joined(tokens, verb - 3, verb))) continue
    if (subject !== 'none') return subject
    return startsClause(tokens, verb) ? 'self' : 'none'
  }
  // Told in the present: "Standby restarts it without …".
  const first = agentFrom(tokens, 0).agent
  return isPerson(first) ? first : 'none'
}

/** What a machine misses in the way of its work. */
const MACHINE_MISSES =
  /\b(?:heartbeats?|polls?|scrapes?|cache|caches|frames?|packets?|ticks?|runs?|windows?|beats?|samples?|pings?|slots?|blocks?|attestations?|events?|rows?|records?|segments?|intervals?|keepalives?|backups?|slos?|slas?)\b/

/** "The step was overlooked", "not properly considered": nobody is named, so it weighs less. */
const passive: Pattern = (tokens, at) => {
  const word = wordAt(tokens, at)
  if (
    DILIGENCE_PAST.has(word) ||
    /^(?:overlooked|missed|forgotten|identified|ignored|followed)$/.test(word)
  ) {
    const byPeople = passiveBy(tokens, at)
    if (byPeople) return byPeople
  }
  if (/^(?:overlooked|forgotten|neglected|underestimated|misjudged|missed|omitted)$/.test(word)) {
    const be = wordAt(tokens, skipBack(tokens, at - 1))
    if (!/^(?:was|were|been|got|being)$/.test(be)) return null
    if (word === 'missed' && MACHINE_MISSES.test(joined(tokens, at - 7, at))) return null
    return { from: skipBack(tokens, at - 1), to: at, level: 'note' }
  }
  const half = /^(?:properly|sufficiently|adequately|thoroughly|carefully)$/.test(word)
  const notHalf =
    half &&
    /^(?:not|never|wasn't|weren't|isn't|aren't)$/.test(wordAt(tokens, at - 1)) &&
    DILIGENCE_PAST.has(wordAt(tokens, at + 1))
  return notHalf && !isPerson(subjectOf(tokens, at - 1)) ? { from: at - 1, to: at + 1, level: 'note' } : null
}

/** "Was not spotted by the on-call", "missed by both reviewers". */
function passiveBy(tokens: readonly Token[], at: number): Match | null {
  const by = [at + 1, at + 2, at + 3, at + 4].find((index) => wordAt(tokens, index) === 'by')
  if (by === undefined || !isPerson(agentFrom(tokens, by + 1).agent)) return null
  const negated = /\b(?:not|never|n't|wasn't|weren't|isn't|hadn't|hasn't)\b/.test(joined(tokens, at - 4, at))
  const word = wordAt(tokens, at)
  if (
    !/^(?:overlooked|missed|forgotten|ignored)$/.test(word) &&
    !(
      negated &&
      /^(?:noticed|spotted|identified|caught|detected|realised|realized|communicated|followed|considered|anticipated|mentioned|reported|told)$/.test(
        word,
      )
    )
  )
    return null
  return { from: at, to: by }
}

function skipBack(tokens: readonly Token[], at: number): number {
  let back = at
  while (back > 0 && skipAdverbs(tokens, back) > back && !BE.has(wordAt(tokens, back))) back -= 1
  return back
}

/** A company, or a name that we do not know, where the verb is one of telling: then its people are meant. */
function isOutside(subject: Agent, verb: string, telling: ReadonlySet<string>): boolean {
  return telling.has(verb) && (subject === 'vendor' || subject === 'company' || subject === 'perhaps')
}

/** No subject (a terse list item) or an unclear "they". */
const isLoose = (subject: Agent): boolean => subject === 'none' || subject === 'they'

/** "Not checking the plan", "no documenting of steps": a note whose subject is its writer. */
const notGerund: Pattern = (tokens, at) => {
  if (!/^(?:not|no)$/.test(wordAt(tokens, at)) || !startsClause(tokens, at)) return null
  const gerund = skipAdverbs(tokens, at + 1)
  const act = wordAt(tokens, gerund)
  return CARE_GERUND.has(act) || /^(?:documenting|using|following)$/.test(act)
    ? { from: at, to: gerund, level: 'note' }
    : null
}

/** "Nor did they tell the desk". */
const nor: Pattern = (tokens, at) => {
  if (wordAt(tokens, at) !== 'nor' || wordAt(tokens, at + 1) !== 'did') return null
  const { agent, end } = agentFrom(tokens, at + 2)
  const verb = skipAdverbs(tokens, end)
  const person = isPerson(agent) || agent === 'they'
  return person && isNeglect(wordAt(tokens, verb), 'base') ? { from: at, to: verb } : null
}

const PATTERNS: readonly Pattern[] = [
  nor,
  failing,
  leaving,
  notDoing,
  nobody,
  neither,
  without,
  notGerund,
  passive,
]
