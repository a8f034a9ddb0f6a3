import { accidentsIn } from '../../grammar/accident.ts'
import { agentFrom, isPerson, subjectOf, workerOf } from '../../grammar/agent.ts'
import { BE, DETERMINERS, HARM } from '../../grammar/lexicon.ts'
import { findWord, joined, skipAdverbs, spanOf, wordAt } from '../../grammar/phrase.ts'
import type { Token } from '../../grammar/token.ts'
import { isPast } from '../../grammar/verbs.ts'
import type { Sentence } from '../../prose/sentence.ts'
import type { RawFinding, SentenceRule } from '../../rule.ts'

const TRIGGER =
  /ly\b|mistake|accident|blunder|fault|last change|latest change|recent change|broke|caused?\b|introduced|brought|took|knocked|messed|screwed|botched|bungled|wrecked|ruined|crashed|wrong|too (?:early|late|soon)|responsible|blame|abused|misused|it was|it's| on \S+ ?$|somebody making|someone making/i

export const person: SentenceRule = {
  id: 'blame/person',
  family: 'blame',
  scope: 'sentence',
  level: 'error',
  summary: 'Nobody is presented as the culprit, or as having done it by accident, wrongly or by mistake.',
  why: 'Whoever reads that a person was the cause stops looking for the conditions, and the next person holds back what they know.',
  source:
    'John Allspaw, "Blameless PostMortems and a Just Culture" (Etsy, 2012): https://www.etsy.com/codeascraft/blameless-postmortems',
  *check(sentence) {
    if (!TRIGGER.test(sentence.text)) return
    yield* accidents(sentence)
    for (let at = 0; at < sentence.tokens.length; at += 1) {
      const found = PATTERNS.map((pattern) => pattern(sentence.tokens, at)).find((match) => match !== null)
      if (found) yield { at: spanOf(sentence.tokens, found.from, found.to), message: found.message }
    }
  },
}

function* accidents({ tokens, text }: Sentence): Iterable<RawFinding> {
  for (const { agent, from, to, adverb } of accidentsIn(tokens)) {
    if (agent === 'none' || agent === 'system' || agent === 'user') continue
    const at = spanOf(tokens, from, to)
    yield {
      at,
      message:
        'This says that somebody did it by accident, which everybody knows already. Say what was done, and what made it look right at the time.',
      suggestion: adverb === null ? null : withoutAdverb(text, tokens, from, to, adverb),
    }
  }
}

/** The words `[from, to]` without the adverb at either of their ends; null where it stands in between. */
export function withoutAdverb(
  text: string,
  tokens: readonly Token[],
  from: number,
  to: number,
  adverb: number,
): string | null {
  if (adverb !== from && adverb !== to) return null
  const rest = adverb === from ? spanOf(tokens, from + 1, to) : spanOf(tokens, from, to - 1)
  return rest.end > rest.start ? text.slice(rest.start, rest.end) : null
}

interface Match {
  readonly from: number
  readonly to: number
  readonly message: string
}
type Pattern = (tokens: readonly Token[], at: number) => Match | null

const BREAKING = new Set([
  'broke',
  'botched',
  'bungled',
  'wrecked',
  'ruined',
  'crashed',
  'sabotaged',
  'borked',
])
const PARTICLES: Readonly<Record<string, RegExp>> = {
  brought: /^down$/,
  took: /^(?:down|offline|out)$/,
  knocked: /^(?:over|out|down|offline)$/,
  messed: /^up$/,
  screwed: /^up$/,
  blew: /^up$/,
}
const INSTEAD = 'Say what changed and which condition let the change have this effect.'

/** "We broke login", "ops took the site down", "Ivo's patch took out the mailer". */
const breaking: Pattern = (tokens, at) => {
  const word = wordAt(tokens, at)
  const to = BREAKING.has(word) ? at : particleOf(tokens, at)
  if (to < 0) return null
  const agent = subjectOf(tokens, at)
  // "We took the API down" is what one does on purpose.
  if (word === 'took' && agent === 'self') return null
  if (!isPerson(agent) && !isOthersWork(tokens, at)) return null
  return { from: at, to, message: `This names people as what broke it. ${INSTEAD}` }
}

/** Where the "down" of "took the site down" stands, or -1. */
function particleOf(tokens: readonly Token[], at: number): number {
  const particle = PARTICLES[wordAt(tokens, at)]
  if (!particle) return -1
  const offset = tokens.slice(at + 1, at + 6).findIndex((token) => particle.test(token.word))
  return offset < 0 ? -1 : at + 1 + offset
}

/** "The on-call caused a 20-minute outage", "we introduced a bug". */
const causing: Pattern = (tokens, at) => {
  const word = wordAt(tokens, at)
  if (word !== 'caused' && word !== 'introduced' && word !== 'triggered') return null
  const harm = findWord(
    tokens,
    at + 1,
    at + 7,
    word === 'introduced' ? new Set([...HARM, 'bug', 'regression', 'vulnerability', 'typo']) : HARM,
  )
  if (harm < 0 || wordAt(tokens, at + 1) === 'by') return null
  const agent = subjectOf(tokens, at)
  if (BE.has(wordAt(tokens, at - 1)) || (!isPerson(agent) && !isOthersWork(tokens, at))) return null
  return { from: at, to: harm, message: `This names people as the cause. ${INSTEAD}` }
}

/** "Caused by Ivo's hasty merge", "introduced by the intern". */
const byWhom: Pattern = (tokens, at) => {
  if (!/^(?:caused|introduced|broken)$/.test(wordAt(tokens, at)) || wordAt(tokens, at + 1) !== 'by')
    return null
  const { agent, worker, end } = agentFrom(tokens, at + 2)
  if (!isPerson(agent) && !isPerson(worker)) return null
  if (worker === 'self' && !isPerson(agent)) return null
  return { from: at, to: end - 1, message: `This presents a person as the cause. ${INSTEAD}` }
}

function isOthersWork(tokens: readonly Token[], at: number): boolean {
  const worker = workerOf(tokens, at)
  return isPerson(worker) && worker !== 'self'
}

/** "The build engineer shipped the wrong image", "marketing sent it too early", "I did it wrong". */
const wrong: Pattern = (tokens, at) => {
  const act = wordAt(tokens, at)
  if (
    !isPast(act) ||
    BE.has(act) ||
    /^(?:noticed|spotted|found|saw|seen|fixed|corrected|detected|removed|reverted)$/.test(act)
  )
    return null
  for (let next = at + 1; next < at + 6 && tokens[next]?.kind === 'word'; next += 1) {
    const word = wordAt(tokens, next)
    if (next > at + 1 && isPast(word)) return null
    const wrongThing =
      word === 'wrong' && (wordAt(tokens, next - 1) === 'the' || wordAt(tokens, next - 1) === 'it')
    const wrongTime = word === 'too' && /^(?:early|late|soon|fast|quickly)$/.test(wordAt(tokens, next + 1))
    if (!wrongThing && !wrongTime) continue
    if (!isPerson(subjectOf(tokens, at)) || BE.has(wordAt(tokens, at - 1))) return null
    const to = wrongTime || wordAt(tokens, next - 1) === 'the' ? next + 1 : next
    return {
      from: at,
      to,
      message:
        'Right and wrong were not visible then. Say what was picked, and what made the two hard to tell apart.',
    }
  }
  return null
}

const SLIPS = /^(?:mistakes?|errors?|blunders?|slips?|miscalculations?|missteps?)$/

/** "One of our developers made a mistake", "our own blunder", "Sam's fault". */
const slip: Pattern = (tokens, at) => {
  const word = wordAt(tokens, at)
  const message =
    'This tells that it was a mistake, not how it came about. Say what was done and why it made sense at the time.'
  if (/^ma(?:de|ke|kes|king)$/.test(word)) {
    for (let next = at + 1; next < at + 5; next += 1) {
      if (!SLIPS.test(wordAt(tokens, next))) continue
      return isPerson(subjectOf(tokens, at)) &&
        !/^(?:not|to|could|can|may|might|will|would)$/.test(wordAt(tokens, at - 1))
        ? { from: at, to: next, message }
        : null
    }
    return null
  }
  const own = /^(?:our|my|his|her)$/.test(word)
  if (!own && !isPossessivePerson(tokens, at)) return null
  for (let next = at + 1; next < at + 4 && tokens[next]?.kind === 'word'; next += 1) {
    if (
      !/^(?:mistakes?|blunders?|fault|oversight|carelessness|negligence|misstep|screw-up)$/.test(
        wordAt(tokens, next),
      )
    )
      continue
    if (/\b(?:apolog|sorry|learn)/.test(joined(tokens, 0, at)) || wordAt(tokens, at - 1) === 'from')
      return null
    return { from: at, to: next, message }
  }
  return null
}

/** A possessive stands where a subject would: "the storage team's", "Jan's". */
function isPossessivePerson(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.possessive === true && isPerson(subjectOf(tokens, at + 1))
}

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
    return harm >= 0 && isPerson(subjectOf(tokens, at)) ? { from: at, to: harm, message } : null
  }
  if ((phrase === 'to blame' || phrase === 'at fault') && isPerson(subjectOf(tokens, at)))
    return { from: at, to: next + 1, message }
  const { agent, end } = agentFrom(tokens, next + 1)
  const last = tokens[end]
  if (
    wordAt(tokens, next) === 'on' &&
    (agent === 'named' || agent === 'someone') &&
    (!last || last.word === '.')
  ) {
    return { from: at, to: end - 1, message }
  }
  return null
}

/** The harm in the noun phrase that begins here, or -1. */
function harmOf(tokens: readonly Token[], from: number): number {
  const harm = findWord(tokens, from, from + 6, HARM)
  return tokens.slice(from, Math.max(from, harm)).some((token) => token.kind === 'stop') ? -1 : harm
}

/** "The latest edit was rolled out by @ivo". */
const lastChange: Pattern = (tokens, at) => {
  if (!/^(?:last|latest|recent)$/.test(wordAt(tokens, at)) || wordAt(tokens, at + 1) !== 'change') return null
  for (let by = at + 2; by < at + 7; by += 1) {
    if (wordAt(tokens, by) !== 'by' || !isPast(wordAt(tokens, by - 1))) continue
    const { agent, end } = agentFrom(tokens, by + 1)
    return isPerson(agent)
      ? { from: at, to: end - 1, message: `This points at whoever changed something last. ${INSTEAD}` }
      : null
  }
  return null
}

const GOOD_DEEDS =
  /^(?:noticed|notices|found|fixed|spotted|reported|helped|saw|discovered|suggested|saved|raised|identified|stepped|took)$/

/** "It was Ivo who had switched the probe off". */
const itWas: Pattern = (tokens, at) => {
  if (wordAt(tokens, at) !== 'it' || !/^(?:was|is)$/.test(wordAt(tokens, at + 1))) return null
  const { agent, end } = agentFrom(tokens, at + 2)
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

const PATTERNS: readonly Pattern[] = [breaking, causing, byWhom, wrong, slip, guilt, itWas, lastChange, abuse]
