import type { PracticeName } from '../postmortem/practice.ts'
import type { Level, RuleFamily, RuleId } from './finding.ts'

/**
 * Where a practice asks for less than a postmortem: the most that a rule, or a family of them, may weigh in its documents.
 * What is not named here holds as in a postmortem; `docs/practices.md` says it in a table.
 */
type Limits = Readonly<Partial<Record<RuleFamily | RuleId, Level | 'off'>>>

/** What only an incident has: a severity, moments, people who were affected. */
const NO_INCIDENT: Limits = {
  timeline: 'off',
  'facts/severity': 'off',
  'facts/dates': 'off',
  'facts/impacted-users': 'off',
  'facts/business-effect': 'off',
  'facts/published-late': 'off',
  'facts/slo': 'off',
  'factors/too-few': 'off',
  'factors/one-end': 'off',
  'factors/cycle': 'off',
  'factors/orphan': 'off',
  'factors/unknown-link': 'off',
  'factors/whys-person': 'off',
  'factors/what-went-well': 'off',
  'factors/verified': 'off',
  'actions/within-limit': 'off',
  'actions/follow-story': 'off',
}

const NO_RISKS: Limits = { 'factors/risk': 'off', 'actions/before-launch': 'off' }

const LIMITS: Readonly<Record<PracticeName, Limits>> = {
  postmortem: { ...NO_RISKS, 'factors/verified': 'off' },
  premortem: { ...NO_INCIDENT, 'review/thanks': 'off' },
  retrospective: {
    ...NO_INCIDENT,
    ...NO_RISKS,
    // It changes how a team works: no causal map is asked for, and no category.
    'actions/factor': 'off',
    'actions/unanswered-factor': 'off',
    'actions/category': 'off',
    'actions/balance': 'off',
    'actions/strength': 'off',
    // The team is all there is, and it was there.
    'review/participants': 'off',
    'review/thanks': 'note',
  },
  'root-cause-analysis': {
    ...NO_RISKS,
    // A problem that comes again and again has no single hour, and its statement says how far it reaches.
    'facts/severity': 'note',
    'facts/dates': 'note',
    'facts/impacted-users': 'off',
    'facts/business-effect': 'off',
    'facts/published-late': 'off',
    'actions/follow-story': 'off',
    'factors/what-went-well': 'off',
    'review/thanks': 'off',
  },
}

/** The most that a rule may weigh in a document of that practice; null where nothing limits it. */
export function limitIn(practice: PracticeName, rule: RuleId): Level | 'off' | null {
  const limits = LIMITS[practice]
  // A family that a team has named for its own patterns has no limit.
  const family = rule.slice(0, rule.indexOf('/')) as RuleFamily
  return limits[rule] ?? limits[family] ?? null
}
