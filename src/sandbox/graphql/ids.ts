import type { Account, Comment, DiscussionCategory, Issue, Repository } from '../model.ts'
import { readNodeId, type NodeKind } from '../world.ts'
import { Problem } from './problem.ts'
import { actorNode, gitNode, node, refNode, type Things } from './nodes.ts'
import type { Scope } from './scope.ts'
import { eventFields } from './types/event.ts'

const noSuch = (id: string): Problem =>
  new Problem('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`)

/** Whatever has this global id, as far as the asker may see it. */
export function nodeFor(scope: Scope, id: string) {
  const known = readNodeId(id)
  const found = known && FINDERS[known.kind]?.(scope, known.key)
  if (!found) throw noSuch(id)
  return found
}

/** The issue or pull request with this global id; for mutations. */
export function issueWithId(scope: Scope, id: string): Issue {
  const known = readNodeId(id)
  for (const issue of issuesSeen(scope)) {
    const own =
      known?.kind === 'PullRequest'
        ? issue.pull?.id
        : known?.kind === 'Issue' && !issue.pull
          ? issue.id
          : null
    if (known && String(own) === known.key) return issue
  }
  throw noSuch(id)
}

export function repositoryWithId(scope: Scope, id: string): Repository {
  const repository = seen(scope).find((one) => is(id, 'Repository', one))
  if (!repository) throw noSuch(id)
  return repository
}

export function accountsWithIds(scope: Scope, ids: readonly string[]): Account[] {
  const accounts = [...scope.world.state.accounts.values()]
  return ids.map((id) => {
    const account = accounts.find((one) => !one.deleted && is(id, one.type, one))
    if (!account) throw noSuch(id)
    return account
  })
}

/** A label or milestone of that repository. */
export function withId<T extends { id: number }>(
  kind: 'Label' | 'Milestone',
  among: readonly T[],
  id: string,
): T {
  const found = among.find((one) => is(id, kind, one))
  if (!found) throw noSuch(id)
  return found
}

export function categoryWithId(repository: Repository, id: string): DiscussionCategory {
  const found = repository.discussionCategories.find((one) => is(id, 'DiscussionCategory', one))
  if (!found) throw noSuch(id)
  return found
}

export function commentWithId(scope: Scope, id: string): Comment {
  const comment = issuesSeen(scope)
    .flatMap(({ comments }) => comments)
    .find((one) => is(id, 'IssueComment', one))
  if (!comment) throw noSuch(id)
  return comment
}

function is(id: string, kind: NodeKind, thing: { id: number }): boolean {
  const known = readNodeId(id)
  return known?.kind === kind && known.key === String(thing.id)
}

const seen = (scope: Scope): Repository[] =>
  [...scope.world.state.repositories.values()].filter((one) => scope.canSee(one))

const issuesSeen = (scope: Scope): Issue[] => seen(scope).flatMap(({ issues }) => [...issues.values()])

type Finder = (scope: Scope, key: string) => unknown

/** Looks for the database id in a list of everything of that type. */
const listed =
  <K extends keyof Things>(
    type: K,
    list: (scope: Scope) => readonly (Things[K] & { readonly id: number })[],
  ): Finder =>
  (scope, key) => {
    const found = list(scope).find(({ id }) => String(id) === key)
    return found ? node(type, found) : null
  }

const anAccount: Finder = (scope, key) =>
  actorNode([...scope.world.state.accounts.values()].find(({ id }) => String(id) === key) ?? null)

const inRepositories =
  <T>(list: (repository: Repository) => readonly T[]) =>
  (scope: Scope): T[] =>
    seen(scope).flatMap(list)

const inIssues =
  <T>(list: (issue: Issue) => readonly T[]) =>
  (scope: Scope): T[] =>
    issuesSeen(scope).flatMap(list)

/** `key` is the repository's id and the rest, which git knows. */
const inGit =
  (find: (scope: Scope, repository: Repository, name: string) => unknown): Finder =>
  (scope, key) => {
    const colon = key.indexOf(':')
    const repository = seen(scope).find(({ id }) => String(id) === key.slice(0, colon))
    return repository ? find(scope, repository, key.slice(colon + 1)) : null
  }

const FINDERS: Partial<Record<NodeKind, Finder>> = {
  User: anAccount,
  Organization: anAccount,
  Bot: anAccount,
  Team: listed('Team', (scope) => [...scope.world.state.accounts.values()].flatMap(({ teams }) => teams)),
  App: listed('App', (scope) => scope.world.state.apps),
  Repository: listed('Repository', seen),
  Issue: listed('Issue', (scope) => issuesSeen(scope).filter(({ pull }) => !pull)),
  PullRequest: listed(
    'PullRequest',
    inIssues(({ pull }) => (pull ? [pull] : [])),
  ),
  IssueComment: listed(
    'IssueComment',
    inIssues(({ comments }) => comments),
  ),
  PullRequestReview: listed(
    'PullRequestReview',
    inIssues(({ pull }) => pull?.reviews ?? []),
  ),
  PullRequestReviewComment: listed(
    'PullRequestReviewComment',
    inIssues(({ pull }) => pull?.reviewComments ?? []),
  ),
  IssueEvent: (scope, key) => {
    const event = inIssues(({ events }) => events)(scope).find(({ id }) => String(id) === key)
    return event ? eventFields(scope, event) : null
  },
  Label: listed(
    'Label',
    inRepositories(({ labels }) => labels),
  ),
  Milestone: listed(
    'Milestone',
    inRepositories(({ milestones }) => milestones),
  ),
  CheckRun: listed(
    'CheckRun',
    inRepositories(({ checkRuns }) => checkRuns),
  ),
  CheckSuite: listed(
    'CheckSuite',
    inRepositories(({ checkSuites }) => checkSuites),
  ),
  Deployment: listed(
    'Deployment',
    inRepositories(({ deployments }) => deployments),
  ),
  Release: listed(
    'Release',
    inRepositories(({ releases }) => releases),
  ),
  Discussion: listed(
    'Discussion',
    inRepositories(({ discussions }) => [...discussions.values()]),
  ),
  DiscussionCategory: listed(
    'DiscussionCategory',
    inRepositories(({ discussionCategories }) => discussionCategories),
  ),
  Commit: inGit(gitNode),
  Tree: inGit(gitNode),
  Blob: inGit(gitNode),
  Ref: inGit((_scope, repository, ref) => refNode(repository, ref)),
}
