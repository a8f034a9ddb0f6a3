import type { Config } from '../config/schema.ts'
import { readForm } from '../incident/form.ts'
import type { IncidentState } from '../incident/state.ts'
import { isInstant } from '../postmortem/metrics.ts'
import { parse } from '../postmortem/parse.ts'
import type { Seen } from './state.ts'

/** ISO 8601 instants, both within it. */
export interface Window {
  readonly from: string
  readonly to: string
}

const HOUR_MS = 3_600_000
const later = (at: string, hours: number): string => new Date(Date.parse(at) + hours * HOUR_MS).toISOString()

/** When the incident began, as its document says; else as was `said` by command, or when it was declared. */
export function startOf(text: string, { createdAt, body }: IncidentState, said?: string): string {
  const { startedAt } = parse(text).facts
  const start = new Date(isInstant(startedAt) ? startedAt : (statedIn(body) ?? createdAt)).toISOString()
  // Where the two differ the document counts, but what was before its start may be of use.
  return said !== undefined && said < start ? said : start
}

function statedIn(body: string): string | null {
  const { started } = readForm(body)
  const { startedAt } = parse(`---\nstarted: ${JSON.stringify(started ?? null)}\n---\n`).facts
  return isInstant(startedAt) ? startedAt : null
}

/** The earliest instant that can be of interest. */
export const earliestOf = (start: string, { timeline }: Config): string => later(start, -timeline.before)

/** Null as long as the incident lasts. */
export function endOf(
  text: string,
  { closedAt }: IncidentState,
  { timeline }: Config,
  said?: string,
): string | null {
  const { resolvedAt } = parse(text).facts
  const end = isInstant(resolvedAt) ? resolvedAt : (said ?? closedAt)
  return end === null ? null : later(end, timeline.after)
}

export const isProduction = (environment: string): boolean =>
  /\b(?:prod|production|live)\b/i.test(environment)

/**
 * From the last deployment (to production, where an environment is called so) or the last release before the start, whichever
 * of the two is earlier: either may have brought what broke. Without one in the hours before, from the first of these hours.
 */
export function windowOf(
  { start, end, earliest }: { readonly start: string; readonly end: string; readonly earliest: string },
  { deployments, releases }: Seen,
): Window {
  const inProduction = deployments.filter(({ environment }) => isProduction(environment))
  const lastOf = (all: readonly { readonly at: string }[]): string[] =>
    all
      .map(({ at }) => new Date(at).toISOString())
      .filter((at) => at <= start && at >= earliest)
      .sort()
      .slice(-1)
  const before = [...lastOf(inProduction.length > 0 ? inProduction : deployments), ...lastOf(releases)]
  return { from: before.sort()[0] ?? earliest, to: end > start ? end : start }
}
