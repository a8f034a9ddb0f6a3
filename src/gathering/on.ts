import { placeOf, type Payload, type WebhookEvent } from '../github/event.ts'
import { hasCommand } from '../incident/commands.ts'
import { isPushToDefaultBranch, pathsIn } from '../github/push.ts'
import { isMarkdown } from '../incident/document.ts'
import { readPullMarker } from '../incident/pull.ts'
import type { Job } from '../queue/queue.ts'

// An assignment, a label, a title, a closing: all of these stand in the thread or in the front matter.
const ISSUE_ACTIONS = new Set([
  'edited',
  'labeled',
  'unlabeled',
  'assigned',
  'unassigned',
  'closed',
  'reopened',
])
const ENDED = new Set(['success', 'failure', 'error'])

/** Jobs with a number are about that incident; those without, about all whose postmortem is open. */
export function on(event: WebhookEvent): readonly Job[] {
  const place = placeOf(event)
  if (!place) return []
  const number = incidentIn(event)
  if (number !== null) return [{ feature: 'gathering', ...place, number }]
  return happened(event) ? [{ feature: 'gathering', ...place }] : []
}

function incidentIn({ name, action, payload, byApp }: WebhookEvent): number | null {
  const { issue, pull_request: pull } = payload
  if (name === 'pull_request' && pull) {
    // The app's own pull request is looked at once it is there; its own commits to it are no news.
    const wakes = action === 'opened' || action === 'reopened' || (action === 'synchronize' && !byApp)
    // Anybody can write this marker into a pull request of theirs; all that it gets them is another look.
    return wakes ? (readPullMarker(pull.body ?? '')?.incident ?? null) : null
  }
  // The comment may stand on the pull request, whose body names its incident.
  const isOnPull = name === 'issue_comment' && !byApp && issue?.pull_request
  if (isOnPull) return isCommand(payload) ? (readPullMarker(issue.body ?? '')?.incident ?? null) : null
  // Without any label an issue is no incident.
  if (byApp || !issue || issue.pull_request || (issue.labels ?? []).length === 0) return null
  if (name === 'issues') return ISSUE_ACTIONS.has(action ?? '') ? issue.number : null
  if (name !== 'issue_comment') return null
  // While the incident is open, its closing brings what was said into the document; afterwards only the word itself does.
  const isLate = action === 'created' && issue.state === 'closed'
  return isLate || isCommand(payload) ? issue.number : null
}

/** Written, edited or deleted: its entries come and go with it. */
const isCommand = ({ comment, changes }: WebhookEvent['payload']): boolean =>
  hasCommand(comment?.body ?? '') || hasCommand(changes?.body?.from ?? '')

/** Whether something changed in production, or on its way there. */
function happened(event: WebhookEvent): boolean {
  const { name, action, payload, byApp } = event
  const branch = payload.repository?.default_branch
  switch (name) {
    case 'deployment_status':
      return ENDED.has(payload.deployment_status?.state ?? '')
    case 'release':
      return action === 'published'
    case 'workflow_run':
      return payload.workflow_run?.conclusion === 'failure' && payload.workflow_run.head_branch === branch
    case 'push':
      // What the app itself pushes there is the index.
      return !byApp && isPushToDefaultBranch(event) && !isProse(payload)
    default:
      return false
  }
}

/** What only changed documents, such as a postmortem's merge, brought nothing to production. The next look tells it all the same. */
function isProse(payload: Payload): boolean {
  const { present, removed } = pathsIn(payload)
  const paths = [...present, ...removed]
  return paths.length > 0 && paths.every(isMarkdown)
}
