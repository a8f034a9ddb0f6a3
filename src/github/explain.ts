import { describe } from '../describe.ts'
import type { Effect, RepositoryName } from '../effects.ts'
import type { Refusal } from './errors.ts'
import { ConfigError, REFUSED_FIX, Stale, isForbidden, isRefusal, refusalsIn, statusOf } from './errors.ts'

/** What GitHub said to an effect, as an error that says who must act: people, or nobody but time. */
export function explain(error: unknown, effect: Effect, home: RepositoryName): unknown {
  if (!(error instanceof Error)) return error
  const refusals = refusalsIn(error)
  if (refusals) return explainRefusals(refusals, error, effect, home)
  const what = `I could not ${describe(effect, home)}: ${error.message}`
  const status = statusOf(error)
  if (status === 422) {
    return isStale(error) ? new Stale(what, null, { cause: error }) : new ConfigError(what, { cause: error })
  }
  if (status === 404 || status === 410)
    return new ConfigError(`${what}. Is it deleted, or closed to the app?`, { cause: error })
  return isForbidden(error) ? new ConfigError(`${what}. ${REFUSED_FIX}`, { cause: error }) : error
}

/** Of several things that were asked in one request: with a fresh look, only what is truly refused is left. */
function explainRefusals(
  refusals: readonly Refusal[],
  cause: Error,
  effect: Effect,
  home: RepositoryName,
): Error {
  const words = [...new Set(refusals.map(({ message }) => message))].join('; ')
  const what = `I could not ${describe(effect, home)}: ${words}`
  if (refusals.some((refusal) => refusal.type === 'STALE_DATA' || isStale(refusal)))
    return new Stale(what, null, { cause })
  const fix = refusals.some(({ type }) => type === 'FORBIDDEN') ? `. ${REFUSED_FIX}` : ''
  return new ConfigError(`${what}${fix}`, { cause })
}

/**
 * It is there already, or has its parent, or the file is there and we did not say which one we replace: our reading was stale. Look again, and
 * plan anew.
 */
const isStale = ({ message }: Pick<Error, 'message'>): boolean =>
  /already[ _]exists|"sha" (?:wasn't|was not) supplied|duplicate sub-issues|only have one parent/i.test(
    message,
  )

/** Refused, and the rest does without: three issues are pinned already; somebody closed a conversation to all words. */
export function isDispensable(error: unknown, effect: Effect): error is Error {
  if (effect.do === 'pinIssue') return isRefusal(error)
  const says = (effect.do === 'comment' && effect.as === undefined) || effect.do === 'editComment'
  return says && isForbidden(error) && /is locked/i.test(error.message)
}

/** Private repositories of free plans know no drafts. */
export const hasNoDrafts = (error: unknown): boolean =>
  statusOf(error) === 422 &&
  error instanceof Error &&
  /draft pull requests are not supported/i.test(error.message)
