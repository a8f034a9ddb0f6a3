import { failedTo } from '../../grammar/failed-to.ts'
import { idioms, idiomsIn } from '../../grammar/idiom.ts'
import { leftOut } from '../../grammar/left-out.ts'
import { neitherDid, nobodyDid, norDid } from '../../grammar/nobody-did.ts'
import { notDone } from '../../grammar/not-done.ts'
import type { Omission } from '../../grammar/omission.ts'
import { halfDone, notDoneBy, wasOverlooked } from '../../grammar/overlooked.ts'
import { firstMatch, type Pattern } from '../../grammar/pattern.ts'
import { spanOf } from '../../grammar/phrase.ts'
import { stems } from '../../grammar/stems.ts'
import type { Token } from '../../grammar/token.ts'
import { notDoing, without } from '../../grammar/without.ts'
import type { RawFinding, SentenceRule } from '../../rule.ts'

const KEYS = stems(`
  failed fails fail failing failure forgot forgets forgotten forget forgetting neglected neglects neglecting omitted omission skipped skips
  overlooked overlooks missed misses missing 't didnt not never nobody no none neither nor without instead rather underestimated misjudged`)

export const omission: SentenceRule = {
  id: 'blame/omission',
  family: 'blame',
  scope: 'sentence',
  level: 'error',
  summary: 'Nobody is said to have failed, forgotten, missed or not done something.',
  why: 'What people did not do is a story told from the end. They did something else, for reasons; those reasons can be changed.',
  source:
    'Sidney Dekker, The Field Guide to Understanding Human Error (2nd ed., 2006), chapter 5, where "they failed to" and "they didn\'t" are named as counterfactuals: https://www.oreilly.com/library/view/the-field-guide/9781351889759/xhtml/ch05.xhtml',
  *check(sentence) {
    const { text, stems: words, section } = sentence
    if (section === 'thanks') return
    if ((words & KEYS) !== 0 && !PROMPT.test(text)) {
      const { tokens } = sentence
      for (let at = 0; at < tokens.length; at += 1) {
        const found = firstMatch(PATTERNS, tokens, at)
        if (found) yield toFinding(text, tokens, found)
      }
    }
    for (const [from, to] of idiomsIn(IDIOMS, sentence)) yield toFinding(text, sentence.tokens, { from, to })
  },
}

/** Questions of a template or a retrospective: "What did we not anticipate?". */
const PROMPT = /^(?:what|which|how|did|do|should|is|are)\b[^?]*\?$/i

const IDIOMS = [
  idioms(
    'bypass left gloss skimmed scroll look kept let was were pay day eyeballed only much back reason need down track sight sat ball eye eyes slept other got slip slide lapse kept keep been was were nothing look action attempt effort none snooze',
    true,
    'los[et] (?:track|sight) of',
    'sat on',
    'bypass(?:ed|es) (?:the |our |all |any |every )?(?:[\\w-]+ )?(?:reviews?|checks?|process|procedure|approval|controls?|safeguards?|gates?)',
    'left out (?:the|a|an|that|this|our)',
    'gloss(?:ed|es|ing) over',
    'skimmed (?:the|it|this|that|them|over|through|past)',
    'scroll(?:ed|ing) past',
    'look(?:ed|ing) past',
    'kept (?:it|this|that|them|the [\\w-]+) to (?:himself|herself|themselves|myself|ourselves|itself)',
    'let (?:the |our |an? )?(?:[\\w-]+ ){1,3}?(?:grow|rot|linger|lie|languish|fester|expire|run out|pile up)',
    "(?:was|were|wasn't|wasn\u2019t|weren't|weren\u2019t)(?: not)? (?:paying|keeping an eye|looking out|looking after|listening)",
    '(?:was|were) (?:late|slow) in \\w+ing',
    '(?:was|were) late to (?:notice|reali[sz]e|spot|react|respond|escalate|acknowledge|declare)',
    'dropp?(?:ed|ing)? the ball',
    'turn(?:ed|ing)? a blind eye',
    'slept through',
    'took (?:our|my|their|his|her) eyes? off',
    'look(?:ed|ing)? the other way',
    "(?:never|hadn't|hadn\u2019t|had not|haven't|haven\u2019t|have not|didn't|didn\u2019t) (?:yet )?(?:got|gotten|get) (?:around|round) to",
    'let (?:it|this|that|them|[\\w ]{1,30}?) (?:slip|slide|lapse)(?! (?:in|into|out)\\b)',
    '(?:kept|keep|been|was|were) (?:putting (?:it |this |that )?off|postponing|ignoring|neglecting|deferring)',
    'did nothing(?: about| to| with| for| when| until)?',
    '(?:had|have|has) no look at',
    'took no action',
    'made no (?:attempt|effort) to \\w+',
    '(?:looked at|checked|read|opened|tested|followed) none of',
    'slept on',
    'never (?:came|got|went) back to',
    '(?:saw|sees|see) no (?:reason|need) to',
    'left it at that',
    'called it a day',
    'eyeballed',
    'only (?:noticed|reali[sz]ed|saw|spotted|discovered|picked|found out|acted|responded|reacted)(?=[^.]{0,60}\\b(?:later|after|when|until|hours?|days?|minutes?)\\b)',
    '(?:hit|hitting|pressed) snooze',
  ),
  idioms(
    'took takes kept left nobody none one watch monitor much unread unanswered unopened unacknowledged bother until before omitting not ball mind minds miss omission oversight lapse cracks net escaped long unnoticed forgetting thought consideration attention not neglect inaction inattention delay slowness',
    false,
    'dropped the ball',
    'slipped (?:our|my|his|her|their) minds?',
    '(?:an? |the |one )?(?:big|bad|clear|costly|serious|significant|notable|obvious|major|glaring|real) miss(?: (?:on|by|from|for) (?:our|my|the) \\w+)?',
    '(?:an? )?(?:miss|omission|oversight|lapse) (?:on|by|from) (?:our|my) \\w+',
    '(?:fell|slip(?:ped)?|fallen) (?:through|thru) the (?:cracks|net)',
    "escaped (?:our |everyone(?:'s|\u2019s) |the team(?:'s|\u2019s) |my )?(?:attention|notice)",
    '(?:took|takes) (?:us|me|them|him|her|everyone|everybody|the (?:[\\w-]+ ){0,3}?(?:team|engineers?|on-call|desk|operators?|responders?|admins?)) (?:(?:far |way |much )?too long|(?:almost |nearly |about |over |more than )?[\\w-]+ (?:hours?|minutes?|days?)) to (?:reali[sz]e|notice|spot|see|find|react|respond|understand|connect|escalate)',
    '(?:kept|left) (?:us|everyone|everybody|customers|users) in the dark',
    '(?:nobody|no one|no-one|none of us)(?: [\\w-]+)? (?:was|were|is|has been|had been|keeps|kept) (?:watching|monitoring|looking|keeping an eye|paying attention|checking|reading|listening|an eye)',
    'went unnoticed by (?:the |our |us\\b|every|all)(?: ?[\\w-]+){0,3}',
    'took [\\w :]{1,30}?(?:before|until) (?:we|i|anyone|anybody|someone|somebody|the team|they) (?:noticed|reali[sz]ed|spotted|discovered|found out)',
    'omitting to \\w+',
    'without so much as',
    '(?:sat|lay|remained|stayed|went) (?:unread|unanswered|unopened|unacknowledged)',
    "(?:did not|didn\u2019t|didn't|never) (?:even )?bother(?:ed)? to \\w+",
    'not (?:being |been )?(?:tested|reviewed|checked|monitored|documented|communicated|verified|validated|considered|thought) (?:properly|sufficiently|adequately|thoroughly|enough|through)',
    'forgetting to \\w+',
    'no (?:thought|consideration|attention) (?:was|had been) (?:given|paid)',
    '(?:our|my|his|her|their) not \\w+ing',
    '(?:our|my|his|her|their) (?:omission|neglect|inaction|inattention|delay in|slowness in)\\b',
  ),
]

function toFinding(
  text: string,
  tokens: readonly Token[],
  { from, to, reword, level }: Omission,
): RawFinding {
  const at = spanOf(tokens, from, to)
  const verb = tokens[to]
  return {
    at,
    message:
      'This tells what people did not do. Say what they did and saw instead, and what would have shown them more: a signal, a default, a check by a tool.',
    suggestion: reword === undefined || verb === undefined ? null : reword + text.slice(verb.start, verb.end),
    ...(level ? { level } : {}),
  }
}

const PATTERNS: readonly Pattern<Omission>[] = [
  norDid,
  failedTo,
  leftOut,
  notDone,
  nobodyDid,
  neitherDid,
  without,
  notDoing,
  notDoneBy,
  wasOverlooked,
  halfDone,
]
