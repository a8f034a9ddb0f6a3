const KEY = /[\w.@/-]{1,100}=/y
const BARE = /[^\s"]*/y
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

/**
 * The pairs of a logfmt line, `level=error msg="no \"route\""`; null where it does not begin with one. Words without `=` between pairs are
 * passed over, as the format's own parsers do; the first of two equal keys counts.
 */
export function pairsOf(line: string): Map<string, string> | null {
  const pairs = new Map<string, string>()
  let index = line.length - line.trimStart().length
  while (index < line.length && pairs.size < MOST_PAIRS) {
    KEY.lastIndex = index
    const key = KEY.exec(line)
    if (key === null) {
      if (pairs.size === 0) return null
      index = nextWord(line, index)
      continue
    }
    const name = key[0].slice(0, -1)
    const { value, end } = valueAt(line, index + key[0].length)
    if (!pairs.has(name)) pairs.set(name, value)
    index = nextWord(line, end)
  }
  return pairs.size === 0 ? null : pairs
}
const MOST_PAIRS = 200

function valueAt(line: string, at: number): { readonly value: string; readonly end: number } {
  if (line[at] === '"') {
    let end = at + 1
    while (end < line.length && line[end] !== '"') end += line[end] === '\\' ? 2 : 1
    // Where the quote never closes, the line was cut off.
    return { value: unescaped(line.slice(at + 1, end)), end: Math.min(end + 1, line.length) }
  }
  BARE.lastIndex = at
  const bare = BARE.exec(line)?.[0] ?? ''
  return { value: bare, end: at + bare.length }
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, char: string) => ESCAPES[char] ?? char)
}

function nextWord(line: string, from: number): number {
  const space = line.indexOf(' ', from)
  if (space < 0) return line.length
  let index = space
  while (line[index] === ' ') index += 1
  return index
}
