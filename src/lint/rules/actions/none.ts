import type { DocumentRule } from '../../rule.ts'
import { headingOf } from '../../where.ts'

export const none: DocumentRule = {
  id: 'actions/none',
  family: 'actions',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'note' },
  summary: 'At least one action comes out of the postmortem.',
  why: 'Without a follow-up the same conditions wait for the next person who meets them.',
  source:
    'Google, The Site Reliability Workbook (2018), chapter 10 "Postmortem Culture", on action items: https://sre.google/workbook/postmortem-culture/',
  *check(context) {
    const { actions, missingSections } = context.postmortem
    if (missingSections.includes('actions') || actions.some((action) => !action.parked)) return
    yield {
      at: headingOf(context, 'actions'),
      message:
        'No action is committed. Add at least one that changes a condition, with one owner and a due date.',
    }
  },
}
