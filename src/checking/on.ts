import { placeOf, type WebhookEvent } from '../github/event.ts'
import type { Job } from '../queue/queue.ts'

// Not when it becomes ready for review: drafts are checked alike, so the check on the head stands.
const PULL_ACTIONS = new Set(['opened', 'synchronize', 'reopened', 'edited'])
const AGAIN = new Set(['rerequested', 'requested_action'])

export function on(event: WebhookEvent): readonly Job[] {
  const place = placeOf(event)
  if (!place) return []
  return numbersIn(event).map((number) => ({ feature: 'checking', ...place, number }))
}

function numbersIn({ name, action, payload }: WebhookEvent): readonly number[] {
  const { pull_request: pull, check_run: run, check_suite: suite } = payload
  if (name === 'pull_request' && pull && PULL_ACTIONS.has(action ?? '')) return [pull.number]
  if ((name === 'check_run' || name === 'check_suite') && AGAIN.has(action ?? '')) {
    return ((run ?? suite)?.pull_requests ?? []).map(({ number }) => number)
  }
  return []
}
