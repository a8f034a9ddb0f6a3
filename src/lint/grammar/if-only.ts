import { isPerson } from './agent.ts'
import { HARMED } from './deeds.ts'
import { agentFrom } from './doer.ts'
import { BE } from './lexicon.ts'
import type { Pattern, Words } from './pattern.ts'
import { joined, skipAdverbs, wordAt } from './phrase.ts'
import { subjectOf } from './subject.ts'
import type { Token } from './token.ts'
import { isPast } from './verbs.ts'

/** "If only she had asked": a condition about people counts where the sentence then imagines another outcome, or only wishes. */
export const ifOnly: Pattern<Words> = (tokens, at) => {
  const found = conditionAt(tokens, at)
  if (!found) return null
  if (wordAt(tokens, at + 1) === 'only' || /\b(?:just|only)\b/.test(joined(tokens, at + 2, at + 5)))
    return found
  const act = wordAt(tokens, found.to)
  return act !== 'had' && !BE.has(act) && imaginesOutcome(tokens) ? found : null
}

const imaginesOutcome = (tokens: readonly Token[]): boolean =>
  tokens.some(
    (_, at) =>
      /^(?:could|would|might)(?:'ve|n't)?$/.test(wordAt(tokens, at)) ||
      // "We'd have seen it".
      (wordAt(tokens, at).endsWith("'d") && wordAt(tokens, at + 1) === 'have'),
  )

/** Whether the sentence says what people would have had to do for another outcome. */
export const hasCondition = (tokens: readonly Token[]): boolean =>
  tokens.some((_, at) => conditionAt(tokens, at) !== null || isByActing(tokens, at))

/** "By turning to the manufacturer at once we would have known". */
const isByActing = (tokens: readonly Token[], at: number): boolean =>
  wordAt(tokens, at) === 'by' && wordAt(tokens, at + 1).length > 5 && wordAt(tokens, at + 1).endsWith('ing')

/** "If we had …", "had we …", "if the engineer had …". */
function conditionAt(tokens: readonly Token[], at: number): Words | null {
  const word = wordAt(tokens, at)
  if (word === 'had') return invertedCondition(tokens, at)
  if (word !== 'if') return null
  const { agent, end } = agentFrom(tokens, wordAt(tokens, at + 1) === 'only' ? at + 2 : at + 1)
  const isHad = wordAt(tokens, end) === 'had'
  const verb = skipAdverbs(tokens, isHad ? end + 1 : end)
  const act = wordAt(tokens, verb)
  const past = isHad || wordAt(tokens, end - 1).endsWith("'d")
  return past && isPerson(agent) && isPast(act) && !HARMED.has(act) ? { from: at, to: verb } : null
}

/** "Had we asked". */
function invertedCondition(tokens: readonly Token[], at: number): Words | null {
  const { agent, end } = agentFrom(tokens, at + 1)
  const verb = skipAdverbs(tokens, end)
  const inverted =
    isPerson(agent) && isPast(wordAt(tokens, verb)) && (at === 0 || !isPerson(subjectOf(tokens, at)))
  return inverted ? { from: at, to: verb } : null
}
