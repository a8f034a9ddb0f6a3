import type { Agent } from './agent.ts'
import {
  AGENT_NOUNS,
  ATTACKERS,
  BARE_TEAMS,
  DETERMINERS,
  ORG_NOUNS,
  ROLES,
  TEAMS,
  THING_GROUPS,
  TITLES,
  TOOLS,
  USERS,
  VENDORS,
  WORKS,
} from './lexicon.ts'
import { isGivenName, isPerhapsName } from './names.ts'
import { wordAt } from './phrase.ts'
import type { Token } from './token.ts'

/** Whom the noun phrase `[from, at]` means, by its last word. */
export function nounAgent(tokens: readonly Token[], from: number, at: number): Agent {
  const head = tokens[at]
  if (!head || head.kind !== 'word') return 'system'
  if (head.word.startsWith('@')) return /bot\b|-app$/.test(head.word) ? 'system' : 'named'
  return byNoun(tokens, from, at) ?? byName(tokens, from, at)
}

function byNoun(tokens: readonly Token[], from: number, at: number): Agent | null {
  const word = tellingPart(wordAt(tokens, at))
  if (ATTACKERS.has(word)) {
    const isPlayer =
      word.startsWith('actor') && !/^(?:bad|malicious|threat)$/.test(modifierOf(tokens, from, at))
    return isPlayer ? 'system' : 'attacker'
  }
  if (word === 'operator' || word === 'operators')
    return isHumanOperator(tokens, from, at) ? 'role' : 'system'
  if (ROLES.has(word) || isOccupation(word) || isServiceAgent(word, modifierOf(tokens, from, at)))
    return 'role'
  if (isDesk(word, modifierOf(tokens, from, at))) return 'team'
  if (TEAMS.has(word)) return byTeam(tokens, from, at, word)
  if (tokens[at]?.capital && from < at && ORG_NOUNS.has(word) && isAllCapital(tokens, from, at)) return 'team'
  if (VENDORS.has(word)) return 'vendor'
  if (USERS.has(word)) return 'user'
  return AGENT_NOUNS.has(word) ? 'perhaps' : null
}

/** "A visitor-turned-admin", "the co-maintainer" are what their last part says. */
const tellingPart = (whole: string): string =>
  ROLES.has(whole) || TEAMS.has(whole) ? whole : whole.slice(whole.lastIndexOf('-') + 1)

const modifierOf = (tokens: readonly Token[], from: number, at: number): string =>
  at > from ? wordAt(tokens, at - 1) : ''

/** What is said of people alone: "dietician", "radiologist", "spokeswoman". */
const isOccupation = (word: string): boolean =>
  word.length > 7 && /(?:ticians?|hnicians?|gicians?|ologists?|ographers?|woman|women|person)$/.test(word)

/** "The support agent", where an agent alone is a program; "the duty forecaster". */
const isServiceAgent = (word: string, modifier: string): boolean =>
  (/^agents?$/.test(word) &&
    /^(?:support|service|customer|field|ticket|human|booking|call-centre|call-center)$/.test(modifier)) ||
  (/^(?:duty|on-duty)$/.test(modifier) && /(?:er|or|ist)s?$/.test(word))

const isDesk = (word: string, modifier: string): boolean =>
  /^desks?$/.test(word) && /^(?:support|service|help|front|news|trading)$/.test(modifier)

/** "The network group", "Acme's support", "day shift": some words for a team name a thing as well. */
function byTeam(tokens: readonly Token[], from: number, at: number, word: string): Agent {
  const modifier = modifierOf(tokens, from, at)
  if (word === 'group' && THING_GROUPS.has(modifier)) return 'system'
  if (word === 'support' && (tokens[at - 1]?.possessive ?? false)) return 'vendor'
  const discipline =
    /^(?:engineering|operations|management|shift)$/.test(word) && !DETERMINERS.has(wordAt(tokens, from))
  return BARE_TEAMS.has(word) && at > from && !discipline && !/^(?:night|day|duty)$/.test(modifier)
    ? 'system'
    : 'team'
}

/** "The operator", "the night operator" work a console; "the Strimzi operator" runs in a cluster. */
function isHumanOperator(tokens: readonly Token[], from: number, at: number): boolean {
  // Without an article, "operator" is a component.
  if (from === at && wordAt(tokens, at) === 'operator' && !DETERMINERS.has(wordAt(tokens, at - 1)))
    return false
  const modifiers = tokens.slice(from, at).filter((token) => !DETERMINERS.has(token.word))
  return modifiers.every((token) =>
    /^(?:human|night|day|evening|morning|relief|standby|stand-by|remote|duty|shift|on-duty|junior|senior|system|tired|console|machine|new)$/.test(
      token.word,
    ),
  )
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
