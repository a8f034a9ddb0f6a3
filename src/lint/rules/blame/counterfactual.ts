import { agentFrom, isAnybody, isPerson, subjectOf } from '../../grammar/agent.ts'
import { BE, CONJUNCTIONS } from '../../grammar/lexicon.ts'
import { joined, skipAdverbs, spanOf, wordAt } from '../../grammar/phrase.ts'
import type { Token } from '../../grammar/token.ts'
import { DILIGENCE_PAST, isPast } from '../../grammar/verbs.ts'
import type { SentenceRule } from '../../rule.ts'

const TRIGGER =
  /should|could|might|would|ought|if only|opportunity|hindsight|retrospect|\bhad\b|why w(?:as|ere)n/i
/** How much worse it could have been is about the system's margins, not about people. */
const LUCK = /\bluck(?:y|ily)?\b|\bfortunate/i

export const counterfactual: SentenceRule = {
  id: 'blame/counterfactual',
  family: 'blame',
  scope: 'sentence',
  level: 'warning',
  summary: 'The text says what happened, not what people should, could or would have done.',
  why: 'A world in which somebody acted otherwise explains nothing about this one; and it grows from knowing the end.',
  source:
    'John Allspaw, "Counterfactual Thinking, Rules, and The Knight Capital Accident" (Kitchen Soap, 2013), and Baruch Fischhoff on hindsight (1975)',
  *check(sentence) {
    if (!TRIGGER.test(sentence.text) || LUCK.test(sentence.text)) return
    for (let at = 0; at < sentence.tokens.length; at += 1) {
      const found = PATTERNS.map((pattern) => pattern(sentence.tokens, at)).find((match) => match !== null)
      if (!found) continue
      yield {
        at: spanOf(sentence.tokens, found[0], found[1]),
        message:
          'This tells of a past that was not. Say what was done and known at that time; what ought to be different from now on is an action.',
      }
    }
  },
}

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
  'shortened',
  'reduced',
])
const MODAL = /^(?:should|could|might|would|ought)$/
const CONTRACTED = /^(should|could|might|would)'ve$/

interface Perfect {
  readonly modal: string
  /** Index of the participle. */
  readonly verb: number
  readonly passive: boolean
}

/** "Should (not) have done", "could easily have been spotted", "ought to have". */
function perfectAt(tokens: readonly Token[], at: number): Perfect | null {
  const word = wordAt(tokens, at)
  const contracted = CONTRACTED.exec(word)?.[1]
  if (!contracted && !MODAL.test(word)) return null
  let have = at
  if (!contracted) {
    have = skipAdverbs(tokens, word === 'ought' ? at + 2 : at + 1)
    // "We could and should have": the last modal carries the verb.
    if (!/^(?:have|of)$/.test(wordAt(tokens, have))) return null
  }
  let verb = skipAdverbs(tokens, have + 1)
  const passive = wordAt(tokens, verb) === 'been'
  if (passive) verb = skipAdverbs(tokens, verb + 1)
  return { modal: contracted ?? (word === 'ought' ? 'should' : word), verb, passive }
}

const perfect: Pattern = (tokens, at) => {
  const found = perfectAt(tokens, at)
  if (!found) return null
  const { modal, verb, passive } = found
  const act = wordAt(tokens, verb)
  if (act === '') return null
  if (passive && modal !== 'would') return passiveAct(tokens, at, verb, modal) ? [at, verb] : null
  if (passive || !isPast(act)) return null
  const subject = subjectOf(tokens, at)
  if (modal === 'should') {
    if (act === 'happened') return wordAt(tokens, at + 1) === 'never' ? [at, verb] : null
    return isAnybody(subject) || (subject === 'none' && act !== 'had') ? [at, verb] : null
  }
  if (modal === 'could' || modal === 'might') {
    const likely = modal === 'could' || DONE_BY_PEOPLE.has(act)
    return likely && (isPerson(subject) || (subject === 'none' && at <= 1)) ? [at, verb] : null
  }
  return wouldHave(tokens, at, verb) ? [at, verb] : null
}

function passiveAct(tokens: readonly Token[], at: number, verb: number, modal: string): boolean {
  const act = wordAt(tokens, verb)
  const subject = subjectOf(tokens, at)
  if (/^(?:faster|quicker|sooner|earlier)$/.test(act))
    return hasHumanIf(tokens) || /\bif\b/.test(joined(tokens, verb, verb + 12))
  if (isPerson(subject) && subject !== 'nobody')
    return modal === 'should' && (/^(?:more|aware|careful)$/.test(act) || isPast(act))
  if (!DONE_BY_PEOPLE.has(act)) return false
  return !isByMeans(tokens, verb)
}

/** A tool or safeguard as the means is a condition: "could have been prevented with schema validation". */
function isByMeans(tokens: readonly Token[], verb: number): boolean {
  let at = verb + 1
  while (/^(?:earlier|sooner|easily|automatically|entirely|here|there)$/.test(wordAt(tokens, at))) at += 1
  const means = wordAt(tokens, at)
  if (wordAt(tokens, verb - 1) === 'automatically') return true
  if (/^(?:with|via|using|through)$/.test(means)) return !wordAt(tokens, at + 1).endsWith('ing')
  if (means !== 'by' || wordAt(tokens, at + 1).endsWith('ing')) return false
  return !isPerson(agentFrom(tokens, at + 1).agent)
}

/** "We would have lost less time if we had": only with an "if" about people, or an act as its subject. */
function wouldHave(tokens: readonly Token[], at: number, verb: number): boolean {
  const subject = subjectOf(tokens, at)
  if (isPerson(subject)) return hasHumanIf(tokens)
  const helping = /^(?:saved|helped|caught|prevented|avoided|shown|revealed|shortened)$/.test(
    wordAt(tokens, verb),
  )
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
  return tokens.some((_, at) => humanIf(tokens, at) !== null)
}

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
  return had && isPerson(agent) && isPast(wordAt(tokens, verb)) ? [at, verb] : null
}

/** An "if" about people counts where the sentence then imagines another outcome, or only wishes. */
const condition: Pattern = (tokens, at) => {
  const found = humanIf(tokens, at)
  if (!found) return null
  if (wordAt(tokens, at + 1) === 'only') return found
  const imagined = tokens.some(
    (_, index) =>
      /^(?:could|would|might)$/.test(wordAt(tokens, index)) ||
      /^(?:could|would|might)'ve$/.test(wordAt(tokens, index)),
  )
  const act = wordAt(tokens, found[1])
  return imagined && act !== 'had' && !BE.has(act) ? found : null
}

/** "Had every opportunity to", "in hindsight we …". */
const phrase: Pattern = (tokens, at) => {
  if (
    /^had (?:every|ample|plenty)$/.test(joined(tokens, at, at + 2)) &&
    /^(?:opportunity|chance|time|warning)$/.test(wordAt(tokens, at + 2))
  ) {
    return isPerson(subjectOf(tokens, at)) ? [at, at + 2] : null
  }
  if (/^why (?:wasn't|weren't|was|were)$/.test(joined(tokens, at, at + 2))) {
    const end = Math.min(tokens.length, at + 7)
    for (let next = at + 2; next < end; next += 1) {
      const negated = wordAt(tokens, at + 1).endsWith("n't")
      if (negated && DILIGENCE_PAST.has(wordAt(tokens, next))) return [at, next]
    }
  }
  return null
}

const PATTERNS: readonly Pattern[] = [condition, perfect, phrase]
