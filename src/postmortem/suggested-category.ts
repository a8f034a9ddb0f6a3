import { bodyOf, leadOf } from './commitment.ts'
import { LEANINGS, purposeOfVerb, signsIn } from './purpose-signs.ts'
import type { Category } from './document.ts'
import type { Purpose } from './purpose-words.ts'

/** Where the sentence turns from what is done to what it is for. */
const TURN =
  /\b(?:so that|so (?:it|they|we|each)|in order to|because|since|instead of|rather than|which|this will|when|if|where|while|(?<=why )|(?<=whether )|to (?:avoid|reduce|prevent|ensure|make|allow|see|identify|detect|catch|limit))\b/i

/**
 * The category that an action's words speak for, for where the document states none. Null where they speak for none of
 * the five: work that only makes this incident's damage good, or nothing that is known.
 */
export function suggestedCategory(text: string): Category | null {
  const words = bodyOf(text)
  const turn = TURN.exec(words)?.index ?? words.length
  const sums = new Map<Purpose, number>(
    LEANINGS.flatMap(([start, ...leaning]) => (start.test(words) ? [leaning] : [])),
  )
  const led = purposeOfVerb(leadOf(words).verb)
  if (led !== null) sums.set(led, (sums.get(led) ?? 0) + 1)
  for (const { purpose, weight, index } of signsIn(words))
    sums.set(purpose, (sums.get(purpose) ?? 0) + weight * shareOf(index, turn))
  const [best] = [...sums].toSorted(([, one], [, other]) => other - one)
  return best === undefined || best[0] === 'repair' ? null : best[0]
}

/** The first words carry the deed, the last ones its reason. */
function shareOf(index: number, turn: number): number {
  return (index < 30 ? 1.2 : 1) * (index < turn ? 1 : 0.5)
}
