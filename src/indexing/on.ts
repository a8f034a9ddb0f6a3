import { placeOf, type WebhookEvent } from '../github/event.ts'
import { readMarker } from '../github/marker.ts'
import { isMarkdown } from '../incident/document.ts'
import type { Job } from '../queue/queue.ts'

const CHANGES = new Set(['closed', 'reopened', 'deleted', 'transferred'])

/** A document changed on the default branch, or an action was closed or opened again. What the app itself does is no news. */
export function on(event: WebhookEvent): readonly Job[] {
  const place = placeOf(event)
  if (!place || event.byApp) return []
  return isOfDocuments(event) || isOfAction(event) ? [{ feature: 'indexing', ...place }] : []
}

function isOfDocuments({ name, payload }: WebhookEvent): boolean {
  const branch = payload.repository?.default_branch
  if (name !== 'push' || branch === undefined || payload.ref !== `refs/heads/${branch}`) return false
  const touched = (payload.commits ?? []).flatMap(({ added = [], modified = [], removed = [] }) => [
    ...added,
    ...modified,
    ...removed,
  ])
  return touched.some((path) => isMarkdown(path) || path.endsWith('/index.json'))
}

function isOfAction({ name, action, payload: { issue } }: WebhookEvent): boolean {
  // The marker only spares us looks; whether it counts is seen when reading.
  return name === 'issues' && CHANGES.has(action ?? '') && readMarker('action', issue?.body ?? '') !== null
}
