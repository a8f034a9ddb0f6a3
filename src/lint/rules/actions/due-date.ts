import type { DocumentRule } from '../../rule.ts'
import { openActions, placeOf } from '../../commitments.ts'

export const dueDate: DocumentRule = {
  id: 'actions/due-date',
  family: 'actions',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'warning' },
  summary: 'Each action has a due date that is not over.',
  why: 'An action without a date competes with all work that has one, and loses.',
  source:
    'George T. Doran, "There\'s a S.M.A.R.T. way to write management\'s goals and objectives", Management Review 70 (1981), on time-related',
  *check(context) {
    for (const action of openActions(context)) {
      const at = placeOf(context, action)
      if (!action.timeBound) {
        const said = action.dueText ? ` "${action.dueText}" is no date.` : ''
        yield {
          at,
          message: `${action.id} has no due date.${said} Add one that can be kept, as \`2026-12-01\`, \`in 2 weeks\` or \`Q1 2027\`.`,
        }
      } else if (action.due !== null && context.today !== null && action.due < context.today) {
        yield {
          at,
          message: `${action.id} was due on ${action.due}. Tick it off if it is done, or agree on a new date.`,
        }
      }
    }
  },
}
