import { asksFor } from '../github/asking.ts'
import { placeOf, type WebhookEvent } from '../github/event.ts'
import { readMarker } from '../github/marker.ts'
import type { Job } from '../queue/queue.ts'

// What people do to an action issue that changes the scoreboard.
const CHANGES = new Set([
  'closed',
  'reopened',
  'milestoned',
  'demilestoned',
  'assigned',
  'unassigned',
  'labeled',
  'unlabeled',
  'deleted',
  'transferred',
])

/** With a number: somebody asks there. Without: look at the repository, as the schedule does. */
export function on(event: WebhookEvent): readonly Job[] {
  const place = placeOf(event)
  const { issue, comment } = event.payload
  if (!place || !issue || issue.pull_request || event.byApp) return []
  if (
    event.name === 'issue_comment' &&
    event.action === 'created' &&
    asksFor('digest', comment?.body ?? '')
  ) {
    return [{ feature: 'digest', ...place, number: issue.number }]
  }
  // The marker only spares us looks; whether it counts is seen when reading.
  const isAction = readMarker('action', issue.body ?? '') !== null
  if (event.name === 'issues' && CHANGES.has(event.action ?? '') && isAction)
    return [{ feature: 'digest', ...place }]
  return []
}
