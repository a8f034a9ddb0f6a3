import type { Action } from '../../../postmortem/document.ts'
import type { DocumentRule } from '../../rule.ts'
import { listed, nameOf, onEachOrOnce, openActions } from '../../commitments.ts'

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
    for (const [kind, { message, ...summary }] of Object.entries(SAID)) {
      const told = open
        .filter((action) => action.ownerKind === kind)
        .map((action) => ({ action, message: message(action, nameOf(context, action)) }))
      yield* onEachOrOnce(context, this.id, told, open.length, summary)
    }
  },
}

const SAID = {
  none: {
    message: (_: Action, name: string): string =>
      `${name} has no owner. Name the one person who drives it, as \`@ada\`.`,
    none: 'has an owner',
    some: 'have no owner',
    fix: 'Name for each the one person who drives it, as `@ada`.',
  },
  several: {
    message: ({ owners }: Action, name: string): string =>
      `${name} has ${String(owners.length)} owners (${listed(owners)}). Pick the one who drives it; the others can be named in its words.`,
    none: 'has just one owner',
    some: 'have several owners',
    fix: 'Pick for each the one who drives it; the others can be named in its words.',
  },
  team: {
    message: ({ owners }: Action, name: string): string =>
      `${name} belongs to a team or role (${listed(owners)}). Name the one person there who drives it.`,
    none: 'belongs to a person: they belong to teams or roles',
    some: 'belong to a team or role, and not to a person',
    fix: 'Name for each the one person there who drives it.',
  },
}
