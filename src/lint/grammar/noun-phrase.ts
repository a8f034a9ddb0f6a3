import {
  AUXILIARIES,
  CONJUNCTIONS,
  DETERMINERS,
  isAdverb,
  PREPOSITIONS,
  SELF,
  SUBORDINATORS,
} from './lexicon.ts'
import { wordAt } from './phrase.ts'
import type { Token } from './token.ts'
import { isPast } from './verbs.ts'

/** Where the noun phrase that ends at `at` begins, its article included. */
export function phraseStart(tokens: readonly Token[], at: number, floor: number): number {
  let from = at
  for (let left = at - 1; left >= 0 && left > floor; left -= 1) {
    const token = tokens[left]
    if (!token || !isNounLike(token)) {
      if (token && DETERMINERS.has(token.word)) from = left
      break
    }
    const startsPhrase = DETERMINERS.has(wordAt(tokens, left + 1))
    if (startsPhrase || (isPast(token.word) && left > 0 && !DETERMINERS.has(wordAt(tokens, left - 1)))) break
    from = left
  }
  return from
}

const PRONOUNS: ReadonlySet<string> = new Set([...SELF, 'they', 'he', 'she', 'it'])

/** A word that no closed class holds: it can be part of a name for somebody or something. */
export function isNounLike(token: Token | undefined): boolean {
  if (!token || token.kind !== 'word') return false
  const { word } = token
  return !(
    PREPOSITIONS.has(word) ||
    CONJUNCTIONS.has(word) ||
    DETERMINERS.has(word) ||
    AUXILIARIES.has(word) ||
    SUBORDINATORS.has(word) ||
    PRONOUNS.has(word) ||
    isAdverb(word)
  )
}
