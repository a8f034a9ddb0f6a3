import type { Commit } from '../git/commit.ts'
import type { Entry } from '../git/tree.ts'
import type {
  Account,
  App,
  CheckRun,
  CheckSuite,
  Comment,
  Deployment,
  DeploymentStatus,
  Discussion,
  DiscussionCategory,
  Issue,
  Label,
  Milestone,
  Pull,
  Release,
  Repository,
  Review,
  ReviewComment,
  Status,
  Team,
} from '../model.ts'
import type { Scope } from './scope.ts'

interface InRepository {
  readonly repository: Repository
  readonly sha: string
}

/** What stands behind the nodes of each of GitHub's types; how they are shown is in `types/`. */
export interface Things {
  User: Account
  Organization: Account
  Bot: Account
  Team: Team
  App: App
  Repository: Repository
  Ref: InRepository & { readonly ref: string }
  Commit: { readonly repository: Repository; readonly commit: Commit }
  Tree: InRepository & { readonly folder: string }
  TreeEntry: { readonly repository: Repository; readonly entry: Entry; readonly path: string }
  Blob: InRepository
  Issue: Issue
  PullRequest: Pull
  PullRequestCommit: { readonly pull: Pull; readonly commit: Commit }
  PullRequestReview: Review
  PullRequestReviewComment: ReviewComment
  PullRequestReviewThread: { readonly pull: Pull; readonly thread: readonly ReviewComment[] }
  ReviewRequest: { readonly pull: Pull; readonly reviewer: Account | Team }
  IssueComment: Comment
  Label: Label
  Milestone: Milestone
  CheckSuite: CheckSuite
  CheckRun: CheckRun
  StatusContext: { readonly repository: Repository; readonly status: Status }
  Deployment: Deployment
  DeploymentStatus: DeploymentStatus
  Release: Release
  Discussion: Discussion
  DiscussionCategory: DiscussionCategory
}

/** A thing under the name of its GraphQL type: its fields are made when somebody asks for them. */
export interface Node<K extends keyof Things = keyof Things> {
  readonly __typename: K
  readonly of: Things[K]
}

export const node = <K extends keyof Things>(type: K, of: Things[K]): Node<K> => ({ __typename: type, of })

/** Who did something; null for an account that is no more. */
export const actorNode = (account: Account | null): Node<'User' | 'Organization' | 'Bot'> | null =>
  account && !account.deleted ? node(account.type, account) : null

/** The account where it is a living person's: for the places in which GraphQL knows no other. */
export const personNode = (account: Account | null): Node<'User'> | null =>
  account?.type === 'User' && !account.deleted ? node('User', account) : null

export const threadNode = (issue: Issue): Node<'Issue' | 'PullRequest'> =>
  issue.pull ? node('PullRequest', issue.pull) : node('Issue', issue)

export const reviewerNode = (reviewer: Account | Team) =>
  'organization' in reviewer ? node('Team', reviewer) : actorNode(reviewer)

/** The commit, tree or blob with this sha; null where the repository has none. */
export function gitNode({ world }: Scope, repository: Repository, sha: string | null) {
  if (sha === null) return null
  const store = world.git.of(repository.id)
  const kind = store.kind(sha)
  if (kind === 'blob') return node('Blob', { repository, sha })
  if (kind === 'tree') return node('Tree', { repository, sha, folder: '' })
  return kind === 'commit' ? node('Commit', { repository, commit: store.commit(sha) }) : null
}

/** A branch or tag by its full name (`refs/heads/main`); null where there is none. */
export function refNode(repository: Repository, ref: string): Node<'Ref'> | null {
  const sha = repository.refs.get(ref)
  return sha === undefined ? null : node('Ref', { repository, ref, sha })
}

/** As `refNode`, by the full name or by a branch's or tag's own. */
export function refNamed(repository: Repository, name: string): Node<'Ref'> | null {
  const full = [name, `refs/${name}`, `refs/heads/${name}`, `refs/tags/${name}`]
  return refNode(repository, full.find((one) => repository.refs.has(one)) ?? '')
}
