import type { DocumentRule } from '../../rule.ts'
import { openActions, placeOf } from '../../commitments.ts'

export const factor: DocumentRule = {
  id: 'actions/factor',
  family: 'actions',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'off' },
  summary: 'Each action names the contributing factor that it answers.',
  why: 'An action that answers none of the factors is work from another list, and a factor without an action stays as it was.',
  source:
    'Google, Site Reliability Engineering (2016), chapter 15, on action plans that match the analysis: https://sre.google/sre-book/postmortem-culture/',
  *check(context) {
    const known = new Set(context.postmortem.factors.map((one) => one.id))
    for (const action of openActions(context)) {
      const at = placeOf(context, action)
      if (action.factor === null) {
        yield { at, message: `${action.id} does not say which factor it answers. Add its id, as \`F1\`.` }
      } else if (!known.has(action.factor)) {
        yield {
          at,
          message: `${action.id} answers ${action.factor}, which is not among the contributing factors. Check the id.`,
        }
      }
    }
  },
}
