import { isPerson } from './agent.ts'
import { agentFrom } from './doer.ts'
import { subjectOf } from './subject.ts'
import { BE, DETERMINERS, HARM, WORKS } from './lexicon.ts'
import { findWord, joined, skipAdverbs, wordAt } from './phrase.ts'
import type { Pattern } from './pattern.ts'
import type { Token } from './token.ts'
import { isPast } from './verbs.ts'

export const INSTEAD = 'Say what changed and which condition let the change have this effect.'

/** "Caused by Ivo's hasty merge", "introduced by the intern". */
const byWhom: Pattern = (tokens, at) => {
  if (!/^(?:caused|introduced|broken)$/.test(wordAt(tokens, at)) || wordAt(tokens, at + 1) !== 'by')
    return null
  const { agent, worker, end } = agentFrom(tokens, at + 2)
  if (!isPerson(agent) && !isPerson(worker) && agent !== 'vendor') return null
  if (worker === 'self' && !isPerson(agent)) return null
  const suggestion = withoutWho(tokens, at, end, isPerson(worker))
  return {
    from: at,
    to: end - 1,
    message: `This presents a person as the cause. ${INSTEAD}`,
    ...(suggestion === null ? {} : { suggestion }),
  }
}

/** "Caused by Ivo's hasty merge" as "caused by a merge", "was introduced by Ivo" as "was introduced". */
function withoutWho(tokens: readonly Token[], at: number, end: number, isWork: boolean): string | null {
  const verb = wordAt(tokens, at)
  const work = wordAt(tokens, end - 1)
  if (isWork && WORKS.has(work)) return `${verb} by ${/[^s]s$/.test(work) ? '' : anOf(work)}${work}`
  const said = BE.has(wordAt(tokens, at - 1)) || BE.has(wordAt(tokens, skipAdverbs(tokens, at - 2)))
  return !isWork && verb === 'introduced' && said && !tokens[at]?.capital ? verb : null
}

const anOf = (noun: string): string =>
  /^(?:config|command|work)/.test(noun) ? 'the ' : /^[aeiou]/.test(noun) ? 'an ' : 'a '

/** "The contractor is responsible for the leak", "ops is to blame", "the fault of whoever", "it is on Sam". */
const guilt: Pattern = (tokens, at) => {
  const message =
    'This looks for who is guilty. Say which condition made the outcome possible, whoever was there.'
  const word = wordAt(tokens, at)
  if (word === 'fault' && /^(?:of|lies)$/.test(wordAt(tokens, at + 1))) {
    const { agent, end } = agentFrom(tokens, at + (wordAt(tokens, at + 1) === 'of' ? 2 : 3))
    return isPerson(agent)
      ? { from: at - (wordAt(tokens, at - 1) === 'the' ? 1 : 0), to: end - 1, message }
      : null
  }
  if (!BE.has(word)) return null
  const next = skipAdverbs(tokens, at + 1)
  const phrase = joined(tokens, next, next + 2)
  if (phrase === 'responsible for') {
    const harm = harmOf(tokens, next + 2)
    const subject = subjectOf(tokens, at)
    return harm >= 0 && (isPerson(subject) || subject === 'vendor') ? { from: at, to: harm, message } : null
  }
  if ((phrase === 'to blame' || phrase === 'at fault') && isPerson(subjectOf(tokens, at)))
    return { from: at, to: next + 1, message }
  if (/^(?:culprit|guilty)$/.test(wordAt(tokens, at - 1))) {
    const named = agentFrom(tokens, next)
    if (isPerson(named.agent)) return { from: at - 1, to: named.end - 1, message }
  }
  const { agent, end } = agentFrom(tokens, next + 1)
  const last = tokens[end]
  if (
    wordAt(tokens, next) === 'on' &&
    (agent === 'named' || agent === 'someone') &&
    /^(?:this|that|it|one|all|which|thing|outage|incident|fault)$/.test(wordAt(tokens, at - 1)) &&
    (!last || last.word === '.')
  ) {
    return { from: at, to: end - 1, message }
  }
  return null
}

/** The harm in the noun phrase that begins here, or -1. */
function harmOf(tokens: readonly Token[], from: number): number {
  const harm = findWord(tokens, from, from + 6, FAILED)
  return tokens.slice(from, Math.max(from, harm)).some((token) => token.kind === 'stop') ? -1 : harm
}

/** "The latest edit was rolled out by @ivo", "the last upload by Rhea", "last touched by Tom". */
const lastChange: Pattern = (tokens, at) => {
  if (!/^(?:last|latest|recent|recently)$/.test(wordAt(tokens, at))) return null
  const next = wordAt(tokens, at + 1)
  if (
    !WORKS.has(next) &&
    !/^(?:edited|changed|touched|modified|deployed|updated|upload|release|push)$/.test(next)
  )
    return null
  for (let by = at + 2; by < at + 7; by += 1) {
    if (wordAt(tokens, by) !== 'by') continue
    const { agent, end } = agentFrom(tokens, by + 1)
    const broke =
      agent === 'company' &&
      /^, (?:which|that) (?:broke|took|removed|caused|disabled)/.test(joined(tokens, end, end + 3))
    return isPerson(agent) || agent === 'perhaps' || broke
      ? { from: at, to: end - 1, message: `This points at whoever changed something last. ${INSTEAD}` }
      : null
  }
  return null
}

/** "I think this is Mo's change", "that was my deploy": a change told by whose it is. */
const whoseChange: Pattern = (tokens, at) => {
  if (!/^(?:is|was|'s|be|been|it's|that's)$/.test(wordAt(tokens, at))) return null
  const owner = skipAdverbs(tokens, at + 1)
  const mine = /^(?:my|our|his|her)$/.test(wordAt(tokens, owner))
  const theirs =
    tokens[owner]?.possessive === true &&
    (tokens[owner]?.capital ||
      isPerson(agentFrom(tokens, owner).agent) ||
      wordAt(tokens, owner).startsWith('@'))
  if (!mine && !theirs) return null
  const subject = wordAt(tokens, at).includes("'")
    ? 'it'
    : wordAt(tokens, at - 1 - (wordAt(tokens, at - 1) === 'probably' ? 1 : 0))
  if (!/^(?:this|that|it|cause|culprit|reason|which)$/.test(subject)) return null
  for (let noun = owner + 1; noun < owner + 4; noun += 1) {
    if (
      /^(?:change|changes|merge|commit|commits|deploy|deployment|push|pr|patch|edit|fault|doing)$/.test(
        wordAt(tokens, noun),
      ) &&
      !/^(?:process|management|log|freeze|window|policy|pipeline|job)$/.test(wordAt(tokens, noun + 1))
    )
      return { from: at, to: noun, message: `This points at whose change it was. ${INSTEAD}` }
  }
  return null
}

const BECAUSE: ReadonlyMap<string, string> = new Map([
  ['caused', 'by'],
  ['due', 'to'],
  ['because', 'of'],
  ['result', 'of'],
  ['down', 'to'],
  ['owing', 'to'],
  ['traced', 'to'],
  ['back', 'to'],
])

/** "Due to the rule I changed", "the result of Ana having merged", "because of something we did". */
const changeBySomebody: Pattern = (tokens, at) => {
  const second = BECAUSE.get(wordAt(tokens, at))
  if (second === undefined || wordAt(tokens, at + 1) !== second) return null
  for (let next = at + 2; next < at + 10 && next < tokens.length; next += 1) {
    if (tokens[next]?.kind === 'stop') return null
    const { agent, end } = agentFrom(tokens, next)
    if (!isPerson(agent) || agent === 'nobody') continue
    const acted = end < tokens.length ? skipAdverbs(tokens, end) : end
    const verb = wordAt(tokens, acted)
    const having =
      verb === 'having' ||
      /^(?:making|changing|merging|pushing|deploying|running|applying|deleting|removing|forgetting|misreading|switching|turning)$/.test(
        verb,
      )
    if (
      !having &&
      !(
        isPast(verb) &&
        !/^(?:had|were|was|used|needed|wanted|saw|expected|hit|received|got|have|experienced|observed|noticed|described|mentioned)$/.test(
          verb,
        )
      ) &&
      verb !== 'got'
    )
      return null
    return { from: at, to: acted, message: `This presents what somebody did as the cause. ${INSTEAD}` }
  }
  return null
}

/** "Whoever approved this", "somebody decided to switch it off". */
const whoever: Pattern = (tokens, at) => {
  if (wordAt(tokens, at) !== 'whoever') return null
  const verb = skipAdverbs(tokens, at + 1)
  return isPast(wordAt(tokens, verb)) && !GOOD_DEEDS.test(wordAt(tokens, verb))
    ? { from: at, to: verb, message: `This looks for whose fault it was. ${INSTEAD}` }
    : null
}

const FAILED: ReadonlySet<string> = new Set([...HARM, 'failed', 'broken'])

export const GOOD_DEEDS =
  /^(?:noticed|notices|found|fixed|spotted|reported|helped|saw|discovered|suggested|saved|raised|identified|stepped|took)$/

/** "It was Ivo who had switched the probe off". */
const itWas: Pattern = (tokens, at) => {
  if (wordAt(tokens, at) !== 'it' || !/^(?:was|is)$/.test(wordAt(tokens, at + 1))) return null
  const { agent, end, worker } = agentFrom(tokens, at + 2)
  // "It was Noor's rule that wiped the cache".
  if (
    isPerson(worker) &&
    wordAt(tokens, end) === 'that' &&
    isPast(wordAt(tokens, end + 1)) &&
    !GOOD_DEEDS.test(wordAt(tokens, end + 1))
  )
    return { from: at, to: end, message: `This points at a person. ${INSTEAD}` }
  if (!isPerson(agent) || agent === 'self' || wordAt(tokens, end) !== 'who') return null
  if (GOOD_DEEDS.test(wordAt(tokens, skipAdverbs(tokens, end + 1)))) return null
  return { from: at, to: end, message: `This points at a person. ${INSTEAD}` }
}

/** "A customer abused the search form": attackers excepted, as blamelessness is about people who mean well. */
const abuse: Pattern = (tokens, at) => {
  if (!/^(?:abused|misused)$/.test(wordAt(tokens, at))) return null
  const agent = subjectOf(tokens, at)
  if (agent !== 'user' && !isPerson(agent)) return null
  const to = DETERMINERS.has(wordAt(tokens, at + 1)) ? at + 2 : at + 1
  return {
    from: at,
    to,
    message: 'Users do what a system lets them do. Say which limit was not there, or was not visible.',
  }
}

/** "The result of Ana's commit": a change told as a cause by whose it is. */
const resultOfWork: Pattern = (tokens, at) => {
  if (!/^(?:result|consequence|because|fallout)$/.test(wordAt(tokens, at)) || wordAt(tokens, at + 1) !== 'of')
    return null
  const { worker, end } = agentFrom(tokens, at + 2)
  return isPerson(worker) && worker !== 'self'
    ? { from: at, to: end - 1, message: `This presents a person as the cause. ${INSTEAD}` }
    : null
}

export const CULPRIT: readonly Pattern[] = [
  byWhom,
  guilt,
  itWas,
  lastChange,
  whoseChange,
  changeBySomebody,
  whoever,
  abuse,
  resultOfWork,
]
