/** Three kinds of error, each with one destination. Anything that is none of these is a fault of ours: logged, parked. */

/** The user must act; told where they look, not retried. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Will pass: tried again, not before `afterMs` milliseconds (null: the queue's own backoff). */
export class TransientError extends Error {
  override readonly name = 'TransientError'
  readonly afterMs: number | null
  constructor(message: string, afterMs: number | null = null, options?: ErrorOptions) {
    super(message, options)
    this.afterMs = afterMs
  }
}

/** Nothing failed, it is only too early: a limit, or what GitHub does not show yet. No try is counted for it. */
export class NotYet extends TransientError {}

/** GitHub does not show yet what it told the app of: looked at again soon. */
export class Unseen extends TransientError {}

/** What was read does not hold any more: worth another look once GitHub shows what is. */
export class Stale extends TransientError {}

interface HttpFailure {
  readonly status: number
  readonly message: string
  readonly headers: Readonly<Record<string, string | number | undefined>>
  /** False where Octokit's 500 only stands for a connection that was never made. */
  readonly answered: boolean
}

function httpFailure(error: unknown): HttpFailure | null {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null
  const response = 'response' in error ? error.response : null
  const answered = typeof response === 'object' && response !== null
  return { status: error.status, message: error.message, headers: headersOf(response), answered }
}

/** Of a response, or of the error that GraphQL's client throws. */
function headersOf(holder: unknown): HttpFailure['headers'] {
  if (typeof holder !== 'object' || holder === null || !('headers' in holder)) return {}
  return typeof holder.headers === 'object' ? { ...holder.headers } : {}
}

/** The HTTP status that GitHub answered with, or null where the error is not GitHub's. */
export const statusOf = (error: unknown): number | null => httpFailure(error)?.status ?? null

const NETWORK =
  /ECONN|ETIMEDOUT|EPIPE|EAI_AGAIN|ENOTFOUND|fetch failed|socket hang up|terminated|timeout|aborted/i

/**
 * Sorts what a call to GitHub threw.
 * @see https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api (rate limits)
 */
export function classify(error: unknown, now: Date): Error {
  if (error instanceof TransientError || error instanceof ConfigError) return error
  const failure = httpFailure(error)
  if (failure) return classifyHttp(failure, error, now)
  if (error instanceof Error) {
    if (isGraphqlLimit(error)) {
      return new NotYet(error.message, waitOf(headersOf(error), now) ?? 60_000, { cause: error })
    }
    if (isGraphqlForbidden(error))
      return new ConfigError(`GitHub refused: ${error.message}. ${REFUSED_FIX}`, { cause: error })
    if (NETWORK.test(`${error.name} ${error.message} ${causeOf(error)}`)) {
      return new TransientError(`GitHub could not be reached: ${error.message}`, null, { cause: error })
    }
    return error
  }
  return new Error(String(error))
}

function classifyHttp(failure: HttpFailure, cause: unknown, now: Date): Error {
  const { status, message, headers } = failure
  const wait = waitOf(headers, now)
  const limited = status === 429 || (status === 403 && isLimit(message, wait))
  // Without a header GitHub asks for at least a minute's pause on a secondary limit.
  if (limited) return new NotYet(message, wait ?? 60_000, { cause })
  if (status >= 500) {
    const what = failure.answered ? `answered ${status}` : 'could not be reached'
    return new TransientError(`GitHub ${what}: ${message}`, wait, { cause })
  }
  if (status === 403 || isRuled(failure))
    return new ConfigError(`GitHub refused: ${message}. ${REFUSED_FIX}`, { cause })
  // 401: the token ran out while under way; 409: somebody else wrote first. Both are well on a fresh read.
  if (status === 401 || status === 409)
    return new TransientError(`GitHub answered ${status}: ${message}`, null, { cause })
  return cause instanceof Error ? cause : new Error(message)
}

export const REFUSED_FIX = 'Grant the app the permissions of app.yml, or lift the protection that refuses it.'

const isLimit = (message: string, wait: number | null): boolean =>
  wait !== null || /rate limit|abuse/i.test(message)

/** A 403 that is no limit, or a rule of the branch: the app may not do this, however often it tries. */
export function isForbidden(error: unknown): error is Error {
  const failure = httpFailure(error)
  if (!failure) return false
  const limited = isLimit(failure.message, waitOf(failure.headers, new Date(0)))
  return isRuled(failure) || (failure.status === 403 && !limited)
}

/** Rulesets and protected branches answer 409 to a commit by the contents API, as a conflict does. */
const isRuled = ({ status, message }: HttpFailure): boolean =>
  status === 409 && /rule violations|could not (?:create|update|delete) file/i.test(message)

/** Milliseconds to wait, as `retry-after` or an exhausted primary limit says; else null. */
function waitOf(headers: HttpFailure['headers'], now: Date): number | null {
  const after = Number(headers['retry-after'])
  if (headers['retry-after'] !== undefined && Number.isFinite(after)) return after * 1_000
  const reset = Number(headers['x-ratelimit-reset'])
  if (String(headers['x-ratelimit-remaining']) === '0' && Number.isFinite(reset)) {
    return Math.max(1_000, reset * 1_000 - now.getTime())
  }
  return null
}

/** Whether a GraphQL mutation was understood and refused; a limit is none, it passes. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof Error && error.name === 'GraphqlResponseError' && !isGraphqlLimit(error)
}

export interface Refusal {
  readonly type: string
  readonly message: string
}
// A fault of GitHub's has another type, or none.
const REFUSED = new Set([
  'UNPROCESSABLE',
  'NOT_FOUND',
  'FORBIDDEN',
  'STALE_DATA',
  'BRANCH_PROTECTION_RULE_VIOLATION',
])

// A ruleset's refusal has a type of its own, which is written down nowhere.
const RULED = /rule violations|made through a pull request/i

/** What GraphQL refused of a mutation, one for each part of it; null where anything else went wrong. */
export function refusalsIn(error: unknown): readonly Refusal[] | null {
  if (!isRefusal(error) || !('errors' in error) || !Array.isArray(error.errors)) return null
  const refusals = error.errors.map((each: Partial<Refusal>) => ({
    type: String(each.type),
    message: String(each.message),
  }))
  return refusals.every(({ type, message }) => REFUSED.has(type) || RULED.test(message)) ? refusals : null
}

function isGraphqlLimit(error: Error): boolean {
  const errors: unknown = 'errors' in error ? error.errors : null
  // The type has been RATE_LIMITED and RATE_LIMIT; a secondary limit comes in words alone.
  return Array.isArray(errors) && errors.some((each: unknown) => /rate.?limit/i.test(JSON.stringify(each)))
}

function isGraphqlForbidden(error: Error): boolean {
  const errors: unknown = 'errors' in error ? error.errors : null
  return Array.isArray(errors) && errors.some((each: unknown) => /"FORBIDDEN"/.test(JSON.stringify(each)))
}

const causeOf = (error: Error): string =>
  error.cause instanceof Error ? `${error.cause.name} ${error.cause.message}` : ''
