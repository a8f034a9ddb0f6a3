import { placeOf, type WebhookEvent } from '../github/event.ts'
import { isPushToDefaultBranch, pathsIn } from '../github/push.ts'
import { isFolderPage, isMarkdown } from '../incident/document.ts'
import type { Job } from '../queue/queue.ts'

/** A merged pull request, and every Markdown file that a push to the default branch touched, but folders' own pages. */
export function on(event: WebhookEvent): readonly Job[] {
  const place = placeOf(event)
  if (!place) return []
  const { pull_request: pull } = event.payload
  if (event.name === 'pull_request' && event.action === 'closed' && pull?.merged) {
    return [{ feature: 'tracking', ...place, number: pull.number }]
  }
  if (!isPushToDefaultBranch(event)) return []
  return touched(event).map((path) => ({ feature: 'tracking', ...place, path }))
}

/** Removed files last: where one was renamed, its new name is looked at first and takes its issues over. */
function touched({ payload }: WebhookEvent): string[] {
  const { present, removed } = pathsIn(payload)
  return [...new Set([...present.filter((path) => !removed.includes(path)), ...removed])].filter(
    (path) => isMarkdown(path) && !isFolderPage(path),
  )
}
