import { isAnybody, isPerson, isPersonWho, type Agent } from '../../grammar/agent.ts'
import { agentFrom } from '../../grammar/doer.ts'
import { subjectOf } from '../../grammar/subject.ts'
import { idioms, idiomsIn } from '../../grammar/idiom.ts'
import { BE, CONJUNCTIONS } from '../../grammar/lexicon.ts'
import { joined, skipAdverbs, spanOf, wordAt } from '../../grammar/phrase.ts'
import { firstMatch } from '../../grammar/pattern.ts'
import { stems } from '../../grammar/stems.ts'
import type { Token } from '../../grammar/token.ts'
import { LOOK } from '../../grammar/nouns.ts'
import { DILIGENCE_PAST, isPast, TELLING_PAST, whoDoes } from '../../grammar/verbs.ts'
import type { RawFinding, SentenceRule } from '../../rule.ts'

const KEYS = stems(`
  should shouldn shoulda shouldnt could couldn coulda might would ought if had hindsight retrospect retrospectively looking why better wiser
  supposed meant expected required need needn 'd possible way thing chance must was right correct proper`)
/** How much worse it could have been is about the system's margins, not about people. */
const LUCK =
  /\bluck(?:y|ily)?\b|\bfortunate|\b(?:would|could|might) have (?:been )?(?:lost|worse|spread|gone dark|gone down|failed|died|corrupted|overwritten|affected|exposed|broken|wiped)\b/i

export const counterfactual: SentenceRule = {
  id: 'blame/counterfactual',
  family: 'blame',
  scope: 'sentence',
  level: 'warning',
  summary: 'The text says what happened, not what people should, could or would have done.',
  why: 'A world in which somebody acted otherwise explains nothing about this one; and it grows from knowing the end.',
  source:
    'Sidney Dekker, The Field Guide to Understanding Human Error (2nd ed., 2006), chapter 5, "They Should Have …": https://www.oreilly.com/library/view/the-field-guide/9781351889759/xhtml/ch05.xhtml',
  *check(sentence) {
    if ((sentence.stems & KEYS) === 0 || LUCK.test(sentence.text)) return
    for (let at = 0; at < sentence.tokens.length; at += 1) {
      const found = firstMatch(PATTERNS, sentence.tokens, at)
      if (found) yield toFinding(sentence.tokens, found)
    }
    for (const found of idiomsIn(IDIOMS, sentence)) yield toFinding(sentence.tokens, found)
  },
}

function toFinding(tokens: readonly Token[], [from, to]: readonly [number, number]): RawFinding {
  return {
    at: spanOf(tokens, from, to),
    message:
      'This tells of a past that was not. Say what was done and known at that time; what ought to be different from now on is an action.',
  }
}

const BETTER = '(?:better|wiser|smarter|safer|wise|smart|prudent|sensible|best)'

const IDIOMS = [
  idioms(
    'wish better wise wiser smart smarter prudent sensible would could might had was should shoulda hindsight possible way thing chance right correct better proper wiser safer',
    false,
    // "It would have been wiser to", "was better to stop"
    '(?:well|quickly|smoothly|good|fast|clearly|thoroughly|carefully|effectively) as (?:it|we|they|this|i) (?:could|should|might) have(?: been)?',
    `(?:\\w+['\u2019]d have|would have|would've|would\u2019ve|might have|had|could have) been (?:far |much |a lot )?(?:a )?${BETTER}(?: advised| choice| idea| option| time| way)?(?: (?:to|if|had|on|not))?`,
    `^was (?:far |much )?${BETTER} to`,
    "(?:\\w+['\u2019]d|would|might) have (?:done (?:well|better)|been better advised) to",
    // "A second look would have shown it"
    `(?:closer|second|extra|additional|quick|quicker|careful|more careful|simple|single|proper|earlier|better|brief|short|fresh|thorough|timely|five-minute|prompt|sooner) (?:[\\w-]+ ){0,2}?${LOOK}(?: [\\w'\u2019-]+){0,6}? (?:would|could|might) (?:not |never )?have`,
    `with (?:a |some )?(?:more|better|closer|bit more|little more) (?:[\\w-]+ ){0,2}?${LOOK}(?: [\\w'\u2019-]+){0,8}?,? (?:we|it|this|that|the|they) [\\w ]{0,20}?(?:would|could|might)(?: [\\w]+)? have`,
    "should have been on (?:someone|somebody|our|my|his|her|their)(?:'s|\u2019s)? (?:calendar|list|radar|checklist|mind)",
    "hindsight(?:'s|\u2019s| is) (?:20/20|twenty)",
    'should have (?:gone through|sat in|been through|come up in)',
    "wish (?:i|we|they|he|she)(?:'d|\u2019d| had) \\w+",
    '(?:should|could)a(?:,? (?:could|would)a)+',
    '(?:it was|was it) possible to (?:prevent|avoid|notice|catch|detect) (?:it|this|that)?(?=[^.]{0,20}\\bif\\b)',
    '(?:way|thing|chance) to have (?:avoided|prevented|caught|noticed|done)',
    '(?:right|correct|better|proper|wiser|safer) (?:thing|call|choice|move|approach|decision|course|option|way)(?: to do)? would have been',
  ),
  idioms(
    'need needn supposed meant expected required must',
    true,
    "(?:needn't|needn\u2019t|need not) have \\w+",
    "(?:was|were) (?:supposed|meant|expected|required) to (?:have )?\\w+(?=[^.;]{0,60}\\b(?:but|yet|didn't|never|not|instead)\\b)",
    'must have (?:known|seen|noticed|reali[sz]ed|understood)',
  ),
]

type Pattern = (tokens: readonly Token[], at: number) => readonly [number, number] | null

const DONE_BY_PEOPLE = new Set([
  ...DILIGENCE_PAST,
  'avoided',
  'prevented',
  'done',
  'approved',
  'merged',
  'taken',
  'given',
  'found',
  'identified',
  'discovered',
  'addressed',
  'seen',
  'planned',
  'postponed',
  'handled',
  'made',
  'asked',
  'known',
  'picked',
  'rolled',
  'started',
  'stopped',
  'fixed',
  'deployed',
  'documented',
  'disclosed',
  'split',
  'load-tested',
  'stress-tested',
  'renewed',
  'rotated',
  'upgraded',
  'patched',
  'scheduled',
  'automated',
  'rehearsed',
  'cancelled',
  'reverted',
  'recognised',
  'recognized',
  'foreseen',
  'prioritised',
  'prioritized',
  'resolved',
  'mitigated',
  'discussed',
  'declared',
  'involved',
  'acted',
  'clarified',
  'shortened',
  'reduced',
])
const MODAL = /^(?:should|could|might|would|ought|shouldn't|shouldnt|couldn't|oughtn't)$/
const CONTRACTED = /^(should|could|might|would)'?ve$|^(should|could)a$/

interface Perfect {
  readonly modal: string
  /** Index of the participle. */
  readonly verb: number
  readonly passive: boolean
}

/** "Should (not) have done", "could easily have been spotted", "ought to have". */
function perfectAt(tokens: readonly Token[], at: number): Perfect | null {
  const word = wordAt(tokens, at)
  const match = CONTRACTED.exec(word)
  const contracted = match?.[1] ?? match?.[2]
  if (!contracted && !MODAL.test(word)) return null
  let have = at
  if (!contracted) {
    have = skipAdverbs(
      tokens,
      word.startsWith('ought') && wordAt(tokens, at + 1) !== 'have' ? nextTo(tokens, at) : at + 1,
    )
    // "We could and should have": the last modal carries the verb.
    if (!/^(?:have|of|had|has)$/.test(wordAt(tokens, have))) return null
  }
  let verb = skipAdverbs(tokens, have + 1)
  const passive = wordAt(tokens, verb) === 'been'
  if (passive) verb = skipAdverbs(tokens, verb + 1)
  const plain = word.replace(/n'?t$/, '')
  return { modal: contracted ?? (plain === 'ought' ? 'should' : plain), verb, passive }
}

/** Behind the "to" of "ought not to have". */
function nextTo(tokens: readonly Token[], at: number): number {
  return wordAt(tokens, at + 1) === 'not' ? at + 3 : at + 2
}

const perfect: Pattern = (tokens, at) => {
  const found = perfectAt(tokens, at)
  if (!found) return null
  const { modal, verb, passive } = found
  const act = wordAt(tokens, verb)
  if (act === '') return null
  if (passive && modal === 'would') return spottedBy(tokens, verb) ? [at, verb] : null
  if (passive) return passiveAct(tokens, at, verb, modal) ? [at, verb] : null
  if (!isPast(act)) return null
  const subject = subjectOf(tokens, at)
  if (modal === 'should') {
    if (NEVER_SHOULD.test(act) && wordAt(tokens, at + 1) === 'never')
      return isMishap(tokens, at, act) ? [at, verb] : null
    if (isAnybody(subject) || (subject === 'none' && act !== 'had')) return [at, verb]
    return isOurs(tokens, verb, act, subject) ? [at, verb] : null
  }
  if (modal === 'could' || modal === 'might') {
    const likely =
      modal === 'could' ||
      DONE_BY_PEOPLE.has(act) ||
      /^(?:acted|reacted|responded|caught|chosen|called|gone|helped)$/.test(act)
    const person =
      isPerson(subject) ||
      ((subject === 'perhaps' || subject === 'company') &&
        (whoDoes(act) === 'only-people' || (subject === 'perhaps' && DILIGENCE_PAST.has(act))))
    const byAct = modal === 'could' && HELPING.test(act) && startsWithGerund(tokens, at)
    return likely && (person || byAct || (subject === 'none' && at <= 1)) ? [at, verb] : null
  }
  return wouldHave(tokens, at, verb) ? [at, verb] : null
}

/** "Would have been spotted by one of us". */
function spottedBy(tokens: readonly Token[], verb: number): boolean {
  if (
    !DILIGENCE_PAST.has(wordAt(tokens, verb)) &&
    !/^(?:avoided|prevented|found|seen)$/.test(wordAt(tokens, verb))
  )
    return false
  for (let by = verb + 1; by < verb + 4; by += 1) {
    if (wordAt(tokens, by) === 'by') return isPerson(agentFrom(tokens, by + 1).agent)
  }
  return false
}

const NEVER_SHOULD = /^(?:happened|reached|left|gone|passed|gotten|got|shipped|made)$/

/** "This should never have happened", "the bug should never have reached production"; but not packets that should not have left. */
function isMishap(tokens: readonly Token[], at: number, act: string): boolean {
  return (
    act === 'happened' ||
    /\b(?:this|it|that|bug|change|release|error|problem|issue|defect|version|code|commit|build|mistake)\b/.test(
      joined(tokens, at - 6, at),
    )
  )
}

/** A name that could be a product's needs more: that it should have told *us*, or a verb that only people do. */
function isOurs(tokens: readonly Token[], verb: number, act: string, subject: Agent): boolean {
  if (subject === 'perhaps' && DILIGENCE_PAST.has(act)) return true
  const told =
    TELLING_PAST.has(act) &&
    /^(?:us|me|our|the team|customers|everyone)\b/.test(joined(tokens, verb + 1, verb + 3))
  return isPersonWho(subject, 'only-people') && (told || whoDoes(act) === 'only-people')
}

function passiveAct(tokens: readonly Token[], at: number, verb: number, modal: string): boolean {
  const act = wordAt(tokens, verb)
  const subject = subjectOf(tokens, at)
  if (/^(?:faster|quicker|sooner|earlier)$/.test(act))
    return hasHumanIf(tokens) || /\bif\b|\bby \w+ing\b/.test(joined(tokens, verb, verb + 12))
  if (isPerson(subject) && subject !== 'nobody')
    return modal === 'should' && (/^(?:more|aware|careful)$/.test(act) || isPast(act))
  if (DONE_BY_PEOPLE.has(act)) return !isByMeans(tokens, verb)
  // Of other verbs only where somebody's act is named: "could have been eased by calling them", "sorted in 5 minutes".
  const rest = joined(tokens, verb + 1, verb + 10)
  if (modal === 'should')
    return (
      isPast(act) &&
      !isByMeans(tokens, verb) &&
      !DONE_BY_SYSTEMS.test(act) &&
      !/\b(?:automatically|atomically)\b/.test(joined(tokens, verb - 1, verb + 6)) &&
      (!/^(?:updated|written|removed|added|changed|replaced|raised|increased|moved|published|restarted)$/.test(
        act,
      ) ||
        PAPERWORK.test(joined(tokens, 0, at)))
    )
  return (
    isPast(act) &&
    !HARMED.test(act) &&
    /\b(?:by \w+ing|by any(?:one|body)|sooner|earlier|in \d+ min\w*)\b/.test(rest)
  )
}

/** What systems do, or what is done to data: there "should have been" tells what was expected of them. */
const DONE_BY_SYSTEMS =
  /^(?:routed|rejected|fired|triggered|evicted|retried|sent|returned|cached|dropped|throttled|scaled|processed|logged|deleted|cleaned|marked|called|loaded|terminated|invalidated|propagated|applied|used|encrypted|enabled|disabled|set|stored|created|generated|redirected|served|ignored|skipped|accepted|allowed|denied|replicated|synced|initiali[sz]ed|closed|opened|released|expired|emitted|paged|alerted|read|balanced|indexed|flushed|executed|run|excluded|included|counted|filtered|parsed|escaped|validated|picked|delivered|queued|committed|corrected|purged|unchanged|sorted|signed|issued|assigned|based|limited|restored|available|recorded|shown|displayed|placed|mounted|charged|billed|credited|paid)$/

/** What people keep up to date. */
const PAPERWORK =
  /\b(?:runbooks?|playbooks?|docs?|documentation|wiki|page|tests?|checklists?|tickets?|changelog|contacts?|lists?|plans?|thresholds?|certificates?|dependency|dependencies|library|libraries|passwords?|keys?|firmware|contracts?|policy|policies)\b/

const HARMED =
  /^(?:lost|corrupted|affected|impacted|exposed|compromised|deleted|exploited|abused|leaked|used|caused|broken|damaged|triggered|overloaded|accessed|stolen|hit|overwritten|interrupted)$/

const SOME_LOOK = new RegExp(
  `^(?:an? |some |more |better |closer |the )?(?:\\w+ )?(?:look|glance|call|question|conversation|heads-up|chat|talk|attention|care|communication|coordination|planning|preparation)\\b`,
)

/** A tool or safeguard as the means is a condition: "could have been prevented with schema validation". */
function isByMeans(tokens: readonly Token[], verb: number): boolean {
  let at = verb + 1
  while (/^(?:earlier|sooner|easily|automatically|entirely|here|there)$/.test(wordAt(tokens, at))) at += 1
  const means = wordAt(tokens, at)
  // A look by somebody is what a person does.
  if (/^(?:by|with)$/.test(means) && SOME_LOOK.test(joined(tokens, at + 1, at + 6))) return false
  if (wordAt(tokens, verb - 1) === 'automatically') return true
  // "Discussed with the team": with whom, not by which means.
  if (
    means === 'with' &&
    /^(?:discussed|agreed|coordinated|shared|aligned|consulted|communicated)$/.test(wordAt(tokens, verb))
  )
    return false
  if (/^(?:with|via|using|through)$/.test(means)) return !wordAt(tokens, at + 1).endsWith('ing')
  if (means !== 'by' || wordAt(tokens, at + 1).endsWith('ing')) return false
  return !isPerson(agentFrom(tokens, at + 1).agent)
}

const HELPING =
  /^(?:saved|spared|helped|caught|prevented|avoided|shown|revealed|shortened|opened|told|given|bought|kept|stopped|made|allowed|reduced|limited|uncovered|exposed|flagged|changed|meant|cut|turned|pointed|eased|alerted|warned|eliminated|surfaced|put|brought|halved|mitigated|contained|sufficed|identified|detected|spotted|been)$/

/** "We would have lost less time if we had": only with an "if" about people, or an act as its subject. */
function wouldHave(tokens: readonly Token[], at: number, verb: number): boolean {
  const subject = subjectOf(tokens, at)
  if (isPerson(subject)) return hasHumanIf(tokens)
  const helping = HELPING.test(wordAt(tokens, verb))
  return helping && startsWithGerund(tokens, at)
}

function startsWithGerund(tokens: readonly Token[], at: number): boolean {
  let start = at
  while (start > 0 && tokens[start - 1]?.kind === 'word' && !CONJUNCTIONS.has(wordAt(tokens, start - 1)))
    start -= 1
  const first = wordAt(tokens, start)
  return (
    first.length > 5 &&
    first.endsWith('ing') &&
    !/^(?:nothing|something|anything|everything|during|monitoring|alerting|logging|caching|testing)$/.test(
      first,
    )
  )
}

/** "If we had …", "had we …", "if the engineer had …". */
function hasHumanIf(tokens: readonly Token[]): boolean {
  return tokens.some((_, at) => humanIf(tokens, at) !== null || isByActing(tokens, at))
}

/** "By turning to the manufacturer at once we would have known". */
const isByActing = (tokens: readonly Token[], at: number): boolean =>
  wordAt(tokens, at) === 'by' && wordAt(tokens, at + 1).length > 5 && wordAt(tokens, at + 1).endsWith('ing')

function humanIf(tokens: readonly Token[], at: number): readonly [number, number] | null {
  const word = wordAt(tokens, at)
  if (word === 'had') {
    const { agent, end } = agentFrom(tokens, at + 1)
    const verb = skipAdverbs(tokens, end)
    const inverted =
      isPerson(agent) && isPast(wordAt(tokens, verb)) && (at === 0 || !isPerson(subjectOf(tokens, at)))
    return inverted ? [at, verb] : null
  }
  if (word !== 'if') return null
  const { agent, end } = agentFrom(tokens, wordAt(tokens, at + 1) === 'only' ? at + 2 : at + 1)
  const had = wordAt(tokens, end) === 'had' || wordAt(tokens, end - 1).endsWith("'d")
  const verb = skipAdverbs(tokens, wordAt(tokens, end) === 'had' ? end + 1 : end)
  return had && isPerson(agent) && isPast(wordAt(tokens, verb)) && !HARMED.test(wordAt(tokens, verb))
    ? [at, verb]
    : null
}

/** An "if" about people counts where the sentence then imagines another outcome, or only wishes. */
const condition: Pattern = (tokens, at) => {
  const found = humanIf(tokens, at)
  if (!found) return null
  if (wordAt(tokens, at + 1) === 'only' || /\b(?:just|only)\b/.test(joined(tokens, at + 2, at + 5)))
    return found
  const imagined = tokens.some(
    (_, index) =>
      /^(?:could|would|might)(?:'ve|n't)?$/.test(wordAt(tokens, index)) ||
      // "We'd have seen it".
      (wordAt(tokens, index).endsWith("'d") && wordAt(tokens, index + 1) === 'have'),
  )
  const act = wordAt(tokens, found[1])
  return imagined && act !== 'had' && !BE.has(act) ? found : null
}

/** "In hindsight *we let it run too long*": people, seen from the end. */
const hindsight: Pattern = (tokens, at) => {
  const word = wordAt(tokens, at)
  const back = word === 'looking' && wordAt(tokens, at + 1) === 'back'
  if (!back && word !== 'hindsight' && !word.startsWith('retrospect')) return null
  for (let next = at + 1; next < at + 8 && next < tokens.length; next += 1) {
    if (/^(?:we|i|our|my|they|he|she)$/.test(wordAt(tokens, next).replace(/'\w+$/, ''))) return [at, next]
  }
  // "We let it run too long, in hindsight."
  for (let back = at - 1; back > at - 30 && back >= 0; back -= 1) {
    if (/^(?:we|i)$/.test(wordAt(tokens, back)) && isPast(wordAt(tokens, skipAdverbs(tokens, back + 1))))
      return [back, at]
  }
  return null
}

/** "Had every opportunity to". */
const phrase: Pattern = (tokens, at) => {
  const word = wordAt(tokens, at)
  const next = wordAt(tokens, at + 1)
  if (
    word === 'had' &&
    /^(?:every|ample|plenty)$/.test(next) &&
    /^(?:opportunity|chance|time|warning)$/.test(wordAt(tokens, at + 2))
  ) {
    return isPerson(subjectOf(tokens, at)) ? [at, at + 2] : null
  }
  if (word === 'why' && /^w(?:as|ere)n't$/.test(next)) {
    const end = Math.min(tokens.length, at + 7)
    for (let act = at + 2; act < end; act += 1) if (DILIGENCE_PAST.has(wordAt(tokens, act))) return [at, act]
  }
  return null
}

const PATTERNS: readonly Pattern[] = [condition, perfect, hindsight, phrase]
