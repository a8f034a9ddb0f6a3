import { isPerson, isPersonWho } from './agent.ts'
import { agentFrom, workerOf } from './doer.ts'
import { subjectOf } from './subject.ts'
import { BE, DETERMINERS, HARM } from './lexicon.ts'
import { findWord, joined, startsClause, wordAt } from './phrase.ts'
import type { Pattern } from './pattern.ts'
import type { Token } from './token.ts'
import { isPast } from './verbs.ts'

/** What somebody is said to have broken, caused or done wrong. */
const BREAKING = new Set([
  'broke',
  'botched',
  'bungled',
  'ruined',
  'crashed',
  'sabotaged',
  'borked',
  'nuked',
  'hosed',
  'trashed',
  'mangled',
  'wrecked',
  'ddosed',
  "ddos'd",
])
const PARTICLES: ReadonlyMap<string, RegExp> = new Map([
  ['brought', /^down$/],
  ['took', /^(?:down|offline|out)$/],
  ['knocked', /^(?:over|out|down|offline)$/],
  ['messed', /^up$/],
  ['screwed', /^up$/],
  ['blew', /^up$/],
])
const INSTEAD = 'Say what changed and which condition let the change have this effect.'

/** "We broke login", "ops took the site down", "Ivo's patch took out the mailer". */
const breaking: Pattern = (tokens, at) => {
  const word = wordAt(tokens, at)
  const to = BREAKING.has(word) ? at : particleOf(tokens, at)
  if (to < 0) return null
  const agent = subjectOf(tokens, at)
  // "We took the API down" is what one does on purpose.
  if (word === 'took' && agent === 'self') return null
  const slang =
    /^(?:messed|screwed|botched|bungled)$/.test(word) && (agent === 'vendor' || agent === 'company')
  const herOwn = agent === 'company' && /\bwith (?:his|her)\b/.test(joined(tokens, at, at + 9))
  if (!isPerson(agent) && !slang && !herOwn && !isOthersWork(tokens, at)) return null
  if (/\b(?:sorry|apolog\w+)\b/.test(joined(tokens, 0, at))) return null
  return { from: at, to, message: `This names people as what broke it. ${INSTEAD}` }
}

/** Where the "down" of "took the site down" stands, or -1. */
function particleOf(tokens: readonly Token[], at: number): number {
  const particle = PARTICLES.get(wordAt(tokens, at))
  if (!particle) return -1
  for (let next = at + 1; next < at + 6; next += 1) if (particle.test(wordAt(tokens, next))) return next
  return -1
}

/** "The on-call caused a 20-minute outage", "we introduced a bug". */
const causing: Pattern = (tokens, at) => {
  const word = wordAt(tokens, at)
  if (word !== 'caused' && word !== 'introduced' && word !== 'triggered') return null
  const harm = findWord(
    tokens,
    at + 1,
    at + 7,
    word === 'introduced'
      ? new Set([...HARM, 'bug', 'regression', 'vulnerability', 'typo', 'fault', 'flaw', 'defect', 'mistake'])
      : HARM,
  )
  const agent = subjectOf(tokens, at)
  const whatever = word === 'caused' && isPerson(agent) && agent !== 'nobody'
  if ((harm < 0 && !whatever) || wordAt(tokens, at + 1) === 'by') return null
  if (BE.has(wordAt(tokens, at - 1)) || (!isPerson(agent) && !isOthersWork(tokens, at))) return null
  return { from: at, to: Math.max(at, harm), message: `This names people as the cause. ${INSTEAD}` }
}

function isOthersWork(tokens: readonly Token[], at: number): boolean {
  const worker = workerOf(tokens, at)
  return isPerson(worker) && worker !== 'self'
}

/** Somebody did it, or it "was pushed to the wrong ring by the captain", or a note leaves its writer out. */
function isDoneByPeople(tokens: readonly Token[], at: number, wrongAt: number): boolean {
  if (!BE.has(wordAt(tokens, at - 1))) {
    return (
      isPersonWho(subjectOf(tokens, at), 'mostly-people') ||
      (startsClause(tokens, at) && isPast(wordAt(tokens, at)))
    )
  }
  for (let by = wrongAt + 1; by < wrongAt + 5; by += 1) {
    if (wordAt(tokens, by) === 'by') return isPerson(agentFrom(tokens, by + 1).agent)
  }
  return false
}

/** "The build engineer shipped the wrong image", "marketing sent it too early", "I did it wrong". */
const wrong: Pattern = (tokens, at) => {
  const act = wordAt(tokens, at)
  if (
    !(
      isPast(act) ||
      /^(?:deletes|ships|pushes|deploys|runs|picks|selects|enters|types|merges|uses|applies|restarts|restores)$/.test(
        act,
      )
    ) ||
    BE.has(act) ||
    /^(?:noticed|spotted|found|saw|seen|fixed|corrected|detected|removed|reverted|reported|went|got|received|returned|showed|shown|had|were|was|seemed|looked|replaced|excluded|been)$/.test(
      act,
    )
  )
    return null
  for (let next = at + 1; next < at + 9 && tokens[next]?.kind === 'word'; next += 1) {
    const word = wordAt(tokens, next)
    if (next > at + 1 && isPast(word)) return null
    const wrongThing =
      /^(?:wrong|incorrect)$/.test(word) &&
      /^(?:the|it|an?|this|that|things?|something)$/.test(wordAt(tokens, next - 1))
    const wrongTime = word === 'too' && /^(?:early|late|soon|fast|quickly)$/.test(wordAt(tokens, next + 1))
    if (!wrongThing && !wrongTime) continue
    if (!isDoneByPeople(tokens, at, next)) return null
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

const FLAWED =
  /^(?:bug|bugs|regression|typo|defect|flaw|vulnerability|broken|buggy|faulty|bad|incorrect|invalid|misconfigured|untested|unreviewed|incompatible)$/

/** "We shipped a broken build", "Ada merged an untested patch": a flaw put next to the one who let it out. */
const shippedBug: Pattern = (tokens, at) => {
  if (
    !/^(?:released|shipped|pushed|deployed|merged|committed|added|published|introduced|wrote|installed)$/.test(
      wordAt(tokens, at),
    )
  )
    return null
  let next = at + 1
  while (/^(?:out|a|an|the|some|another|this|its|our|to|production|prod|new)$/.test(wordAt(tokens, next)))
    next += 1
  if (!FLAWED.test(wordAt(tokens, next)) || BE.has(wordAt(tokens, at - 1))) return null
  if (!isPerson(subjectOf(tokens, at))) return null
  return { from: at, to: next, message: `This puts a flaw next to the people who let it out. ${INSTEAD}` }
}

const MIS =
  /^(?:mis(?:configured|typed|read|reads|understood|interpreted|judged|labell?ed|calculated|managed|handled|diagnosed|placed|keyed|spelled|spelt|communicated|timed|used|entered|took|identified|diagnosed|estimated|remembered|heard|routed|set))$/

/** "I misread the graph", "the DBA mistyped the name": a thing is misconfigured, somebody misconfigures. */
const misdoing: Pattern = (tokens, at) => {
  if (!MIS.test(wordAt(tokens, at)) || BE.has(wordAt(tokens, at - 1))) return null
  if (/^(?:misconfigured|misused|misjudged)$/.test(wordAt(tokens, at)) && tokens[at + 1]?.kind !== 'word')
    return null
  const before = wordAt(tokens, at - 1)
  if (DETERMINERS.has(before) || /^(?:many|some|any|all)$/.test(before)) return null
  const sure = /^mis(?:read|took|understood|judged|typed|heard|remembered)$/.test(wordAt(tokens, at))
  if (!isPersonWho(subjectOf(tokens, at), sure ? 'only-people' : 'mostly-people')) return null
  return {
    from: at,
    to: at,
    message:
      'This tells that it was done wrongly, not how it looked at the time. Say what was shown, and what was read, typed or set.',
  }
}

/** "Somehow managed to delete the volume": to manage is said of what takes effort, and here it mocks. */
const managedTo: Pattern = (tokens, at) => {
  if (wordAt(tokens, at) !== 'managed' || wordAt(tokens, at + 1) !== 'to') return null
  if (
    !/^(?:break|delete|destroy|wipe|take|lose|corrupt|crash|bring|knock|overwrite|kill|ruin|leak|lock|drop)$/.test(
      wordAt(tokens, at + 2),
    )
  )
    return null
  if (wordAt(tokens, at + 2) === 'take' && !/\b(?:down|out|offline)\b/.test(joined(tokens, at + 3, at + 8)))
    return null
  if (!isPerson(subjectOf(tokens, at))) return null
  return { from: at, to: at + 2, message: `This mocks whoever did it. ${INSTEAD}` }
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
      return isPersonWho(subjectOf(tokens, at), 'only-people') &&
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
      !/^(?:mistakes?|slips?|blunders?|fault|oversight|carelessness|negligence|misstep|screw-up)$/.test(
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
  if (tokens[at]?.possessive !== true) return false
  const owner = subjectOf(tokens, at + 1)
  return isPerson(owner) && owner !== 'nobody'
}

export const BREAKAGE: readonly Pattern[] = [breaking, causing, shippedBug, wrong, misdoing, slip, managedTo]
