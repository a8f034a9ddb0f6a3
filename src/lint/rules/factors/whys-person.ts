import { isPerson } from '../../grammar/agent.ts'
import { agentFrom } from '../../grammar/doer.ts'
import { wordAt } from '../../grammar/phrase.ts'
import { tokenize } from '../../grammar/token.ts'
import { isPast } from '../../grammar/verbs.ts'
import type { DocumentRule } from '../../rule.ts'
import { firstLine, within } from '../../where.ts'

const LEAD = /^(?:(?:because(?: of)?|since|as|that|due to|the fact that|answer:)\s+)+/i
/** What people were given, or were not: a condition that somebody can change. */
const CONDITION =
  /^(?:had|has|have|hadn't|hasn't|haven't|having|lack|lacks|lacked|was|were|is|are|wasn't|weren't|isn't|aren't|be|been|can|cannot|can't|could|couldn't|may|must|need|needs|needed|own|owns|owned|saw|see|sees|received|receive|got|get|gets|use|uses|used|rely|relies|relied|share|shares|shared)$/
/** What people did or left undone, as the end of a chain. */
const NEGLECT =
  /^(?:forgot|forget|forgets|missed|overlooked|failed|neglected|ignored|skipped|assumed|misread|mistyped|misunderstood|misjudged|underestimated|omitted|never|didn't|don't|doesn't|did|do|does|made)$/
const HUMAN_ERROR =
  /\b(?:(?:human|user|operator|manual|people|engineer(?:'s|ing)?|developer(?:'s)?) (?:error|mistake)s?|(?:by|a|an|simple|honest) (?:mistake|oversight|slip)|oversight|careless(?:ness|ly)?|inattenti(?:on|ve)|negligen(?:ce|t)|forgetful(?:ness)?|lack of (?:care|attention|discipline|diligence|focus|experience)|(?:was|were|been|got) (?:forgotten|overlooked|missed|neglected))\b/i

export const whysPerson: DocumentRule = {
  id: 'factors/whys-person',
  family: 'factors',
  scope: 'document',
  level: 'warning',
  severities: { sev4: 'note' },
  summary: 'A chain of whys ends in a condition, not in a person.',
  why: 'Asking why leads to who; a person at the end of the chain cannot be redesigned, and the next one will stand in the same place.',
  source:
    'John Allspaw, "The Infinite Hows" (2014): https://www.kitchensoap.com/2014/11/14/the-infinite-hows-or-the-dangers-of-the-five-whys/',
  *check({ text, postmortem: { factors, sections } }) {
    const chains = sections.filter((section) => section.kind === 'whys')
    const ends = factors.map(({ range, text: answer }) => ({
      start: range.start,
      end: range.end,
      range,
      answer,
    }))
    const inChain = new Set(chains.flatMap(({ body }) => within(ends, body)))
    for (const { range, answer } of inChain) {
      if (!endsInPerson(answer)) continue
      yield {
        at: firstLine(text, range),
        message:
          'This chain of whys ends in what somebody did or did not do. Ask once more: what made that the likely thing to do, and what would have made another one easier?',
      }
    }
  },
}

/** "Jo pushed it to main", "we forgot the index", "human error"; but "we had no test", "nobody owns the queue" are conditions. */
function endsInPerson(answer: string): boolean {
  if (HUMAN_ERROR.test(answer)) return true
  const tokens = tokenize(answer.replace(LEAD, ''))
  const { agent, end } = agentFrom(tokens, 0)
  if (!isPerson(agent)) return false
  const verb = wordAt(tokens, end)
  // "Because of Jo." names nobody's deed and still ends there.
  if (verb === '') return agent === 'named' && tokens.length <= end + 1
  if (/^(?:did|do|does)(?:n't)?$/.test(verb)) {
    const main = wordAt(tokens, wordAt(tokens, end + 1) === 'not' ? end + 2 : end + 1)
    return !CONDITION.test(main)
  }
  if (CONDITION.test(verb)) return false
  if (agent === 'self' || agent === 'team') return NEGLECT.test(verb)
  return NEGLECT.test(verb) || isPast(verb)
}
