import { skipAdverbs, wordAt } from './phrase.ts'
import type { Token } from './token.ts'

/** "Should (not) have done", "could easily have been spotted", "ought to have". */
export interface ModalPerfect {
  /** `should` for "ought to" as well; without a negation. */
  readonly modal: string
  /** Index of the participle. */
  readonly verb: number
  readonly passive: boolean
}

const MODAL = /^(?:should|could|might|would|ought|shouldn't|shouldnt|couldn't|oughtn't)$/
const CONTRACTED = /^(should|could|might|would)'?ve$|^(should|could)a$/

/** The one whose modal stands at `at`, or null. */
export function modalPerfectAt(tokens: readonly Token[], at: number): ModalPerfect | null {
  const word = wordAt(tokens, at)
  const contraction = CONTRACTED.exec(word)
  const contracted = contraction?.[1] ?? contraction?.[2]
  if (!contracted && !MODAL.test(word)) return null
  const have = contracted ? at : haveAfter(tokens, at)
  if (have === null) return null
  const first = skipAdverbs(tokens, have + 1)
  const passive = wordAt(tokens, first) === 'been'
  const verb = passive ? skipAdverbs(tokens, first + 1) : first
  const plain = word.replace(/n'?t$/, '')
  return { modal: contracted ?? (plain === 'ought' ? 'should' : plain), verb, passive }
}

/** "We could and should have": the last modal carries the verb. */
function haveAfter(tokens: readonly Token[], modal: number): number | null {
  const isOughtTo = wordAt(tokens, modal).startsWith('ought') && wordAt(tokens, modal + 1) !== 'have'
  const have = skipAdverbs(tokens, isOughtTo ? behindTo(tokens, modal) : modal + 1)
  return /^(?:have|of|had|has)$/.test(wordAt(tokens, have)) ? have : null
}

/** Behind the "to" of "ought not to have". */
const behindTo = (tokens: readonly Token[], ought: number): number =>
  wordAt(tokens, ought + 1) === 'not' ? ought + 3 : ought + 2
