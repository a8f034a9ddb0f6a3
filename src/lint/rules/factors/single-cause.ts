import type { RawFinding, SentenceRule } from '../../rule.ts'
import type { Sentence } from '../../prose/sentence.ts'
import { matchesOf } from '../../../postmortem/matches.ts'

// "Root causes", "no root cause" and a bare heading are no claim that there is one.
const ROOT_CAUSE =
  /\b(?:(the|a|an|our|its|this|one|exact|primary|main|single|true|real|actual|underlying|fundamental|sole|only)[ ]+)*root[- ]cause\b(?!s|[- ]anal)/gi
const ONLY_CAUSE = /\b(?:the|its) (?:sole|only|single|one) (?:cause|reason)\b(?= (?:of|for|was|is)\b)/gi
const THE_CAUSE =
  /(?:^|[.;:] )the cause(?= (?:was|is)\b(?! (?:suspected|believed|thought|likely|obvious|clear|found|identified|known|not|still|only|soon|quickly|hard|easy|then|later)\b))|\bcomes? down to one thing\b/gi
const UNKNOWN =
  /\b(?:unknown|unclear|not clear|investigat\w*|could not|couldn't|cannot|find|finding|determine|examines?|whatever|no|never|not a|any|understand|looking for|search|figure out|shared|exclude|process|discovery of)\b/i

const UNSETTLED =
  /^[^.;:]{0,40}\b(?:is|was|remains) (?:still |yet )?(?:un\w+|not|yet|being|correct|right|confirmed)\b/i

export const singleCause: SentenceRule = {
  id: 'factors/single-cause',
  family: 'factors',
  scope: 'sentence',
  level: 'warning',
  summary: 'No single cause is presented as the cause.',
  why: 'The root cause is the place where the search stopped; other conditions that were needed as much go unmended.',
  source:
    'Richard I. Cook, "How Complex Systems Fail" (1998), point 7, on root causes: https://how.complexsystems.fail/',
  *check(sentence) {
    if (!/cause|reason/i.test(sentence.text)) return
    yield* claims(sentence)
  },
}

function* claims({ text, kind, tokens }: Sentence): Iterable<RawFinding> {
  for (const match of [
    ...matchesOf(ROOT_CAUSE, text),
    ...matchesOf(ONLY_CAUSE, text),
    ...matchesOf(THE_CAUSE, text),
  ]) {
    const end = match.index + match[0].length
    const after = text.slice(end, end + 48)
    const before = text.slice(Math.max(0, match.index - 40), match.index)
    if (kind === 'heading' && tokens.length <= 6 && !after.includes(':')) continue
    const oneThing = /one thing$/i.test(match[0])
    if ((!oneThing && !isClaim(before, after)) || UNKNOWN.test(before.slice(-24)) || UNSETTLED.test(after))
      continue
    yield {
      at: { start: match.index, end },
      message:
        'This names one cause as the cause. Call it a contributing factor, and ask what else had to be true.',
      suggestion: reworded(match[0], before),
    }
  }
}

/** Exactly one thing is put in its place: "was", "is", a colon, or "identified … as the root cause". */
function isClaim(before: string, after: string): boolean {
  if (/^ ?(?:was|is|being|were|identified|turned out|lay|:|\u2014|\u2013|=|->)/i.test(after)) return true
  if (/^ (?:of|for|behind)\b[^.,;:]{1,60}? (?:was|is|were|lay|turned out)\b/i.test(after)) return true
  if (/^ (?:as|to be)\b/i.test(after) && /\bidentif/i.test(before)) return true
  return /\b(?:as|was|is|be) $/i.test(before)
}

function reworded(words: string, before: string): string | null {
  if (/^(?:the|its|our|this)\b/i.test(words)) return capitalAs(words, 'a contributing factor')
  if (/^an? /i.test(words)) return capitalAs(words, 'a contributing factor')
  if (/^comes?/.test(words)) return null
  return before.trim() === '' ? capitalAs(words, 'contributing factor') : null
}

const capitalAs = (model: string, words: string): string =>
  /^[A-Z]/.test(model) ? words.charAt(0).toUpperCase() + words.slice(1) : words
