import { expect, test } from 'vitest'
import { isPerson } from '../../src/lint/grammar/agent.ts'
import { subjectOf } from '../../src/lint/grammar/subject.ts'
import { tokenize } from '../../src/lint/grammar/token.ts'

/** The class of who acts in the verb that is marked with `>`. */
function agent(marked: string): string {
  const at = tokenize(marked.slice(0, marked.indexOf('>'))).length
  return subjectOf(tokenize(marked.replace('>', '')), at)
}

test.each([
  ['We >failed', 'self'],
  ['On Monday I had not yet >tested', 'self'],
  ['None of us >noticed', 'nobody'],
  ['No one on the team >noticed', 'nobody'],
  ['The on-call engineer >failed', 'role'],
  ['The engineer who restarted the pod >forgot', 'someone'],
  ['The developer merging the change >misjudged', 'role'],
  ['One of our developers >made', 'role'],
  ['Bob from payments >caused', 'named'],
  ['@hexylena >failed', 'named'],
  ['The database team never >tested', 'team'],
  ['Operations did not >monitor', 'team'],
  ['Tom (Ops) >forgot', 'named'],
  ['Jo knew of it and still >sent', 'named'],
  ['The hosting company >failed', 'vendor'],
  ['The pod >failed', 'system'],
  ['The Strimzi operator >failed', 'system'],
  ['The night operator >failed', 'role'],
  ['The security group >blocked', 'system'],
  ['The developer portal >failed', 'system'],
  ["The engineer's laptop >failed", 'system'],
  ['We saw that the pod >failed', 'system'],
  ['The attackers who >abused', 'attacker'],
])('%s: %s', (marked, expected) => {
  expect(agent(marked)).toBe(expected)
})

test('bots that are called they are no people', () => {
  expect(isPerson(subjectOf(tokenize('The crawlers are old, so they ignored it'), 7))).toBe(false)
  expect(agent('The reviewers were away, so they >missed')).toBe('someone')
})
