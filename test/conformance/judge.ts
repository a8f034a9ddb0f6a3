import type { ErrorObject, ValidateFunction } from 'ajv'
import type { Traffic } from '../../src/sandbox/traffic.ts'
import type { Descriptions } from './descriptions.ts'

export interface Violation {
  /** `GET /repos/{owner}/{repo} 200`, or `hook issues.labeled`. */
  readonly where: string
  readonly what: string
}

// GitHub's description lists these for some operations only, though each can answer so.
const EVERYWHERE = new Set([301, 304, 307, 401, 403, 404, 422, 429, 500, 502, 503])

/** What of a recorded request or event is not as GitHub describes it; null for what it does not describe at all. */
export function judge(line: Traffic, descriptions: Descriptions): Violation[] | null {
  return line.kind === 'hook' ? judgeHook(line, descriptions) : judgeCall(line, descriptions)
}

function judgeHook(line: Extract<Traffic, { kind: 'hook' }>, descriptions: Descriptions): Violation[] {
  const where = `hook ${line.event}${line.action === null ? '' : `.${line.action}`}`
  const check = descriptions.payload(line.event, line.action)
  return check ? misfits(where, '', check, line.payload) : [{ where, what: 'GitHub has no such event' }]
}

function judgeCall(line: Extract<Traffic, { kind: 'api' }>, descriptions: Descriptions): Violation[] | null {
  const operation = descriptions.operation(line.method, line.path)
  if (!operation) return null
  const { status, request, response } = line
  const where = `${line.method} ${operation.template} ${status}`
  const check = operation.response(status)
  const found: Violation[] = []
  if (check === undefined) {
    if (!EVERYWHERE.has(status)) found.push({ where, what: 'this status is not documented' })
    else if (status >= 400 && status < 500)
      found.push(...misfits(where, 'response', descriptions.error, response))
  } else if (check !== null && typeof response !== 'string') {
    found.push(...misfits(where, 'response', check, response))
  }
  // What was refused was refused for a reason.
  if (status < 300 && operation.request && request !== null)
    found.push(...misfits(where, 'request', operation.request, request))
  return found
}

function misfits(where: string, side: string, check: ValidateFunction, value: unknown): Violation[] {
  if (check(value)) return []
  return deepest(check.errors ?? []).map((error) => ({ where, what: `${side}${described(error)}` }))
}

/** Of the branches that a union tries, those which came furthest say what is wrong. */
function deepest(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const told = errors.filter(({ keyword }) => keyword !== 'anyOf' && keyword !== 'oneOf')
  const best = told.length > 0 ? told : errors
  const depth = ({ instancePath }: ErrorObject): number => instancePath.split('/').length
  const most = Math.max(...best.map(depth))
  return errors.some(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
    ? best.filter((error) => depth(error) === most)
    : best
}

function described({ instancePath, message, params }: ErrorObject): string {
  const place = instancePath.replaceAll(/\/\d+(?=\/|$)/g, '[]').replaceAll('/', '.')
  const allowed: unknown = params['allowedValues']
  const detail = Array.isArray(allowed) ? ` (${allowed.slice(0, 6).join(', ')}…)` : ''
  return `${place} ${message ?? 'does not fit'}${detail}`
}
