import { matchesOf } from './matches.ts'

/** Ids of factors, one or several: "F2", "F2 and F3". */
const IDS = String.raw`(?:factors? |risks? )?[*_([]{0,3}(?:F|CF|RC)-?\d{1,3}[*_)\]]{0,3}(?:(?:, | and | & |\/)(?:F|CF|RC)-?\d{1,3}){0,5}`
const LEFT = String.raw`(?:accept(?:ed|able)\b|won'?t fix\b|tolerated\b|no (?:action|fix|follow-up)\b)`

/** "F2 is accepted because …", "F2 - risk accepted", "F2 stays as it is". */
const IDS_FIRST = new RegExp(
  String.raw`^${IDS}[:,]?(?: [-\u2013\u2014])?(?: (?:is|are|was|were|be|has been|have been|will be|can be|we|as|a|the|known|risk|stays|stay|remains|knowingly|deliberately|now|for now)){0,4} ${LEFT}|^${IDS}[:,]? (?:stays?|remains?) (?:as (?:it|they) (?:is|are|stands?|was|were)|open|for now|unchanged)\b|^${IDS}[:,]? (?:will|is|are)(?: not|n['\u2019]t) (?:(?:going )?to )?(?:be )?(?:fixed|addressed|changed|answered|mitigated|worth)\b`,
  'iu',
)
/** "We accept F2, since …", "No action for F2: …". */
const IDS_LAST = new RegExp(
  String.raw`^(?:(?:we|the team|the (?:risk|factor) (?:of|in)) )?(?:(?:can|will|do|have|knowingly|deliberately|for now) ){0,2}(?:accept(?:ed|s)?|tolerate|live with)(?: that)?(?: the)?(?: risks?)?(?: (?:of|in|from|behind))? ${IDS}(?!\w)|^no (?:action|fix|follow-up|work) (?:for|on|about|against|needed for) ${IDS}(?!\w)`,
  'iu',
)
/** Where the factor stands in a bracket or a column of its own. */
const BARE = new RegExp(
  String.raw`^(?:(?:this |it |the )?(?:risk |factor )?(?:is |stays )?)?${LEFT}(?=\s*(?:$|[.:;,\u2013\u2014-]|(?:because|since|as|for now|until|by)\b))`,
  'iu',
)
const ID = /(?<![\w-])(?:F|CF|RC)-?\d{1,3}(?!\w)/gi
const REASON = /(?:\b(?:because|since|as|until)\b|[:;\u2013\u2014]| - )\s*\p{L}{2}/u

/** In capitals, the factors that words accept as they are and say why. */
export function factorsAccepted(words: string): readonly string[] {
  const [accepting] = IDS_FIRST.exec(words) ?? IDS_LAST.exec(words) ?? []
  if (accepting === undefined || !REASON.test(words.slice(accepting.length))) return []
  return matchesOf(ID, accepting).map(([id]) => id.toUpperCase())
}

/** True for words that accept a factor as it is: they answer it, but nothing is left to be done. */
export function acceptsFactor(words: string, namedBeside = false): boolean {
  // "…; @ada asks again in March": there is something to do.
  if (/@\w/.test(words)) return false
  return IDS_FIRST.test(words) || IDS_LAST.test(words) || (namedBeside && BARE.test(words))
}
