import type { Alert, Evidence } from './evidence.ts'

/** Shorter words, such as "ok" or "done", are said by many at the same time. */
export const SHORTEST_SAME = 8

// Marks of Markdown and Slack, emoji by name or by sign, and addresses in Slack's brackets keep their words.
const MARKS = /[*_~`>|#"'“”‘’]+|:[a-z0-9_+-]{1,40}:|[\p{Extended_Pictographic}\uFE0F\u200D]|[<[(\])]/gu

/** A text as it is compared: whatever marks, case and white space say is gone. */
export function wordsOf(text: string): string {
  const plain = text.toLowerCase().replace(MARKS, ' ')
  return (/\s\s|[^\S ]/.test(plain) ? plain.replace(/\s+/g, ' ') : plain).replace(
    /^[\s.:,;!-]+|[\s.:,;!-]+$/g,
    '',
  )
}

const STATES: Readonly<Record<Alert['state'], RegExp>> = {
  fired: /\b(?:fir(?:ed|ing)|trigger(?:ed|s)?|alert(?:ed|ing)?|opened|critical|down)\b/,
  acknowledged: /\back(?:ed|nowledged|nowledges)?\b/,
  resolved: /\b(?:resolved?|resolves|recovered|recovery|closed|ok|up)\b/,
}

/** As Alertmanager heads a message, with how many fire, and the labels behind the name: `[FIRING:2] CheckoutErrors (prod)`. */
const HEADED = /^\s*\[(?:FIRING|RESOLVED)(?::\d{1,5})?\]\s*(.*?)(?: \([^()]*\))?$/is

/** An alert's own name, by which tools that pass it on mean the same. */
export const alertName = (name: string): string => (HEADED.exec(name.trim())?.[1] ?? name).trim()

/** Whether a tool's message is about an alert of another tool: it names it, or links to it, and says what became of it. */
export function tellsOf(words: string, alert: Alert, link: string | null): boolean {
  const name = wordsOf(alertName(alert.name))
  const isNamed =
    (name.length >= SHORTEST_SAME && words.includes(name)) || (link !== null && words.includes(wordsOf(link)))
  if (!isNamed) return false
  if (alert.state === 'fired' && (STATES.resolved.test(words) || STATES.acknowledged.test(words)))
    return /\bfir(?:ed|ing)\b|\btriggered\b/.test(words)
  return STATES[alert.state].test(words)
}

export const alertKey = ({ name, state }: Alert): string => `${wordsOf(alertName(name))} ${state}`

/** What two tools that tell of the same event have in common; null where nothing can be told. */
export function commonKey({ alert, text, kind }: Evidence): string | null {
  if (alert !== null) return `alert ${alertKey(alert)}`
  const words = wordsOf(text.length > 400 ? text.slice(0, 400) : text)
  return words.length < SHORTEST_SAME ? null : `${kind} ${words}`
}
