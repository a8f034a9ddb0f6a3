import type { Span } from '../prose/mask.ts'
import { isAdverb } from './lexicon.ts'
import type { Token } from './token.ts'

/** The lower-case word at an index; empty for punctuation, masked text and beyond the ends. */
export function wordAt(tokens: readonly Token[], at: number): string {
  const token = tokens[at]
  return token?.kind === 'word' ? token.word : ''
}

/** Offsets from the first to the last of two tokens. */
export function spanOf(tokens: readonly Token[], from: number, to: number): Span {
  // A phrase can want one word more than the sentence has.
  const last = tokens[to] ?? tokens.at(-1)
  return { start: tokens[from]?.start ?? 0, end: last?.end ?? 0 }
}

/** The first index from `at` on that holds no adverb. */
export function skipAdverbs(tokens: readonly Token[], at: number): number {
  let next = at
  while (wordAt(tokens, next) !== '' && isAdverb(wordAt(tokens, next))) next += 1
  return next
}

/** The last index up to `at` that holds no adverb. */
export function skipAdverbsBack(tokens: readonly Token[], at: number): number {
  let back = at
  while (back > 0 && isAdverb(wordAt(tokens, back))) back -= 1
  return back
}

/** Where a word of `list` first stands in `[from, to)`, or -1. */
export function findWord(
  tokens: readonly Token[],
  from: number,
  to: number,
  list: ReadonlySet<string>,
): number {
  for (let at = Math.max(0, from); at < Math.min(to, tokens.length); at += 1) {
    if (list.has(wordAt(tokens, at))) return at
  }
  return -1
}

/** The words `[from, to)` joined by single spaces, for small fixed phrases. */
export function joined(tokens: readonly Token[], from: number, to: number): string {
  let words = ''
  for (let at = Math.max(0, from); at < Math.min(to, tokens.length); at += 1) {
    words += words === '' ? (tokens[at]?.word ?? '') : ` ${tokens[at]?.word ?? ''}`
  }
  return words
}

/** Whether nothing but a time, initials or a mark stands before `at` in its clause: "14:05 AB: *forgot* the flag". */
export function startsClause(tokens: readonly Token[], at: number): boolean {
  for (let left = at - 1; left >= 0 && left > at - 8; left -= 1) {
    const token = tokens[left]
    if (token?.kind !== 'stop' && !/^(?:\d.*|[a-z]{1,3}|utc|also|and|but|just|so)$/.test(token?.word ?? ''))
      return false
    if (
      token?.kind !== 'stop' &&
      /^[a-z]{1,3}$/.test(token?.word ?? '') &&
      !token?.capital &&
      !/^(?:and|but|so|am|pm|utc)$/.test(token?.word ?? '')
    )
      return false
  }
  return at < 8
}
