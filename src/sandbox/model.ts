/**
 * What the sandbox knows, as data: plain objects, Maps and references between them, so that one `structuredClone` of
 * `State` is a snapshot. No methods, no clock, no git objects (those are immutable and live in the git store).
 *
 * Times are ISO 8601 to the second (`2026-12-01T09:30:00Z`), as GitHub writes them; within a second the ids order.
 */

export interface State {
  /** The last number given out; all things share it, so ids also tell the order of making. */
  lastId: number
  /** By lower-case login: people, organisations and bots share one namespace. */
  accounts: Map<string, Account>
  /** By lower-case `owner/name`. */
  repositories: Map<string, Repository>
  /** Those that were renamed, by the `owner/name` that they had. */
  formerNames: Map<string, Repository>
  apps: App[]
  installations: Installation[]
  /** Installation tokens and personal tokens, by the token itself. */
  tokens: Map<string, Token>
  deliveries: Delivery[]
}

export interface Account {
  id: number
  login: string
  type: 'User' | 'Organization' | 'Bot'
  name: string | null
  email: string | null
  createdAt: string
  /** A deleted user stays referred to, and is shown as @ghost. */
  deleted: boolean
  /** Of an organisation, by account id. */
  members: Map<number, 'admin' | 'member'>
  teams: Team[]
}

export interface Team {
  id: number
  slug: string
  name: string
  organization: Account
  members: Account[]
  /** What its members may do, by repository id. */
  repositories: Map<number, Role>
}

export const ROLES = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const
export type Role = (typeof ROLES)[number]

export interface Repository {
  id: number
  owner: Account
  name: string
  description: string | null
  private: boolean
  archived: boolean
  hasIssues: boolean
  defaultBranch: string
  createdAt: string
  updatedAt: string
  pushedAt: string
  /** By account id. */
  collaborators: Map<number, Role>
  /** To people who have neither accepted nor declined yet. */
  invitations: Invitation[]
  /** Full names, `refs/heads/main` or `refs/tags/v1`, to the sha of a commit (or of an annotated tag). */
  refs: Map<string, string>
  protections: Map<string, BranchProtection>
  /** Old names of branches, to the new ones: asking for a branch by its old one is answered 301. */
  renamedBranches: Map<string, string>
  /** By number; a pull request is an issue with `pull`. */
  issues: Map<number, Issue>
  /** The last number given to an issue or a milestone: a deleted one is not given again. */
  lastIssue: number
  lastMilestone: number
  labels: Label[]
  milestones: Milestone[]
  pinnedIssues: Issue[]
  checkSuites: CheckSuite[]
  checkRuns: CheckRun[]
  statuses: Status[]
  deployments: Deployment[]
  releases: Release[]
  workflowRuns: WorkflowRun[]
}

export interface Invitation {
  id: number
  invitee: Account
  inviter: Account
  role: Exclude<Role, 'none'>
  createdAt: string
}

export interface BranchProtection {
  branch: string
  requiredChecks: string[]
  /** Whether a pull request must hold all of the base before it is merged. */
  strict: boolean
  /** Null: changes need no pull request at all. */
  requiredReviews: number | null
  requireCodeOwners: boolean
  /** A push takes back the approvals of what was there before. */
  dismissStale: boolean
  /** Who alone may dismiss reviews; null for all who may push. */
  dismissers: Chosen | null
  /** Who alone may push; null for all who may write. */
  pushers: Chosen | null
  /** Otherwise administrators are above all this. */
  enforceAdmins: boolean
  allowForcePushes: boolean
  allowDeletions: boolean
  /** Apps that are above all this, as the bypass list of a ruleset has it. */
  bypass: App[]
}

export interface Chosen {
  people: Account[]
  teams: Team[]
  apps: App[]
}

export interface Label {
  id: number
  repository: Repository
  name: string
  color: string
  description: string | null
  default: boolean
}

export interface Milestone {
  id: number
  repository: Repository
  number: number
  title: string
  description: string | null
  state: 'open' | 'closed'
  creator: Account
  createdAt: string
  updatedAt: string
  closedAt: string | null
  dueOn: string | null
}

export interface Issue {
  id: number
  repository: Repository
  number: number
  title: string
  body: string | null
  author: Account
  /** The app through which it was written, where an app's installation or bot did. */
  app: App | null
  state: 'open' | 'closed'
  stateReason: 'completed' | 'reopened' | 'not_planned' | 'duplicate' | null
  labels: Label[]
  assignees: Account[]
  milestone: Milestone | null
  locked: boolean
  lockReason: 'off-topic' | 'too heated' | 'resolved' | 'spam' | null
  createdAt: string
  updatedAt: string
  closedAt: string | null
  closedBy: Account | null
  comments: Comment[]
  reactions: Reaction[]
  events: IssueEvent[]
  parent: Issue | null
  subIssues: Issue[]
  pull: Pull | null
}

export interface Comment {
  id: number
  issue: Issue
  author: Account
  app: App | null
  body: string
  createdAt: string
  updatedAt: string
  reactions: Reaction[]
  minimized: string | null
}

export const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const
export interface Reaction {
  id: number
  content: (typeof REACTIONS)[number]
  author: Account
  createdAt: string
}

/** One line of an issue's history, as `GET …/events` and `…/timeline` show it; what it has besides depends on `event`. */
export interface IssueEvent {
  id: number
  issue: Issue
  event: IssueEventName
  actor: Account
  app: App | null
  createdAt: string
  commitSha: string | null
  label?: { name: string; color: string }
  assignee?: Account
  milestone?: { title: string }
  rename?: { from: string; to: string }
  stateReason?: Issue['stateReason']
  lockReason?: Issue['lockReason']
  reviewer?: Account | Team
  /** A dismissed review: who dismissed it is the actor. */
  dismissed?: { review: Review; was: Review['state']; message: string }
  /** The other end of `sub_issue_added`, `parent_issue_added`, `cross-referenced`. */
  other?: Issue
}

export type IssueEventName =
  | 'closed'
  | 'reopened'
  | 'labeled'
  | 'unlabeled'
  | 'assigned'
  | 'unassigned'
  | 'milestoned'
  | 'demilestoned'
  | 'renamed'
  | 'locked'
  | 'unlocked'
  | 'pinned'
  | 'unpinned'
  | 'referenced'
  | 'mentioned'
  | 'subscribed'
  | 'merged'
  | 'head_ref_deleted'
  | 'head_ref_restored'
  | 'head_ref_force_pushed'
  | 'base_ref_changed'
  | 'ready_for_review'
  | 'convert_to_draft'
  | 'review_requested'
  | 'review_request_removed'
  | 'review_dismissed'
  | 'sub_issue_added'
  | 'sub_issue_removed'
  | 'parent_issue_added'
  | 'parent_issue_removed'
  | 'cross-referenced'

/** Its id is another than that of its issue. Head and base are branches of the same repository: the sandbox has no forks. */
export interface Pull {
  id: number
  issue: Issue
  draft: boolean
  headBranch: string
  /** Stays when the branch is deleted. */
  headSha: string
  baseBranch: string
  /** The base's tip when last looked at: opened, pushed to, or merged. */
  baseSha: string
  merged: { at: string; by: Account; sha: string } | null
  maintainerCanModify: boolean
  requestedReviewers: Account[]
  requestedTeams: Team[]
  reviews: Review[]
  reviewComments: ReviewComment[]
}

export interface Review {
  id: number
  pull: Pull
  author: Account
  app: App | null
  body: string
  state: 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED'
  commitSha: string
  submittedAt: string | null
}

export interface ReviewComment {
  id: number
  pull: Pull
  review: Review
  author: Account
  app: App | null
  body: string
  path: string
  /** The commit that it is shown on now, and the one that it was written on. */
  commitSha: string
  originalCommitSha: string
  diffHunk: string
  subject: 'line' | 'file'
  /** Null once a push moved the line out of the diff (outdated). */
  line: number | null
  originalLine: number
  startLine: number | null
  originalStartLine: number | null
  side: 'LEFT' | 'RIGHT'
  startSide: 'LEFT' | 'RIGHT' | null
  inReplyTo: number | null
  resolvedBy: Account | null
  createdAt: string
  updatedAt: string
  reactions: Reaction[]
}

export interface CheckSuite {
  id: number
  repository: Repository
  app: App
  headSha: string
  headBranch: string | null
  /** Somebody asked for its checks anew, and its app has not spoken since. */
  askedAnew: boolean
  createdAt: string
  updatedAt: string
}

export interface CheckRun {
  id: number
  suite: CheckSuite
  name: string
  status: 'queued' | 'in_progress' | 'completed'
  conclusion:
    | 'success'
    | 'failure'
    | 'neutral'
    | 'cancelled'
    | 'skipped'
    | 'timed_out'
    | 'action_required'
    | null
  startedAt: string
  completedAt: string | null
  externalId: string
  detailsUrl: string | null
  title: string | null
  summary: string | null
  text: string | null
  annotations: CheckAnnotation[]
  actions: { label: string; description: string; identifier: string }[]
}

export interface CheckAnnotation {
  path: string
  startLine: number
  endLine: number
  startColumn: number | null
  endColumn: number | null
  level: 'notice' | 'warning' | 'failure'
  message: string
  title: string | null
  rawDetails: string | null
}

export interface Status {
  id: number
  sha: string
  state: 'error' | 'failure' | 'pending' | 'success'
  context: string
  description: string | null
  targetUrl: string | null
  creator: Account
  createdAt: string
  updatedAt: string
}

export interface Deployment {
  id: number
  repository: Repository
  sha: string
  ref: string
  task: string
  environment: string
  originalEnvironment: string
  description: string | null
  payload: string | Record<string, unknown>
  transient: boolean
  production: boolean
  creator: Account
  app: App | null
  createdAt: string
  updatedAt: string
  statuses: DeploymentStatus[]
}

export interface DeploymentStatus {
  id: number
  deployment: Deployment
  state: 'error' | 'failure' | 'inactive' | 'pending' | 'success' | 'queued' | 'in_progress'
  description: string
  environment: string
  environmentUrl: string
  logUrl: string
  creator: Account
  app: App | null
  createdAt: string
  updatedAt: string
}

/** A run of a workflow of GitHub Actions. It is there once it has ended, and without its check suite and its jobs. */
export interface WorkflowRun {
  id: number
  repository: Repository
  workflow: { id: number; name: string; path: string }
  number: number
  suiteId: number
  event: string
  headBranch: string
  headSha: string
  conclusion: 'success' | 'failure' | 'cancelled' | 'timed_out'
  actor: Account
  createdAt: string
  updatedAt: string
}

export interface Release {
  id: number
  repository: Repository
  tag: string
  target: string
  name: string | null
  body: string | null
  draft: boolean
  prerelease: boolean
  assets: ReleaseAsset[]
  author: Account
  createdAt: string
  updatedAt: string
  publishedAt: string | null
}

export interface ReleaseAsset {
  id: number
  name: string
  label: string
  uploader: Account
  contentType: string
  content: Uint8Array
  downloads: number
  createdAt: string
  updatedAt: string
}

export type Level = 'read' | 'write' | 'admin'
/** Permission name as in the manifest (`issues`, `pull_requests`) to its level. */
export type Permissions = Record<string, Level>

export interface App {
  id: number
  slug: string
  name: string
  description: string | null
  owner: Account
  bot: Account
  clientId: string
  publicKey: string
  permissions: Permissions
  events: string[]
  webhookUrl: string
  webhookSecret: string
  createdAt: string
  updatedAt: string
}

export interface Installation {
  id: number
  app: App
  account: Account
  /** `all` includes those that are made later. */
  repositories: 'all' | Repository[]
  permissions: Permissions
  events: string[]
  createdAt: string
  updatedAt: string
  suspendedAt: string | null
  suspendedBy: Account | null
}

export type Token =
  | { kind: 'user'; account: Account }
  | {
      kind: 'installation'
      installation: Installation
      permissions: Permissions
      /** Null: all that the installation has. */
      repositories: Repository[] | null
      /** Wall-clock milliseconds: the clients that hold a token have no other clock. */
      expiresAt: number
    }

/** One attempt to hand an event to an app. A redelivery is a new one with the same `guid`. */
export interface Delivery {
  id: number
  guid: string
  app: App
  installationId: number | null
  repositoryId: number | null
  event: string
  action: string | null
  url: string
  /** The exact bytes that were signed. */
  payload: string
  redelivery: boolean
  deliveredAt: string
  /** Seconds, as GitHub counts it. */
  duration: number
  /** `OK`, or why not; null while it waits. */
  status: string | null
  statusCode: number
  requestHeaders: Record<string, string>
  responseHeaders: Record<string, string>
  responseBody: string
}
