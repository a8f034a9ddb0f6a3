/** One term of a search: free text, or a qualifier such as `label:"on fire"` or `-author:ada`. */
export interface Term {
  readonly key: string | null
  readonly value: string
  readonly not: boolean
}

const TERM = /(-?)(?:([a-z-]+):)?(?:"((?:[^"\\]|\\.)*)"|(\S+))/gi

// What looks like a qualifier and is none (`Error: no space`) is text.
const QUALIFIERS = new Set(
  `repo org user is type state label author assignee mentions commenter involves in milestone created closed updated
   merged no comments head base draft reason sort review-requested archived`.split(/\s+/),
)

/** Splits a search the way that GitHub reads it; quotes hold words together, `-` and `NOT` turn a term around. */
export function readQuery(text: string): Term[] {
  const terms: Term[] = []
  let not = false
  for (const [whole, minus, key, quoted, plain = ''] of text.matchAll(TERM)) {
    if (whole === 'NOT') {
      not = true
      continue
    }
    if (whole === 'AND') continue
    const known = key !== undefined && QUALIFIERS.has(key.toLowerCase())
    const value = quoted?.replaceAll(/\\(.)/g, '$1') ?? plain
    terms.push({
      key: known ? key.toLowerCase() : null,
      value: known || key === undefined ? value : `${key}:${value}`,
      not: not || minus === '-',
    })
    not = false
  }
  return terms
}

/**
 * Whether a time lies in `>=2026-01-01`, `2026-01-01..2026-01-31`, `<2026-01-01T12:00:00Z` or on `2026-01-01`.
 * Null where the range cannot be read.
 */
export function inRange(range: string, time: string | null): boolean | null {
  const between = /^(.+)\.\.(.+)$/.exec(range)
  if (between) {
    const [, from = '*', to = '*'] = between
    return both(
      from === '*' ? true : inRange(`>=${from}`, time),
      to === '*' ? true : inRange(`<=${to}`, time),
    )
  }
  const [, sign = '', text = ''] = /^(>=|<=|>|<)?(.+)$/.exec(range) ?? []
  const day = /^\d{4}-\d\d-\d\d$/.test(text)
  const start = Date.parse(text)
  if (Number.isNaN(start) || !/^\d{4}-\d\d/.test(text)) return null
  if (time === null) return false
  // A day lasts until its last second: `>2026-01-01` begins with the second.
  const end = day ? start + 86_399_000 : start
  const at = Date.parse(time)
  if (sign === '>=') return at >= start
  if (sign === '>') return at > end
  if (sign === '<=') return at <= end
  if (sign === '<') return at < start
  return at >= start && at <= end
}

const both = (a: boolean | null, b: boolean | null): boolean | null =>
  a === null || b === null ? null : a && b
