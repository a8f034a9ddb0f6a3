import { hadEveryChance, inHindsight, whyNotDone } from '../../grammar/hindsight.ts'
import { idioms, idiomsIn } from '../../grammar/idiom.ts'
import { ifOnly } from '../../grammar/if-only.ts'
import { LOOK } from '../../grammar/nouns.ts'
import { firstMatch, type Pattern, type Words } from '../../grammar/pattern.ts'
import { spanOf } from '../../grammar/phrase.ts'
import { shouldHave } from '../../grammar/should-have.ts'
import { stems } from '../../grammar/stems.ts'
import type { Token } from '../../grammar/token.ts'
import type { RawFinding, SentenceRule } from '../../rule.ts'

const KEYS = stems(`
  should shouldn shoulda shouldnt could couldn coulda might would ought if had hindsight retrospect retrospectively looking why better wiser
  supposed meant expected required need needn 'd possible way thing chance must was right correct proper`)
/** How much worse it could have been is about the system's margins, not about people. */
const LUCK =
  /\bluck(?:y|ily)?\b|\bfortunate|\b(?:would|could|might) have (?:been )?(?:lost|worse|spread|gone dark|gone down|failed|died|corrupted|overwritten|affected|exposed|broken|wiped)\b/i

export const counterfactual: SentenceRule = {
  id: 'blame/counterfactual',
  family: 'blame',
  scope: 'sentence',
  level: 'warning',
  summary: 'The text says what happened, not what people should, could or would have done.',
  why: 'A world in which somebody acted otherwise explains nothing about this one; and it grows from knowing the end.',
  source:
    'Sidney Dekker, The Field Guide to Understanding Human Error (2nd ed., 2006), chapter 5, "They Should Have …": https://www.oreilly.com/library/view/the-field-guide/9781351889759/xhtml/ch05.xhtml',
  *check(sentence) {
    if ((sentence.stems & KEYS) === 0 || LUCK.test(sentence.text)) return
    for (let at = 0; at < sentence.tokens.length; at += 1) {
      const found = firstMatch(PATTERNS, sentence.tokens, at)
      if (found) yield toFinding(sentence.tokens, found)
    }
    for (const [from, to] of idiomsIn(IDIOMS, sentence)) yield toFinding(sentence.tokens, { from, to })
  },
}

function toFinding(tokens: readonly Token[], { from, to }: Words): RawFinding {
  return {
    at: spanOf(tokens, from, to),
    message:
      'This tells of a past that was not. Say what was done and known at that time; what ought to be different from now on is an action.',
  }
}

const BETTER = '(?:better|wiser|smarter|safer|wise|smart|prudent|sensible|best)'

const IDIOMS = [
  idioms(
    'wish better wise wiser smart smarter prudent sensible would could might had was should shoulda hindsight possible way thing chance right correct better proper wiser safer',
    false,
    // "It would have been wiser to", "was better to stop"
    '(?:well|quickly|smoothly|good|fast|clearly|thoroughly|carefully|effectively) as (?:it|we|they|this|i) (?:could|should|might) have(?: been)?',
    `(?:\\w+['\u2019]d have|would have|would've|would\u2019ve|might have|had|could have) been (?:far |much |a lot )?(?:a )?${BETTER}(?: advised| choice| idea| option| time| way)?(?: (?:to|if|had|on|not))?`,
    `^was (?:far |much )?${BETTER} to`,
    "(?:\\w+['\u2019]d|would|might) have (?:done (?:well|better)|been better advised) to",
    // "A second look would have shown it"
    `(?:one|closer|second|extra|additional|quick|quicker|careful|more careful|simple|single|proper|earlier|better|brief|short|fresh|thorough|timely|five-minute|prompt|sooner) (?:[\\w-]+ ){0,2}?${LOOK}(?: [\\w'\u2019-]+){0,6}? (?:would|could|might) (?:not |never )?have`,
    `with (?:a |some )?(?:more|better|closer|bit more|little more) (?:[\\w-]+ ){0,2}?${LOOK}(?: [\\w'\u2019-]+){0,8}?,? (?:we|it|this|that|the|they) [\\w ]{0,20}?(?:would|could|might)(?: [\\w]+)? have`,
    "should have been on (?:someone|somebody|our|my|his|her|their)(?:'s|\u2019s)? (?:calendar|list|radar|checklist|mind)",
    "hindsight(?:'s|\u2019s| is) (?:20/20|twenty)",
    'should have (?:come to light|come to (?:our|the) attention|gone through|sat in|been through|come up in)',
    "wish (?:i|we|they|he|she)(?:'d|\u2019d| had) \\w+",
    '(?:should|could)a(?:,? (?:could|would)a)+',
    '(?:it was|was it) possible to (?:prevent|avoid|notice|catch|detect) (?:it|this|that)?(?=[^.]{0,20}\\bif\\b)',
    '(?:way|thing|chance) to have (?:avoided|prevented|caught|noticed|done)',
    '(?:right|correct|better|proper|wiser|safer) (?:thing|call|choice|move|approach|decision|course|option|way)(?: to do)? would have been',
  ),
  idioms(
    'need needn supposed meant expected required must',
    true,
    "(?:needn't|needn\u2019t|need not) have \\w+",
    "(?:was|were) (?:supposed|meant|expected|required) to (?:have )?\\w+(?=[^.;]{0,60}\\b(?:but|yet|didn't|never|not|instead)\\b)",
    'must have (?:known|seen|noticed|reali[sz]ed|understood)',
  ),
]

const PATTERNS: readonly Pattern<Words>[] = [ifOnly, shouldHave, inHindsight, hadEveryChance, whyNotDone]
