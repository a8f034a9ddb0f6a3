import { isPerson } from './agent.ts'
import { GOOD_DEEDS, INSTEAD } from './culprit.ts'
import { agentFrom } from './doer.ts'
import type { Pattern } from './pattern.ts'
import { joined, skipAdverbs, wordAt } from './phrase.ts'
import { isPast } from './verbs.ts'

/** "The outage was down to Lu", "came down to the night shift". */
const downTo: Pattern = (tokens, at) => {
  if (wordAt(tokens, at) !== 'down' || wordAt(tokens, at + 1) !== 'to') return null
  if (!/^(?:was|is|were|came|comes)$/.test(wordAt(tokens, at - 1))) return null
  const { agent, end } = agentFrom(tokens, at + 2)
  const last = tokens[end]
  const pointed = isPerson(agent) && (!last || last.kind === 'stop' || last.word === 'who')
  return pointed ? { from: at - 1, to: end - 1, message: `This points at a person. ${INSTEAD}` } : null
}

const SLIPS =
  /^(?:typos?|misconfigurations?|mistakes?|errors?|slips?|omissions?|oversights?|misjudge?ments?|miscalculations?|blunders?|misreading|negligence|inattention|failures?)$/

/** "A typo by the engineer", "misconfiguration by the network team". */
const slipBy: Pattern = (tokens, at) => {
  if (!SLIPS.test(wordAt(tokens, at)) || wordAt(tokens, at + 1) !== 'by') return null
  const { agent, end } = agentFrom(tokens, at + 2)
  return isPerson(agent) || agent === 'vendor'
    ? { from: at, to: end - 1, message: `This presents a person as the cause. ${INSTEAD}` }
    : null
}

const SCANT = /^(?:lack|inadequate|insufficient|missing|poor|absent|scant|patchy|incomplete)$/
const CARE_NOUNS =
  /^(?:testing|tests|review|reviews|reviewing|checking|checks|communication|documentation|documenting|planning|diligence|validation|verification|oversight|supervision|attention|preparation|monitoring|follow-up|handover)$/

/** "Lack of testing by the release team", "inadequate review by the DBA". */
const scantCareBy: Pattern = (tokens, at) => {
  if (!SCANT.test(wordAt(tokens, at))) return null
  const noun = [at + 1, at + 2, at + 3].find((next) => CARE_NOUNS.test(wordAt(tokens, next)))
  const by =
    noun === undefined
      ? -1
      : ([noun + 1, noun + 2, noun + 3].find((next) => wordAt(tokens, next) === 'by') ?? -1)
  if (by < 0) return null
  const { agent, end } = agentFrom(tokens, by + 1)
  return isPerson(agent) || agent === 'vendor'
    ? { from: at, to: end - 1, message: `This presents people's work as the cause. ${INSTEAD}` }
    : null
}

/** "Once again the network team changed something": what they did is told with a sigh. */
const onceAgain: Pattern = (tokens, at) => {
  if (at !== 0) return null
  const sigh = /^(?:once again|yet again|as usual|as always|predictably|typically)\b/.exec(
    joined(tokens, 0, 2),
  )
  if (!sigh) return null
  let who = sigh[0].includes(' ') ? 2 : 1
  if (tokens[who]?.word === ',') who += 1
  const { agent, end } = agentFrom(tokens, who)
  const act = wordAt(tokens, skipAdverbs(tokens, end))
  const theirs = (isPerson(agent) && agent !== 'self') || agent === 'vendor'
  return theirs && isPast(act) && !GOOD_DEEDS.test(act)
    ? { from: 0, to: end, message: `This sighs over people. Say what was done, and what led to it again.` }
    : null
}

/** "Thanks to Bo, the site went down": no thanks at all. */
const sourThanks: Pattern = (tokens, at) => {
  if (at !== 0 || wordAt(tokens, 0) !== 'thanks' || wordAt(tokens, 1) !== 'to') return null
  const { agent, end } = agentFrom(tokens, 2)
  const rest = joined(tokens, end, end + 12)
  const sour = /\b(?:went down|broke|lost|down for|had no|had to|fell over|crashed|outage|failed)\b/.test(
    rest,
  )
  return isPerson(agent) && sour
    ? { from: 0, to: end - 1, message: `This points at a person. ${INSTEAD}` }
    : null
}

/** At whom a sentence points, whatever they did. */
export const POINTING: readonly Pattern[] = [downTo, slipBy, scantCareBy, onceAgain, sourThanks]
