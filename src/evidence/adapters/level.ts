/** Levels that a timeline should show; below them a line is ordinary. */
const NAMES: Readonly<Record<string, string>> = {
  warn: 'WARN', warning: 'WARN', w: 'WARN', err: 'ERROR', error: 'ERROR', e: 'ERROR', severe: 'ERROR', crit: 'CRITICAL', critical: 'CRITICAL', alert: 'CRITICAL',
  emerg: 'CRITICAL', emergency: 'CRITICAL', fatal: 'FATAL', f: 'FATAL', panic: 'FATAL', dpanic: 'FATAL',
} // prettier-ignore

/** Severities of syslog (RFC 5424, section 6.2.1), from 0. */
const SYSLOG = ['CRITICAL', 'CRITICAL', 'CRITICAL', 'ERROR', 'WARN']

const SAYS_IT = /^\W{0,2}(?:warn|err|crit|fatal|panic|severe|alert|emerg)/i

/** `ERROR: ` before the words of a line that says more than "info"; nothing before all others, or where they say it themselves. */
export function withLevel(level: string | null, text: string): string {
  const name = level === null ? undefined : (NAMES[level.toLowerCase()] ?? bunyan(level))
  if (name === undefined || text === '' || SAYS_IT.test(text)) return text
  return `${name}: ${text}`
}

/** The severity in a syslog line's `<PRI>`: the facility times eight plus it. */
export function withPriority(priority: string | undefined, text: string): string {
  const name = priority === undefined || priority === '' ? undefined : SYSLOG[Number(priority) % 8]
  return withLevel(name ?? null, text)
}

/** Loggers of Node.js count: 40 warns, 50 is an error, 60 fatal. */
function bunyan(level: string): string | undefined {
  return { '40': 'WARN', '50': 'ERROR', '60': 'FATAL' }[level]
}
