import { isAnybody, isPerson, subjectOf, type Agent } from '../../grammar/agent.ts'
import { BE, SELF } from '../../grammar/lexicon.ts'
import { joined, skipAdverbs, spanOf, wordAt } from '../../grammar/phrase.ts'
import type { Token } from '../../grammar/token.ts'
import { DILIGENCE, DILIGENCE_PAST, TELLING, TELLING_PAST } from '../../grammar/verbs.ts'
import type { Level } from '../../finding.ts'
import type { RawFinding, SentenceRule } from '../../rule.ts'

const TRIGGER =
  /\bfail|forg[eo]t|neglect|\bomit|skipped|overlook|miss(?:ed|ing)|n['\u2019]t\b|\bnot\b|never|nobody|no[ -]one|none of|\blos[et] track|bother|\bsat on\b|dropped the ball|blind eye|slip|underestimated|misjudged|slept through/i

export const omission: SentenceRule = {
  id: 'blame/omission',
  family: 'blame',
  scope: 'sentence',
  level: 'error',
  summary: 'Nobody is said to have failed, forgotten, missed or not done something.',
  why: 'What people did not do is a story told from the end. They did something else, for reasons; those reasons can be changed.',
  source:
    'Sidney Dekker, The Field Guide to Understanding "Human Error" (3rd ed., 2014, ISBN 978-1-4724-3905-5), on counterfactuals and on describing what people did instead',
  *check(sentence) {
    if (!TRIGGER.test(sentence.text) || PROMPT.test(sentence.text)) return
    for (let at = 0; at < sentence.tokens.length; at += 1) {
      const found = PATTERNS.map((pattern) => pattern(sentence.tokens, at)).find((match) => match !== null)
      if (found) yield toFinding(sentence.text, sentence.tokens, found)
    }
  },
}

/** Questions of a template or a retrospective: "What did we not anticipate?". */
const PROMPT = /^(?:what|which|how|did|do|should|is|are)\b[^?]*\?$/i

interface Match {
  readonly from: number
  readonly to: number
  readonly reword?: string
  readonly level?: Level
}
type Pattern = (tokens: readonly Token[], at: number) => Match | null

function toFinding(text: string, tokens: readonly Token[], { from, to, reword, level }: Match): RawFinding {
  const at = spanOf(tokens, from, to)
  return {
    at,
    message:
      'This tells what people did not do. Say what they did and saw instead, and what would have shown them more: a signal, a default, a check by a tool.',
    suggestion: reword === undefined ? null : `${reword}${text.slice(tokens[to]?.start ?? at.end, at.end)}`,
    ...(level ? { level } : {}),
  }
}

/** "We failed to notice": only people fail in this sense; a pod that failed to start is a fact. */
const failing: Pattern = (tokens, at) => {
  const word = wordAt(tokens, at)
  if (
    !/^(?:failed|fails|fail|failing|failure|neglected|neglects)$/.test(word) ||
    wordAt(tokens, at + 1) !== 'to'
  )
    return null
  const verb = skipAdverbs(tokens, at + 2)
  const base = wordAt(tokens, verb)
  if (base === 'reproduce' || /^(?:may|might|would|could|if)$/.test(wordAt(tokens, at - 1))) return null
  const subject = subjectOf(tokens, at)
  if (!isPerson(subject) && !isOutside(subject, base, TELLING) && !(isLoose(subject) && DILIGENCE.has(base)))
    return null
  return { from: at, to: verb, ...(word === 'failed' || word === 'neglected' ? { reword: 'did not ' } : {}) }
}

/** "Ops forgot to renew", "we missed the signs", "the DBA omitted it", "the engineer skipped the canary". */
const leaving: Pattern = (tokens, at) => {
  const word = wordAt(tokens, at)
  if (!/^(?:forgot|forget|omitted|skipped|overlooked|missed|missing)$/.test(word)) return null
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
  if (BE.has(wordAt(tokens, at - 1)) || /^(?:out|password)$/.test(wordAt(tokens, at + 1))) return null
  if (!(isPerson(subject) || (word === 'forgot' && isForgetting(tokens, at, subject)))) return null
  if (word !== 'forgot' || wordAt(tokens, at + 1) !== 'to') return { from: at, to: at }
  return { from: at, to: at + 2, reword: 'did not ' }
}

function isForgetting(tokens: readonly Token[], at: number, subject: Agent): boolean {
  // A terse list item has an object of some kind.
  const object = /^(?:to|that|about|the|a|an|how)$/.test(wordAt(tokens, at + 1))
  return object && (isLoose(subject) || subject === 'vendor')
}

/** "Operations did not realise", "she never responded", "we hadn't tested". */
const notDoing: Pattern = (tokens, at) => {
  const word = wordAt(tokens, at)
  const negation = negationAt(tokens, at)
  if (negation === null) return null
  const verb = skipAdverbs(tokens, at + 1)
  const act = wordAt(tokens, verb)
  const done = negation === 'perfect' || word === 'never'
  const telling = done ? TELLING_PAST : TELLING
  const blind = act === 'see' && /^(?:that|it was|it had)\b/.test(joined(tokens, verb + 1, verb + 3))
  const careful = blind || (done ? DILIGENCE_PAST : DILIGENCE).has(act)
  const half =
    verb > at + 1 &&
    /^(?:properly|sufficiently|adequately|thoroughly|carefully|fully)$/.test(wordAt(tokens, verb - 1))
  if (!careful && !half) return null
  if (act === 'know' || /^(?:think|care|understand)$/.test(act)) return null
  const subject = inverted(tokens, at) ?? subjectOf(tokens, at)
  if (!isPerson(subject) && subject !== 'they' && !isOutside(subject, act, telling)) return null
  return { from: /^(?:did|do|does|had|have|has)$/.test(wordAt(tokens, at - 1)) ? at - 1 : at, to: verb }
}

function negationAt(tokens: readonly Token[], at: number): 'did' | 'perfect' | null {
  const word = wordAt(tokens, at)
  const before = wordAt(tokens, at - 1)
  if (word === "didn't") return 'did'
  if (/^(?:hadn't|haven't|hasn't)$/.test(word)) return 'perfect'
  if (word === 'never') return /^(?:to|can|could|will|would|should|is|was)$/.test(before) ? null : 'perfect'
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

/** "Nobody checked", "none of us noticed". */
const nobody: Pattern = (tokens, at) => {
  const word = wordAt(tokens, at)
  if (!DILIGENCE_PAST.has(word) || word === 'thought' || BE.has(wordAt(tokens, at - 1))) return null
  return subjectOf(tokens, at) === 'nobody' ? { from: at, to: at } : null
}

/** "The step was overlooked", "not properly considered": nobody is named, so it weighs less. */
const passive: Pattern = (tokens, at) => {
  const word = wordAt(tokens, at)
  if (/^(?:overlooked|forgotten|neglected|underestimated|misjudged|missed)$/.test(word)) {
    const be = wordAt(tokens, skipBack(tokens, at - 1))
    if (!/^(?:was|were|been|got|being)$/.test(be)) return null
    const about = joined(tokens, at - 7, at)
    if (
      word === 'missed' &&
      !/\b(?:alert|alerts|notification|notifications|warnings?|pages?|message|email|signs?|steps?|signals?|deployments?|failures?|deadline|review|bug|regression|this|it)\b/.test(
        about,
      )
    )
      return null
    return { from: skipBack(tokens, at - 1), to: at, level: 'note' }
  }
  const half = /^(?:properly|sufficiently|adequately|thoroughly|carefully)$/.test(word)
  const notHalf =
    half &&
    /^(?:not|never|wasn't|weren't|isn't|aren't)$/.test(wordAt(tokens, at - 1)) &&
    DILIGENCE_PAST.has(wordAt(tokens, at + 1))
  return notHalf && !isPerson(subjectOf(tokens, at - 1)) ? { from: at - 1, to: at + 1, level: 'note' } : null
}

function skipBack(tokens: readonly Token[], at: number): number {
  let back = at
  while (back > 0 && skipAdverbs(tokens, back) > back && !BE.has(wordAt(tokens, back))) back -= 1
  return back
}

const IDIOMS = [
  'lost track',
  'lose track',
  'lost sight',
  'sat on',
  'dropped the ball',
  'turned a blind eye',
  'slept through',
]

/** "Lost track of", "seemed to lose track", "sat on the report". */
const idiom: Pattern = (tokens, at) => {
  const phrase = IDIOMS.find((words) => joined(tokens, at, at + words.split(' ').length) === words)
  if (phrase === undefined) return null
  const verb = wordAt(tokens, at - 1) === 'to' ? at - 2 : at
  return isPerson(subjectOf(tokens, verb)) ? { from: at, to: at + phrase.split(' ').length - 1 } : null
}

/** A company, or a name that we do not know, where the verb is one of telling: then its people are meant. */
function isOutside(subject: Agent, verb: string, telling: ReadonlySet<string>): boolean {
  return telling.has(verb) && (subject === 'vendor' || subject === 'company')
}

/** No subject (a terse list item) or an unclear "they". */
const isLoose = (subject: Agent): boolean => subject === 'none' || subject === 'they'

const PATTERNS: readonly Pattern[] = [failing, leaving, notDoing, nobody, passive, idiom]
