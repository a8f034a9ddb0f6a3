const COLON = /(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?!\d|:\d)(?:\s?([ap])\.?m\b\.?)?/iy
const DOT = /(\d{1,2})\.(\d{2})(?!\d|\.\d|\s?(?:%|[kmgt]i?b\b|x\b|ms\b|s\b))(?:\s?([ap])\.?m\b\.?)?/iy
const HOUR = /(\d{1,2})\s?([ap])\.?m\b\.?/iy
/** "2 to 3:30 pm": the second clock says the half of both; "4ish" leaves it to the entry before. */
const SHARED =
  /(\d{1,2})(?=\s?(?:[\u2013\u2014-]|to|until|and)\s?\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b|\s?-?ish\b)/iy
const LETTER = /(\d{1,2})h(\d{2})?(?![\w])/y
const BARE =
  /([01]\d|2[0-3])([0-5]\d)(?=H?(?:\s?[\u2013\u2014-]\s?\d{4})?\s?(?:Z|UTC|GMT|hrs?|hours|[hH]|[A-Z]{2,4}T)\b)/y
/** "1402: the page fires": four digits alone are a clock only where a separator follows. */
const DIGITS = /([01]\d|2[0-3])([0-5]\d)(?=:\s|\s?[\u2013\u2014]|\s-|\s?\||$)/y
const NAMED = /(noon|midday|midnight)\b/iy

/** A clock as it stands in a text. */
export interface Clock {
  /** Since midnight. */
  readonly seconds: number
  readonly end: number
  /** The half of the day that it says. */
  readonly half: 'a' | 'p' | null
}

/** The clock that stands at exactly `at`: `14:03`, `14.03`, `2:03 pm`, `14h03`, `1403Z`, `noon`. */
export function clockAt(text: string, at: number): Clock | null {
  const named = exec(NAMED, text, at)
  if (named !== null)
    return { seconds: /midnight/i.test(named[0]) ? 0 : 43_200, end: at + named[0].length, half: null }
  const colon = exec(COLON, text, at)
  if (colon !== null) return clock(colon[1], colon[2], colon[3], colon[4], at + colon[0].length)
  const hour = exec(HOUR, text, at)
  if (hour !== null) return clock(hour[1], '0', '0', hour[2], at + hour[0].length)
  const shared = exec(SHARED, text, at)
  if (shared !== null) return clock(shared[1], '0', '0', undefined, at + shared[0].length)
  const dot = exec(DOT, text, at)
  if (dot !== null) return clock(dot[1], dot[2], '0', dot[3], at + dot[0].length)
  const bare = exec(BARE, text, at)
  if (bare !== null) return clock(bare[1], bare[2], '0', undefined, at + bare[0].length)
  const digits = at === 0 ? exec(DIGITS, text, at) : null
  if (digits !== null) return clock(digits[1], digits[2], '0', undefined, at + digits[0].length)
  const letter = exec(LETTER, text, at)
  return letter === null ? null : clock(letter[1], letter[2] ?? '0', '0', undefined, at + letter[0].length)
}

function clock(
  hours: string | undefined,
  minutes: string | undefined,
  seconds: string | undefined,
  half: string | undefined,
  end: number,
): Clock | null {
  let hour = Number(hours)
  const minute = Number(minutes)
  const second = Number(seconds ?? 0)
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  }
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return null
  const said = half === undefined ? null : /^p/i.test(half) ? 'p' : 'a'
  return { seconds: hour * 3600 + minute * 60 + second, end, half: said }
}

/** A sticky pattern at one place of a text. */
export function exec(words: RegExp, text: string, at: number): RegExpExecArray | null {
  words.lastIndex = at
  return words.exec(text)
}

/** Where a sticky pattern that fits at `at` ends, or null. */
export function endOf(words: RegExp, text: string, at: number): number | null {
  const match = exec(words, text, at)
  return match === null ? null : at + match[0].length
}
