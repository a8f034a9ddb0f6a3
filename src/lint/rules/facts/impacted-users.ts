import type { DocumentRule } from '../../rule.ts'

export const impactedUsers: DocumentRule = {
  id: 'facts/impacted-users',
  family: 'facts',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'note' },
  summary: 'It says how many users were affected, or which.',
  why: 'The size of the impact decides how much prevention is worth; without it all actions look alike.',
  source:
    'Atlassian, Incident Management Handbook, "Postmortems": https://www.atlassian.com/incident-management/handbook/postmortems',
  *check({ postmortem }) {
    if (postmortem.facts.impactedUsers !== null) return
    yield {
      at: null,
      message:
        'It does not say who was affected. Add a line such as `Impacted users: 1,200 (4% of active users)`; a careful estimate is better than none.',
    }
  },
}
