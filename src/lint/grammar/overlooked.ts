import { isPerson } from './agent.ts'
import { agentFrom } from './doer.ts'
import { HALF, type Omission } from './omission.ts'
import type { Pattern } from './pattern.ts'
import { joined, skipAdverbsBack, wordAt } from './phrase.ts'
import { subjectOf } from './subject.ts'
import type { Token } from './token.ts'
import { DILIGENCE_PAST } from './verbs.ts'

const LOST = new Set('overlooked missed forgotten ignored'.split(' '))
const CARED_FOR: ReadonlySet<string> = new Set([
  ...DILIGENCE_PAST,
  'identified',
  'renewed',
  'updated',
  'performed',
])

/** "Was not spotted by the on-call", "missed by both reviewers". */
export const notDoneBy: Pattern<Omission> = (tokens, at) => {
  const word = wordAt(tokens, at)
  if (!LOST.has(word) && !(CARED_FOR.has(word) && isNegated(tokens, at))) return null
  const by = [at + 1, at + 2, at + 3, at + 4].find((index) => wordAt(tokens, index) === 'by')
  // That nobody else looked is a gap in a process, and no reproach.
  if (by === undefined || /^(?:an?|any|another|anyone|anybody|someone|two)$/.test(wordAt(tokens, by + 1)))
    return null
  return isPerson(agentFrom(tokens, by + 1).agent) ? { from: at, to: by } : null
}

const isNegated = (tokens: readonly Token[], at: number): boolean =>
  /\b(?:not|never|n't|wasn't|weren't|isn't|hadn't|hasn't)\b/.test(joined(tokens, at - 4, at))

/** What a machine misses in the way of its work. */
const MACHINE_MISSES =
  /\b(?:heartbeats?|polls?|scrapes?|cache|caches|frames?|packets?|ticks?|runs?|windows?|beats?|samples?|pings?|slots?|blocks?|attestations?|events?|rows?|records?|segments?|intervals?|keepalives?|backups?|slos?|slas?)\b/

const OVERLOOKED = new Set(
  'overlooked forgotten neglected underestimated misjudged missed omitted'.split(' '),
)

/** "The step was overlooked": nobody is named, so it weighs less. */
export const wasOverlooked: Pattern<Omission> = (tokens, at) => {
  const word = wordAt(tokens, at)
  if (!OVERLOOKED.has(word)) return null
  const be = skipAdverbsBack(tokens, at - 1)
  if (!/^(?:was|were|been|got|being)$/.test(wordAt(tokens, be))) return null
  if (word === 'missed' && MACHINE_MISSES.test(joined(tokens, at - 7, at))) return null
  return { from: be, to: at, level: 'note' }
}

/** "Not properly considered", by nobody who is named. */
export const halfDone: Pattern<Omission> = (tokens, at) => {
  const isHalf =
    HALF.test(wordAt(tokens, at)) &&
    /^(?:not|never|wasn't|weren't|isn't|aren't)$/.test(wordAt(tokens, at - 1)) &&
    DILIGENCE_PAST.has(wordAt(tokens, at + 1))
  return isHalf && !isPerson(subjectOf(tokens, at - 1)) ? { from: at - 1, to: at + 1, level: 'note' } : null
}
