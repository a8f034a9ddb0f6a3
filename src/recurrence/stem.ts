/**
 * Words that differ only by their ending become one: a light stemmer, since a strict one also joins what is not the same
 * ("universe", "university"). It only has to tell alike from unlike; people are shown the words as they were written.
 */
export function stemOf(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  const singular = singularOf(word)
  for (const [ending, instead] of ENDINGS) {
    if (!singular.endsWith(ending)) continue
    const stem = singular.slice(0, singular.length - ending.length)
    if (stem.length >= SHORTEST_STEM && /[aeiouy]/.test(stem)) return tidy(stem + instead)
  }
  return tidy(singular)
}

const SHORTEST_STEM = 3

/** The longest that fits is taken. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ['izations', 'iz'], ['isations', 'iz'], ['ization', 'iz'], ['isation', 'iz'], ['ications', 'ic'], ['ication', 'ic'],
  ['ifications', 'if'], ['fulness', ''], ['iveness', ''], ['ations', ''], ['ation', ''], ['ators', ''], ['ator', ''],
  ['ating', ''], ['ated', ''], ['ates', ''], ['ate', ''], ['izing', 'iz'], ['ising', 'iz'], ['ized', 'iz'], ['ised', 'iz'],
  ['ize', 'iz'], ['ise', 'iz'], ['ments', ''], ['ment', ''], ['ions', ''], ['ion', ''], ['ings', ''], ['ing', ''],
  ['ers', ''], ['er', ''], ['ors', ''], ['or', ''], ['edly', ''], ['ed', ''], ['ably', ''], ['able', ''], ['ally', ''],
  ['ity', ''], ['ness', ''], ['ly', ''], ['al', ''], ['ive', ''],
] // prettier-ignore

function singularOf(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2)
  return /[^suin]s$/.test(word) || /ins$|ons$|uns$/.test(word) ? word.slice(0, -1) : word
}

/** "stopp", "cache", "retry" and "retri" as one would cut them by hand. */
function tidy(stem: string): string {
  const single = /([bdfgklmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem
  if (single.length <= 3) return single
  return single.replace(/e$/, '').replace(/y$/, 'i')
}
