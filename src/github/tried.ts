import { Failed, Refused } from '../channels/failure.ts'
import { outcomeWords } from '../channels/outcome.ts'
import { ConfigError, classify, isForbidden, refusalsIn } from './errors.ts'

/** What came of something that is tried outside, and whose failure does not hold up the rest. */
export interface Tried {
  /** A short code, for the marker of the record. */
  readonly outcome: string
  /** What people read of it. */
  readonly words: string
}

interface Failure {
  readonly tried: Tried
  /** To be thrown once all else is done; null where only people can clear it, who read of it in the record. */
  readonly later: Error | null
}

/** `explained` is the same error as it concerns people. */
export function failureOf(error: unknown, explained: unknown): Failure {
  const sorted = classify(explained, new Date())
  const outcome = codeOf(error, sorted)
  const later = sorted instanceof ConfigError ? null : sorted
  return { tried: { outcome, words: outcomeWords(outcome) }, later }
}

function codeOf(error: unknown, sorted: Error): string {
  if (error instanceof Failed || error instanceof Refused) return error.code
  const isClosed = isForbidden(error) || refusalsIn(error)?.some(({ type }) => type === 'FORBIDDEN') === true
  if (isClosed) return 'forbidden'
  return sorted instanceof ConfigError ? 'refused' : 'github'
}
