import { isAnybody, isPerson, subjectOf } from '../../grammar/agent.ts'
import { BE } from '../../grammar/lexicon.ts'
import { skipAdverbs, spanOf, wordAt } from '../../grammar/phrase.ts'
import type { Token } from '../../grammar/token.ts'
import type { Span } from '../../prose/mask.ts'
import type { Sentence } from '../../prose/sentence.ts'
import type { SentenceRule } from '../../rule.ts'

// Words that only ever judge people or what they do.
const PEOPLE_WORDS =
  'careless|carelessly|carelessness|sloppy|sloppily|sloppiness|negligent|negligently|negligence|reckless|recklessly|recklessness|incompetent|incompetence|irresponsible|irresponsibly|foolish|foolishly|foolishness|stupid|stupidly|stupidity|idiotic|amateurish|unprofessional|half-hearted|half-heartedly|half-assed|ill-considered|ill-advised|thoughtless|thoughtlessly|clueless|lazily|laziness|complacent|complacency|short-sighted|embarrassing|inexcusable|unforgivable|shoddy'
const WITH_NOUN = [
  'bad (?:calls?|decisions?|judge?ments?|habits?|choices?|practices?|planning|idea)',
  'poor (?:judge?ment|decisions?|planning|communication|understanding|choices?|discipline|execution|handling|coordination|preparation|management|practices?|leadership|workmanship|attitude)',
  'lack of (?:care|attention|diligence|discipline|judge?ment|rigou?r|seriousness|professionalism|common sense|competence|interest|effort|skill|foresight|due diligence|respect)',
  '(?:badly|poorly|hastily) (?:planned|handled|managed|communicated|executed|reviewed|coordinated|prepared|thought[- ]out|organi[sz]ed)',
  'asleep at the wheel',
  'rushed (?:change|fix|deploy|deployment|release|review|job|decision|migration|rollout)',
]
const TRIGGER = new RegExp(`\\b(?:${PEOPLE_WORDS}|${WITH_NOUN.join('|')})\\b`, 'gi')
const WITH_SUBJECT = /^(?:misjudged|underestimated|overconfident|rushed|hopeless|lazy|unacceptable|too)$/
const QUICK_TEST = /misjudged|underestimated|overconfident|rushed|hopeless|lazy|unacceptable|\btoo \w/i
const ADJECTIVE =
  /^(?:careless|sloppy|negligent|reckless|incompetent|irresponsible|foolish|stupid|idiotic|amateurish|unprofessional|half-hearted|thoughtless|clueless|complacent|short-sighted|shoddy|rushed)$/i

export const judgement: SentenceRule = {
  id: 'blame/judgement',
  family: 'blame',
  scope: 'sentence',
  level: 'error',
  summary: 'People and their work are not judged.',
  why: 'A judgement closes the question: careless explains nothing, and the person judged will not add what would.',
  source:
    'Sidney Dekker, The Field Guide to Understanding "Human Error" (3rd ed., 2014, ISBN 978-1-4724-3905-5), on judgemental language and the local rationality principle',
  *check(sentence) {
    const message =
      'This judges people or their work. Describe what was seen and done, and the pressure, tools or information that it was done with.'
    for (const match of sentence.text.matchAll(TRIGGER)) {
      if (isDenied(sentence.text.slice(0, match.index))) continue
      const at = { start: match.index, end: match.index + match[0].length }
      yield { at, message, suggestion: null, ...withoutAdjective(sentence.text, at) }
    }
    if (!QUICK_TEST.test(sentence.text)) return
    for (const at of bySubject(sentence)) yield { at, message }
  },
}

/** Talk about such words is no judgement: "we never call anybody careless", "it was not a careless act". */
const isDenied = (before: string): boolean =>
  /\b(?:not|never|no|word|words|say|avoid|n't)\b[^,.;]{0,24}$/i.test(before)

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
  if (word === 'misjudged' || word === 'underestimated') {
    return isPerson(subjectOf(tokens, at)) && !BE.has(wordAt(tokens, at - 1)) ? spanOf(tokens, at, at) : null
  }
  let be = at - 1
  while (be > 0 && skipAdverbs(tokens, be) > be) be -= 1
  if (!BE.has(wordAt(tokens, be)) || wordAt(tokens, be + 1) === 'not') return null
  const subject = subjectOf(tokens, be)
  if (word === 'rushed') return wordAt(tokens, at + 1) === 'to' ? null : spanOf(tokens, be, at)
  if (word === 'unacceptable')
    return /^(?:this|that|it|which)$/.test(wordAt(tokens, be - 1)) || isPerson(subject)
      ? spanOf(tokens, be + 1, at)
      : null
  if (word === 'too') {
    const slow = /^(?:slow|late|hasty|quick|careless|confident|eager|optimistic|trusting)$/.test(
      wordAt(tokens, at + 1),
    )
    return slow && isPerson(subject) ? spanOf(tokens, at, at + 1) : null
  }
  return isAnybody(subject) || subject === 'team' ? spanOf(tokens, be, at) : null
}
