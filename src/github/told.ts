import type { Job } from '../queue/queue.ts'
import type { Sighting, Told } from '../queue/told.ts'
import { Unseen } from './errors.ts'
import type { WebhookEvent } from './event.ts'
import type { Once } from './once.ts'

/** What an event says of how new GitHub's state is; undefined where it says nothing. */
export function toldBy({ name, action, payload }: WebhookEvent, heard: number): Told | undefined {
  const { issue, pull_request: pull, repository, after } = payload
  const moved = action === 'synchronize' ? pull?.head?.sha : undefined
  const of: Readonly<Record<string, Sighting>> = {
    ...(issue ? sighting(`#${issue.number}`, issue.updated_at) : {}),
    ...(pull ? sighting(`#${pull.number}`, pull.updated_at, moved) : {}),
    ...(name === 'push' ? sighting('push', repository?.pushed_at, after) : {}),
  }
  return Object.keys(of).length > 0 ? { heard, of } : undefined
}

function sighting(
  what: string,
  time: string | number | null | undefined,
  sha?: string,
): Record<string, Sighting> {
  const at = typeof time === 'number' ? time : Date.parse(time ?? '') / 1_000
  return Number.isFinite(at) ? { [what]: { at, ...(sha ? { sha } : {}) } } : {}
}

/** What GitHub answered: when it last changed, and its head, where it has one. Null where it is not there. */
interface Shown {
  readonly at: string | null
  readonly sha?: string
}

/**
 * Looks whether an answer is at least as new as what a webhook told. Times are of whole seconds: of two changes within
 * one, the first may pass for the second. Whatever nobody told of passes.
 * @throws Unseen where it is older, or there is none
 */
export function mustShow({ told }: Job, what: number | 'push', shown: Shown | null | undefined): void {
  const expected = told?.of[what === 'push' ? what : `#${what}`]
  if (!expected || (shown?.sha !== undefined && shown.sha === expected.sha)) return
  if (shown && Date.parse(shown.at ?? '') / 1_000 >= expected.at) return
  throw new Unseen(
    `GitHub does not show ${what === 'push' ? 'the push' : `#${what}`} yet as its webhook told it`,
  )
}

// Of 35 s one: usually GitHub is behind for less.
const FIRST = 1 / 35
const LONGER = 1.5

/**
 * Milliseconds until the next look at what GitHub does not show yet: after 1, 2.5, 6, 16 and 35 s, where it may be behind for 35.
 * Not above 0 once it is sure to show all that was told.
 */
export function untilNextLook({ told }: Job, once: Once): number {
  const left = told ? once.left(told.heard) : 0
  return Math.min(left, Math.max(once.lagMs * FIRST, (once.lagMs - left) * LONGER))
}
