/**
 * All matches of a global expression. Like `matchAll`, which makes a new expression each time: for words without a match, that is
 * most of the work, and most words are without.
 */
export function matchesOf(pattern: RegExp, words: string): RegExpExecArray[] {
  const matches: RegExpExecArray[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(words); match !== null; match = pattern.exec(words)) {
    matches.push(match)
    // An empty match would be found for ever.
    if (match[0] === '') pattern.lastIndex += 1
  }
  return matches
}
