import type { Action } from '../../../postmortem/document.ts'
import type { Context, DocumentRule } from '../../rule.ts'
import { nameOf, onEachOrOnce, openActions } from '../../commitments.ts'

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
    const open = openActions(context)
    const undated = open.filter((action) => !action.timeBound)
    const told = undated.map((action) => ({ action, message: noDate(context, action) }))
    yield* onEachOrOnce(context, this.id, told, open.length, {
      none: 'has a due date',
      some: 'have no due date',
      fix: `Add dates that can be kept, as ${FORMS}.`,
    })
    const { today } = context
    const over = open.flatMap((action) => {
      if (action.due === null || today === null || action.due >= today) return []
      const message = `${nameOf(context, action)} was due on ${action.due}. Tick it off if it is done, or agree on a new date.`
      return [{ action, message }]
    })
    yield* onEachOrOnce(context, this.id, over, open.length, {
      none: 'has a due date that is still to come',
      some: 'were due before today',
      fix: 'Tick off what is done, and agree on new dates for the rest.',
    })
  },
}

const FORMS = '`2026-12-01`, `in 2 weeks` or `Q1 2027`'

function noDate(context: Context, action: Action): string {
  const said = action.dueText ? ` "${action.dueText}" is no date.` : ''
  return `${nameOf(context, action)} has no due date.${said} Add one that can be kept, as ${FORMS}.`
}
