import { isPerson, type Agent } from './agent.ts'
import { agentFrom } from './doer.ts'
import { subjectOf } from './subject.ts'
import { BE } from './lexicon.ts'
import { joined, wordAt } from './phrase.ts'
import type { Token } from './token.ts'
import { BELIEF_PAST, isPast } from './verbs.ts'

const ADVERBS = [
  'accidentally',
  'accidently',
  'inadvertently',
  'mistakenly',
  'erroneously',
  'wrongly',
  'wrongfully',
  'unintentionally',
  'unwittingly',
]
/** Of a thing these tell its state ("was incorrectly configured"); of people, how they acted. */
const STATE_ADVERBS: ReadonlySet<string> = new Set(['incorrectly', 'improperly'])
const NOT_YET =
  /\b(?:could|can|cannot|may|might|would|will|to|avoid|avoids|prevent|prevents|not|without|never|if|from|from being)$/

/** An act said to be an accident: by somebody ("the DBA accidentally dropped it") or by nobody named ("it was dropped by mistake"). */
export interface Accident {
  readonly agent: Agent
  /** Token indexes of the words that say so. */
  readonly from: number
  readonly to: number
  /** The adverb alone, where it can simply be left out. */
  readonly adverb: number | null
}

const cache = new WeakMap<readonly Token[], readonly Accident[]>()

/** Found once for a sentence, since two rules ask. */
export function accidentsIn(tokens: readonly Token[]): readonly Accident[] {
  const known = cache.get(tokens)
  if (known) return known
  const found: Accident[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const accident = isAccidentAdverb(wordAt(tokens, at)) ? byAdverb(tokens, at) : byPhrase(tokens, at)
    if (accident) found.push(accident)
  }
  cache.set(tokens, found)
  return found
}

/** Somebody did it: an active verb that follows, or "by hand". */
function isByHand(tokens: readonly Token[], at: number): boolean {
  const passive = BE.has(wordAt(tokens, at - 1)) || !isPast(wordAt(tokens, at + 1))
  return !passive || /\b(?:by hand|manually)\b/.test(joined(tokens, at, at + 16))
}

function byAdverb(tokens: readonly Token[], at: number): Accident | null {
  if (NOT_YET.test(joined(tokens, at - 2, at))) return null
  const next = wordAt(tokens, at + 1)
  if (BELIEF_PAST.has(next)) return null
  if (STATE_ADVERBS.has(wordAt(tokens, at)) && !isByHand(tokens, at)) return null
  if (isPast(next)) {
    if (BE.has(wordAt(tokens, at - 1)) || BE.has(next)) return passive(tokens, at + 1, at, at + 1, at)
    return active(tokens, at, at, at + 1, at)
  }
  const verb = pastBefore(tokens, at)
  if (verb < 0) return null
  if (NOT_YET.test(joined(tokens, verb - 2, verb))) return null
  return isPassive(tokens, verb) ? passive(tokens, verb, verb, at, at) : active(tokens, verb, verb, at, at)
}

function byPhrase(tokens: readonly Token[], at: number): Accident | null {
  if (wordAt(tokens, at) !== 'by' || !/^(?:mistake|accident)$/.test(wordAt(tokens, at + 1)))
    return inError(tokens, at)
  for (let verb = at - 1; verb >= 0 && verb > at - 20; verb -= 1) {
    if (!isPast(wordAt(tokens, verb)) || NOT_YET.test(joined(tokens, verb - 2, verb))) continue
    if (isPassive(tokens, verb)) return { agent: byAgent(tokens, verb), from: at, to: at + 1, adverb: null }
    const agent = subjectOf(tokens, verb)
    if (isPerson(agent)) return { agent, from: at, to: at + 1, adverb: null }
  }
  return { agent: 'none', from: at, to: at + 1, adverb: null }
}

/** "Duty phone mistakenly redirected to …": a passive without its verb, as notes are written. */
function isReduced(tokens: readonly Token[], verb: number, to: number): boolean {
  const after = tokens[Math.max(verb, to) + 1]
  return (
    tokens.slice(0, verb).every((token) => !BE.has(token.word) && !/^(?:that|which|who)$/.test(token.word)) &&
    !/^(?:ran|started|failed|stopped|went|came|fell|returned|responded|connected|waited|continued)$/.test(
      tokens[verb]?.word ?? '',
    ) &&
    (after === undefined ||
      after.kind === 'stop' ||
      /^(?:to|by|from|on|in|at|as|during|while|with|into|instead)$/.test(after.word))
  )
}

/** "Pushed in error by Dana": the words of a clerk for "by mistake"; not "in error state". */
function inError(tokens: readonly Token[], at: number): Accident | null {
  if (wordAt(tokens, at) !== 'in' || wordAt(tokens, at + 1) !== 'error') return null
  const after = tokens[at + 2]
  if (
    after &&
    after.kind === 'word' &&
    !/^(?:by|at|on|when|while|during|and|from|as|because|to|into|instead|this|that|last)$/.test(after.word)
  )
    return null
  for (let verb = at - 1; verb >= 0 && verb > at - 6; verb -= 1) {
    if (!isPast(wordAt(tokens, verb)) || BE.has(wordAt(tokens, verb))) continue
    if (isPassive(tokens, verb)) return { agent: byAgent(tokens, verb), from: at, to: at + 1, adverb: null }
    const agent = subjectOf(tokens, verb)
    return isPerson(agent) ? { agent, from: at, to: at + 1, adverb: null } : null
  }
  return null
}

function active(
  tokens: readonly Token[],
  verb: number,
  from: number,
  to: number,
  adverb: number,
): Accident | null {
  const agent = subjectOf(tokens, verb)
  if (agent === 'system' && isReduced(tokens, verb, to))
    return { agent: byAgent(tokens, verb), from, to, adverb }
  return isPerson(agent) || agent === 'none' || agent === 'user' || agent === 'perhaps'
    ? { agent: agent === 'perhaps' ? 'named' : agent, from, to, adverb }
    : vendorAct(tokens, to, agent, from, adverb)
}

/** "Hetzner wrongly terminated our account": a company that did something to us is its people. */
function vendorAct(
  tokens: readonly Token[],
  to: number,
  agent: Agent,
  from: number,
  adverb: number,
): Accident | null {
  const human =
    agent === 'vendor' || (agent === 'company' && /^(?:our|us|my|me)$/.test(wordAt(tokens, to + 1)))
  return human ? { agent: 'vendor', from, to, adverb } : null
}

function passive(tokens: readonly Token[], verb: number, from: number, to: number, adverb: number): Accident {
  return { agent: byAgent(tokens, verb), from, to, adverb }
}

function byAgent(tokens: readonly Token[], verb: number): Agent {
  for (let at = verb + 1; at < verb + 8 && tokens[at]?.kind !== 'stop'; at += 1) {
    if (wordAt(tokens, at) !== 'by' || /^(?:hand|mistake|accident|default)$/.test(wordAt(tokens, at + 1)))
      continue
    return agentFrom(tokens, at + 1).agent
  }
  return 'none'
}

function isPassive(tokens: readonly Token[], verb: number): boolean {
  for (let at = verb - 1; at >= 0 && at >= verb - 3; at -= 1) if (BE.has(wordAt(tokens, at))) return true
  return false
}

function pastBefore(tokens: readonly Token[], at: number): number {
  for (let verb = at - 1; verb >= 0 && verb >= at - 8; verb -= 1) {
    if (tokens[verb]?.kind === 'stop') return -1
    // Further off only for a passive, whose object is no longer in between.
    if (isPast(wordAt(tokens, verb)) && (verb >= at - 3 || BE.has(wordAt(tokens, verb - 1)))) return verb
  }
  return -1
}

/** Also with a letter or two wrong, as people under stress type it. */
function isAccidentAdverb(word: string): boolean {
  if (ADVERBS.includes(word) || STATE_ADVERBS.has(word)) return true
  return (
    word.length >= 10 &&
    word.length <= 18 &&
    word.endsWith('ly') &&
    ADVERBS.some((adverb) => adverb.length >= 10 && isNear(word, adverb))
  )
}

/** At most two letters added, left out or changed. */
function isNear(word: string, model: string): boolean {
  if (Math.abs(word.length - model.length) > 2) return false
  let row = Array.from({ length: model.length + 1 }, (_, index) => index)
  for (let i = 1; i <= word.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= model.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (word[i - 1] === model[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return (row[model.length] ?? 9) <= 2
}
