import { type By } from '../by.ts'
import { invalid } from '../http/errors.ts'
import type { Account, Issue, Milestone, Repository } from '../model.ts'
import { nextId, timestamp, type World } from '../world.ts'
import { MOST_ASSIGNEES, tellAssigned } from './assignees.ts'
import { tellMilestoned } from './change.ts'
import { labelsNamed, tellLabeled } from './labels.ts'
import { noteReferences } from './references.ts'
import { tellIssue } from './tell.ts'

const LONGEST_TITLE = 256
const LONGEST_BODY = 65_536

/** 422 where GitHub would refuse the texts of an issue or pull request. */
export function checkTexts(
  resource: 'Issue' | 'PullRequest',
  title: string | undefined,
  body: string | null | undefined,
): void {
  if (title !== undefined && title.trim() === '')
    throw invalid({ resource, field: 'title', code: 'missing_field' })
  if (title !== undefined && Array.from(title).length > LONGEST_TITLE)
    throw tooLong(resource, 'title', LONGEST_TITLE)
  if (Array.from(body ?? '').length > LONGEST_BODY) throw tooLong(resource, 'body', LONGEST_BODY)
}

const tooLong = (resource: string, field: string, most: number): Error =>
  invalid({
    resource,
    field,
    code: 'custom',
    message: `${field} is too long (maximum is ${most} characters)`,
  })

/** An issue with the repository's next number; nobody is told. A pull request starts as one, and gets its `pull`. */
export function newIssue(
  world: World,
  by: By,
  repository: Repository,
  { title, body }: { title: string; body: string | null },
): Issue {
  repository.lastIssue += 1
  const now = timestamp(world)
  const issue: Issue = {
    id: nextId(world),
    repository,
    number: repository.lastIssue,
    title,
    body,
    author: by.account,
    app: by.app,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    milestone: null,
    locked: false,
    lockReason: null,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    closedBy: null,
    comments: [],
    reactions: [],
    events: [],
    parent: null,
    subIssues: [],
    pull: null,
  }
  repository.issues.set(issue.number, issue)
  return issue
}

export interface IssueInput {
  readonly title: string
  readonly body: string | null
  readonly labels: readonly string[]
  readonly assignees: readonly Account[]
  readonly milestone: Milestone | null
}

/**
 * Opens an issue and tells it: `opened` first, which shows it with all that it got, then one event for each label,
 * assignee and the milestone.
 */
export function openIssue(world: World, by: By, repository: Repository, input: IssueInput): Issue {
  checkTexts('Issue', input.title, input.body)
  // Before the issue: a name that cannot be a label's leaves none behind.
  const labels = labelsNamed(world, by, repository, input.labels)
  const issue = newIssue(world, by, repository, input)
  issue.labels = labels
  issue.assignees = [...new Set(input.assignees)].slice(0, MOST_ASSIGNEES)
  issue.milestone = input.milestone
  tellIssue(world, by, issue, 'opened')
  for (const label of issue.labels) tellLabeled(world, by, issue, label)
  for (const assignee of issue.assignees) tellAssigned(world, by, issue, assignee)
  if (input.milestone) tellMilestoned(world, by, issue, input.milestone)
  noteReferences(world, by, issue, input.body ?? '')
  return issue
}
