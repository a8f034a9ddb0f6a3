import type { Span } from '../prose/mask.ts'
import type { Sentence } from '../prose/sentence.ts'

/** A sentence with each run of white space as one space, which is how people write it in a pattern. */
export interface Flat {
  readonly text: string
  /** The place in the document of words in `text`. */
  placeOf(words: Span): Span
}

export function flatten({ text, start }: Sentence): Flat {
  if (!/\s\s|[^\S ]/.test(text)) {
    return { text, placeOf: (words) => ({ start: start + words.start, end: start + words.end }) }
  }
  const offsets: number[] = []
  let flat = ''
  for (let at = 0; at < text.length; at += 1) {
    const unit = /\s/.test(text.charAt(at)) ? ' ' : text.charAt(at)
    if (unit === ' ' && flat.endsWith(' ')) continue
    flat += unit
    offsets.push(start + at)
  }
  const offsetOf = (at: number): number => offsets[at] ?? start
  return {
    text: flat,
    placeOf: (words) => ({ start: offsetOf(words.start), end: offsetOf(words.end - 1) + 1 }),
  }
}
