/**
 * Text that people wrote, made harmless before the app repeats it: it pings nobody, closes no issue, opens no HTML
 * comment (a marker), ticks no box and loads no remote image, yet reads the same.
 */

const BREAK = '\u200B' // zero-width: GitHub's patterns for mentions and references stop at it, readers do not see it
// `GH-12` means `#12`: https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
// An underscore belongs to the gap and begins no owner's name: what stands there can be read in one way only.
// GitHub looks in the text that Markdown has become, so marks of emphasis and backslashes in between do not count.
const CLOSING =
  /\b(close[sd]?|fix(?:es|ed)?|resolve[sd]?)\b([:\s*_~\\]+)((?:[a-z\d.-][\w.-]*\/[\w.-]+)?\\?#|gh-)(\d)/gi
const CLOSING_URL =
  /\b(close[sd]?|fix(?:es|ed)?|resolve[sd]?)\b([:\s*_~\\]+https?:\/\/\S+?\/(?:issues|pull)\/)(\d)/gi
// `@` and `#`, spelled so that Markdown puts them in.
const ENTITY = /&(?=(?:#0*(?:64|35)|#x0*(?:40|23)|commat|num);)/gi
// Private use (the app's own slots), bidirectional overrides and control characters but tab and line breaks.
const INVISIBLE = /[\uE000-\uF8FF\u202A-\u202E\u2066-\u2069]|[^\P{Cc}\t\n\r]/gu

/** Pings nobody, closes nothing and hides nothing, and is otherwise as it was. */
const quiet = (text: string): string =>
  text
    .replace(INVISIBLE, '')
    .replace(/\r\n?/g, '\n')
    .replace(/(?<![a-z\d])@(?=[a-z\d])/gi, `@${BREAK}`)
    .replaceAll('<!--', `<${BREAK}!--`)
    .replace(
      CLOSING,
      (_, verb: string, gap: string, mark: string, digit: string) => `${verb}${gap}${mark}${BREAK}${digit}`,
    )
    .replace(CLOSING_URL, (_, verb: string, rest: string, digit: string) => `${verb}${rest}${BREAK}${digit}`)

/** Keeps lines; for block quotes and bodies. */
export function inert(text: string): string {
  return quiet(text)
    .replace(ENTITY, '&amp;')
    .replace(/<(?=\u200B?[a-z!/?])/gi, '&lt;')
    .replace(/!\[/g, `!${BREAK}[`)
    .replace(/^([ \t]*(?:[-*+]|\d+[.)])[ \t]+)\[([ xX])\]/gm, String.raw`$1\[$2]`)
}

/** For titles, which GitHub shows as they are; a squash merge makes a commit message of them, hence quiet. */
export const inertTitle = (text: string, most = 200): string =>
  cut(quiet(text).replace(/\s+/g, ' ').trim(), most)

/** One line of at most `most` characters; for titles, table cells and list items. */
export function inertLine(text: string, most = 300): string {
  const line = inert(text).replace(/\s+/g, ' ').trim()
  return cut(line.replace(BARS, ESCAPED), most)
}

// Backslashes before a mark are escaped with it: else they would escape its escape, and a bar would end its cell.
const BARS = /(?<!\\)(\\*)(\|)/g
const BRACKETS = /(?<!\\)(\\*)([[\]])/g
const ESCAPED = String.raw`$1$1\$2`

/** A link whose words are one inert line. What looks like another scheme than the web's is a file's name, and is kept one. */
export function inertLink(words: string, href: string, most = 120): string {
  const address = /^[a-z][a-z\d+.-]*:/i.test(href) && !/^https?:\/\//i.test(href) ? `./${href}` : href
  const safe = address.replaceAll(/[<>|\\`\s\p{Cc}]/gu, encodeURIComponent)
  return `[${linkWords(words, most)}](<${safe}>)`
}

/** One inert line that ends no link whose words it is. */
export function linkWords(words: string, most: number): string {
  const line = inertLine(words, most).replace(BRACKETS, ESCAPED)
  // A backtick without its other half would make code of all that follows, a backslash at the end would undo the bracket.
  const even = line.split('`').length % 2 === 1 ? line : line.replaceAll('`', '')
  return even.replace(/\\+$/, '')
}

const cut = (line: string, most: number): string =>
  line.length > most ? `${headOf(line, most - 1).trimEnd()}…` : line

/** At most so many UTF-16 units, and never half a character: GitHub takes no text that is not valid Unicode. */
export const headOf = (text: string, most: number): string =>
  text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')

/** Lines as a block quote, so that headings and tables in it cannot change the document around it. */
export function inertQuote(text: string, most = 5_000): string {
  const safe = inert(text).trim()
  return cut(safe, most)
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
}
