import { isAnybody, isPerson, isPersonWho, type Agent } from '../../grammar/agent.ts'
import { agentFrom } from '../../grammar/doer.ts'
import { subjectOf } from '../../grammar/subject.ts'
import { idioms, idiomsIn } from '../../grammar/idiom.ts'
import { BE } from '../../grammar/lexicon.ts'
import { joined, spanOf, startsClause, wordAt } from '../../grammar/phrase.ts'
import { stems } from '../../grammar/stems.ts'
import type { Token } from '../../grammar/token.ts'
import { BELIEF_PAST, isPast } from '../../grammar/verbs.ts'
import type { Sentence } from '../../prose/sentence.ts'
import type { RawFinding, SentenceRule } from '../../rule.ts'
import { withoutAdverb } from './person.ts'

const KEYS = stems(`
  obviously clearly evidently apparently ignored dismissed disregarded knew incorrectly wrongly mistakenly blindly falsely naively erroneously foolishly
  think thinking thought care cared understand bothered convinced simply just ignore knowingly deliberately`)
const WRONG_BELIEF = /^(?:incorrectly|wrongly|mistakenly|blindly|falsely|naively|erroneously|foolishly)$/
const CERTAINTY = /^(?:obviously|clearly|evidently|apparently)$/
const MINIMISED =
  /^(?:forgot|clicked|ignored|merged|skipped|pushed|deployed|pasted|approved|restarted|assumed|ran|deleted|rubber-stamped|trusted|copied|accepted|relied|overwrote|closed|muted|silenced|assumed|hit|typed|guessed|switched)$/

export const mindReading: SentenceRule = {
  id: 'blame/mind-reading',
  family: 'blame',
  scope: 'sentence',
  level: 'warning',
  summary: 'Nobody is said to have known, ignored, not cared or not thought; nothing is called obvious.',
  why: 'What people thought can only be asked, and it made sense to them; what is obvious now was one signal among many then.',
  source:
    'Etsy, Debriefing Facilitation Guide (2016), on asking for what people saw and thought: https://www.etsy.com/codeascraft/debriefing-facilitation-guide/',
  *check(sentence) {
    if ((sentence.stems & KEYS) !== 0) {
      for (let at = 0; at < sentence.tokens.length; at += 1) yield* findingsAt(sentence, at)
    }
    for (const [from, to] of idiomsIn(IDIOMS, sentence)) {
      yield { at: spanOf(sentence.tokens, from, to), message: `This tells what somebody had in mind. ${ASK}` }
    }
  },
}

const WRONG =
  '(?:wrong|false|incorrect|faulty|flawed|mistaken|bad|erroneous|unfounded|misguided|na\u00efve|naive)'

const IDIOMS = [
  idioms(
    'refused declined took ran accepted talk only other knew know well knowing granted brushed shrugged waved notice hoped thinking kidded fooled deluded fine ok okay alright wishfully paid seriously thought think bothered care blindly chose decided opted preferred assumed',
    true,
    '(?:knew|know) (?:full|perfectly|very) well',
    'knowing (?:full|perfectly|very) well',
    '(?:took|taken|taking) (?:it |this |that |[\\w ]{1,30} )?for granted',
    '(?:brushed|shrugged|waved) (?:it |this |that |them |[\\w ]{1,30} )?(?:off|away|aside)',
    'took no notice of',
    'hoped for the best',
    'refused to \\w+',
    '(?:took|ran|accepted) (?:the|a|that|this) risk knowingly',
    'talked (?:ourselves|myself|themselves|himself|herself) into',
    '(?:was|were) only too (?:happy|glad|willing) to \\w+',
    'had (?:simply |just )?other things (?:in|on) (?:mind|(?:his|her|their) mind)',
    "was(?: not|n't|n\u2019t) (?:\\w+ )?thinking",
    '(?:kidded|fooled|deluded) (?:ourselves|myself|themselves|himself|herself)',
    "(?:figured|hoped|assumed|thought) (?:it|this|that)(?:\u2019d|'d| would| will) (?:just |probably )?be (?:fine|ok|okay|alright)",
    'wishfully \\w+ed',
    'paid no (?:attention|heed)',
    "(?:did not|didn't|didn\u2019t|never) (?:take|took) (?:[\\w]+ ){1,5}?seriously",
    "(?:had not|hadn't|hadn\u2019t|have not|haven't|did not|didn't|didn\u2019t|never) (?:really |fully |properly )?(?:thought|think|thinking)(?: it| this| that)? (?:through|about|of)",
    "could(?:n't|n\u2019t| not) be bothered",
    "could(?:n't|n\u2019t| not) care less",
    'blindly \\w+ed',
    '(?:chose|decided|opted|preferred) (?:not )?to (?:ignore|disregard|look the other way|overlook|skip|bypass)',
    'assumed,? without (?:checking|looking|asking|verifying|testing|reading)',
  ),
  idioms(
    'wrong false incorrect faulty flawed mistaken bad erroneous unfounded misguided naive na\u00efve wishful crossed cross occurred occur entered enter obvious clear',
    false,
    `(?:our|my|his|her|their|a|an|the|this|on) ${WRONG} (?:assumptions?|beliefs?|premise|impression|expectations?)`,
    `assumptions? (?:that )?(?:turned out|turns out|proved) (?:to be )?${WRONG}`,
    'wishful thinking',
    "(?:never|did not|didn't|didn\u2019t)(?: even| once)? (?:cross(?:ed)?|occur(?:red)?|enter(?:ed)?)(?: to)? (?:our|my|his|her|their|anyone(?:'s|\u2019s)?|anybody(?:'s|\u2019s)?|us|me|him|them|any of us)(?: minds?| heads?)?",
    "(?:it|this|that|which)(?: was|\u2019s|'s| is| should have been| must have been) (?:so |quite |completely |painfully |fairly |pretty |blindingly )?obvious",
    '(?:should|must) be obvious to (?:anyone|anybody|everyone|everybody|us|all)',
    'should have been (?:obvious|clear) (?:to|that)',
  ),
]

function* findingsAt({ tokens, text }: Sentence, at: number): Iterable<RawFinding> {
  const found =
    belief(tokens, at, text) ??
    ignoring(tokens, at) ??
    knowing(tokens, at) ??
    notThinking(tokens, at) ??
    certainty(tokens, at, text)
  if (found) yield found
}

const ASK = 'Ask what they saw and what it meant to them at that moment, and write that.'

/** "We incorrectly assumed the lock was free": by the light of now. */
function belief(tokens: readonly Token[], at: number, text: string): RawFinding | null {
  const adverb = wordAt(tokens, at)
  if (!WRONG_BELIEF.test(adverb)) return null
  const before = BELIEF_PAST.has(wordAt(tokens, at - 1))
  if (!before && !BELIEF_PAST.has(wordAt(tokens, at + 1))) return null
  const [from, to] = before ? [at - 1, at] : [at, at + 1]
  // "It was wrongly assumed that …", "was wrongly assumed by the team".
  const passive = BE.has(wordAt(tokens, from - 1))
  const subject = passive ? 'none' : subjectOf(tokens, from)
  if (!isAnybody(subject) && subject !== 'none') return null
  return {
    ...(passive ? { level: 'note' as const } : {}),
    at: spanOf(tokens, from, to),
    message: 'That it was wrong shows only now. Say what was assumed, and what it was based on.',
    suggestion: withoutAdverb(text, tokens, from, to, at),
  }
}

/** "The operator ignored two warnings", but not "the client ignored the header". */
function ignoring(tokens: readonly Token[], at: number): RawFinding | null {
  const word = wordAt(tokens, at)
  const decided = word === 'ignore' && /^(?:decided|chose|continued) to$/.test(joined(tokens, at - 2, at))
  if (!decided && !/^(?:ignored|dismissed|disregarded)$/.test(word)) return null
  const from = decided ? at - 2 : at
  const subject = subjectOf(tokens, from)
  const warned =
    subject === 'user' &&
    /\b(?:notices?|warnings?|e-?mails?|reminders?|instructions?|banner|announcements?)\b/.test(
      joined(tokens, at + 1, at + 6),
    )
  const ours = /^(?:our|us|my|me)$/.test(wordAt(tokens, at + 1)) && isPersonWho(subject, 'only-people')
  if (BE.has(wordAt(tokens, from - 1)) || !(isPerson(subject) || ours || warned)) return null
  return { at: spanOf(tokens, from, at), message: `Ignoring is what it looks like from here. ${ASK}` }
}

/** "Rita knew the lease was gone and still …", "was convinced that he knew better". */
function knowing(tokens: readonly Token[], at: number): RawFinding | null {
  const word = wordAt(tokens, at)
  if (
    word === 'convinced' &&
    /^(?:was|were)$/.test(wordAt(tokens, at - 1)) &&
    isThird(subjectOf(tokens, at - 1))
  ) {
    return { at: spanOf(tokens, at - 1, at), message: `This tells what somebody had in mind. ${ASK}` }
  }
  if (
    /^(?:knowingly|deliberately)$/.test(word) &&
    isPast(wordAt(tokens, at + 1)) &&
    isThird(subjectOf(tokens, at))
  ) {
    return { at: spanOf(tokens, at, at + 1), message: `This tells what somebody had in mind. ${ASK}` }
  }
  if (word !== 'knew' || !isPerson(subjectOf(tokens, at))) return null
  if (
    wordAt(tokens, at + 1) === 'that' &&
    isThird(subjectOf(tokens, at)) &&
    subjectOf(tokens, at) !== 'nobody' &&
    !/\b(?:ensured?|sure|so|if|whether|until|once)\b/.test(joined(tokens, at - 5, at - 1))
  )
    return {
      at: spanOf(tokens, at, at + 1),
      message: `What somebody knew can only be asked. ${ASK}`,
      level: 'note',
    }
  const rest = joined(tokens, at + 1, at + 30)
  if (!/\b(?:still|anyway|but|yet|better|despite|nevertheless|regardless)\b/.test(rest)) return null
  return {
    at: spanOf(tokens, at, at),
    message: `What somebody knew, and how sure they were, can only be asked. ${ASK}`,
  }
}

/** "Support didn't think of the holidays", "couldn't be bothered", "naturally nobody had thought of it". */
function notThinking(tokens: readonly Token[], at: number): RawFinding | null {
  const word = wordAt(tokens, at)
  const message = `This tells what did not go on in somebody's head. ${ASK}`
  if (word === 'bothered' && wordAt(tokens, at - 1) === 'be' && isAnybody(subjectOf(tokens, at - 1))) {
    return { at: spanOf(tokens, at - 2, at), message }
  }
  if (word === 'thought' && subjectOf(tokens, at) === 'nobody') return { at: spanOf(tokens, at, at), message }
  if (!/^(?:think|care|understand)$/.test(word) || !isNegated(tokens, at)) return null
  const subject = subjectOf(tokens, at)
  if (
    word === 'understand'
      ? !isThird(subject)
      : !isPersonWho(subject, 'only-people') && (subject !== 'none' || !startsClause(tokens, at - 2))
  )
    return null
  return { at: spanOf(tokens, at - 1, at), message }
}

function isNegated(tokens: readonly Token[], at: number): boolean {
  return /\b(?:did not|didn't|never|do not care|doesn't care)(?: even| really)*$/.test(
    joined(tokens, at - 4, at),
  )
}

/** "They obviously never read it", "Luis just clicked through". The adverb adds only contempt. */
function certainty(tokens: readonly Token[], at: number, text: string): RawFinding | null {
  const word = wordAt(tokens, at)
  const verb = at + 1
  if (
    /^(?:just|simply)$/.test(word) &&
    MINIMISED.test(wordAt(tokens, verb)) &&
    isThird(subjectOf(tokens, at))
  ) {
    return {
      at: spanOf(tokens, at, verb),
      message: `This makes light of what somebody did. ${ASK}`,
      suggestion: withoutAdverb(text, tokens, at, verb, at),
    }
  }
  if (at === 0 && /^(?:obviously|clearly|evidently)$/.test(word)) {
    const next = tokens[at + 1]?.word === ',' ? at + 2 : at + 1
    const { agent, end } = agentFrom(tokens, next)
    if (isThird(agent) && isPerson(agent))
      return { at: spanOf(tokens, at, end - 1), message: `What is obvious now was not then. ${ASK}` }
  }
  if (!CERTAINTY.test(word) || !isThird(subjectOf(tokens, at)) || BE.has(wordAt(tokens, verb))) return null
  if (
    !/^(?:never|did|didn't|had|hadn't|forgot|knew|thought|ignored|missed|assumed)$/.test(wordAt(tokens, verb))
  )
    return null
  return { at: spanOf(tokens, at, verb), message: `What is obvious now was not then. ${ASK}` }
}

/** Somebody else: only others can be read wrongly. */
function isThird(agent: Agent): boolean {
  return isAnybody(agent) && agent !== 'self'
}
