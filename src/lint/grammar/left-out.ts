import { isAnybody, isPerson, isPersonWho } from './agent.ts'
import { BE, SELF } from './lexicon.ts'
import type { Omission } from './omission.ts'
import type { Pattern } from './pattern.ts'
import { joined, skipAdverbsBack, startsClause, wordAt } from './phrase.ts'
import { subjectOf } from './subject.ts'
import type { Token } from './token.ts'

const LEAVING = new Set(
  'forgot forgets forgott omitted omits skipped skips overlooked overlooks missed misses neglected'.split(
    ' ',
  ),
)

/** "Ops forgot to renew", "we missed the signs", "the DBA omitted it", "the engineer skipped the canary". */
export const leftOut: Pattern<Omission> = (tokens, at) => {
  const word = wordAt(tokens, at)
  if (word === 'forgotten') return isForgotten(tokens, at) ? { from: at, to: at } : null
  if (word === 'forget') return didForget(tokens, at) ? { from: at, to: at } : null
  if (word === 'missing') return isMissingChance(tokens, at) ? { from: at, to: at + 2 } : null
  if (!LEAVING.has(word)) return null
  const next = wordAt(tokens, at + 1)
  if (BE.has(wordAt(tokens, at - 1)) || /^(?:out|password)$/.test(next) || isTarget(tokens, at)) return null
  if (!isPersonLeaving(tokens, at) && !isFragment(tokens, at)) return null
  return word === 'forgot' && next === 'to'
    ? { from: at, to: at + 2, reword: 'did not ' }
    : { from: at, to: at }
}

/** "Has forgotten". */
function isForgotten(tokens: readonly Token[], at: number): boolean {
  const had = wordAt(tokens, skipAdverbsBack(tokens, at - 1))
  if (!/^(?:has|have|had|hasn't|i've|we've|they've)$/.test(had)) return false
  const who = subjectOf(tokens, at)
  return isPersonWho(who, 'only-people') || who === 'user'
}

/** "Why did she forget". */
function didForget(tokens: readonly Token[], at: number): boolean {
  const asked = /^(?:did|didn't)$/.test(wordAt(tokens, at - 1)) || /\bdid\b/.test(joined(tokens, at - 5, at))
  return asked && isAnybody(subjectOf(tokens, at))
}

/** "Missing the chance to". */
function isMissingChance(tokens: readonly Token[], at: number): boolean {
  if (!/^the (?:opportunity|chance)$/.test(joined(tokens, at + 1, at + 3))) return false
  return tokens.slice(0, at).some((token) => SELF.has(token.word)) || isPerson(subjectOf(tokens, at))
}

/** To miss a target is a number. */
const isTarget = (tokens: readonly Token[], at: number): boolean =>
  /\b(?:targets?|goals?|slos?|slas?|objectives?|budget)\b/.test(joined(tokens, at + 1, at + 6))

function isPersonLeaving(tokens: readonly Token[], at: number): boolean {
  const word = wordAt(tokens, at)
  const subject = subjectOf(tokens, at)
  if (!/^forgott?$/.test(word))
    return isPerson(subject) || (word.startsWith('overlook') && isPersonWho(subject, 'only-people'))
  // A terse list item has an object of some kind.
  const object = /^(?:to|that|about|the|a|an|how)$/.test(wordAt(tokens, at + 1))
  return isPersonWho(subject, 'only-people') || subject === 'user' || (subject === 'none' && object)
}

/** "Overlooked the flag": a note without a subject is its writer's. */
const isFragment = (tokens: readonly Token[], at: number): boolean =>
  startsClause(tokens, at) &&
  /^(?:missed|overlooked|skipped)$/.test(wordAt(tokens, at)) &&
  /^(?:the|a|an|that|this|our|to|how|it)$/.test(wordAt(tokens, at + 1))
