import { CATEGORIES, type Action } from '../../../postmortem/document.ts'
import type { DocumentRule, RawFinding } from '../../rule.ts'
import { listed, openActions, placeOf } from '../../commitments.ts'
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
    for (const action of unknown) yield { at: placeOf(context, action), ...toldOfUnknown(action) }
    const none = without.filter((action) => action.categoryText === null)
    if (none.length < 3) for (const action of none) yield { at: placeOf(context, action), ...told(action) }
    else yield { at: headingOf(context, 'actions'), ...toldOfAll(none) }
  },
}

const FIVE = CATEGORIES.join(', ')

/** A proposal is quickly confirmed, so it does not stand in the way of a merge. */
function told({ id, suggestedCategory }: Action): Pick<RawFinding, 'message' | 'level'> {
  if (suggestedCategory === null)
    return { message: `${id} has no category, and its words point to none. Add one of ${FIVE}.` }
  return {
    message: `${id} has no category. By its words it is ${suggestedCategory}; the five are ${FIVE}.`,
    level: 'warning',
  }
}

function toldOfUnknown({
  id,
  categoryText,
  suggestedCategory,
}: Action): Pick<RawFinding, 'message' | 'level'> {
  const proposal = suggestedCategory === null ? '' : ` By its words it is ${suggestedCategory}.`
  return {
    message: `The category of ${id}, "${categoryText ?? ''}", is none of the five: ${FIVE}.${proposal}`,
  }
}

function toldOfAll(actions: readonly Action[]): Pick<RawFinding, 'message' | 'level'> {
  const groups = CATEGORIES.flatMap((name) => {
    const ids = actions.filter((action) => action.suggestedCategory === name).map((action) => action.id)
    return ids.length === 0 ? [] : [`${name} ${listed(ids)}`]
  })
  const open = actions.filter((action) => action.suggestedCategory === null).map((action) => action.id)
  const proposal = groups.length === 0 ? '' : ` By their words: ${groups.join('; ')}.`
  const rest = open.length === 0 ? '' : ` ${listed(open)}: one of ${FIVE}.`
  return {
    message: `${String(actions.length)} actions have no category.${proposal}${rest}`,
    level: 'warning',
  }
}
