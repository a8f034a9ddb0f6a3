import { placeOf, type WebhookEvent } from '../github/event.ts'
import { isPushToDefaultBranch, pathsIn } from '../github/push.ts'
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

function isOfDocuments(event: WebhookEvent): boolean {
  if (!isPushToDefaultBranch(event)) return false
  const { present, removed } = pathsIn(event.payload)
  return [...present, ...removed].some((path) => isMarkdown(path) || path.endsWith('/index.json'))
}

function isOfAction({ name, action, payload: { issue } }: WebhookEvent): boolean {
  // The marker only spares us looks; whether it counts is seen when reading.
  return name === 'issues' && CHANGES.has(action ?? '') && readMarker('action', issue?.body ?? '') !== null
}
