import type { DocumentRule } from '../../rule.ts'
import { openActions, placeOf } from '../../commitments.ts'

export const specific: DocumentRule = {
  id: 'actions/specific',
  family: 'actions',
  scope: 'document',
  level: 'warning',
  summary: 'Each action names a concrete result on a concrete thing.',
  why: 'Words like improve, investigate or be careful leave it open what will be different afterwards.',
  source:
    'Google, The Site Reliability Workbook (2018), chapter 10 "Postmortem Culture", on vague action items: https://sre.google/workbook/postmortem-culture/',
  *check(context) {
    for (const action of openActions(context)) {
      if (action.specific && !action.vague) continue
      yield {
        at: placeOf(context, action),
        message: `${action.id} leaves open what will be built or changed. Name the thing and the result, so that two engineers would do about the same.`,
      }
    }
  },
}
