import { at, firstWords, isObject, wordsAt } from '../json-value.ts'
import { lineAdapter } from './line-adapter.ts'
import { pairsOf } from './logfmt-pairs.ts'
import type { Adapter, Reading } from '../evidence.ts'
import type { Found } from '../tell.ts'

const TIME = ['time', 'ts', 'timestamp', '@timestamp', 't', 'datetime', '__REALTIME_TIMESTAMP']
const TEXT = ['msg', 'message', 'MESSAGE', 'event', 'log', 'text', 'body']
const LEVEL = ['level', 'lvl', 'severity', 'log.level', 'levelname']
const ERROR = ['err', 'error', 'exception', 'cause']
const SOURCE = ['service', 'service.name', 'app', 'application', 'component', 'logger', 'name', 'container', 'job', 'SYSLOG_IDENTIFIER', 'host', 'hostname', '_HOSTNAME', 'caller'] // prettier-ignore

/**
 * Structured log lines: `ts=2026-11-23T14:03:00Z level=error msg="…"`, or the same keys as a JSON object per line (slog, zap, pino, Docker's
 * json-file, journalctl's JSON). An error beside the message stands after it.
 * @see https://brandur.org/logfmt
 * @see https://pkg.go.dev/log/slog#JSONHandler
 */
export const logfmt: Adapter = lineAdapter({
  name: 'logfmt',
  title: 'logfmt or JSON log lines',
  element: 'a logfmt or JSON log line',
  isOne(line) {
    const values = valuesOf(line)
    return values !== null && firstWords(values, TIME) !== null && firstWords(values, TEXT) !== null
  },
  reader(reading) {
    const fallback = nameOf(reading)
    return (line): Found | null => {
      const values = valuesOf(line)
      if (values === null || firstWords(values, [...TIME, ...TEXT]) === null) return null
      const message = firstWords(values, TEXT)
      const error = firstWords(values, ERROR) ?? wordsAt(values, 'err', 'message') ?? wordsAt(values, 'error', 'message') // prettier-ignore
      const words = error === null || message?.includes(error) === true ? (message ?? '') : [message, error].filter(Boolean).join(': ') // prettier-ignore
      return {
        time: firstWords(values, TIME),
        text: words,
        level: levelOf(firstWords(values, LEVEL) ?? wordsAt(values, 'log', 'level')),
        source: firstWords(values, SOURCE) ?? wordsAt(values, 'service', 'name') ?? fallback,
      }
    }
  },
})

/** Loggers of Node.js count: 30 informs, 50 is an error. */
const COUNTED: Readonly<Record<string, string>> = { '10': 'trace', '20': 'debug', '30': 'info', '40': 'warn', '50': 'error', '60': 'fatal' } // prettier-ignore

function levelOf(level: string | null): string | null {
  return level === null ? null : (COUNTED[level] ?? level)
}

/** Null where the line is neither. */
function valuesOf(line: string): Readonly<Record<string, unknown>> | null {
  if (line.trimStart().startsWith('{')) return objectIn(line)
  const pairs = pairsOf(line)
  return pairs === null ? null : Object.fromEntries(pairs)
}

function objectIn(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line)
    // A CloudEvent has a time and sometimes a message too, and a format of its own.
    return isObject(value) && at(value, 'specversion') === undefined ? value : null
  } catch {
    // Told as a line that is none of this format.
    return null
  }
}

/** Logs that do not name who writes them are named after their file. */
function nameOf({ file }: Reading): string {
  const name = file.split(/[/\\]/).at(-1) ?? file
  return name.replace(/\.(?:log|txt|json|jsonl|ndjson|logfmt)$/i, '') || name
}
