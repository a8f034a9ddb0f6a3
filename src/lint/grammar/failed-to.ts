import { isPerson, isPersonWho, type Agent } from './agent.ts'
import { agentFrom } from './doer.ts'
import type { Omission } from './omission.ts'
import type { Pattern } from './pattern.ts'
import { skipAdverbs, skipAdverbsBack, wordAt } from './phrase.ts'
import { subjectOf } from './subject.ts'
import type { Token } from './token.ts'
import { DILIGENCE, TELLING } from './verbs.ts'

const FAILING = new Set(
  'failed fails fail failing failure neglected neglects neglecting omitted omits omission neglect'.split(' '),
)

/** "We failed to notice": only people fail in this sense; a pod that failed to start is a fact. */
export const failedTo: Pattern<Omission> = (tokens, at) => {
  const word = wordAt(tokens, at)
  if (/^(?:failure|omission|neglect)$/.test(word) && wordAt(tokens, at + 1) === 'of')
    return failureOf(tokens, at)
  if (!FAILING.has(word) || wordAt(tokens, at + 1) !== 'to') return null
  const verb = skipAdverbs(tokens, at + 2)
  const base = wordAt(tokens, verb)
  if (base === 'reproduce' || /^(?:may|might|would|could|if)$/.test(wordAt(tokens, at - 1))) return null
  const subject = /^(?:failure|omission|neglect)$/.test(word)
    ? whoseFailure(tokens, at)
    : subjectOf(tokens, at)
  if (!isPersonFailing(subject, word, base)) return null
  return { from: at, to: verb, ...(word === 'failed' || word === 'neglected' ? { reword: 'did not ' } : {}) }
}

/** "Failure of the team to test". */
function failureOf(tokens: readonly Token[], at: number): Omission | null {
  const { agent, end } = agentFrom(tokens, at + 2)
  return isPerson(agent) && wordAt(tokens, end) === 'to' && wordAt(tokens, end + 1) !== ''
    ? { from: at, to: end + 1 }
    : null
}

/** "*Our* failure to renew", "*the night shift's* failure to". */
function whoseFailure(tokens: readonly Token[], at: number): Agent {
  const before = skipAdverbsBack(tokens, at - 1)
  const word = wordAt(tokens, before)
  if (/^(?:our|my)$/.test(word)) return 'self'
  if (/^(?:his|her)$/.test(word)) return 'someone'
  return tokens[before]?.possessive || !/^(?:a|an|the)$/.test(word) ? subjectOf(tokens, at) : 'none'
}

/** Whether `subject` is somebody, seen from what failed to be done. */
function isPersonFailing(subject: Agent, failing: string, base: string): boolean {
  if (isPerson(subject)) return true
  const neglect = /^(?:neglect|omit)/.test(failing)
  if (neglect && (isPersonWho(subject, 'only-people') || subject === 'user')) return true
  switch (subject) {
    case 'user':
      return /^(?:notice|read|heed|follow|check|update|upgrade|respond|act|renew)$/.test(base)
    case 'vendor':
    case 'company':
      return TELLING.has(base)
    case 'perhaps':
      return TELLING.has(base) || DILIGENCE.has(base)
    // A terse list item, or a "they" that could be people.
    case 'none':
    case 'they':
      return DILIGENCE.has(base)
    default:
      return false
  }
}
