import type { Sentence } from '../../prose/sentence.ts'
import type { RawFinding, SentenceRule } from '../../rule.ts'
import { matchesOf } from '../../../postmortem/matches.ts'

/** What is written for people to go by. A protocol or a retry policy is for machines, and is left out. */
const PAPER = String.raw`(?:procedures?|runbooks?|playbooks?|checklists?|sops?|guidelines?|best practices?|written instructions|documented (?:steps|process|instructions)|(?:change|release|review|deploy(?:ment)?|approval|incident|escalation|on-?call|rollback|migration|company|security|standard|established|defined|agreed|normal|usual|correct|proper|our|the)(?: \w+)? (?:process|policy|policies))`
const FEW_WORDS = String.raw`(?:[\w-]+ ){0,3}`
const PATTERNS = [
  // "The runbook was not followed", "change process bypassed"
  String.raw`\b${PAPER} (?:(?:was|were|is|are|had been|has been|being|got) )?(?:(?:(?:not|never|only partly|only partially)(?: \w+ly)?|(?:wasn|weren|isn|aren)['\u2019]t) (?:been )?(?:followed|adhered to|complied with|respected|observed|obeyed|consulted)|(?:ignored|skipped|bypassed|violated|breached|disregarded|circumvented|sidestepped))\b`,
  // "did not follow the checklist", "without following our release process"
  String.raw`\b(?:did not|didn['\u2019]t|does not|doesn['\u2019]t|do not|don['\u2019]t|had not|hadn['\u2019]t|not|without|never|failed to|failure to|failing to|instead of|rather than) (?:fully |properly |correctly |strictly )?(?:follow(?:ed|ing)?|adher(?:e|ed|ing) to|comply(?:ing)? with|complied with|stick(?:ing)? to|stuck to|observ(?:e|ed|ing)|consult(?:ed|ing)?) ${FEW_WORDS}${PAPER}\b`,
  // "ignored the runbook", "a violation of the change process"
  String.raw`\b(?:ignor(?:ed|ing)|skipp(?:ed|ing)|bypass(?:ed|ing)|violat(?:ed|ing)|disregard(?:ed|ing)?|circumvent(?:ed|ing)|(?:a |in )?(?:violation|breach|disregard) of|deviat(?:ed|ing|ion) from|non-?compliance with) ${FEW_WORDS}${PAPER}\b`,
].map((source) => new RegExp(source, 'gi'))
/** The sentence goes on to ask what the rule asks for. */
const EXPLAINED =
  /\b(?:because|since|as (?:it|the|there|that)|due to|so that|in order to|which (?:has|had|is|was|takes|took|does|did))\b/i

export const processNotFollowed: SentenceRule = {
  id: 'factors/process-not-followed',
  family: 'factors',
  scope: 'sentence',
  level: 'warning',
  severities: { sev4: 'note' },
  summary: 'That a procedure was not followed is not where the search ends.',
  why: 'Work is never quite as the paper says; that it differed is seen afterwards, and what made it differ is the factor.',
  source:
    'Richard I. Cook, "How Complex Systems Fail" (1998), point 11, on errors and violations told in hindsight: https://how.complexsystems.fail/',
  *check(sentence) {
    if (sentence.section !== 'factors' && sentence.section !== 'whys') return
    if (/process|procedure|book|list|sop|polic|guide|practice|instruction|documented/i.test(sentence.text))
      yield* departures(sentence)
  },
}

function* departures({ text }: Sentence): Iterable<RawFinding> {
  for (const pattern of PATTERNS) {
    for (const match of matchesOf(pattern, text)) {
      const end = match.index + match[0].length
      if (EXPLAINED.test(text.slice(end, end + 120))) continue
      yield {
        at: { start: match.index, end },
        message:
          'That it was not followed is where the search begins. Ask what made the other way sensible: was the text at hand, up to date, quick enough, and true of how the work is done?',
      }
    }
  }
}
