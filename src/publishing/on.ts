import { asksFor } from '../github/asking.ts'
import { placeOf, type WebhookEvent } from '../github/event.ts'
import type { Job } from '../queue/queue.ts'

/** A merge, and a word on what is merged that asks to try again. */
export function on(event: WebhookEvent): readonly Job[] {
  const place = placeOf(event)
  const { pull_request: pull, issue, comment } = event.payload
  if (!place) return []
  if (event.name === 'pull_request' && event.action === 'closed' && pull?.merged)
    return [{ feature: 'publishing', ...place, number: pull.number }]
  if (event.name !== 'issue_comment' || event.action !== 'created' || event.byApp) return []
  if (!issue?.pull_request?.merged_at || !asksFor('publish', comment?.body ?? '')) return []
  return [{ feature: 'publishing', ...place, number: issue.number }]
}
