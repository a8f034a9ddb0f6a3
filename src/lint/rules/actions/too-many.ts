import type { DocumentRule } from '../../rule.ts'
import { placeOf } from '../../commitments.ts'

export const tooMany: DocumentRule = {
  id: 'actions/too-many',
  family: 'actions',
  scope: 'document',
  level: 'warning',
  summary: 'No more actions are committed than can be done.',
  why: 'A few actions that are finished change more than twenty that are forgotten; the rest may wait in plain sight.',
  source:
    'Atlassian, Incident Management Handbook, "Postmortems", on priority actions: https://www.atlassian.com/incident-management/handbook/postmortems',
  *check(context) {
    const committed = context.postmortem.actions.filter((action) => !action.parked)
    const first = committed[context.maxActions]
    if (!first) return
    yield {
      at: placeOf(context, first),
      message: `${String(committed.length)} actions are committed; ${String(context.maxActions)} is what a team gets done. Keep the strongest, and park the rest under \`## Not now\` with a reason.`,
    }
  },
}
