import type { Token } from './token.ts'

/** What a pattern found: the words, as indexes of their first and last token, and what to say of them. */
export interface Match {
  readonly from: number
  readonly to: number
  readonly message: string
}

/** Looks whether the words at `at` begin something that it knows. */
export type Pattern = (tokens: readonly Token[], at: number) => Match | null
