import type { Payload, WebhookEvent } from './event.ts'

export function isPushToDefaultBranch({ name, payload }: WebhookEvent): boolean {
  const branch = payload.repository?.default_branch
  return name === 'push' && branch !== undefined && payload.ref === `refs/heads/${branch}`
}

/** The paths that its commits added or changed, and those that they took away; of a large push GitHub names no commits. */
export function pathsIn({ commits = [] }: Payload) {
  return {
    present: commits.flatMap(({ added = [], modified = [] }) => [...added, ...modified]),
    removed: commits.flatMap(({ removed = [] }) => removed),
  }
}
