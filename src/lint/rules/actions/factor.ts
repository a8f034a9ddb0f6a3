import type { DocumentRule } from '../../rule.ts'
import { nameOf, numberedFactors, onEachOrOnce, openActions, placeOf } from '../../commitments.ts'

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
    const { factors } = context.postmortem
    if (factors.length === 0) return // there is nothing to name yet; the factors rules ask for them
    const known = new Set(factors.map((one) => one.id.toUpperCase()))
    const [first] = numberedFactors(context)
    // In a premortem nothing has contributed yet.
    const [thing, id] = context.postmortem.practice.name === 'premortem' ? ['risk', 'R1'] : ['factor', 'F1']
    const fix =
      first === undefined
        ? `Give each ${thing} an id, as \`${id}\`, and name it.`
        : `Add its id, as \`${first.id}\`.`
    const open = openActions(context)
    const told = open
      .filter((action) => action.factor === null)
      .map((action) => ({
        action,
        message: `${nameOf(context, action)} does not say which ${thing} it answers. ${fix}`,
      }))
    yield* onEachOrOnce(context, this.id, told, open.length, {
      none: `says which ${thing} it answers`,
      some: `do not say which ${thing} they answer`,
      fix,
    })
    for (const action of open) {
      if (action.factor === null || known.has(action.factor.toUpperCase())) continue
      yield {
        at: placeOf(context, action),
        message: `${nameOf(context, action)} answers ${action.factor}, which is not among the ${thing === 'risk' ? 'risks' : 'contributing factors'}. Check the id.`,
      }
    }
  },
}
