import type { Token } from './token.ts'

/** What a pattern found: the words, as indexes of their first and last token, and what to say of them. */
export interface Match {
  readonly from: number
  readonly to: number
  readonly message: string
  /** What could stand in place of the words, where that can be said without knowing more. */
  readonly suggestion?: string
}

/** Looks whether the words at `at` begin something that it knows. */
export type Pattern = (tokens: readonly Token[], at: number) => Match | null

/** What the first of the patterns finds that finds anything. */
export function firstMatch<T>(
  patterns: readonly ((tokens: readonly Token[], at: number) => T | null)[],
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
