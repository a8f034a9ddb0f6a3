import { isPerson } from './agent.ts'
import { DONE_BY_PEOPLE, DONE_BY_SYSTEMS, HARMED } from './deeds.ts'
import { agentFrom } from './doer.ts'
import { hasCondition } from './if-only.ts'
import type { ModalPerfect } from './modal-perfect.ts'
import { joined, wordAt } from './phrase.ts'
import { subjectOf } from './subject.ts'
import type { Token } from './token.ts'
import { DILIGENCE_PAST, isPast } from './verbs.ts'

/** "It should have been tested", "could have been avoided by asking": a passive behind which somebody stands. */
export function isWishedDone(
  tokens: readonly Token[],
  at: number,
  { modal, verb }: Pick<ModalPerfect, 'modal' | 'verb'>,
): boolean {
  if (modal === 'would') return isSpottedBySomebody(tokens, verb)
  const act = wordAt(tokens, verb)
  const subject = subjectOf(tokens, at)
  if (/^(?:faster|quicker|sooner|earlier)$/.test(act))
    return hasCondition(tokens) || /\bif\b|\bby \w+ing\b/.test(joined(tokens, verb, verb + 12))
  if (isPerson(subject) && /^(?:told|informed|warned|asked|called|paged|woken|notified)$/.test(act))
    return true
  if (isPerson(subject) && subject !== 'nobody')
    return modal === 'should' && (/^(?:more|aware|careful)$/.test(act) || isPast(act))
  if (DONE_BY_PEOPLE.has(act)) return !isByMeans(tokens, verb)
  if (modal === 'should' && isPast(act) && isDoneBySomebody(tokens, verb)) return true
  if (!isPast(act)) return false
  return modal === 'should' ? isTaskOfPeople(tokens, at, verb) : isByAct(tokens, verb)
}

/** "Would have been spotted by one of us". */
function isSpottedBySomebody(tokens: readonly Token[], verb: number): boolean {
  const act = wordAt(tokens, verb)
  if (!DILIGENCE_PAST.has(act) && !/^(?:avoided|prevented|found|seen)$/.test(act)) return false
  for (let by = verb + 1; by < verb + 4; by += 1) {
    if (wordAt(tokens, by) === 'by') return isPerson(agentFrom(tokens, by + 1).agent)
  }
  return false
}

/** "Should have been triggered by the on-call". */
function isDoneBySomebody(tokens: readonly Token[], verb: number): boolean {
  for (let by = verb + 1; by < verb + 4; by += 1) {
    if (wordAt(tokens, by) === 'by') return isPerson(agentFrom(tokens, by + 1).agent)
  }
  return false
}

/** What people keep up to date. */
const PAPERWORK =
  /\b(?:runbooks?|playbooks?|docs?|documentation|wiki|page|tests?|checklists?|tickets?|changelog|contacts?|lists?|plans?|thresholds?|certificates?|dependency|dependencies|library|libraries|passwords?|keys?|firmware|contracts?|policy|policies)\b/
/** Done by people to papers, by systems to data. */
const UPKEEP =
  /^(?:updated|written|removed|added|changed|replaced|raised|increased|moved|published|restarted)$/

function isTaskOfPeople(tokens: readonly Token[], at: number, verb: number): boolean {
  const act = wordAt(tokens, verb)
  return (
    !isByMeans(tokens, verb) &&
    !DONE_BY_SYSTEMS.has(act) &&
    !/\b(?:automatically|atomically)\b/.test(joined(tokens, verb - 1, verb + 6)) &&
    (!UPKEEP.test(act) || PAPERWORK.test(joined(tokens, 0, at)))
  )
}

/** Of other verbs only where somebody's act is named: "could have been eased by calling them", "sorted in 5 minutes". */
const isByAct = (tokens: readonly Token[], verb: number): boolean =>
  !HARMED.has(wordAt(tokens, verb)) &&
  /\b(?:by \w+ing|by any(?:one|body)|sooner|earlier|in \d+ min\w*)\b/.test(
    joined(tokens, verb + 1, verb + 10),
  )

const SOME_LOOK =
  /^(?:an? |some |more |better |closer |the )?(?:\w+ )?(?:look|glance|call|question|conversation|heads-up|chat|talk|attention|care|communication|coordination|planning|preparation)\b/

/** A tool or safeguard as the means is a condition: "could have been prevented with schema validation". */
function isByMeans(tokens: readonly Token[], verb: number): boolean {
  let at = verb + 1
  while (/^(?:earlier|sooner|easily|automatically|entirely|here|there)$/.test(wordAt(tokens, at))) at += 1
  const means = wordAt(tokens, at)
  // A look by somebody is what a person does.
  if (/^(?:by|with)$/.test(means) && SOME_LOOK.test(joined(tokens, at + 1, at + 6))) return false
  if (wordAt(tokens, verb - 1) === 'automatically') return true
  if (means === 'with' && isDoneWithOthers(wordAt(tokens, verb))) return false
  const isGerund = wordAt(tokens, at + 1).endsWith('ing')
  if (/^(?:with|via|using|through)$/.test(means)) return !isGerund
  return means === 'by' && !isGerund && !isPerson(agentFrom(tokens, at + 1).agent)
}

/** "Discussed with the team": with whom, not by which means. */
const isDoneWithOthers = (act: string): boolean =>
  /^(?:discussed|agreed|coordinated|shared|aligned|consulted|communicated)$/.test(act)
