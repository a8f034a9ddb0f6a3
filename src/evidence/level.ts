import { LEVELS, type Level } from './evidence.ts'

/** The names of RFC 5424's severities, of log libraries and of Kubernetes, in lower case. */
const NAMES: Readonly<Record<string, Level>> = {
  trace: 'debug', debug: 'debug', dbg: 'debug', verbose: 'debug', info: 'info', information: 'info', informational: 'info', notice: 'info', normal: 'info',
  warn: 'warn', warning: 'warn', error: 'error', err: 'error', fatal: 'error', critical: 'error', crit: 'error', alert: 'error', emerg: 'error', emergency: 'error', panic: 'error', severe: 'error',
} // prettier-ignore

/** The level that a tool's word for it means. */
export const levelNamed = (name: string): Level | undefined => {
  const lower = name.toLowerCase()
  return Object.hasOwn(NAMES, lower) ? NAMES[lower] : undefined
}

export const isAtLeast = (level: Level, least: Level): boolean =>
  LEVELS.indexOf(level) >= LEVELS.indexOf(least)

/** `WARN`, `[error]`: at the start of what is told, or as logfmt has it. */
const LEAD = /^[[(<]?([A-Za-z]{3,13})[\])>]?[:|\s]/
const LOGFMT = /\b(?:level|lvl|severity)="?([A-Za-z]{3,13})\b/

/** The level that a log line says in its own words. */
export function levelIn(text: string): Level | undefined {
  const lead = levelNamed(LEAD.exec(text)?.[1] ?? '')
  return lead ?? levelNamed(LOGFMT.exec(text.slice(0, 300))?.[1] ?? '')
}
