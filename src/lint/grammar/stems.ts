/**
 * The cheap look that lets most sentences pass: the first four letters of each word, so that a rule is asked only where one of
 * its own stands. Generous on purpose: `miss` is in "missing" and in "mission", and the rule itself knows better.
 *
 * Each list of stems is one bit, and a sentence is the bits of its words: asking is one `&`.
 */
const bits = new Map<string, number>()
let lists = 0

/** The bit that a sentence has with one of these words in it. */
export function stems(words: string): number {
  if (lists === 31) throw new Error('More than 31 lists of stems: let two patterns share one.')
  const bit = 1 << lists
  lists += 1
  for (const word of words.trim().split(/\s+/)) {
    const stem = word.slice(0, 4)
    bits.set(stem, (bits.get(stem) ?? 0) | bit)
  }
  return bit
}

const BETWEEN_WORDS = /[^a-z0-9'\u2019\u00c0-\u024f-]+/

/** Also what follows an apostrophe (`'t` of "didn't"), the parts of a compound, and `-ly` for a long adverb, however it is spelled. */
export function bitsOf(text: string): number {
  let found = 0
  for (const word of text.toLowerCase().split(BETWEEN_WORDS)) {
    found |= bits.get(word.slice(0, 4)) ?? 0
    if (word.length > 9 && word.endsWith('ly')) found |= bits.get('-ly') ?? 0
    for (let at = 1; at < word.length; at += 1) {
      const mark = word.charCodeAt(at)
      if (mark === 0x27 || mark === 0x2019) found |= bits.get(`'${word.slice(at + 1, at + 4)}`) ?? 0
      else if (mark === 0x2d) found |= bits.get(word.slice(at + 1, at + 5)) ?? 0
    }
  }
  return found
}
