import type { Evidence } from '../evidence/evidence.ts'
import type { BlockKind } from '../github/marker.ts'
import type { PostmortemState } from '../incident/state.ts'
import type { TimeFact } from '../postmortem/fact-names.ts'

/** What gathering looks at: the incident of the job, or all whose postmortem is open. */
export interface GatheringState {
  readonly postmortems: readonly OpenPostmortem[]
}

export interface OpenPostmortem extends PostmortemState {
  readonly document: DocumentText
  /** What the repository tells; more than the window, so that it can be told what was deployed with what. */
  readonly seen: Seen
  /** The blocks of which the app has said already that they are people's now. */
  readonly told: readonly BlockKind[]
  /** What people brought from other tools. */
  readonly elsewhere: Elsewhere
}

/** What stands in the evidence folder and in commands. */
export interface Elsewhere {
  /** Of the incident's window. */
  readonly entries: readonly Evidence[]
  readonly alerts: readonly Evidence[]
  /** When it was, as people said by command; ISO 8601 in UTC. */
  readonly moments: Partial<Readonly<Record<TimeFact, string>>>
  readonly problems: readonly Problem[]
  /** The app's own comment about these, on the pull request. */
  readonly note: { readonly id: number; readonly hash: string } | null
}

/** What was not understood, for whoever can mend it. */
export interface Problem {
  /** A file's path, or whose comment it is. */
  readonly where: string
  readonly href: string
  /** From 1; 0 for the whole. */
  readonly line: number
  readonly problem: string
  readonly fix: string
  readonly isSecret: boolean
}

export interface DocumentText {
  readonly name: string
  /** Its blob id. */
  readonly oid: string
  readonly text: string
}

/** What GitHub shows of a repository, each the newest first. Instants are ISO 8601 UTC. */
export interface Seen {
  readonly branch: string
  readonly deployments: readonly Deployment[]
  readonly releases: readonly Release[]
  readonly commits: readonly Commit[]
  readonly failures: readonly Failure[]
}

export interface Deployment {
  readonly id: number
  readonly at: string
  readonly sha: string
  readonly environment: string
  /** The newest status but `inactive`, which only says that another one followed; null where there is none. */
  readonly status: { readonly state: string; readonly at: string; readonly log: string | null } | null
}

export interface Release {
  readonly id: number
  readonly at: string
  readonly tag: string
  readonly title: string | null
  readonly url: string
}

export interface Commit {
  readonly sha: string
  readonly at: string
  readonly title: string
  readonly url: string
  /** The pull request with which it came to the default branch. */
  readonly pull: {
    readonly number: number
    readonly title: string
    readonly url: string
    readonly at: string
  } | null
}

/** A workflow's run on the default branch that failed. */
export interface Failure {
  readonly id: number
  readonly at: string
  readonly workflow: string
  readonly workflowId: number
  readonly url: string
}
