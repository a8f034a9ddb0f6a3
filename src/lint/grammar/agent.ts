import {
  AGENT_NOUNS,
  ATTACKERS,
  AUXILIARIES,
  BARE_TEAMS,
  CONJUNCTIONS,
  DETERMINERS,
  isAdverb,
  NOBODY,
  ORG_NOUNS,
  POSSESSIVE_DETERMINERS,
  PREPOSITIONS,
  ROLES,
  SELF,
  SOMEONE,
  SUBORDINATORS,
  SYSTEM_PRONOUNS,
  TEAMS,
  THING_GROUPS,
  TITLES,
  TOOLS,
  USERS,
  VENDORS,
  WORKS,
} from './lexicon.ts'
import { isGivenName, isPerhapsName } from './names.ts'
import type { Token } from './token.ts'
import { isPast } from './verbs.ts'

/**
 * Who acts. `they` is a plural that nothing else in the sentence makes human; `perhaps` a name that is a word or a product too;
 * `company` another bare capitalised name, of a firm, a product or somebody we do not know; `none` no subject.
 */
export type Agent =
  | 'self'
  | 'someone'
  | 'role'
  | 'team'
  | 'named'
  | 'nobody'
  | 'they'
  | 'vendor'
  | 'perhaps'
  | 'company'
  | 'user'
  | 'attacker'
  | 'system'
  | 'none'

const PEOPLE: ReadonlySet<Agent> = new Set(['self', 'someone', 'role', 'team', 'named', 'nobody'])
/** Somebody on our side, for sure. */
export const isPerson = (agent: Agent): boolean => PEOPLE.has(agent)
/** Also somebody else's people, where the verb is one that only people can do. */
export const isAnybody = (agent: Agent): boolean =>
  PEOPLE.has(agent) || agent === 'they' || agent === 'vendor'

/**
 * A person where the verb says so: names that we do not know count where only people do such a thing ("forgot", "told"), names that
 * are words too where people mostly do ("checked").
 */
export const isPersonWho = (agent: Agent, verb: 'only-people' | 'mostly-people'): boolean =>
  isPerson(agent) ||
  agent === 'perhaps' ||
  (verb === 'only-people' && (agent === 'company' || agent === 'vendor' || agent === 'they'))

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
      if (before !== null && token.word === ',') return outerOrInner(tokens, before, at, floor)
      if (before === null) return token.word === ',' ? conjoined(tokens, at, floor) : 'none'
      at = before
    } else if (isTimeAside(tokens, at)) at -= 2
    else if (AUXILIARIES.has(token.word) && !isContractedSubject(token.word)) at -= 1
    else if (isAdverb(token.word)) at -= 1
    else if (
      /^(?:and|or|but)$/.test(token.word) ||
      (token.word === 'then' && tokens[at - 1]?.kind !== 'word')
    )
      return conjoined(tokens, at, floor)
    else if (token.word === 'who') return whoAfter(tokens[at - 1]?.word ?? '')
    else {
      const pronoun = pronounAgent(tokens, at)
      return pronoun ?? phraseEndingAt(tokens, at, floor)
    }
  }
  return 'none'
}

/** "Our processor, Northern Grid, forgot": whichever of the two says who it is. */
function outerOrInner(tokens: readonly Token[], before: number, comma: number, floor: number): Agent {
  const outer = walk(tokens, before, floor)
  if (outer !== 'system' && outer !== 'none') return outer
  const inner = classify(tokens, before + 2, comma - 1)
  return inner === 'company' || isPerson(inner) ? inner : outer
}

/** "The member on duty *that week* never replied". */
const isTimeAside = (tokens: readonly Token[], at: number): boolean =>
  /^(?:week|day|morning|afternoon|evening|night|weekend|month|time)$/.test(tokens[at]?.word ?? '') &&
  /^(?:that|this|last|same)$/.test(tokens[at - 1]?.word ?? '')

/** Who "who" is, by the word before it: "customers *who* …", "the engineer *who* …". */
function whoAfter(word: string): Agent {
  if (ATTACKERS.has(word)) return 'attacker'
  return USERS.has(word) ? 'user' : 'someone'
}

const isContractedSubject = (word: string): boolean => /^(?:i|we|he|she|they)'/.test(word)

function pronounAgent(tokens: readonly Token[], at: number): Agent | null {
  const word = tokens[at]?.word.replace(/'(?:d|ve|m|re|ll)$/, '') ?? ''
  const before = tokens[at - 1]?.word ?? ''
  if (word === 'one' && (before === 'no' || before === 'not')) return 'nobody'
  // "The return of *the US* from vacation" is a country's.
  if (word === 'us' && tokens[at]?.shouted) return null
  if (SELF.has(word)) return before === 'of' && isNobody(tokens, at - 2) ? 'nobody' : 'self'
  if (SOMEONE.has(word)) return 'someone'
  if (NOBODY.has(word)) return 'nobody'
  if (word === 'they') return 'they'
  return SYSTEM_PRONOUNS.has(word) ? 'system' : null
}

/** "None of us", "not one of us". */
const isNobody = (tokens: readonly Token[], at: number): boolean =>
  NOBODY.has(tokens[at]?.word ?? '') ||
  (tokens[at]?.word === 'one' && /^(?:not|no)$/.test(tokens[at - 1]?.word ?? ''))

/** Steps over `(…)` and `, who was new,` before a verb; null where the mark ends the clause. */
function beforeAside(tokens: readonly Token[], at: number, floor: number): number | null {
  const mark = tokens[at]?.word
  const open = mark === ')' ? '(' : mark === ',' ? ',' : null
  if (open === null) return null
  for (let left = at - 1; left > Math.max(floor, at - 14); left -= 1) {
    if (tokens[left]?.word !== open) continue
    const inside = tokens[left + 1]?.word ?? ''
    const apposition =
      at - left <= 6 &&
      (/^(?:the|a|an|our|my|his|her|their)$/.test(inside) || (tokens[left + 1]?.capital === true && left > 0))
    return open === '(' ||
      inside === 'who' ||
      inside === 'which' ||
      isAdverb(inside) ||
      at - left === 2 ||
      apposition
      ? left - 1
      : null
  }
  return null
}

/** The subject of an earlier verb in the same clause: "Jo knew it and *still sent* traffic". */
function conjoined(tokens: readonly Token[], at: number, floor: number): Agent {
  let start = at
  for (; start > 0 && start > floor; start -= 1) {
    const before = tokens[start - 1]
    if (
      !before ||
      (before.kind === 'stop' && /[;:.!?(\u2013\u2014]/.test(before.word)) ||
      SUBORDINATORS.has(before.word)
    )
      break
    const pronoun = before.word === 'they' || before.word === 'it' ? null : pronounAgent(tokens, start - 1)
    if (pronoun && pronoun !== 'system' && !isPast(tokens[start - 2]?.word ?? '')) return pronoun
  }
  return agentFrom(tokens, start).agent
}

/** The noun phrase that ends at `at`, or the one that it only describes: "Bob *from payments*", "the developer *creating the PR*". */
function phraseEndingAt(tokens: readonly Token[], at: number, floor: number): Agent {
  const from = phraseStart(tokens, at, floor)
  const agent = classify(tokens, from, at)
  const before = tokens[from - 1]
  if (!before || before.kind !== 'word' || from - 1 <= floor) return agent
  if (PREPOSITIONS.has(before.word)) {
    const head = tokens[from - 2]
    if (!head || head.kind !== 'word' || CONJUNCTIONS.has(head.word)) return agent
    if (before.word === 'of' && /^(?:none|neither)$/.test(head.word))
      return isPerson(agent) ? 'nobody' : agent
    if (
      before.word === 'of' &&
      /^(?:one|some|most|many|each|any|all|both|several|members?|part)$/.test(head.word)
    )
      return head.word === 'one' && tokens[from - 3]?.word === 'not' && isPerson(agent) ? 'nobody' : agent
    const further = isPast(head.word) || head.word.endsWith('ing') ? from - 3 : from - 2
    return (
      pronounAgent(tokens, further) ??
      (further > floor && isNounLike(tokens[further]) ? phraseEndingAt(tokens, further, floor) : agent)
    )
  }
  // "The engineer *rolling out* the rule".
  const gerund = /^(?:out|up|off|down|over|back|in|on)$/.test(before.word) ? from - 2 : from - 1
  if (tokens[gerund]?.word.endsWith('ing') && isNounLike(tokens[gerund - 1]))
    return phraseEndingAt(tokens, gerund - 1, floor)
  return agent
}

function phraseStart(tokens: readonly Token[], at: number, floor: number): number {
  let from = at
  for (let left = at - 1; left >= 0 && left > floor; left -= 1) {
    const token = tokens[left]
    if (!token || token.kind !== 'word' || !isNounLike(token)) {
      if (token && DETERMINERS.has(token.word)) from = left
      break
    }
    const startsPhrase = DETERMINERS.has(tokens[left + 1]?.word ?? '')
    if (startsPhrase || (isPast(token.word) && left > 0 && !DETERMINERS.has(tokens[left - 1]?.word ?? '')))
      break
    from = left
  }
  return from
}

function isNounLike(token: Token | undefined): boolean {
  if (!token || token.kind !== 'word') return false
  const { word } = token
  return !(
    PREPOSITIONS.has(word) ||
    CONJUNCTIONS.has(word) ||
    DETERMINERS.has(word) ||
    AUXILIARIES.has(word) ||
    SUBORDINATORS.has(word) ||
    SELF.has(word) ||
    isAdverb(word) ||
    word === 'they' ||
    word === 'he' ||
    word === 'she' ||
    word === 'it'
  )
}

/** The class of the noun phrase `[from, at]`, by its last word. */
function classify(tokens: readonly Token[], from: number, at: number): Agent {
  const head = tokens[at]
  if (!head || head.kind !== 'word') return 'system'
  if (head.word.startsWith('@')) return /bot\b|-app$/.test(head.word) ? 'system' : 'named'
  return byNoun(tokens, from, at) ?? byName(tokens, from, at)
}

function byNoun(tokens: readonly Token[], from: number, at: number): Agent | null {
  // "A visitor-turned-admin", "the co-maintainer" are what their last part says.
  const whole = tokens[at]?.word ?? ''
  const word = ROLES.has(whole) || TEAMS.has(whole) ? whole : whole.slice(whole.lastIndexOf('-') + 1)
  const modifier = at > from ? (tokens[at - 1]?.word ?? '') : ''
  if (ATTACKERS.has(word))
    return word.startsWith('actor') && !/^(?:bad|malicious|threat)$/.test(modifier) ? 'system' : 'attacker'
  if (word === 'operator' || word === 'operators')
    return isHumanOperator(tokens, from, at) ? 'role' : 'system'
  if (ROLES.has(word)) return 'role'
  if (TEAMS.has(word)) {
    if (word === 'group' && THING_GROUPS.has(modifier)) return 'system'
    if (word === 'support' && (tokens[at - 1]?.possessive ?? false)) return 'vendor'
    const discipline =
      /^(?:engineering|operations|management|shift)$/.test(word) && !DETERMINERS.has(tokens[from]?.word ?? '')
    return BARE_TEAMS.has(word) && at > from && !discipline && !/^(?:night|day|duty)$/.test(modifier)
      ? 'system'
      : 'team'
  }
  if (tokens[at]?.capital && from < at && ORG_NOUNS.has(word) && isAllCapital(tokens, from, at)) return 'team'
  if (VENDORS.has(word)) return 'vendor'
  if (USERS.has(word)) return 'user'
  return AGENT_NOUNS.has(word) ? 'perhaps' : null
}

function byName(tokens: readonly Token[], from: number, at: number): Agent {
  const head = tokens[at]
  if (!head) return 'system'
  const { word } = head
  const before = at > from ? tokens[at - 1] : undefined
  if (head.capital && isGivenName(word)) return 'named'
  if (head.capital && before?.capital && (isGivenName(before.word) || TITLES.has(before.word))) return 'named'
  if (WORKS.has(word) || TOOLS.has(word) || isAcronym(head)) return 'system'
  const said = head.capital ? byNounBefore(tokens, from, at) : null
  if (said !== null) return said
  if (at === from && !head.capital) return isHandle(word) ? 'company' : 'system'
  if (!isAllCapital(tokens, from, at)) return 'system'
  return at === from && isPerhapsName(word) ? 'perhaps' : 'company'
}

/** "CMS", "DNS": longer than initials. */
const isAcronym = (token: Token): boolean => token.shouted && token.word.length > 2

/** "The provider *Skyline Fibre*", "the contractor *Meyer*": said by the noun before the name. */
function byNounBefore(tokens: readonly Token[], from: number, at: number): Agent | null {
  let noun = at - 1
  while (noun >= from && tokens[noun]?.capital && !tokens[noun]?.possessive) noun -= 1
  const token = tokens[noun]
  if (noun < from || !token || token.possessive || BARE_TEAMS.has(token.word)) return null
  return byNoun(tokens, from, noun)
}

/** "art3mis", "linus-w": what people call themselves; of machines too, so the verb has to tell. */
const isHandle = (word: string): boolean => /^[a-z]{2,}\d[a-z]{2,}$|^[a-z]{3,}-[a-z]$/.test(word)

/** "Acme", "Northern Grid": each word but an article begins with a capital. */
function isAllCapital(tokens: readonly Token[], from: number, at: number): boolean {
  for (let index = from; index <= at; index += 1) {
    const token = tokens[index]
    if (!token?.capital && !(index === from && token?.word === 'the')) return false
  }
  return true
}

/** "The operator", "the night operator" work a console; "the Strimzi operator" runs in a cluster. */
function isHumanOperator(tokens: readonly Token[], from: number, at: number): boolean {
  // Without an article, "operator" is a component.
  if (from === at && tokens[at]?.word === 'operator' && !DETERMINERS.has(tokens[at - 1]?.word ?? ''))
    return false
  const modifiers = tokens.slice(from, at).filter((token) => !DETERMINERS.has(token.word))
  return modifiers.every((token) =>
    /^(?:human|night|day|evening|morning|relief|standby|stand-by|remote|duty|shift|on-duty|junior|senior|system|tired|console|machine|new)$/.test(
      token.word,
    ),
  )
}

/**
 * The agent of the phrase that begins at `start` ("by *the on-call*", "*Jo* knew"), the token after it, and whose work it is where
 * the phrase names a change: "by *Dan's careless merge*" is Dan's.
 */
export function agentFrom(
  tokens: readonly Token[],
  start: number,
): { agent: Agent; end: number; worker: Agent } {
  let at = start
  while (/^\d/.test(tokens[at]?.word ?? '') || (tokens[at] && isAdverb(tokens[at]?.word ?? ''))) at += 1
  // "One of us", "either of the two reviewers" are whoever comes after.
  if (
    /^(?:one|any|either|some|each|both|all|most|many)$/.test(tokens[at]?.word ?? '') &&
    tokens[at + 1]?.word === 'of'
  )
    return agentFrom(tokens, at + 2)
  const pronoun = pronounAgent(tokens, at)
  if (pronoun && !DETERMINERS.has(tokens[at]?.word ?? ''))
    return { agent: pronoun, end: at + 1, worker: 'none' }
  const from = at
  let worker: Agent = 'none'
  while (DETERMINERS.has(tokens[at]?.word ?? '')) {
    if (POSSESSIVE_DETERMINERS.has(tokens[at]?.word ?? ''))
      worker = /^(?:our|my)$/.test(tokens[at]?.word ?? '') ? 'self' : 'someone'
    at += 1
  }
  const noun = at
  while (at < noun + 6 && isNounLike(tokens[at]) && (at === noun || !startsVerb(tokens, at))) {
    if (tokens[at]?.possessive) worker = classify(tokens, noun, at)
    at += 1
  }
  if (at === noun) return { agent: 'none', end: at, worker }
  const agent = classify(tokens, from, at - 1)
  // "Erik restarts the hub": a verb that looks like a noun hides the name before it.
  const named =
    agent === 'system' &&
    tokens[noun]?.capital &&
    !tokens[noun]?.possessive &&
    isGivenName(tokens[noun]?.word ?? '')
  return {
    agent: named ? 'named' : agent,
    end: at,
    worker: WORKS.has(tokens[at - 1]?.word ?? '') ? worker : 'none',
  }
}

/** "The engineer *pushed*", "the person *watching* the channel". */
function startsVerb(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? ''
  const next = tokens[at + 1]?.word ?? ''
  return isPast(word) || (word.endsWith('ing') && (DETERMINERS.has(next) || PREPOSITIONS.has(next)))
}

/** Whose work the subject of a verb is: "*Ivo's patch* took out the mailer". */
export function workerOf(tokens: readonly Token[], verb: number): Agent {
  let at = verb - 1
  while (at > 0 && (AUXILIARIES.has(tokens[at]?.word ?? '') || isAdverb(tokens[at]?.word ?? ''))) at -= 1
  if (!WORKS.has(tokens[at]?.word ?? '')) return 'none'
  for (let left = at - 1; left >= 0 && left > at - 4 && tokens[left]?.kind === 'word'; left -= 1) {
    if (tokens[left]?.possessive) return classify(tokens, phraseStart(tokens, left, left - 4), left)
  }
  return 'none'
}

/** `they` is human where somebody stands before it; a thing is not the subject where its clause hangs on a person: "the one *who ran the job* forgot". */
function antecedent(tokens: readonly Token[], verb: number, agent: Agent): Agent {
  let verbs = 0
  for (let at = verb - 1; at > 0 && at > verb - REACH; at -= 1) {
    const token = tokens[at]
    if (!token) break
    if (
      agent === 'they' &&
      token.kind === 'word' &&
      isPerson(classify(tokens, phraseStart(tokens, at, at - 4), at))
    )
      return 'someone'
    if (agent === 'system') {
      if (token.kind === 'stop') break
      if (isPast(token.word)) verbs += 1
      if (token.word === 'who' && verbs === 1)
        return isPerson(walk(tokens, at - 1, at - REACH)) ? 'someone' : agent
    }
  }
  return agent
}
