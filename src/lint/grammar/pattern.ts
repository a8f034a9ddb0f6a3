import type { Token } from './token.ts'

/** The words that a pattern found, as indexes of their first and last token. */
export interface Words {
  readonly from: number
  readonly to: number
}

/** Words with what to say of them. */
export interface Match extends Words {
  readonly message: string
  /** What could stand in place of the words, where that can be said without knowing more. */
  readonly suggestion?: string
}

/** Looks whether the words at `at` begin something that it knows. */
export type Pattern<T extends Words = Match> = (tokens: readonly Token[], at: number) => T | null

/** What the first of the patterns finds that finds anything. */
export function firstMatch<T extends Words>(
  patterns: readonly Pattern<T>[],
  tokens: readonly Token[],
  at: number,
): T | null {
  if (tokens[at]?.kind !== 'word') return null
  for (const pattern of patterns) {
    const match = pattern(tokens, at)
    if (match !== null) return match
  }
  return null
}
