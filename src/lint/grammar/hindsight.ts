import { isPerson } from './agent.ts'
import type { Pattern, Words } from './pattern.ts'
import { skipAdverbs, wordAt } from './phrase.ts'
import { subjectOf } from './subject.ts'
import { DILIGENCE_PAST, isPast } from './verbs.ts'

/** "In hindsight *we let it run too long*": people, seen from the end. */
export const inHindsight: Pattern<Words> = (tokens, at) => {
  const word = wordAt(tokens, at)
  const lookingBack = word === 'looking' && wordAt(tokens, at + 1) === 'back'
  if (!lookingBack && word !== 'hindsight' && !word.startsWith('retrospect')) return null
  for (let next = at + 1; next < at + 8 && next < tokens.length; next += 1) {
    if (/^(?:we|i|our|my|they|he|she)$/.test(wordAt(tokens, next).replace(/'\w+$/, '')))
      return { from: at, to: next }
  }
  // "We let it run too long, in hindsight."
  for (let back = at - 1; back > at - 30 && back >= 0; back -= 1) {
    if (/^(?:we|i)$/.test(wordAt(tokens, back)) && isPast(wordAt(tokens, skipAdverbs(tokens, back + 1))))
      return { from: back, to: at }
  }
  return null
}

/** "Had every opportunity to". */
export const hadEveryChance: Pattern<Words> = (tokens, at) => {
  const said =
    wordAt(tokens, at) === 'had' &&
    /^(?:every|ample|plenty)$/.test(wordAt(tokens, at + 1)) &&
    /^(?:opportunity|chance|time|warning)$/.test(wordAt(tokens, at + 2))
  return said && isPerson(subjectOf(tokens, at)) ? { from: at, to: at + 2 } : null
}

/** "Why wasn't this tested?". */
export const whyNotDone: Pattern<Words> = (tokens, at) => {
  if (wordAt(tokens, at) !== 'why' || !/^w(?:as|ere)n't$/.test(wordAt(tokens, at + 1))) return null
  const end = Math.min(tokens.length, at + 7)
  for (let act = at + 2; act < end; act += 1) {
    if (DILIGENCE_PAST.has(wordAt(tokens, act))) return { from: at, to: act }
  }
  return null
}
