import type { Violation } from './judge.ts'

interface Known {
  readonly where: RegExp
  readonly what: RegExp
  readonly why: string
}

/** Where the descriptions are narrower than GitHub itself, so that a right answer cannot fit them. */
const KNOWN: readonly Known[] = [
  {
    where: /^hook /,
    what: /performed_via_github_app\.events\[\] must be equal to one of/,
    why: 'the list of events in these payloads is older than some events, such as sub_issues',
  },
  {
    where: /\/deployments\/\{deployment_id\}\/statuses|^hook deployment_status\.created$/,
    what: /\.(environment|log|target)_url must match format "uri"$/,
    why: 'the described default of these addresses is the empty text, which is no address',
  },
  {
    where: /^PUT .*\/contents\/\{path\} 409$/,
    what: /^response must match exactly one schema in oneOf$/,
    why: 'both of the alternatives demand nothing, so every error fits both',
  },
  {
    where: /^PATCH .*\/milestones\/\{milestone_number\} 200$/,
    what: /^request\.due_on must be string$/,
    why: 'null takes the date away',
  },
  {
    where: /^(POST|PUT) .*\/labels 200$/,
    what: /^request(\.labels must NOT have fewer than 1 items| must be object)$/,
    why: 'an empty list takes all labels away, and a bare list of names is taken too',
  },
]

export const isKnown = (violation: Violation): boolean =>
  KNOWN.some(({ where, what }) => where.test(violation.where) && what.test(violation.what))
