import { accidentsIn } from '../../grammar/accident.ts'
import { BREAKAGE } from '../../grammar/breakage.ts'
import { CULPRIT } from '../../grammar/culprit.ts'
import { POINTING } from '../../grammar/pointing.ts'
import { idioms, idiomsIn } from '../../grammar/idiom.ts'
import { spanOf } from '../../grammar/phrase.ts'
import type { Token } from '../../grammar/token.ts'
import { firstMatch } from '../../grammar/pattern.ts'
import { stems } from '../../grammar/stems.ts'
import type { Sentence } from '../../prose/sentence.ts'
import type { RawFinding, SentenceRule } from '../../rule.ts'

const ACCIDENTS = stems(
  'accidentally inadvertently mistakenly erroneously wrongly unintentionally unwittingly incorrectly improperly mistake accident error -ly',
)
const KEYS = stems(`
  broke botched bungled wrecked ruined crashed sabotaged borked nuked hosed trashed mangled ddos brought took knocked messed screwed blew
  caused causing introduced triggered bug regression typo defect flaw vulnerability broken buggy faulty bad invalid misconfigured wrong
  incorrect too mistyped misread misunderstood misinterpreted misjudged mislabelled mismanaged misdiagnosed misplaced miskeyed misspelt
  mistake blunder slip miscalculation misstep error fault oversight careless negligence screw managed responsible blame culprit guilty
  last latest recent who change merge commit deploy push pr patch edit due because result owing traced down whoever abused misused untested unreviewed incompatible misconfiguration typo omission oversight negligence
  thanks lack inadequate insufficient missing poor absent scant patchy incomplete consequence fallout once yet usual always predictably typically`)

export const person: SentenceRule = {
  id: 'blame/person',
  family: 'blame',
  scope: 'sentence',
  level: 'error',
  summary: 'Nobody is presented as the culprit, or as having done it by accident, wrongly or by mistake.',
  why: 'Whoever reads that a person was the cause stops looking for the conditions, and the next person holds back what they know.',
  source:
    'John Allspaw, "Blameless PostMortems and a Just Culture" (Etsy, 2012): https://www.etsy.com/codeascraft/blameless-postmortems',
  *check(sentence) {
    if ((sentence.stems & ACCIDENTS) !== 0) yield* accidents(sentence)
    if ((sentence.stems & KEYS) !== 0 || / on \S+ ?$/.test(sentence.text)) yield* pointed(sentence)
    for (const [from, to] of idiomsIn(IDIOMS, sentence)) {
      yield {
        at: spanOf(sentence.tokens, from, to),
        message:
          'This says whose fault it was. Say what was done, and which condition let it have this effect.',
      }
    }
  },
}

function* pointed({ tokens }: Sentence): Iterable<RawFinding> {
  for (let at = 0; at < tokens.length; at += 1) {
    const found = firstMatch(PATTERNS, tokens, at)
    if (found) {
      const { from, to, message, suggestion } = found
      yield { at: spanOf(tokens, from, to), message, suggestion: suggestion ?? null }
    }
  }
}

function* accidents({ tokens, text }: Sentence): Iterable<RawFinding> {
  for (const { agent, from, to, adverb } of accidentsIn(tokens)) {
    if (agent === 'none' || agent === 'system') continue
    const at = spanOf(tokens, from, to)
    yield {
      at,
      message:
        'This says that somebody did it by accident, which everybody knows already. Say what was done, and what made it look right at the time.',
      suggestion: adverb === null ? null : withoutAdverb(text, tokens, from, to, adverb),
    }
  }
}

/** The words `[from, to]` without the adverb at either of their ends; null where it stands in between. */
export function withoutAdverb(
  text: string,
  tokens: readonly Token[],
  from: number,
  to: number,
  adverb: number,
): string | null {
  if (adverb !== from && adverb !== to) return null
  const rest = adverb === from ? spanOf(tokens, from + 1, to) : spanOf(tokens, from, to - 1)
  return rest.end > rest.start ? text.slice(rest.start, rest.end) : null
}

const PATTERNS = [...BREAKAGE, ...CULPRIT, ...POINTING]

const IDIOMS = [
  idioms(
    'team engineers vendor supplier provider on-call admin department slip bad fault doing goof screw blunder cock culpa goal part side end me us him her responsibility blame fell falls fallen',
    false,
    '(?:our|my) (?:own )?(?:bad|fault|doing|goof|screw-?up|blunder|cock-?up)',
    'mea culpa',
    'own goal',
    "(?:an? |the )?(?:failure|failures|mistake|mistakes|error|errors|fault|negligence|carelessness|blunder|slip|misstep|misjudge?ment|shortcoming|shortcomings|lapse|confusion|misunderstanding|sloppiness|overconfidence|inattention) (?:on|from) (?:our|my|the [\\w-]+(?:'s|\u2019s)?) (?:part|side|end)",
    "(?:that|this|it|one)(?:'s|\u2019s| is| was)(?: all| entirely| totally| squarely)? (?:on|down to) (?:me|us|him|her)(?! (?:to|as|for)\\b)",
    '(?:responsibility|blame|fault)(?: for [\\w ]{1,30})? (?:lies|rests|falls|lay|is|sits)(?: squarely| solely| clearly)? (?:with|on) (?:the |our |us\\b|me\\b|him\\b|her\\b)(?:[\\w-]+ ){0,4}?(?:team|teams|engineers?|developers?|admins?|on-call|operators?|department|group|company|management|people|vendor|supplier|provider|contractor|agency|us|me|him|her)\\b',
    "(?:that|this|it|one)(?:'s|\u2019s| is| was)(?: all| entirely| squarely)? on the (?:[\\w-]+ ){0,2}?(?:team|engineers?|vendor|supplier|provider|on-call|admins?|department)(?=[.,;!)]|$)",
    'slip of the (?:finger|hand|keyboard|mouse)',
    '(?:fell|falls|fallen) (?:for|victim to) (?:the|an?|that|some|this) (?:[\\w-]+ ){0,3}?(?:phish\\w*|scam|fake|hoax|trick|email|page|link|call|message)',
  ),
  idioms(
    'fingered made screw lock fat shot mess hash pig cocked stuffed goofed bollocksed fouled mixed muddled got goofed blundered flubbed fumbled',
    true,
    'fat-?fingered',
    'shot (?:ourselves|myself|himself|herself|themselves) in the foot',
    "made (?:a |such a )?(?:mess|hash|pig's ear) of",
    '(?:cocked|stuffed|goofed|bollocksed|fouled) (?:it |this |that )?up',
    '(?:mixed|muddled) up',
    'got (?:it|this|that|the [\\w -]{1,30}?) (?:wrong|backwards|muddled)',
    'goofed',
    'blundered',
    'flubbed',
    'fumbled',
    'made (?:it|this|that|things|matters|everything) (?:much |even |far )?worse',
    'screwed (?:us|them|everyone|over)',
    'locked (?:everyone|everybody|us|all of us|the whole [\\w-]+) out',
  ),
]
