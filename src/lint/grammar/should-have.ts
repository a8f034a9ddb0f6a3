import { isAnybody, isPerson, isPersonWho, type Agent } from './agent.ts'
import { DONE_BY_PEOPLE, HELPING } from './deeds.ts'
import { hasCondition } from './if-only.ts'
import { CONJUNCTIONS } from './lexicon.ts'
import { modalPerfectAt } from './modal-perfect.ts'
import type { Pattern, Words } from './pattern.ts'
import { joined, wordAt } from './phrase.ts'
import { isWishedDone } from './should-have-been.ts'
import { subjectOf } from './subject.ts'
import type { Token } from './token.ts'
import { DILIGENCE_PAST, isPast, TELLING_PAST, whoDoes } from './verbs.ts'

/** "We should have tested", "she could have asked", "it could have been avoided": a past that was not, with people in it. */
export const shouldHave: Pattern<Words> = (tokens, at) => {
  const found = modalPerfectAt(tokens, at)
  const act = found ? wordAt(tokens, found.verb) : ''
  if (!found || act === '') return null
  const wished = found.passive
    ? isWishedDone(tokens, at, found)
    : isPast(act) && isWishedOf(tokens, at, found.modal, found.verb)
  return wished ? { from: at, to: found.verb } : null
}

function isWishedOf(tokens: readonly Token[], at: number, modal: string, verb: number): boolean {
  if (modal === 'should') return isDue(tokens, at, verb)
  return modal === 'would' ? isImagined(tokens, at, verb) : isMissedChance(tokens, at, verb, modal)
}

const NEVER_SHOULD = /^(?:happened|reached|left|gone|passed|gotten|got|shipped|made)$/

function isDue(tokens: readonly Token[], at: number, verb: number): boolean {
  const act = wordAt(tokens, verb)
  if (NEVER_SHOULD.test(act) && wordAt(tokens, at + 1) === 'never') return isMishap(tokens, at, act)
  const subject = subjectOf(tokens, at)
  if (isAnybody(subject) || (subject === 'none' && act !== 'had')) return true
  return isOurs(tokens, verb, act, subject)
}

/** "This should never have happened", "the bug should never have reached production"; but not packets that should not have left. */
function isMishap(tokens: readonly Token[], at: number, act: string): boolean {
  return (
    act === 'happened' ||
    /\b(?:this|it|that|bug|change|release|error|problem|issue|defect|version|code|commit|build|mistake)\b/.test(
      joined(tokens, at - 6, at),
    )
  )
}

/** A name that could be a product's needs more: that it should have told *us*, or a verb that only people do. */
function isOurs(tokens: readonly Token[], verb: number, act: string, subject: Agent): boolean {
  if (subject === 'perhaps' && DILIGENCE_PAST.has(act)) return true
  const told =
    TELLING_PAST.has(act) &&
    /^(?:us|me|our|the team|customers|everyone)\b/.test(joined(tokens, verb + 1, verb + 3))
  return isPersonWho(subject, 'only-people') && (told || whoDoes(act) === 'only-people')
}

/** "We could have seen it", "asking them could have saved an hour"; "might have" also tells of what is not known. */
function isMissedChance(tokens: readonly Token[], at: number, verb: number, modal: string): boolean {
  const act = wordAt(tokens, verb)
  const likely =
    modal === 'could' ||
    DONE_BY_PEOPLE.has(act) ||
    /^(?:acted|reacted|responded|caught|chosen|called|gone|helped)$/.test(act)
  if (!likely) return false
  const subject = subjectOf(tokens, at)
  if (/^(?:anyone|anybody|everyone|everybody)$/.test(wordAt(tokens, at - 1))) return isSeeing(act)
  const person =
    isPerson(subject) ||
    ((subject === 'perhaps' || subject === 'company') &&
      (whoDoes(act) === 'only-people' || (subject === 'perhaps' && DILIGENCE_PAST.has(act))))
  const byAct = modal === 'could' && HELPING.has(act) && startsWithGerund(tokens, at)
  return person || byAct || (subject === 'none' && at <= 1)
}

/** "We would have lost less time if we had": only with an "if" about people, or an act as its subject. */
function isImagined(tokens: readonly Token[], at: number, verb: number): boolean {
  const subject = subjectOf(tokens, at)
  if (isPersonWho(subject, 'mostly-people') && isSomebodyElse(tokens, at))
    return isSeeing(wordAt(tokens, verb))
  if (isPerson(subject)) return hasCondition(tokens)
  return HELPING.has(wordAt(tokens, verb)) && startsWithGerund(tokens, at)
}

/** "*A second reviewer* would have caught it", "*any engineer*", "*an experienced DBA*": nobody who was there. */
const isSomebodyElse = (tokens: readonly Token[], at: number): boolean =>
  /\b(?:any|another|second|third|fresh|experienced|careful|attentive|proper|decent|good|better|competent|vigilant)\b/.test(
    joined(tokens, at - 4, at - 1),
  )

const isSeeing = (act: string): boolean =>
  HELPING.has(act) ||
  DILIGENCE_PAST.has(act) ||
  /^(?:seen|known|guessed|predicted|done|looked|found)$/.test(act)

/** "*Calling them* would have": the clause begins with an act. */
function startsWithGerund(tokens: readonly Token[], at: number): boolean {
  let start = at
  while (start > 0 && tokens[start - 1]?.kind === 'word' && !CONJUNCTIONS.has(wordAt(tokens, start - 1)))
    start -= 1
  const first = wordAt(tokens, start)
  return (
    first.length > 5 &&
    first.endsWith('ing') &&
    !/^(?:nothing|something|anything|everything|during|monitoring|alerting|logging|caching|testing)$/.test(
      first,
    )
  )
}
