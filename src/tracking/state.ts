import type { RepositoryName } from '../effects.ts'

/** What tracking looks at. */
export interface TrackingState {
  readonly home: Home
  readonly documents: readonly DocumentState[]
  /** The home first, then every other repository that an action names or that has issues of these documents. */
  readonly places: readonly Place[]
}

/** The repository of the documents. */
export interface Home extends RepositoryName {
  /** The database id, which outlives renames and transfers. */
  readonly id: number
  readonly url: string
  /** The head of the default branch, at which the documents were read. */
  readonly sha: string
}

export interface DocumentState {
  readonly path: string
  readonly content: Content
  /** The number by which the document knows its incident; null where nothing says one. */
  readonly incident: number | null
  /** The incident's issue, where it is there. */
  readonly incidentIssue: { readonly id: string; readonly number: number; readonly openedOn: string } | null
  /** Where people hear of it: the incident, else the pull request that was merged, else nowhere. */
  readonly board: Board | null
  /** Other paths, named by issues, at which a document stands on the default branch. */
  readonly alive: readonly string[]
}

export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly reason: 'binary' | 'large' }
  /** Not on the default branch; `movedTo` is another document of the same incident, where there is one. */
  | { readonly kind: 'gone'; readonly movedTo: string | null }

/** An issue or pull request with what the app said on it. */
export interface Board {
  readonly number: number
  readonly comments: readonly OwnComment[]
}

export interface OwnComment {
  readonly id: number
  readonly body: string
}

/** Why no issue can be made in a repository; `unreachable`: not there, or the app is not installed on it. */
export type Obstacle = 'unreachable' | 'archived' | 'issuesDisabled'

/** A repository in which actions are tracked. */
export interface Place extends RepositoryName {
  readonly obstacle: Obstacle | null
  /** Those that exist, of the labels that actions may get. */
  readonly labels: readonly string[]
  readonly milestones: readonly Milestone[]
  /** The app's own. */
  readonly issues: readonly ActionIssue[]
  /** Logins that can be assigned, of those that actions name. */
  readonly assignable: readonly string[]
}

export interface Milestone {
  readonly number: number
  readonly title: string
  /** Calendar date. */
  readonly due: string | null
}

export interface ActionIssue {
  /** GraphQL's id. */
  readonly id: string
  readonly number: number
  readonly url: string
  readonly title: string
  readonly body: string
  readonly open: boolean
  readonly assignees: readonly string[]
  readonly labels: readonly string[]
  readonly milestone: number | null
  readonly hasParent: boolean
  /** What the app last said on it about the action's fate, as its recent comments tell. */
  readonly said: string | null
}
