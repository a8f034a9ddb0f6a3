import type { DocumentRule } from '../../rule.ts'
import { headingOf, isWaiting } from '../../where.ts'

export const thanks: DocumentRule = {
  id: 'review/thanks',
  family: 'review',
  scope: 'document',
  level: 'warning',
  severities: { sev3: 'note', sev4: 'off' },
  summary: 'The responders are thanked in a section of their own.',
  why: 'People who are thanked for bringing things to light do it again.',
  source:
    'Google, Site Reliability Engineering (2016), chapter 15 "Postmortem Culture", on visibly rewarding people: https://sre.google/sre-book/postmortem-culture/',
  *check(context) {
    if (!context.postmortem.missingSections.includes('thanks') || isWaiting(context, 'thanks')) return
    yield {
      at: headingOf(context, 'thanks'),
      message: 'Nobody is thanked yet. Add `## Thanks` and name who helped and with what.',
    }
  },
}
