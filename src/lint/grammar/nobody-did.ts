import { isPerson } from './agent.ts'
import { agentFrom } from './doer.ts'
import type { Omission } from './omission.ts'
import type { Pattern } from './pattern.ts'
import { skipAdverbs, wordAt } from './phrase.ts'
import { subjectOf } from './subject.ts'
import { isNeglect } from './verbs.ts'

/** Deeds that make a reproach of "nobody", besides those of care. */
const DEEDS = new Set(
  'compared wrote looked opened picked stepped tried bothered ran rotated renewed cleaned replaced tagged claimed volunteered touched turned cared documented described explained pointed linked wondered mentioned'.split(
    ' ',
  ),
)

/** "Nobody checked", "none of us noticed". */
export const nobodyDid: Pattern<Omission> = (tokens, at) => {
  const word = wordAt(tokens, at)
  if (
    !(isNeglect(word, 'past') || DEEDS.has(word)) ||
    /^(?:thought|reported)$/.test(word) ||
    /^(?:is|was|be|been|being|has|have)$/.test(wordAt(tokens, at - 1))
  )
    return null
  return subjectOf(tokens, at) === 'nobody' ? { from: at, to: at } : null
}

/** "Neither we nor the bank informed them". */
export const neitherDid: Pattern<Omission> = (tokens, at) => {
  if (wordAt(tokens, at) !== 'neither') return null
  const first = agentFrom(tokens, wordAt(tokens, at + 1) === 'of' ? at + 2 : at + 1)
  if (!isPerson(first.agent)) return null
  for (let verb = first.end; verb < at + 16; verb += 1) {
    if (isNeglect(wordAt(tokens, verb), 'past')) return { from: at, to: verb }
  }
  return null
}

/** "Nor did they tell the desk". */
export const norDid: Pattern<Omission> = (tokens, at) => {
  if (wordAt(tokens, at) !== 'nor' || wordAt(tokens, at + 1) !== 'did') return null
  const { agent, end } = agentFrom(tokens, at + 2)
  const verb = skipAdverbs(tokens, end)
  const person = isPerson(agent) || agent === 'they'
  return person && isNeglect(wordAt(tokens, verb), 'base') ? { from: at, to: verb } : null
}
