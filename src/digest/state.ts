import type { ActionFate } from '../incident/action-issues.ts'
import type { RepositoryName } from '../effects.ts'

/** What the digest looks at. Instants are ISO 8601 UTC; days are calendar dates (`2026-12-01`). */
export interface DigestState {
  readonly repository: RepositoryState
  readonly dashboard: Dashboard | null
  /** Oldest first. */
  readonly actions: readonly ActionIssue[]
  /** The postmortem pull requests that are still open. */
  readonly postmortems: readonly OpenPostmortem[]
  readonly request: Request | null
}

export interface RepositoryState extends RepositoryName {
  readonly url: string
  /** False where nothing can be written: archived, or its issues are switched off. */
  readonly takesIssues: boolean
  readonly hasDashboardLabel: boolean
  /** GitHub allows three. */
  readonly pinnedIssues: number
}

export interface Dashboard {
  readonly number: number
  readonly body: string
  readonly open: boolean
  /** The newest weekly digest among its comments. */
  readonly lastDigest: WrittenDigest | null
}

export interface WrittenDigest {
  /** ISO week, `2026-W48`. */
  readonly week: string
  readonly at: string
}

export interface ActionIssue extends ActionFate {
  readonly number: number
  readonly title: string
  readonly assignees: readonly string[]
}

export interface OpenPostmortem {
  readonly number: number
  readonly title: string
  readonly createdAt: string
  readonly assignees: readonly string[]
  /** Null where the incident is gone. */
  readonly incident: Incident | null
}

export interface Incident {
  readonly number: number
  readonly body: string
  readonly labels: readonly string[]
  /** Null while it is open. */
  readonly closedAt: string | null
}

/** People with write permission asked for a digest on an issue, and have no answer yet. */
export interface Request {
  readonly number: number
  readonly comments: readonly { readonly id: number; readonly at: string }[]
}
