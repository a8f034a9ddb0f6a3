import type { Agent } from './agent.ts'
import { AUXILIARIES, DETERMINERS, isAdverb, POSSESSIVE_DETERMINERS, PREPOSITIONS, WORKS } from './lexicon.ts'
import { isGivenName } from './names.ts'
import { nounAgent } from './noun-agent.ts'
import { isNounLike, phraseStart } from './noun-phrase.ts'
import { wordAt } from './phrase.ts'
import { pronounAgent } from './pronoun.ts'
import type { Token } from './token.ts'
import { isPast } from './verbs.ts'

interface Doer {
  readonly agent: Agent
  /** Index of the token after the phrase. */
  readonly end: number
  /** Whose work it is where the phrase names a change: "by *Dan's careless merge*" is Dan's. */
  readonly worker: Agent
}

/** Who is named by the phrase that begins at `start`: "by *the on-call*", "*Jo* knew". */
export function agentFrom(tokens: readonly Token[], start: number): Doer {
  const from = skipCounts(tokens, start)
  // "One of us", "either of the two reviewers" are whoever comes after.
  if (
    /^(?:one|any|either|some|each|both|all|most|many)$/.test(wordAt(tokens, from)) &&
    wordAt(tokens, from + 1) === 'of'
  )
    return agentFrom(tokens, from + 2)
  const pronoun = pronounAgent(tokens, from)
  if (pronoun && !DETERMINERS.has(wordAt(tokens, from)))
    return { agent: pronoun, end: from + 1, worker: 'none' }
  const noun = skipDeterminers(tokens, from)
  const end = endOfNouns(tokens, noun)
  const worker = ownerIn(tokens, from, noun, end)
  if (end === noun) return { agent: 'none', end, worker }
  const agent = nounAgent(tokens, from, end - 1)
  return {
    agent: agent === 'system' && startsWithName(tokens[noun]) ? 'named' : agent,
    end,
    worker: WORKS.has(wordAt(tokens, end - 1)) ? worker : 'none',
  }
}

function skipCounts(tokens: readonly Token[], start: number): number {
  let at = start
  while (/^\d/.test(wordAt(tokens, at)) || isAdverb(wordAt(tokens, at))) at += 1
  return at
}

function skipDeterminers(tokens: readonly Token[], from: number): number {
  let at = from
  while (DETERMINERS.has(wordAt(tokens, at))) at += 1
  return at
}

function endOfNouns(tokens: readonly Token[], noun: number): number {
  let end = noun
  while (end < noun + 6 && isNounLike(tokens[end]) && (end === noun || !startsVerb(tokens, end))) end += 1
  return end
}

/** "The engineer *pushed*", "the person *watching* the channel". */
function startsVerb(tokens: readonly Token[], at: number): boolean {
  const word = wordAt(tokens, at)
  const next = wordAt(tokens, at + 1)
  return isPast(word) || (word.endsWith('ing') && (DETERMINERS.has(next) || PREPOSITIONS.has(next)))
}

/** Whose the thing named in `[from, end)` is, by its last possessive: "*our* patch", "our *lead's* patch". */
function ownerIn(tokens: readonly Token[], from: number, noun: number, end: number): Agent {
  for (let at = end - 1; at >= noun; at -= 1) {
    if (tokens[at]?.possessive) return nounAgent(tokens, noun, at)
  }
  for (let at = noun - 1; at >= from; at -= 1) {
    const word = wordAt(tokens, at)
    if (POSSESSIVE_DETERMINERS.has(word)) return word === 'our' || word === 'my' ? 'self' : 'someone'
  }
  return 'none'
}

/** "Erik restarts the hub": a verb that looks like a noun hides the name before it. */
const startsWithName = (first: Token | undefined): boolean =>
  first !== undefined && first.capital && !first.possessive && isGivenName(first.word)

/** Whose work the subject of a verb is: "*Ivo's patch* took out the mailer". */
export function workerOf(tokens: readonly Token[], verb: number): Agent {
  let at = verb - 1
  while (at > 0 && (AUXILIARIES.has(wordAt(tokens, at)) || isAdverb(wordAt(tokens, at)))) at -= 1
  if (!WORKS.has(wordAt(tokens, at))) return 'none'
  for (let left = at - 1; left >= 0 && left > at - 4 && tokens[left]?.kind === 'word'; left -= 1) {
    if (tokens[left]?.possessive) return nounAgent(tokens, phraseStart(tokens, left, left - 4), left)
  }
  return 'none'
}
