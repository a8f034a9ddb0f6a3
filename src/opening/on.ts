import { placeOf, type WebhookEvent } from '../github/event.ts'
import type { Job } from '../queue/queue.ts'

// Labels make incidents and severities; title, people and closing change what the incident's comment says.
const ACTIONS = new Set([
  'opened',
  'edited',
  'labeled',
  'unlabeled',
  'assigned',
  'unassigned',
  'closed',
  'reopened',
])

export function on(event: WebhookEvent): readonly Job[] {
  const place = placeOf(event)
  const { issue } = event.payload
  if (event.name !== 'issues' || !place || !issue || event.byApp) return []
  return ACTIONS.has(event.action ?? '') ? [{ feature: 'opening', ...place, number: issue.number }] : []
}
