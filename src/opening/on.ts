import { placeOf, type WebhookEvent } from '../github/event.ts'
import { readPullMarker } from '../incident/pull.ts'
import type { Job } from '../queue/queue.ts'

// Labels make incidents and severities; title, people and closing change what the incident's
// comment says, and so does the merge of its postmortem.
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
  const number = incidentIn(event)
  return place && number !== null && !event.byApp ? [{ feature: 'opening', ...place, number }] : []
}

function incidentIn({ name, action, payload }: WebhookEvent): number | null {
  const { issue, pull_request: pull } = payload
  if (name === 'issues' && issue) return ACTIONS.has(action ?? '') ? issue.number : null
  if (name !== 'pull_request' || action !== 'closed' || !pull?.merged) return null
  // Anybody can write this marker into a pull request of theirs; all that it gets them is another look at an issue.
  return readPullMarker(pull.body ?? '')?.incident ?? null
}
