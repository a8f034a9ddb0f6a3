import type { Span } from '../prose/mask.ts'
import type { Prose } from '../prose/prose.ts'
import type { RawFinding } from '../rule.ts'
import type { PatternRule } from './compile.ts'
import { flatten, type Flat } from './flat.ts'

export interface PatternFinding {
  readonly rule: PatternRule
  readonly raw: RawFinding
}

// Per pattern and document: who has mended fifty places has seen the point.
const MOST_FINDINGS = 50
// Instructions times characters of one document. RE2 is linear, but what a character costs grows with the pattern: about
// 20 ns per instruction at worst, so that this is a second or two. A hundred usual patterns read five thousand words.
const MOST_WORK = 50_000_000

/** What a team's patterns find in a document, with offsets in it. */
export function* patternFindings(
  text: string,
  { sentences }: Prose,
  rules: readonly PatternRule[],
): Iterable<PatternFinding> {
  const [first] = rules
  if (!first) return
  const search = new Search(text)
  for (const sentence of sentences) {
    const { section } = sentence
    const flat = flatten(sentence)
    for (const rule of rules) {
      if (!rule.sections || (section && rule.sections.includes(section))) yield* search.in(flat, rule)
    }
    if (!search.isOver) continue
    const message =
      'From here on your team’s patterns were not looked for: together they are too large for a document as long as this one.'
    yield { rule: first, raw: { at: { start: sentence.start, end: sentence.end }, level: 'note', message } }
    return
  }
}

class Search {
  readonly #text: string
  readonly #found = new Map<PatternRule, number>()
  #work = 0

  constructor(text: string) {
    this.#text = text
  }

  get isOver(): boolean {
    return this.#work > MOST_WORK
  }

  *in(flat: Flat, rule: PatternRule): Iterable<PatternFinding> {
    let found = this.#found.get(rule) ?? 0
    if (found >= MOST_FINDINGS || this.isOver) return
    this.#work += flat.text.length * rule.size
    if (!rule.words.test(flat.text)) return
    const matcher = rule.words.matcher(flat.text)
    while (found < MOST_FINDINGS && !this.isOver && matcher.find()) {
      const words = { start: matcher.start(), end: matcher.end() }
      this.#work += (flat.text.length - words.start) * rule.size
      // `\b` alone is found between two characters; there are no words to point at.
      if (words.end === words.start) continue
      found += 1
      const raw = this.#report(flat, words, rule)
      const message =
        found < MOST_FINDINGS ? raw.message : `${raw.message} (Told ${found} times; there may be more.)`
      yield { rule, raw: { ...raw, message } }
    }
    this.#found.set(rule, found)
  }

  #report(flat: Flat, words: Span, { message, suggestion }: PatternRule): RawFinding {
    const at = flat.placeOf(words)
    const found = this.#text.slice(at.start, at.end).replace(/\s+/g, ' ')
    // With a mark of emphasis or a link among the words, to put others in their place would break it.
    if (suggestion === undefined || found !== flat.text.slice(words.start, words.end)) {
      return { at, message, suggestion: null }
    }
    return { message, ...reword(flat, words, suggestion) }
  }
}

/** The suggestion as the sentence needs it: with a capital at its start, and with the right article before it. */
function reword(flat: Flat, words: Span, suggestion: string): { at: Span; suggestion: string } {
  const before = flat.text.slice(0, words.start)
  const first = !/\p{L}/u.test(before) && /^\p{Lu}/u.test(flat.text.slice(words.start, words.end))
  const put = first ? suggestion.charAt(0).toUpperCase() + suggestion.slice(1) : suggestion
  const article = /(?:^|[^\p{L}\p{N}’'-])(an?) $/iu.exec(before.slice(-4))?.[1]
  const right = article && `${article.charAt(0)}${AN.test(put) ? 'n' : ''}`
  if (!article || right?.toLowerCase() === article.toLowerCase()) {
    return { at: flat.placeOf(words), suggestion: put }
  }
  const start = words.start - article.length - 1
  return { at: flat.placeOf({ start, end: words.end }), suggestion: `${right} ${put}` }
}

// By the letter, but "a unique", "a user", "a one-off", and "an hour".
const AN = /^(?!uni|us[ae]|uti|eu|one|once)[aeiou]|^(?:hour|honest)/i
