import type { Agent } from './agent.ts'
import { ATTACKERS, NOBODY, SELF, SOMEONE, SYSTEM_PRONOUNS, USERS } from './lexicon.ts'
import { wordAt } from './phrase.ts'
import type { Token } from './token.ts'

/** Whom the pronoun at `at` means, contracted with its verb or not; null where none stands there. */
export function pronounAgent(tokens: readonly Token[], at: number): Agent | null {
  const word = tokens[at]?.word.replace(/'(?:d|ve|m|re|ll)$/, '') ?? ''
  const before = wordAt(tokens, at - 1)
  if (word === 'one' && (before === 'no' || before === 'not')) return 'nobody'
  // "The return of *the US* from vacation" is a country's.
  if (word === 'us' && tokens[at]?.shouted) return null
  if (SELF.has(word)) return before === 'of' && isNobody(tokens, at - 2) ? 'nobody' : 'self'
  if (SOMEONE.has(word)) return 'someone'
  if (NOBODY.has(word)) return 'nobody'
  if (word === 'they') return 'they'
  return SYSTEM_PRONOUNS.has(word) ? 'system' : null
}

/** "None of us", "not one of us". */
const isNobody = (tokens: readonly Token[], at: number): boolean =>
  NOBODY.has(wordAt(tokens, at)) ||
  (wordAt(tokens, at) === 'one' && /^(?:not|no)$/.test(wordAt(tokens, at - 1)))

/** Who "who" is, by the word before it: "customers *who* …", "the engineer *who* …". */
export function whoAfter(word: string): Agent {
  if (ATTACKERS.has(word)) return 'attacker'
  return USERS.has(word) ? 'user' : 'someone'
}

/** "I've", "they'd": an auxiliary with its subject in front. */
export const isContractedSubject = (word: string): boolean => /^(?:i|we|he|she|they)'/.test(word)
