import type { Action } from '../../../postmortem/document.ts'
import type { DocumentRule } from '../../rule.ts'
import { listed, onEachOrOnce, openActions, placeOf } from '../../commitments.ts'

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
    const open = openActions(context)
    const unowned = open.filter((action) => action.ownerKind === 'none')
    const told = unowned.map((action) => ({ action, message: nobody(action) }))
    yield* onEachOrOnce(context, this.id, told, open.length, {
      none: 'has an owner',
      some: 'have no owner',
      fix: 'Name for each the one person who drives it, as `@ada`.',
    })
    for (const action of open) {
      if (action.ownerKind === 'several') yield { at: placeOf(context, action), message: several(action) }
      if (action.ownerKind === 'team') yield { at: placeOf(context, action), message: team(action) }
    }
  },
}

const nobody = ({ id }: Action): string =>
  `${id} has no owner. Name the one person who drives it, as \`@ada\`.`

const several = ({ id, owners }: Action): string =>
  `${id} has ${String(owners.length)} owners (${listed(owners)}). Pick the one who drives it; the others can be named in its words.`

const team = ({ id, owners }: Action): string =>
  `${id} belongs to a team or role (${listed(owners)}). Name the one person there who drives it.`
