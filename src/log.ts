import type { Log } from './reconcile.ts'

/** Libraries say bare sentences, too. */
type Say = (facts: object | string, message?: string) => void
/** As Probot's, which has levels that we do not use ourselves. */
type Wordy = { readonly [Level in 'debug' | 'info' | 'warn' | 'error']: Say }

/**
 * That log, without a word of what people wrote: errors of GitHub's client bear whole requests, its refusals quote what
 * they refuse, and Probot writes the bodies of its requests at the level of debug. The words themselves are in
 * `debrief jobs list`, for the jobs that were given up.
 */
export function discreet(log: Wordy): Wordy & Log {
  const cut =
    (level: 'info' | 'warn' | 'error'): Say =>
    (facts, message) =>
      typeof facts === 'string' ? log[level]({}, facts) : log[level](withoutWords(facts), message)
  return {
    debug: (facts, message) => log.debug({}, typeof facts === 'string' ? facts : message),
    info: cut('info'),
    warn: cut('warn'),
    error: cut('error'),
  }
}

function withoutWords(facts: object): object {
  if (!('err' in facts)) return facts
  return { ...facts, err: facts.err instanceof Error ? outline(facts.err) : briefly(facts.err) }
}

const CODE = /^[A-Z0-9_]{2,40}$/

/** What is needed to find it: no properties that somebody else has hung on it. */
function outline(error: Error): object {
  const code = 'code' in error && CODE.test(String(error.code)) ? { code: String(error.code) } : {}
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const cause = error.cause instanceof Error ? { cause: outline(error.cause) } : {}
  return { type: error.name, message: briefly(error), ...code, stack: frames.join('\n'), ...cause }
}

// What the language says of a value may quote it, with marks or without; these name only what the code names.
const NATIVE = new Set(['TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'URIError'])
const OF_CODE =
  /^(?:Cannot (?:read|set) properties of (?:undefined|null) \((?:reading|setting) '[\w$]+'\)|[\w$.]+ is not (?:a function|defined|iterable)|Maximum call stack size exceeded|Invalid array length|Invalid time value)$/

/** An error in a line, without words that may be people's: of what GitHub refused, only what was asked and its answer. */
export function briefly(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error was thrown'
  if ('status' in error && typeof error.status === 'number')
    return `GitHub answered ${error.status}${toWhat(error)}`
  if (error.name === 'GraphqlResponseError')
    return `GitHub answered a GraphQL request with errors (${typesOf(error)})`
  if (error.cause instanceof Error && isAnswer(error.cause)) return briefly(error.cause)
  return NATIVE.has(error.name) && !OF_CODE.test(error.message) ? error.name : error.message
}

/** GitHub's own answer is somewhere in it, with the words that it was given. */
const isAnswer = (error: Error): boolean =>
  'status' in error ||
  error.name === 'GraphqlResponseError' ||
  (error.cause instanceof Error && isAnswer(error.cause))

/** The route, but for what people name: files and branches. */
function toWhat(error: Error): string {
  const request: unknown = 'request' in error ? error.request : null
  if (typeof request !== 'object' || request === null || !('method' in request) || !('url' in request))
    return ''
  const path = /^https?:\/\/[^/]+([^?#]*)/.exec(String(request.url))?.[1] ?? ''
  return ` to ${String(request.method)} ${path.replace(/\/(contents|git\/refs?|branches|labels|compare)\/.*/, '/$1/…')}`
}

function typesOf(error: Error): string {
  const errors: unknown = 'errors' in error ? error.errors : null
  const types = (Array.isArray(errors) ? errors : []).map((each: unknown) => {
    const type = typeof each === 'object' && each !== null && 'type' in each ? String(each.type) : ''
    return CODE.test(type) ? type : 'of no type'
  })
  return [...new Set(types)].join(', ')
}
