import { isPerson, type Agent } from './agent.ts'
import { agentFrom } from './doer.ts'
import { AUXILIARIES, CONJUNCTIONS, isAdverb, PREPOSITIONS, SUBORDINATORS } from './lexicon.ts'
import { nounAgent } from './noun-agent.ts'
import { isNounLike, phraseStart } from './noun-phrase.ts'
import { wordAt } from './phrase.ts'
import { isContractedSubject, pronounAgent, whoAfter } from './pronoun.ts'
import type { Token } from './token.ts'
import { isPast } from './verbs.ts'

// How far back a subject is looked for: a bound for run-on text, longer than any clause people write.
const REACH = 25

/** The subject of the verb at `verb`, found by walking left through auxiliaries, adverbs, asides and what belongs to the noun. */
export function subjectOf(tokens: readonly Token[], verb: number): Agent {
  const agent = walk(tokens, verb - 1, verb - REACH)
  return agent === 'system' || agent === 'they' ? antecedent(tokens, verb, agent) : agent
}

function walk(tokens: readonly Token[], from: number, floor: number): Agent {
  let at = from
  while (at >= 0 && at > floor) {
    const token = tokens[at]
    if (!token || token.kind === 'thing') return token ? 'system' : 'none'
    if (token.kind === 'stop') {
      const before = beforeAside(tokens, at, floor)
      if (before === null) return token.word === ',' ? conjoined(tokens, at, floor) : 'none'
      if (token.word === ',') return outerOrInner(tokens, before, at, floor)
      at = before
    } else {
      const steps = stepsOver(tokens, at)
      if (steps === 0) return subjectAt(tokens, at, floor)
      at -= steps
    }
  }
  return 'none'
}

/** How many words that end at `at` belong to the verb and not to its subject. */
function stepsOver(tokens: readonly Token[], at: number): number {
  const word = wordAt(tokens, at)
  if (isTimeAside(tokens, at)) return 2
  return (AUXILIARIES.has(word) && !isContractedSubject(word)) || isAdverb(word) ? 1 : 0
}

/** "The member on duty *that week* never replied". */
const isTimeAside = (tokens: readonly Token[], at: number): boolean =>
  /^(?:week|day|morning|afternoon|evening|night|weekend|month|time)$/.test(wordAt(tokens, at)) &&
  /^(?:that|this|last|same)$/.test(wordAt(tokens, at - 1))

function subjectAt(tokens: readonly Token[], at: number, floor: number): Agent {
  const word = wordAt(tokens, at)
  if (/^(?:and|or|but)$/.test(word)) return conjoined(tokens, at, floor)
  if (word === 'who') return whoAfter(wordAt(tokens, at - 1))
  return pronounAgent(tokens, at) ?? phraseEndingAt(tokens, at, floor)
}

/** "Our processor, Northern Grid, forgot": whichever of the two says who it is. */
function outerOrInner(tokens: readonly Token[], before: number, comma: number, floor: number): Agent {
  const outer = walk(tokens, before, floor)
  if (outer !== 'system' && outer !== 'none') return outer
  const inner = nounAgent(tokens, before + 2, comma - 1)
  return inner === 'company' || isPerson(inner) ? inner : outer
}

/** Steps over `(…)` and `, who was new,` before a verb; null where the mark ends the clause. */
function beforeAside(tokens: readonly Token[], at: number, floor: number): number | null {
  const mark = tokens[at]?.word
  const open = mark === ')' ? '(' : mark === ',' ? ',' : null
  if (open === null) return null
  for (let left = at - 1; left > Math.max(floor, at - 14); left -= 1) {
    if (tokens[left]?.word !== open) continue
    return open === '(' || isAside(tokens, left, at) ? left - 1 : null
  }
  return null
}

/** Whether the words between two commas only add something: ", who was new,", ", however,", ", our registrar,". */
function isAside(tokens: readonly Token[], open: number, close: number): boolean {
  const first = tokens[open + 1]
  const word = first?.word ?? ''
  const apposition =
    close - open <= 6 &&
    (/^(?:the|a|an|our|my|his|her|their)$/.test(word) || (first?.capital === true && open > 0))
  return word === 'who' || word === 'which' || isAdverb(word) || close - open === 2 || apposition
}

/** The subject of an earlier verb in the same clause: "Jo knew it and *still sent* traffic". */
function conjoined(tokens: readonly Token[], at: number, floor: number): Agent {
  let start = at
  for (; start > 0 && start > floor; start -= 1) {
    const before = tokens[start - 1]
    if (!before || endsClause(before)) break
    const pronoun = before.word === 'they' || before.word === 'it' ? null : pronounAgent(tokens, start - 1)
    if (pronoun && pronoun !== 'system' && !isPast(wordAt(tokens, start - 2))) return pronoun
  }
  return agentFrom(tokens, start).agent
}

const endsClause = (token: Token): boolean =>
  (token.kind === 'stop' && /[;:.!?(\u2013\u2014]/.test(token.word)) || SUBORDINATORS.has(token.word)

/** The noun phrase that ends at `at`, or the one that it only describes: "Bob *from payments*", "the developer *creating the PR*". */
function phraseEndingAt(tokens: readonly Token[], at: number, floor: number): Agent {
  const from = phraseStart(tokens, at, floor)
  const agent = nounAgent(tokens, from, at)
  const before = wordAt(tokens, from - 1)
  if (before === '' || from - 1 <= floor) return agent
  if (PREPOSITIONS.has(before)) return describedBy(tokens, from, floor, agent)
  // "The engineer *rolling out* the rule".
  const gerund = /^(?:out|up|off|down|over|back|in|on)$/.test(before) ? from - 2 : from - 1
  if (wordAt(tokens, gerund).endsWith('ing') && isNounLike(tokens[gerund - 1]))
    return phraseEndingAt(tokens, gerund - 1, floor)
  return agent
}

/** Whom the noun phrase from `from` on describes, with the preposition before it; itself, `agent`, where nobody. */
function describedBy(tokens: readonly Token[], from: number, floor: number, agent: Agent): Agent {
  const head = wordAt(tokens, from - 2)
  if (head === '' || CONJUNCTIONS.has(head)) return agent
  const part = wordAt(tokens, from - 1) === 'of' ? partOf(tokens, from - 2, agent) : null
  if (part !== null) return part
  const further = isPast(head) || head.endsWith('ing') ? from - 3 : from - 2
  return (
    pronounAgent(tokens, further) ??
    (further > floor && isNounLike(tokens[further]) ? phraseEndingAt(tokens, further, floor) : agent)
  )
}

/** "None *of us*", "some *of the reviewers*": who the `whole` are tells who a part of them is. */
function partOf(tokens: readonly Token[], at: number, whole: Agent): Agent | null {
  const part = wordAt(tokens, at)
  if (/^(?:none|neither)$/.test(part)) return isPerson(whole) ? 'nobody' : whole
  if (!/^(?:one|some|most|many|each|any|all|both|several|members?|part)$/.test(part)) return null
  return part === 'one' && wordAt(tokens, at - 1) === 'not' && isPerson(whole) ? 'nobody' : whole
}

/** `they` is human where somebody stands before it; a thing is not the subject where its clause hangs on a person: "the one *who ran the job* forgot". */
function antecedent(tokens: readonly Token[], verb: number, agent: 'they' | 'system'): Agent {
  const floor = Math.max(0, verb - REACH)
  return agent === 'they' ? whoTheyAre(tokens, verb, floor) : whoseClause(tokens, verb, floor)
}

function whoTheyAre(tokens: readonly Token[], verb: number, floor: number): Agent {
  for (let at = verb - 1; at > floor; at -= 1) {
    if (wordAt(tokens, at) !== '' && isPerson(nounAgent(tokens, phraseStart(tokens, at, at - 4), at)))
      return 'someone'
  }
  return 'they'
}

function whoseClause(tokens: readonly Token[], verb: number, floor: number): Agent {
  let verbs = 0
  for (let at = verb - 1; at > floor && tokens[at]?.kind !== 'stop'; at -= 1) {
    const word = wordAt(tokens, at)
    if (isPast(word)) verbs += 1
    if (word === 'who' && verbs === 1)
      return isPerson(walk(tokens, at - 1, at - REACH)) ? 'someone' : 'system'
  }
  return 'system'
}
