import type * as GitHub from '@octokit/graphql-schema'
import type { Issue, Pull, Repository } from '../model.ts'
import { pullsOf } from '../pulls/follow.ts'
import { connection } from './connection.ts'
import { node } from './nodes.ts'
import { Problem } from './problem.ts'
import type { Scope } from './scope.ts'

type Maybe<T> = T | null | undefined

/** `issues(…)` of a repository, label or milestone: no pull requests, oldest first. */
export function issuesField(
  scope: Scope,
  repository: Repository,
  args: GitHub.RepositoryIssuesArgs,
  also: (issue: Issue) => boolean = () => true,
) {
  scope.read(repository, { issues: 'read' })
  const { states, labels, filterBy, orderBy } = args
  const found = [...repository.issues.values()].filter(
    (issue) =>
      !issue.pull &&
      also(issue) &&
      isIn(states ?? filterBy?.states, issue.state === 'open' ? 'OPEN' : 'CLOSED') &&
      wears(issue, labels) &&
      (!filterBy || fits(issue, filterBy)),
  )
  return connection(
    ordered(found, orderBy, (issue) => issue),
    args,
    (issue) => node('Issue', issue),
  )
}

/** `pullRequests(…)`, oldest first. */
export function pullRequestsField(
  scope: Scope,
  repository: Repository,
  args: GitHub.RepositoryPullRequestsArgs,
  also: (pull: Pull) => boolean = () => true,
) {
  scope.read(repository, { pull_requests: 'read' })
  const { states, labels, headRefName, baseRefName, orderBy } = args
  const found = pullsOf(repository).filter(
    (pull) =>
      also(pull) &&
      isIn(states, stateOfPull(pull)) &&
      wears(pull.issue, labels) &&
      (headRefName ?? pull.headBranch) === pull.headBranch &&
      (baseRefName ?? pull.baseBranch) === pull.baseBranch,
  )
  return connection(
    ordered(found, orderBy, ({ issue }) => issue),
    args,
    (pull) => node('PullRequest', pull),
  )
}

export const stateOfPull = ({ merged, issue }: Pull): 'MERGED' | 'OPEN' | 'CLOSED' =>
  merged ? 'MERGED' : issue.state === 'open' ? 'OPEN' : 'CLOSED'

const isIn = <T>(wanted: Maybe<readonly T[]>, value: T): boolean => !wanted || wanted.includes(value)

/** Any of the labels will do: here GraphQL differs from REST, which wants all. */
function wears(issue: Issue, labels: Maybe<readonly string[]>): boolean {
  if (!labels || labels.length === 0) return true
  const wanted = labels.map((name) => name.toLowerCase())
  return issue.labels.some(({ name }) => wanted.includes(name.toLowerCase()))
}

function fits(issue: Issue, by: GitHub.IssueFilters): boolean {
  if (by.viewerSubscribed) throw new Problem('SANDBOX_UNRESOLVED', 'The sandbox knows no subscriptions.')
  const mentioned = by.mentioned?.toLowerCase()
  return (
    wears(issue, by.labels) &&
    isLogin(by.createdBy, issue.author.login) &&
    isAssigned(issue, by.assignee) &&
    isPlanned(issue, by.milestone, ({ id }) => String(id)) &&
    isPlanned(issue, by.milestoneNumber, ({ number }) => String(number)) &&
    (!mentioned || issue.body?.toLowerCase().includes(`@${mentioned}`) === true) &&
    (!by.since || issue.updatedAt >= String(by.since))
  )
}

const isLogin = (wanted: Maybe<string>, login: string): boolean =>
  !wanted || [login, login.replace(/\[bot\]$/, '')].some((one) => one.toLowerCase() === wanted.toLowerCase())

/** Null: nobody; `*`: somebody. */
function isAssigned(issue: Issue, wanted: Maybe<string>): boolean {
  if (wanted === undefined) return true
  if (wanted === null) return issue.assignees.length === 0
  return wanted === '*'
    ? issue.assignees.length > 0
    : issue.assignees.some(({ login }) => isLogin(wanted, login))
}

function isPlanned(
  { milestone }: Issue,
  wanted: Maybe<string>,
  nameOf: (milestone: NonNullable<Issue['milestone']>) => string,
): boolean {
  if (wanted === undefined) return true
  if (wanted === null || milestone === null) return wanted === milestone
  return wanted === '*' || nameOf(milestone) === wanted
}

function ordered<T>(items: readonly T[], order: Maybe<GitHub.IssueOrder>, issueOf: (item: T) => Issue): T[] {
  const keyOf = (issue: Issue): string | number => {
    if (order?.field === 'COMMENTS') return issue.comments.length
    return order?.field === 'UPDATED_AT' ? issue.updatedAt : issue.createdAt
  }
  const sorted = items.toSorted((a, b) => {
    const [x, y] = [issueOf(a), issueOf(b)]
    const [p, q] = [keyOf(x), keyOf(y)]
    return p < q ? -1 : p > q ? 1 : x.id - y.id
  })
  return order?.direction === 'DESC' ? sorted.toReversed() : sorted
}
