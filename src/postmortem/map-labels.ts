/**
 * Words that people wrote, as text of a Mermaid diagram: short, on one line, and without any power over the diagram, the block
 * around it or the page. What they say stays as it is.
 */

/** Control characters, private use, and marks that turn the direction of what follows them or hide in between. */
const INVISIBLE = /[\uE000-\uF8FF\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|[^\P{Cc}\s]/gu
/** So many units are looked at; no label is longer. */
const LONGEST_TEXT = 600
/** A longer run without a place to break in it would be wider than its box: an address, a hash. */
const LONG_RUN =
  /[^\s\p{Ideographic}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]{31,}/gu
const LONGEST_RUN = 30

/** As `shortened`, with what Mermaid would take for its own written in codes. */
export function labelOf(words: string, most: number): string {
  return escaped(shortened(words, most))
}

/** At most so many units: the first sentence where it fits, else whole words and an ellipsis. */
export function shortened(words: string, most: number): string {
  const text = words
    .slice(0, LONGEST_TEXT)
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .replace(/`([^`]*)`/g, '$1')
    // What Mermaid itself puts for the codes in a text; a browser would read these as codes too.
    .replaceAll('\uFB02', 'fl')
    .replaceAll('\u00B6\u00DF', '\u00B6 \u00DF')
    .trim()
    .replace(LONG_RUN, (run) => headOf(run, LONGEST_RUN))
  if (text.length <= most) return text
  const sentence = /^.{12,}?[.!?\u3002](?= )/u.exec(text)?.[0]
  return sentence !== undefined && sentence.length <= most ? sentence : wordsOf(text, most)
}

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })
const WORDS = new Intl.Segmenter('en', { granularity: 'word' })

/** Whole words, also where no spaces stand between them; a first word that is too long by itself is cut in it. */
function wordsOf(text: string, most: number): string {
  let end = 0
  for (const { index, segment, isWordLike } of WORDS.segment(text)) {
    if (index + segment.length > most - 1) break
    if (isWordLike === true) end = index + segment.length
  }
  return end === 0 ? headOf(text, most) : `${text.slice(0, end)}…`
}

/** The beginning of a run, with an ellipsis, and never half a character. */
function headOf(run: string, most: number): string {
  let end = 0
  for (const { index, segment } of GRAPHEMES.segment(run)) {
    if (index + segment.length > most - 1) break
    end = index + segment.length
  }
  return `${run.slice(0, end)}…`
}

/**
 * What is no letter, digit or harmless mark becomes a code, `#34;`: quotes, brackets, `#`, `;`, `<`, `&`, `%` (directives and
 * comments), `:` (icons, classes, and a line with "style" in it loses the `;` of a code), `$` (formulas), and marks of emphasis.
 * A list's number at the beginning would be one more: Mermaid before version 12 reads Markdown in each label.
 */
function escaped(text: string): string {
  return text
    .replace(/[!-&*:-@[-`{-~]/g, codeOf)
    .replace(/^[-+]|^(\d{1,9})([.)])/, (mark: string, digits?: string, dot?: string) =>
      digits === undefined ? codeOf(mark) : `${digits}${codeOf(dot ?? '')}`,
    )
}

const codeOf = (mark: string): string => `#${String(mark.codePointAt(0))};`

/** Names for the boxes of one diagram: `F1` where it has such an id, so that a new factor changes one line and not all. */
export class NodeIds {
  readonly #taken = new Set<string>()

  next(id: string): string {
    const plain = /^[a-z]{1,3}-?\d{1,4}$/i.test(id) ? id.toUpperCase().replace('-', '') : 'N1'
    let node = plain
    for (let count = 2; this.#taken.has(node); count++) node = `${plain}_${String(count)}`
    this.#taken.add(node)
    return node
  }
}
