import type * as GitHub from '@octokit/graphql-schema'
import { assignableOrFail, setAssignees } from '../../issues/assignees.ts'
import {
  closeIssue,
  deleteIssue,
  editIssue,
  pinIssue,
  reopenIssue,
  setMilestone,
  unpinIssue,
} from '../../issues/change.ts'
import { setLabels } from '../../issues/labels.ts'
import { checkTexts, openIssue } from '../../issues/open.ts'
import { addSubIssue, removeSubIssue } from '../../issues/sub-issues.ts'
import type { Account, Issue, Repository } from '../../model.ts'
import { accountsWithIds, issueWithId, repositoryWithId, withId } from '../ids.ts'
import { forbidden, Problem, unknown } from '../problem.ts'
import { node } from '../nodes.ts'
import type { Scope } from '../scope.ts'
import { type Input, payload } from './payload.ts'

// The published types lag behind the published schema.
interface AddSubIssueInput {
  readonly issueId: string
  readonly subIssueId?: string | null
  readonly subIssueUrl?: string | null
  readonly replaceParent?: boolean | null
  readonly clientMutationId?: string | null
}
interface RemoveSubIssueInput {
  readonly issueId: string
  readonly subIssueId: string
  readonly clientMutationId?: string | null
}
type CreateIssueInput = GitHub.CreateIssueInput & { readonly parentIssueId?: string | null }

const WRITES = [{ issues: 'write' }] as const

export const issueMutations = (scope: Scope) =>
  ({
    createIssue: ({ input }: Input<CreateIssueInput>) => {
      const issue = createIssue(scope, input)
      return payload(input, { issue: () => node('Issue', issue) })
    },
    updateIssue: ({ input }: Input<GitHub.UpdateIssueInput>) => {
      const issue = owned(scope, 'UpdateIssue', input.id)
      updateIssue(scope, issue, input)
      return payload(input, { issue: () => node('Issue', issue) })
    },
    closeIssue: ({ input }: Input<GitHub.CloseIssueInput>) => {
      const issue = owned(scope, 'CloseIssue', input.issueId)
      closeIssue(scope.world, scope, issue, { reason: CLOSED[input.stateReason ?? 'COMPLETED'] })
      return payload(input, { issue: () => node('Issue', issue) })
    },
    reopenIssue: ({ input }: Input<GitHub.ReopenIssueInput>) => {
      const issue = owned(scope, 'ReopenIssue', input.issueId)
      reopenIssue(scope.world, scope, issue)
      return payload(input, { issue: () => node('Issue', issue) })
    },
    deleteIssue: ({ input }: Input<GitHub.DeleteIssueInput>) => {
      const issue = writable(scope, 'DeleteIssue', input.issueId, 'admin')
      deleteIssue(scope.world, scope, issue)
      return payload(input, { repository: () => node('Repository', issue.repository) })
    },
    pinIssue: ({ input }: Input<GitHub.PinIssueInput>) => {
      const issue = writable(scope, 'PinIssue', input.issueId, 'write')
      if (!pinIssue(scope.world, scope, issue))
        throw new Problem('UNPROCESSABLE', 'Maximum 3 pinned issues per repository')
      return payload(input, { issue: () => node('Issue', issue) })
    },
    unpinIssue: ({ input }: Input<GitHub.UnpinIssueInput>) => {
      const issue = writable(scope, 'UnpinIssue', input.issueId, 'write')
      unpinIssue(scope.world, scope, issue)
      return payload(input, { id: input.issueId, issue: () => node('Issue', issue) })
    },
    ...subIssueMutations(scope),
  }) satisfies Partial<Record<keyof GitHub.Mutation, unknown>>

const subIssueMutations = (scope: Scope) => ({
  addSubIssue: ({ input }: Input<AddSubIssueInput>) => {
    const parent = writable(scope, 'AddSubIssue', input.issueId, 'triage')
    const child = input.subIssueId
      ? issueWithId(scope, input.subIssueId)
      : issueAt(scope, String(input.subIssueUrl))
    addSubIssue(scope.world, scope, parent, child, { replaceParent: input.replaceParent ?? false })
    return payload(input, { issue: () => node('Issue', parent), subIssue: () => node('Issue', child) })
  },
  removeSubIssue: ({ input }: Input<RemoveSubIssueInput>) => {
    const parent = writable(scope, 'RemoveSubIssue', input.issueId, 'triage')
    const child = parent.subIssues.find((one) => one === issueWithId(scope, input.subIssueId))
    if (!child) throw unknown(`a sub-issue with the global id of '${input.subIssueId}'`)
    removeSubIssue(scope.world, scope, parent, child)
    return payload(input, { issue: () => node('Issue', parent), subIssue: () => node('Issue', child) })
  },
})

const CLOSED = { COMPLETED: 'completed', NOT_PLANNED: 'not_planned', DUPLICATE: 'duplicate' } as const

/** The issue, which the asker may change for having that role or permission. */
function writable(scope: Scope, mutation: string, id: string, role: 'triage' | 'write' | 'admin'): Issue {
  const issue = issueWithId(scope, id)
  if (issue.pull) throw unknown(`an Issue with the global id of '${id}'`)
  scope.write(mutation, issue.repository, WRITES, role)
  return issue
}

/** As `writable`, and who wrote the issue may change it too. */
function owned(scope: Scope, mutation: string, id: string): Issue {
  const issue = issueWithId(scope, id)
  if (issue.author === scope.account && !issue.pull && !issue.repository.archived) return issue
  return writable(scope, mutation, id, 'triage')
}

function issueAt(scope: Scope, url: string): Issue {
  const [, owner, name, number] = /\/([^/]+)\/([^/]+)\/issues\/(\d+)$/.exec(url) ?? []
  const repository = [...scope.world.state.repositories.values()].find(
    (one) => one.owner.login === owner && one.name === name && scope.canSee(one),
  )
  const issue = repository?.issues.get(Number(number))
  if (!issue) throw unknown(`an Issue with the URL '${url}'`)
  return issue
}

/** Everybody may open an issue; labels and the rest are for those who may triage. */
function createIssue(scope: Scope, input: CreateIssueInput): Issue {
  const { world } = scope
  const repository = repositoryWithId(scope, input.repositoryId)
  scope.write('CreateIssue', repository, WRITES, 'read')
  if (!repository.hasIssues)
    throw new Problem('UNPROCESSABLE', 'Issues has been disabled in this repository.')
  const triages = scope.may(repository, { issues: 'write' }, 'triage')
  const { labels, assignees, milestone } = triages ? planOf(scope, repository, input) : NOTHING
  const { title, body = null } = input
  const issue = openIssue(world, scope, repository, { title, body, labels, assignees, milestone })
  if (input.parentIssueId) addSubIssue(world, scope, issueWithId(scope, input.parentIssueId), issue)
  return issue
}

const NOTHING = { labels: [], assignees: [], milestone: null }

/** The labels by name, the people and the milestone that the ids stand for. */
function planOf(
  scope: Scope,
  repository: Repository,
  input: Pick<GitHub.CreateIssueInput, 'labelIds' | 'assigneeIds' | 'milestoneId'>,
) {
  return {
    labels: (input.labelIds ?? []).map((id) => withId('Label', repository.labels, id).name),
    assignees: assignees(scope, repository, input.assigneeIds ?? []),
    milestone: input.milestoneId ? withId('Milestone', repository.milestones, input.milestoneId) : null,
  }
}

function assignees(scope: Scope, repository: Repository, ids: readonly string[]): Account[] {
  const logins = accountsWithIds(scope, ids).map(({ login }) => login)
  return assignableOrFail(scope.world, repository, logins)
}

function updateIssue(scope: Scope, issue: Issue, input: GitHub.UpdateIssueInput): void {
  const { world } = scope
  const { repository } = issue
  checkTexts('Issue', input.title ?? undefined, input.body)
  const plans = input.labelIds ?? input.assigneeIds ?? input.milestoneId
  if (plans !== undefined && !scope.may(repository, { issues: 'write' }, 'triage')) throw forbidden()
  editIssue(world, scope, issue, { title: input.title ?? undefined, body: input.body ?? undefined })
  const { labels, assignees: people, milestone } = planOf(scope, repository, input)
  if (input.labelIds) setLabels(world, scope, issue, labels)
  if (input.assigneeIds) setAssignees(world, scope, issue, people)
  if (input.milestoneId !== undefined) setMilestone(world, scope, issue, milestone)
  if (input.state === 'CLOSED') closeIssue(world, scope, issue)
  if (input.state === 'OPEN') reopenIssue(world, scope, issue)
}
