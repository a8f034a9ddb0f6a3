import { accidentsIn } from '../../grammar/accident.ts'
import { spaced } from '../../grammar/idiom.ts'
import { joined, spanOf, wordAt } from '../../grammar/phrase.ts'
import { isPast } from '../../grammar/verbs.ts'
import { stems } from '../../grammar/stems.ts'
import type { Sentence } from '../../prose/sentence.ts'
import type { RawFinding, SentenceRule } from '../../rule.ts'
import { withoutAdverb } from './person.ts'
import { matchesOf } from '../../../postmortem/matches.ts'

const KEYS = stems(`
  human operator manual user pilot admin administrator engineer developer staff personnel copy administrative clerical typing data mistake mistakes
  oversight misunderstanding miscommunication slip lapse blunder mix mixup misstep faux goof screw brain brainfart mishap pebkac rookie schoolboy
  beginner finger oopsie operation inattention forgetfulness distraction inexperience error done wrong improper incorrect accident accidental
  accidentally inadvertent unintentional unintended erroneous mistaken made -ly`)
const WHOSE =
  '(?:human|operator|manual|user|pilot|admin|administrator|engineer|developer|staff|personnel|procedural|transcription|copy[- ](?:and[- ])?paste|administrative|clerical|typing|data[- ]entry)'
const SLIP =
  '(?:oversights?|misunderstandings?|miscommunications?|slip-ups?|(?<!paper |pay |packing |deposit |permission |delivery )slips?(?= (?:in|of|on|by|which|that|and)\\b|[,.;)]|$)|lapses?|blunders?|mix-ups?|mixups?|missteps?|faux pas|goofs?|screw-ups?|brain ?farts?|mishaps?)'
const HUMAN_ERROR = new RegExp(
  spaced(
    `\\b(?:entirely )?(?:preventable )?${WHOSE} (?:err+ors?|err\\.|mistakes?|slips?|lapses?|failures?|blunders?|mishaps?)|\\bhuman (?:slip|fallibility|negligence|factor\\b(?!s))|\\b(?:errors?|mistakes?) (?:of|by|from) (?:the |an? )?(?:human|operator|person|user|somebody|someone|individual)\\b`,
  ),
  'gi',
)
const FAULT_NOUN = new RegExp(
  spaced(
    `\\b(?:an?|the|another|this|that|some|simple|one|just)(?: (?:[\\w-]+)){0,2}? ${SLIP}\\b(?! (?:with|between) (?:the )?(?:page|log|file))|^(?:Misunderstanding|Miscommunication|Mix-up) (?:between|about|over|as to)\\b|\\bPEBKAC\\b|\\bfinger trouble\\b|\\boopsies?\\b|\\boperation(?:al)? miss\\b|\\b(?:rookie|schoolboy|beginner['\u2019]?s?) (?:error|mistake)s?\\b|\\bbrain ?fart\\b`,
  ),
  'gi',
)
const MISTAKE = new RegExp(
  spaced(
    `\\b(?:an?|another|the|this|that|one|same)(?: [\\w-]+)? mistakes?\\b(?! (?:in (?:line|the (?:docs|documentation))|proof))|\\bmistakes were made\\b|\\berrors? (?:was|were) made\\b|^Oversight (?:during|in|by|while|when|on)\\b|\\b(?:our|my) (?:own )?error\\b(?! (?:budget|rate|log|page|message|handling|code|reporting|tracking|handler|rates|logs|messages|codes|monitoring))|\\bnoticed (?:the |a )?mistake\\b|\\binduced in error\\b|\\bdone (?:wrong|incorrectly|badly)\\b|\\bmade in error\\b`,
  ),
  'gi',
)
const DUE_TO = new RegExp(
  spaced(
    `\\b(?:due to|because of|owing to|caused by|result of|down to|through|attributed to|thanks to) (?:an? |the |some |our |simple )?(?:[\\w-]+ ){0,2}?(?:mistakes?|${SLIP}|inattention|forgetfulness|distraction|inexperience)\\b`,
  ),
  'gi',
)
const WRONG_HANDLING = new RegExp(
  spaced(`\\b(?:wrong|improper|incorrect) (?:handling|operation|manipulation|usage|execution)\\b(?! system)`),
  'gi',
)
const ACTS =
  'deletion|removal|release|publication|push|merge|deploy|deployment|destroy|destruction|execution|termination|shutdown|change|changes|update|activation|deactivation|exposure|drop|overwrite|restart|commit|upload|disclosure|rollout|reboot|run|scale-down|truncation|rotation|revocation'
// "Accidental" and "inadvertent" are said of what people do; the others as often of what systems bring about.
const ACCIDENTAL_ACT = new RegExp(
  `\\b(an? |the )?(?:(?:accidental|inadvertent) (?!complexity|duplicates?|traffic|coupling|match|collision|overlap|key|data)([a-z-]{4,})|(?:unintentional|unintended|erroneous|mistaken) (${ACTS}))\\b`,
  'gi',
)
/** Texts on blamelessness speak of human error to reject it; apologies and users' own mistakes are no cause. */
const REJECTED =
  /\b(?:never|isn't|rather than|instead of|symptom|starting point|starts?|avoid|resilient|reduce|reduces|prevent|eliminate|risk of|prone|without|room for|chance of|possibility of|potential for|literature|research|rate|studies|book|easy|easier|catch|catches|learn|learned|learning|such|protect|guard|detect|harder|future|kind of|class of|against|likely|could be|can be|may be|would be)\b/i

export const humanError: SentenceRule = {
  id: 'blame/human-error',
  family: 'blame',
  scope: 'sentence',
  level: 'error',
  summary: 'Human error, an oversight or a mistake is not given as the explanation.',
  why: 'Human error is the first question, not an answer: a label for what is not yet understood, and nothing that can be mended.',
  source:
    'Sidney Dekker, The Field Guide to Understanding "Human Error" (3rd ed., 2014, ISBN 978-1-4724-3905-5), chapter 1 "Two Views of Human Error"',
  *check(sentence) {
    if ((sentence.stems & KEYS) === 0) return
    yield* labels(sentence)
    // An action names the hazard that it takes away: "Refuse accidental deletion of volumes".
    if (sentence.section === 'actions' && sentence.kind !== 'paragraph') return
    yield* accidentalActs(sentence)
    yield* agentless(sentence)
  },
}

const MESSAGE =
  'This is a label in place of an explanation. Say what was done, with what in view, and which condition turned it into an incident.'

function* labels({ text }: Sentence): Iterable<RawFinding> {
  for (const pattern of [HUMAN_ERROR, DUE_TO, MISTAKE, FAULT_NOUN, WRONG_HANDLING]) {
    for (const match of matchesOf(pattern, text)) {
      const near = text.slice(Math.max(0, match.index - 24), match.index + match[0].length + 16)
      if (!REJECTED.test(near))
        yield { at: { start: match.index, end: match.index + match[0].length }, message: MESSAGE }
    }
  }
}

/** "An accidental deletion" says "a deletion" and a judgement. */
function* accidentalActs({ text }: Sentence): Iterable<RawFinding> {
  for (const match of matchesOf(ACCIDENTAL_ACT, text)) {
    if (
      /\b(?:avoid|prevent|prevents|against|from|any|of|no|future)\s+(?:an? |the )?$/i.test(
        text.slice(0, match.index + (match[1]?.length ?? 0)),
      )
    )
      continue
    const article = match[1]
    const act = match[2] ?? match[3] ?? ''
    yield {
      at: { start: match.index, end: match.index + match[0].length },
      message:
        'That nobody meant it goes without saying. Say what was done, and what made it look like the right thing.',
      level: 'note',
      suggestion: reworded(article, act, match[0]),
    }
  }
}

/** Null where the bare word would not stand alone: "due to destroy of". */
function reworded(article: string | undefined, act: string, whole: string): string | null {
  if (article === undefined) {
    if (!/(?:ion|al)$/i.test(act)) return null
    return /^[A-Z]/.test(whole) ? act.charAt(0).toUpperCase() + act.slice(1) : act
  }
  if (/^the/i.test(article)) return article + act
  return `${article.charAt(0)}${/^[aeio]|^u[np]/i.test(act) ? 'n' : ''} ${act}`
}

/** "Was accidentally deleted", with nobody named. */
function* agentless({ tokens, text }: Sentence): Iterable<RawFinding> {
  for (const { agent, from, to, adverb } of accidentsIn(tokens)) {
    if (agent !== 'none' || isStateOfThing(joined(tokens, from, to + 1))) continue
    if (!isPast(wordAt(tokens, from)) && !isPast(wordAt(tokens, to)) && adverb !== null) continue
    yield {
      at: spanOf(tokens, from, to),
      message:
        'That nobody meant it goes without saying. Say what was done, and what made it look like the right thing.',
      level: 'note',
      suggestion: adverb === null ? null : withoutAdverb(text, tokens, from, to, adverb),
    }
  }
}

/** How a thing was, not what somebody did. */
const isStateOfThing = (words: string): boolean =>
  /\b(?:marked|configured|labelled|labeled|formatted|set|routed|cached)\b/.test(words)
