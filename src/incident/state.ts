import type { Evidence } from '../evidence/evidence.ts'
import type { Remembered } from '../recurrence/remembered.ts'
import type { PullMarker } from './pull.ts'

/** An incident, and what there is of its postmortem. */
export interface PostmortemState {
  readonly repository: RepositoryState
  readonly incident: IncidentState
  /** What the incident's thread tells, oldest first. */
  readonly events: readonly Evidence[]
  /** The branch that the postmortem has or will have. */
  readonly branch: string
  /** Its head, where it exists. */
  readonly branchSha: string | null
  /** The document on that branch, where one is there. */
  readonly documentOnBranch: FileState | null
  /** The document on the default branch, where one is there already. */
  readonly documentOnDefault: FileState | null
  /** The postmortems on the default branch, as far as the folder's index tells of them. */
  readonly earlier: readonly Remembered[]
  /** The newest pull request from that branch. */
  readonly pull: PullState | null
  /** The app's own comments on the incident that bear a marker. */
  readonly comments: readonly OwnComment[]
  /** People's comments on the incident that hold commands for the timeline. Whether they may is not looked at here. */
  readonly said: readonly SaidComment[]
  /** The folder with evidence, by its tree's id on the branch and on the default branch; null where it is not there. */
  readonly evidence: { readonly onBranch: string | null; readonly onDefault: string | null }
}

export interface FileState {
  readonly name: string
  /** Its blob id. */
  readonly oid: string
}

export interface RepositoryState {
  readonly owner: string
  readonly repo: string
  readonly url: string
  readonly archived: boolean
  readonly defaultBranch: { readonly name: string; readonly sha: string } | null
}

export interface IncidentState {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly url: string
  readonly createdAt: string
  /** Null while it is open. */
  readonly closedAt: string | null
  readonly author: string | null
  readonly assignees: readonly string[]
  readonly labels: readonly string[]
}

export interface PullState {
  readonly number: number
  readonly url: string
  readonly state: 'open' | 'closed' | 'merged'
  readonly labels: readonly string[]
  /** Made by the app, so that its labels and people are the app's to set. */
  readonly byApp: boolean
  readonly body: string
  /** What the app keeps in the body; null where the app did not write it. */
  readonly marker: PullMarker | null
}

export interface SaidComment {
  readonly id: number
  readonly login: string
  readonly at: string
  readonly url: string
  readonly body: string
}

export interface OwnComment {
  readonly id: number
  readonly body: string
}
