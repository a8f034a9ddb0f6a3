import { isPerson } from './agent.ts'
import { HALF, type Omission } from './omission.ts'
import type { Pattern } from './pattern.ts'
import { joined, skipAdverbs, startsClause, wordAt } from './phrase.ts'
import { subjectOf } from './subject.ts'
import type { Token } from './token.ts'
import { DILIGENCE, DILIGENCE_PAST, isNeglect, isPast, TELLING, TELLING_PAST, whoDoes } from './verbs.ts'

/** The form of the verb that a negation takes: "did not *check*", "never *checked*". */
type Form = 'base' | 'past'

/** "Operations did not realise", "she never responded", "we hadn't tested". */
export const notDone: Pattern<Omission> = (tokens, at) => {
  const form = negatedForm(tokens, at)
  if (form === null) return null
  const verb = skipAdverbs(tokens, at + 1)
  const act = wordAt(tokens, verb)
  if (act === '' || /^(?:know|think|care|understand|thought|understood)$/.test(act)) return null
  const reproach = isReproach(tokens, at, verb, form) || isNeverDone(tokens, at, act)
  if (isStill(tokens, at, act) || !reproach || isPlainLimit(tokens, verb)) return null
  if (!isPersonNotDoing(tokens, at, act, form)) return null
  return { from: /^(?:did|do|does|had|have|has)$/.test(wordAt(tokens, at - 1)) ? at - 1 : at, to: verb }
}

function negatedForm(tokens: readonly Token[], at: number): Form | null {
  const word = wordAt(tokens, at)
  const before = wordAt(tokens, at - 1)
  if (word === "didn't" || word === 'didnt') return 'base'
  if (/^(?:hadn't|haven't|hasn't)$/.test(word)) return 'past'
  // Told in the present: "14:05 Mo doesn't open an incident".
  const told = word === "doesn't" || (word === 'not' && before === 'does')
  if (told) return subjectOf(tokens, at) === 'named' ? 'base' : null
  if (word === 'never')
    return /^(?:to|can|could|will|would|should|is|was|were|are|be|must)$/.test(before) ? null : 'past'
  if (word !== 'not') return null
  if (before === 'did' || isAskedWhy(tokens, at)) return 'base'
  return /^(?:had|have|has)$/.test(before) ? 'past' : null
}

/** "Why did the operator *not* call the vendor?". */
const isAskedWhy = (tokens: readonly Token[], at: number): boolean =>
  /\bwhy did\b/.test(joined(tokens, at - 6, at))

/** What is not done yet, or has not been so far, is a state and no reproach. */
function isStill(tokens: readonly Token[], at: number, act: string): boolean {
  if (wordAt(tokens, at + 1) === 'yet') return true
  const auxiliary = /^(?:not|never)$/.test(wordAt(tokens, at)) ? at - 1 : at
  return /^(?:have|has|haven't|hasn't)$/.test(wordAt(tokens, auxiliary)) && !DILIGENCE_PAST.has(act)
}

function isReproach(tokens: readonly Token[], at: number, verb: number, form: Form): boolean {
  const act = wordAt(tokens, verb)
  if (isNeglect(act, form) || (form === 'base' && DILIGENCE_PAST.has(act))) return true
  const manner = verb > at + 1 ? wordAt(tokens, verb - 1) : ''
  if (HALF.test(manner) || /^(?:fully|correctly|proactively)$/.test(manner)) return true
  if (act === 'see') return /^(?:that|it was|it had)\b/.test(joined(tokens, verb + 1, verb + 3))
  // "The maintainer did not run the tests".
  return (
    /^(?:run|ran|execute|executed|do|done|perform)$/.test(act) &&
    /\b(?:tests?|checks?|dry-run|diff|plan|review|rehearsal)\b/.test(joined(tokens, verb + 1, verb + 6))
  )
}

/** What people never come to see, have or mean is no act that was left out. */
const NO_DEED =
  /^(?:saw|seen|had|got|gotten|received|lost|found|reached|exceeded|experienced|encountered|observed|heard|came|come|went|gone|been|became|become|knew|known|needed|wanted|meant|intended|designed|expected|reproduced|happened|used|hit|liked|stopped|touched|deployed|happened|faced|suffered|recovered|worked)$/

/** "On-call never unmuted it": of people "never" tells what they might have done. */
const isNeverDone = (tokens: readonly Token[], at: number, act: string): boolean =>
  wordAt(tokens, at) === 'never' &&
  isPast(act) &&
  !NO_DEED.test(act) &&
  !/^(?:have|has|'ve|i've|we've)$/.test(wordAt(tokens, at - 1)) &&
  isPerson(subjectOf(tokens, at))

/** Plain limits in words of care: "we did not make any changes", "did not take long", "did not give up". */
function isPlainLimit(tokens: readonly Token[], verb: number): boolean {
  const act = wordAt(tokens, verb)
  const rest = joined(tokens, verb + 1, verb + 4)
  // "Did not notice any loss" is an observation.
  if (/^any(?:thing)?\b(?! of the)/.test(rest)) return true
  if (/^ma(?:ke|de)$/.test(act))
    return (
      !/^(?:sure|certain|clear|time|an?|it clear)\b/.test(rest) ||
      /^an? (?:difference|change|mistake)/.test(rest)
    )
  if (/^(?:take|took|taken)$/.test(act))
    return !/^(?:into|the time|care|account|seriously|\w+ (?:into|seriously))\b/.test(rest)
  return (
    /^(?:keep|kept|give|gave|given|stop|stopped|leave|left|get|set|try|tried|come|came|look|looked)$/.test(
      act,
    ) && /^(?:up|long|there|it|working|until|anything)\b/.test(rest)
  )
}

function isPersonNotDoing(tokens: readonly Token[], at: number, act: string, form: Form): boolean {
  const subject = subjectOf(tokens, at)
  if (isPerson(subject)) return true
  const careful = (form === 'past' ? DILIGENCE_PAST : DILIGENCE).has(act) || whoDoes(act) === 'only-people'
  const telling = (form === 'past' ? TELLING_PAST : TELLING).has(act)
  switch (subject) {
    case 'they':
      return careful
    case 'none':
      return startsClause(tokens, at) && isNeglect(act, form)
    case 'perhaps':
      return careful || telling
    case 'vendor':
      return telling
    case 'company':
      return telling || /^(?:answer(?:ed)?|bother(?:ed)?|care[d]?|insist(?:ed)?|heed(?:ed)?)$/.test(act)
    case 'user':
      return /^(?:heed(?:ed)?|read|notice[d]?|follow(?:ed)?)$/.test(act)
    default:
      return false
  }
}
