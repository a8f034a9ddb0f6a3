import type { DocumentRule } from '../../rule.ts'
import { nameOf, onEachOrOnce, openActions } from '../../commitments.ts'

export const measurable: DocumentRule = {
  id: 'actions/measurable',
  family: 'actions',
  scope: 'document',
  level: 'error',
  severities: { sev3: 'warning', sev4: 'note' },
  summary: 'Each action can be told done from not done.',
  why: 'If two people can disagree on whether it is done, it will be closed when people are tired of it.',
  source:
    'George T. Doran, "There\'s a S.M.A.R.T. way to write management\'s goals and objectives", Management Review 70 (1981), on measurable',
  *check(context) {
    const open = openActions(context)
    // A vague one is told by actions/specific: once it names a thing, it can mostly be told done.
    const told = open
      .filter((action) => !action.vague && !action.measurable && action.measure === null)
      .map((action) => ({
        action,
        message: `${nameOf(context, action)} does not say how anyone will know that it is done. Add a success measure: a number, or a thing that then exists or is gone, as \`alert fires at 80% disk\`.`,
      }))
    yield* onEachOrOnce(context, this.id, told, open.length, {
      none: 'says how anyone will know that it is done',
      some: 'do not say how anyone will know that they are done',
      fix: 'Add to each a number, or a thing that then exists or is gone, as `alert fires at 80% disk`.',
    })
  },
}
