import { isPerson } from './agent.ts'
import { subjectOf } from './subject.ts'
import { matchesOf } from '../../postmortem/matches.ts'
import type { Sentence } from '../prose/sentence.ts'
import { stems } from './stems.ts'

/** A fixed phrase in its inflections. Those that could tell of a machine count only where somebody is their subject. */
export interface Idiom {
  /** Stems of which one stands in every phrase of these. */
  readonly keys: number
  readonly words: RegExp
  readonly needsPerson: boolean
}

/**
 * A space in a phrase is any white space: lines wrap, and masked emphasis leaves gaps. Short of bound, so that no run of spaces can
 * be split in many ways.
 */
export const spaced = (pattern: string): string =>
  pattern.replace(/\[[^\]]*\]| /g, (part) => (part === ' ' ? '\\s{1,6}' : part.replace(' ', '\\s')))

/** One pattern out of many: `dropp?(?:ed|ing)? the ball`, each between word borders. */
export const idioms = (keys: string, needsPerson: boolean, ...phrases: readonly string[]): Idiom => ({
  keys: stems(keys),
  words: new RegExp(`(?<![\\w'])(?:${spaced(phrases.join('|'))})(?![\\w'])`, 'gi'),
  needsPerson,
})

/** "We *kept* hitting snooze". */
const CATENATIVE = /^(?:kept|keep|started|began|continued|ended|went|been)$/

/** Where the phrases stand, as indexes of their first and last token. */
export function* idiomsIn(
  list: readonly Idiom[],
  sentence: Sentence,
): Iterable<readonly [from: number, to: number]> {
  for (const { keys, words, needsPerson } of list) {
    if ((sentence.stems & keys) === 0) continue
    for (const match of matchesOf(words, sentence.text)) {
      const { tokens } = sentence
      const end = match.index + match[0].length
      const from = tokens.findIndex((token) => token.end > match.index)
      const to = tokens.findLastIndex((token) => token.start < end)
      // "They appeared *to sit on* the report".
      const verb =
        tokens[from - 1]?.word === 'to'
          ? from - 2
          : CATENATIVE.test(tokens[from - 1]?.word ?? '')
            ? from - 1
            : from
      if (from >= 0 && (!needsPerson || isPerson(subjectOf(tokens, verb)))) yield [from, to]
    }
  }
}
