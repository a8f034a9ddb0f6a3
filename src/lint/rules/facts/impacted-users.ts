import type { DocumentRule } from '../../rule.ts'
import { keyFor, lineIn } from '../../where.ts'

export const impactedUsers: DocumentRule = {
  id: 'facts/impacted-users',
  family: 'facts',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'note' },
  summary: 'It says how many users were affected, or which.',
  why: 'The size of the impact decides how much prevention is worth; without it all actions look alike.',
  source:
    'Google, The Site Reliability Workbook (2018), chapter 10 "Postmortem Culture", on key details omitted: https://sre.google/workbook/postmortem-culture/',
  *check(context) {
    if (context.postmortem.facts.impactedUsers !== null) return
    const key = keyFor(context, 'impactedUsers')
    const where = key
      ? `Write it here, such as \`${key.key}`
      : `Add ${lineIn(context, 'impact')} \`Impacted users`
    yield {
      at: null,
      near: key?.at ?? null,
      message: `It does not say who was affected. ${where}: 1,200 (4% of active users)\`; a careful estimate is better than none.`,
    }
  },
}
