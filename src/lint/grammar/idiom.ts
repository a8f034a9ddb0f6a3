import { isPerson, subjectOf } from './agent.ts'
import type { Token } from './token.ts'

/** A fixed phrase in its inflections. Those that could tell of a machine count only where somebody is their subject. */
export interface Idiom {
  readonly words: RegExp
  readonly needsPerson: boolean
}

/** One pattern out of many: `dropp?(?:ed|ing)? the ball`, each between word borders. */
export const idioms = (needsPerson: boolean, ...phrases: readonly string[]): Idiom => ({
  words: new RegExp(`(?<![\\w'])(?:${phrases.join('|').replaceAll(' ', '[ \\n]')})(?![\\w'])`, 'gi'),
  needsPerson,
})

/** Where the phrases stand, as indexes of their first and last token. */
export function* idiomsIn(
  list: readonly Idiom[],
  text: string,
  tokens: readonly Token[],
): Iterable<readonly [from: number, to: number]> {
  for (const { words, needsPerson } of list) {
    for (const match of text.matchAll(words)) {
      const end = match.index + match[0].length
      const from = tokens.findIndex((token) => token.end > match.index)
      const to = tokens.findLastIndex((token) => token.start < end)
      // "We seemed *to lose track* of it".
      const verb = tokens[from - 1]?.word === 'to' ? from - 2 : from
      if (from >= 0 && (!needsPerson || isPerson(subjectOf(tokens, verb)))) yield [from, to]
    }
  }
}
