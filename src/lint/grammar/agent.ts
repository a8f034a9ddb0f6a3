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
