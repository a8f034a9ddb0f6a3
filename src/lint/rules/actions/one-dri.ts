import type { DocumentRule } from '../../rule.ts'
import { openActions, placeOf } from '../../commitments.ts'

export const oneDri: DocumentRule = {
  id: 'actions/one-dri',
  family: 'actions',
  scope: 'document',
  level: 'error',
  severities: { sev4: 'warning' },
  summary: 'Each action has exactly one person who drives it.',
  why: 'What belongs to a team or to two people waits for the other one; a directly responsible individual may hand work on but keeps the eye on it.',
  source:
    'GitLab Handbook, "Directly Responsible Individuals (DRI)": https://handbook.gitlab.com/handbook/people-group/directly-responsible-individuals/',
  *check(context) {
    for (const action of openActions(context)) {
      if (action.ownerKind === 'one') continue
      const message = {
        none: `${action.id} has no owner. Name the one person who drives it, as \`@ada\`.`,
        several: `${action.id} has several owners (${action.owners.join(', ')}). Pick one who drives it; the others can be named in its words.`,
        team: `${action.id} belongs to a team. Name the one person in it who drives it.`,
      }[action.ownerKind]
      yield { at: placeOf(context, action), message }
    }
  },
}
