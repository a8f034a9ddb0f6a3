import { CATEGORIES, type Action } from '../../../postmortem/document.ts'
import type { Context, DocumentRule, RawFinding } from '../../rule.ts'
import { nameOf, namesOf, openActions, placeOf } from '../../commitments.ts'
import { headingOf } from '../../where.ts'

export const category: DocumentRule = {
  id: 'actions/category',
  family: 'actions',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'note' },
  summary: 'Each action says which of the five categories it belongs to.',
  why: 'Seen by category, a plan shows whether it prevents, notices, limits and repairs, or does one of them five times.',
  source:
    'Betsy Beyer et al., The Site Reliability Workbook (2018), chapter 10, on prevention and mitigation action items: https://sre.google/workbook/postmortem-culture/',
  *check(context) {
    const without = openActions(context).filter((action) => action.category === null)
    const unknown = without.filter((action) => action.categoryText !== null)
    for (const action of unknown) yield { at: placeOf(context, action), ...toldOfUnknown(context, action) }
    const none = without.filter((action) => action.categoryText === null)
    if (none.length < 3)
      for (const action of none) yield { at: placeOf(context, action), ...told(context, action) }
    else yield { at: headingOf(context, 'actions'), ...toldOfAll(context, none) }
  },
}

const FIVE = CATEGORIES.join(', ')

/** A proposal is quickly confirmed, so it does not stand in the way of a merge. */
function told(context: Context, action: Action): Pick<RawFinding, 'message' | 'level'> {
  const none = `${nameOf(context, action)} has no category`
  const proposal = action.suggestedCategory
  return proposal === null
    ? { message: `${none}, and its words point to none. Add one of ${FIVE}.` }
    : { message: `${none}. By its words it is ${proposal}; the five are ${FIVE}.`, level: 'warning' }
}

function toldOfUnknown(context: Context, action: Action): Pick<RawFinding, 'message' | 'level'> {
  const { categoryText, suggestedCategory } = action
  const name = nameOf(context, action)
  const unknown = `${name} has the category "${categoryText ?? ''}", which is none of the five: ${FIVE}.`
  return suggestedCategory === null
    ? { message: unknown }
    : { message: `${unknown} By its words it is ${suggestedCategory}.`, level: 'warning' }
}

function toldOfAll(context: Context, actions: readonly Action[]): Pick<RawFinding, 'message' | 'level'> {
  const groups = CATEGORIES.flatMap((name) => {
    const these = actions.filter((action) => action.suggestedCategory === name)
    return these.length === 0 ? [] : [`${name} for ${namesOf(context, these)}`]
  })
  const open = actions.filter((action) => action.suggestedCategory === null)
  const proposal = groups.length === 0 ? '' : ` By their words: ${groups.join('; ')}.`
  const which = groups.length === 0 ? 'Add' : `To ${namesOf(context, open)} add`
  const rest = open.length === 0 ? '' : ` ${which} one of ${FIVE}.`
  return {
    message: `${String(actions.length)} actions have no category.${proposal}${rest}`,
    level: 'warning',
  }
}
