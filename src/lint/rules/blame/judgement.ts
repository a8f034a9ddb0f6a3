import { isAnybody, isPerson, isPersonWho } from '../../grammar/agent.ts'
import { subjectOf } from '../../grammar/subject.ts'
import { idioms, idiomsIn, spaced } from '../../grammar/idiom.ts'
import { BE } from '../../grammar/lexicon.ts'
import { ACT_NOUN, POOR } from '../../grammar/nouns.ts'
import { skipAdverbsBack, spanOf, wordAt } from '../../grammar/phrase.ts'
import type { Token } from '../../grammar/token.ts'
import { isPast } from '../../grammar/verbs.ts'
import { stems } from '../../grammar/stems.ts'
import type { Span } from '../../prose/mask.ts'
import type { Sentence } from '../../prose/sentence.ts'
import type { SentenceRule } from '../../rule.ts'
import { matchesOf } from '../../../postmortem/matches.ts'

// Words that only ever judge people or what they do.
const PEOPLE_WORDS =
  'cocky|cockiness|knee-jerk|over-?eager|slipshod|trigger-happy|gung-ho|heedless|careless|carelessly|carelessness|sloppy|sloppily|sloppiness|negligent|negligently|negligence|reckless|recklessly|recklessness|incompetent|incompetence|irresponsible|irresponsibly|irresponsibility|foolish|foolishly|foolishness|stupid|stupidly|stupidity|idiotic|amateurish|unprofessional|half-hearted|half-heartedly|half-ars?sed(?:ly)?|half-assed|half-baked|hare-brained|harebrained|ham-fisted|slapdash|cavalier|lackadaisical|haphazardly|ill-considered|ill-advised|ill-judged|thoughtless|thoughtlessly|clueless|lazily(?! (?:load|evaluat|initiali|creat|instantiat|comput|fetch|import|connect|open))|laziness|complacent|complacency|overconfidence|hubris|arrogance|inattention|inattentive|inattentiveness|forgetfulness|absent-minded|absentmindedly|short-sighted|shortsighted|embarrassing|inexcusable|unforgivable|shoddy|shoddily|inept|ineptitude|haste|impatience|recklessly|unwisely|foolhardy|unwise|naively|naivety|na\u00efvely|irresponsibly'
const WITH_NOUN = [
  'bad (?:calls?|decisions?|judge?ments?|habits?|choices?|practices?|planning|idea)',
  'poor (?:judge?ment|decisions?|planning|communication|understanding|choices?|discipline|execution|handling|coordination|preparation|management|practices?|leadership|workmanship|attitude)',
  'lack of (?:care|attention|diligence|discipline|judge?ment|rigou?r|seriousness|professionalism|common sense|competence|interest|effort|skill|foresight|due diligence|respect|thought|thoroughness)',
  '(?:badly|poorly|hastily|sloppily) (?:planned|handled|managed|communicated|worded|phrased|executed|reviewed|coordinated|prepared|thought[- ]out|organi[sz]ed|tested|written|merged|applied|deployed|done)',
  '(?:written|planned|handled|reviewed|tested|prepared|worded|communicated|merged|deployed|executed|organi[sz]ed|coordinated) (?:rather |very |too |so )?(?:hastily|poorly|badly|sloppily|carelessly|half-heartedly)',
  '(?:sign-?offs?|reviews?|checks?|tests?|handovers?|hand-overs?|analysis|investigation)(?: [\\w-]+){0,5}? (?:was|were) (?:too |rather |very )?(?:superficial|cursory|perfunctory|half-hearted|sloppy|shallow)',
  'asleep at the (?:wheel|switch)',
  'rushed (?:change|fix|deploy|deployment|release|review|job|decision|migration|rollout|merge|upgrade)',
  `${POOR} (?:engineering |design |operational |technical |management |security |product )?${ACT_NOUN}`,
  '(?:dumb|silly|stupid|foolish|naive|na\u00efve|careless|sloppy|lazy|wrong|unwise|short-sighted|unfair|bad|arrogant|optimistic|hasty) (?:of|on the part of) (?:me|us|him|her|them)',
  'not (?:our|my|the) (?:\\w+est|most \\w+) (?:move|idea|hour|moment|decision|call|choice)',
  'poor decision-making',
  '(?:decision|choice|call) (?:to|of) [^.,;]{1,60}? was (?:\\w+ )?(?:questionable|unwise|wrong|poor|bad|hasty|premature|short-sighted|dubious|a mistake)',
  "(?:our|my|his|her|their|the team(?:'s|\u2019s)) (?:response|reaction|handling|communication|review|testing)(?! times?)(?: [\\w'-]+){0,4}? (?:was|were) (?:\\w+ )?(?:too slow|too late|disappointing|inadequate|not serious|slow)",
  '(?:insufficient|inadequate|not enough|too little|little|no) (?:care|attention|thought|diligence|rigou?r|foresight|consideration)(?! was| were)',
  "(?:handovers?|hand-overs?|communication|coordination|planning|preparation|triage|escalation|judge?ment|decision-making|teamwork|(?:our|the team's|their) (?:response|reaction|handling|work|testing|review))(?: [\\w'-]+){0,6}? (?:was|were) (?:\\w+ ){0,2}?(?:poor|bad|chaotic|disorgani[sz]ed|sloppy|lax|hasty|unprofessional|lacking|sluggish|half-hearted|rushed|messy|uncoordinated)",
  'was a (?:bit|little) (?:hasty|careless|sloppy|rash|rushed|premature|optimistic|naive)',
  "(?:not|nobody\\u2019s|nobody's) (?:exactly |particularly |very |fantastically |overly |really |so )(?:smart|clever|wise|bright|careful|diligent|professional|thorough)",
  'not (?:our|my|their|his|her) (?:finest|best|proudest) (?:hour|moment|work|decision|day)',
  '(?:no|without) excuse',
  'why oh why',
  'lazy (?:scripting|coding|engineering|programming|testing|reviewing|copying)',
  'for some (?:odd |strange |unknown )?reason,? (?:we|i|they|he|she) (?:\\w+ )?(?:decided|chose|thought|did|went|kept)',
]
const TRIGGER = new RegExp(
  `(?<![\\w-])(?:${spaced(`${PEOPLE_WORDS}|${WITH_NOUN.join('|')}`)})(?![\\w-])`,
  'gi',
)
const WITH_SUBJECT =
  /^(?:misjudged|underestimated|overestimated|overconfident|rushed|hopeless|lazy|unacceptable|too|slow|hasty|na\u00efve|naive|oblivious|prematurely|hastily|impatient|careful|thorough|diligent|attentive|inexperienced|unqualified|unprepared|ill-prepared|disorganised|disorganized)$/
const KEYS = stems(`
  cocky cockiness knee over eager slipshod trigger gung heedless our my his her their team   careless sloppy negligent reckless incompetent irresponsible foolish stupid idiotic amateurish unprofessional half harebrained hare ham slapdash
  cavalier lackadaisical haphazardly ill thoughtless clueless lazily complacent overconfidence hubris arrogance inattention forgetfulness
  absent short shortsighted embarrassing inexcusable unforgivable shoddy inept haste impatience unwisely foolhardy naive na\u00efve bad poor poorly lack badly
  hastily asleep rushed terrible awful horrible dreadful dumb silly unwise unsafe risky dangerous questionable dubious rash premature
  misguided regrettable unfortunate lazy wishful lax smart clever wise bright careful diligent professional thorough finest best proudest
  excuse why some me us him her them part insufficient inadequate enough little care thought rigour foresight consideration chaotic disorganised disorganized messy
  sluggish hastily superficial cursory perfunctory shallow lacking uncoordinated hasty optimistic idea move decision call moment hour choice`)
const SUBJECT_KEYS = stems(`
  misjudged underestimated overestimated overconfident rushed hopeless lazy unacceptable too slow hasty naive na\u00efve oblivious prematurely
  hastily impatient careful thorough diligent attentive inexperienced unqualified unprepared ill disorganised disorganized`)
const ADJECTIVE =
  /^(?:careless|sloppy|negligent|reckless|incompetent|irresponsible|foolish|stupid|idiotic|amateurish|unprofessional|half-hearted|thoughtless|clueless|complacent|short-sighted|shoddy|rushed|slapdash|cavalier|half-baked|inattentive)$/i

const IDIOMS = [
  idioms(
    'lack was were wave cut took taken jumped rushed long rubber winged waved yolo yeeted panicked care played overreacted overcorrected over',
    true,
    '(?:cut|took|taken) (?:corners|shortcuts|a shortcut)',
    'jumped the gun',
    'rushed (?:the|this|it|that|into|through|out)(?: [\\w-]+)?',
    'took (?:far |way |much )?too long to (?:respond|react|notice|escalate|reali[sz]e|decide|acknowledge|answer|act|declare|call|page|communicate)',
    'rubber[- ]stamped',
    'winged it',
    'waved (?:it|this|that|them|(?:the|an?|our) (?:[\\w-]+ ){1,3}?)\\s?through',
    'lack(?:ed|s) the (?:necessary |required |right )?(?:experience|skills?|discipline|knowledge|competence)',
    '(?:was|were) (?:out of (?:his|her|their|my|our) depth)',
    "(?:yolo|yolo'd|yoloed|yeeted)",
    'panicked',
    "couldn(?:'|\u2019)t care less",
    'played (?:it )?fast and loose',
    'overreacted',
    'over-?corrected',
  ),
]

export const judgement: SentenceRule = {
  id: 'blame/judgement',
  family: 'blame',
  scope: 'sentence',
  level: 'error',
  summary: 'People and their work are not judged.',
  why: 'A judgement closes the question: careless explains nothing, and the person judged will not add what would.',
  source:
    'Sidney Dekker, The Field Guide to Understanding Human Error (2nd ed., 2006), chapter 3, on judgement as a reaction to failure that ends understanding: https://www.oreilly.com/library/view/the-field-guide/9781351889759/xhtml/ch03.xhtml',
  *check(sentence) {
    const message =
      'This judges people or their work. Describe what was seen and done, and the pressure, tools or information that it was done with.'
    const words = (sentence.stems & KEYS) !== 0 ? matchesOf(TRIGGER, sentence.text) : []
    for (const match of words) {
      if (isDenied(sentence.text.slice(0, match.index), match[0])) continue
      const at = { start: match.index, end: match.index + match[0].length }
      yield { at, message, suggestion: null, ...withoutAdjective(sentence.text, at) }
    }
    for (const [from, to] of idiomsIn(IDIOMS, sentence)) {
      yield { at: spanOf(sentence.tokens, from, to), message }
    }
    if ((sentence.stems & SUBJECT_KEYS) === 0) return
    for (const at of bySubject(sentence)) yield { at, message }
  },
}

/** Talk about such words is no judgement: "we never call anybody careless", "it was not a careless act". */
const isDenied = (before: string, words: string): boolean =>
  !/^(?:not|no|without|nobody)/i.test(words) &&
  /\b(?:not|never|no|word|words|say|avoid|n['\u2019]t)\b[^,.;]{0,24}$/i.test(before)

/** Leaves out an adjective before its noun, with the article put right: "a reckless change" becomes "a change". */
function withoutAdjective(text: string, at: Span): { at: Span; suggestion: string } | null {
  if (!ADJECTIVE.test(text.slice(at.start, at.end))) return null
  const noun = /^ ([A-Za-z][\w-]+)/.exec(text.slice(at.end, at.end + 40))?.[1]
  const article = /\b(the|an?|our|that|this|their|his|her) $/i.exec(text.slice(0, at.start))
  const first = article?.[1]
  if (!noun || !first || !article) return null
  const put = /^an?$/i.test(first) ? (/^[aeio]/i.test(noun) ? first.charAt(0) + 'n' : first.charAt(0)) : first
  return { at: { start: article.index, end: at.end + 1 + noun.length }, suggestion: `${put} ${noun}` }
}

/** Words that judge only where a person, or an act, is their subject: "the migration was rushed" but "the lazy loader". */
function* bySubject({ tokens }: Sentence): Iterable<Span> {
  for (let at = 0; at < tokens.length; at += 1) {
    const word = wordAt(tokens, at)
    if (!WITH_SUBJECT.test(word)) continue
    const span = bySubjectAt(tokens, at, word)
    if (span) yield span
  }
}

function bySubjectAt(tokens: readonly Token[], at: number, word: string): Span | null {
  if (/^(?:misjudged|underestimated|overestimated)$/.test(word)) {
    return isPersonWho(subjectOf(tokens, at), 'mostly-people') && !BE.has(wordAt(tokens, at - 1))
      ? spanOf(tokens, at, at)
      : null
  }
  if (/^(?:prematurely|hastily)$/.test(word)) {
    const verb = isPast(wordAt(tokens, at + 1)) ? at + 1 : at - 1
    return isPast(wordAt(tokens, verb)) && isPerson(subjectOf(tokens, Math.min(at, verb)))
      ? spanOf(tokens, Math.min(at, verb), Math.max(at, verb))
      : null
  }
  const be = skipAdverbsBack(tokens, at - 1)
  const denied = wordAt(tokens, be + 1) === 'not' || wordAt(tokens, be).endsWith("n't")
  if (/^(?:careful|thorough|diligent|attentive)$/.test(word)) {
    return denied && BE.has(wordAt(tokens, be)) && isPerson(subjectOf(tokens, be))
      ? spanOf(tokens, be, at)
      : null
  }
  if (!BE.has(wordAt(tokens, be)) || denied) return null
  const subject = subjectOf(tokens, be)
  if (word === 'rushed') return wordAt(tokens, at + 1) === 'to' ? null : spanOf(tokens, be, at)
  if (word === 'unacceptable')
    return /^(?:this|that|it|which)$/.test(wordAt(tokens, be - 1)) || isPerson(subject)
      ? spanOf(tokens, be + 1, at)
      : null
  if (word === 'slow')
    return wordAt(tokens, at + 1) === 'to' && isPerson(subject) ? spanOf(tokens, be, at + 1) : null
  if (word === 'too') {
    const slow =
      /^(?:slow|late|hasty|quick|careless|confident|eager|optimistic|trusting|focused|busy|hopeful|lax|lenient)$/.test(
        wordAt(tokens, at + 1),
      )
    return slow && isPerson(subject) ? spanOf(tokens, at, at + 1) : null
  }
  return isAnybody(subject) ? spanOf(tokens, be, at) : null
}
