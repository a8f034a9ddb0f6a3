import { isPerson, type Agent } from './agent.ts'
import { agentFrom } from './doer.ts'
import { BE } from './lexicon.ts'
import type { Omission } from './omission.ts'
import type { Pattern } from './pattern.ts'
import { joined, skipAdverbs, skipAdverbsBack, startsClause, wordAt } from './phrase.ts'
import { subjectOf } from './subject.ts'
import type { Token } from './token.ts'
import { CARE_GERUND, DILIGENCE_PAST, isPast } from './verbs.ts'

/** "Merged it *without reading* the plan", "restarted it *instead of asking*". */
export const without: Pattern<Omission> = (tokens, at) => {
  const next = behindWithout(tokens, at)
  if (next === null) return null
  const gerund = skipAdverbs(tokens, next)
  if (!isCare(tokens, gerund)) return null
  const actor = startsClause(tokens, at) ? actorAfterComma(tokens, gerund) : actorBefore(tokens, at)
  return isPerson(actor) ? { from: at, to: gerund } : null
}

function behindWithout(tokens: readonly Token[], at: number): number | null {
  const word = wordAt(tokens, at)
  if (word === 'without') return at + 1
  const second = word === 'instead' ? 'of' : word === 'rather' ? 'than' : null
  return second !== null && wordAt(tokens, at + 1) === second ? at + 2 : null
}

/** "Checking", "having checked", "being aware". */
function isCare(tokens: readonly Token[], gerund: number): boolean {
  const act = wordAt(tokens, gerund)
  if (CARE_GERUND.has(act)) return true
  if (act === 'having') return DILIGENCE_PAST.has(wordAt(tokens, skipAdverbs(tokens, gerund + 1)))
  return act === 'being' && /^(?:fully )?aware\b/.test(joined(tokens, gerund + 1, gerund + 3))
}

/** "Without checking the zone, *we* drained it". */
function actorAfterComma(tokens: readonly Token[], from: number): Agent {
  const comma = tokens.findIndex((token, index) => index > from && token.word === ',')
  return comma < 0 || comma > from + 14 ? 'none' : agentFrom(tokens, comma + 1).agent
}

/** Who does what the words at `at` add to: the subject of the nearest verb before, unless that is passive. */
function actorBefore(tokens: readonly Token[], at: number): Agent {
  for (let verb = at - 1; verb >= 0 && verb > at - 20; verb -= 1) {
    const token = tokens[verb]
    if (token?.kind === 'stop' && /[;:.!?]/.test(token.word)) return 'none'
    const actor = actorOf(tokens, verb)
    if (actor !== null) return actor
  }
  // Told in the present: "Standby restarts it without …".
  const first = agentFrom(tokens, 0).agent
  return isPerson(first) ? first : 'none'
}

/** Whose act the word at `at` is; null where it is none, or its subject stands further left. */
function actorOf(tokens: readonly Token[], at: number): Agent | null {
  const word = wordAt(tokens, at)
  // "Hesitant to deploy without …", "can merge without …": nothing was done.
  if (/^(?:to|can|could|may|might|would|will|should|must|cannot|can't)$/.test(word)) return 'none'
  const progressive = word.endsWith('ing') && /^(?:was|were)$/.test(wordAt(tokens, at - 1))
  if (progressive) return subjectOf(tokens, at - 1)
  if (!isPast(word) || BE.has(word)) return null
  if (BE.has(wordAt(tokens, skipAdverbsBack(tokens, at - 1)))) return 'none'
  const subject = subjectOf(tokens, at)
  // "A script that updated rows without …": the one who ran it stands further left.
  if (subject === 'system' && /\b(?:that|which)\b/.test(joined(tokens, at - 3, at))) return null
  return subject === 'none' && startsClause(tokens, at) ? 'self' : subject
}

/** "Not checking the plan", "no documenting of steps": a note whose subject is its writer. */
export const notDoing: Pattern<Omission> = (tokens, at) => {
  if (!/^(?:not|no)$/.test(wordAt(tokens, at)) || !startsClause(tokens, at)) return null
  const gerund = skipAdverbs(tokens, at + 1)
  const act = wordAt(tokens, gerund)
  return CARE_GERUND.has(act) || /^(?:documenting|using|following)$/.test(act)
    ? { from: at, to: gerund, level: 'note' }
    : null
}
