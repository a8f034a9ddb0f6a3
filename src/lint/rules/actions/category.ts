import { CATEGORIES } from '../../../postmortem/document.ts'
import type { DocumentRule } from '../../rule.ts'
import { openActions, placeOf } from '../../commitments.ts'

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
    for (const action of openActions(context)) {
      if (action.category !== null) continue
      yield {
        at: placeOf(context, action),
        message: `${action.id} has no category. Add one of ${CATEGORIES.join(', ')}.`,
      }
    }
  },
}
