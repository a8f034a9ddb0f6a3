import { note, type By } from '../by.ts'
import { invalid } from '../http/errors.ts'
import type { Account, Issue, Repository } from '../model.ts'
import { renderUser } from '../render/account.ts'
import { findAccount, isAssignable, type World } from '../world.ts'
import { tell } from './tell.ts'

// More are left out without a word.
export const MOST_ASSIGNEES = 10

/** Who of these can be assigned there; the others are left out. */
export const assignable = (world: World, repository: Repository, logins: readonly string[]): Account[] =>
  logins.flatMap((login) => {
    const account = findAccount(world, login)
    return account && isAssignable(account, repository) ? [account] : []
  })

/** As `assignable`, for the requests in which a wrong one is an error: 422 with its login. */
export function assignableOrFail(world: World, repository: Repository, logins: readonly string[]): Account[] {
  for (const login of logins)
    if (assignable(world, repository, [login]).length === 0)
      throw invalid({ resource: 'Issue', field: 'assignees', code: 'invalid', value: login })
  return assignable(world, repository, logins)
}

export function addAssignees(world: World, by: By, issue: Issue, accounts: readonly Account[]): void {
  for (const account of accounts) {
    if (issue.assignees.includes(account) || issue.assignees.length >= MOST_ASSIGNEES) continue
    issue.assignees.push(account)
    tellAssigned(world, by, issue, account)
  }
}

export function tellAssigned(world: World, by: By, issue: Issue, account: Account): void {
  note(world, by, issue, { event: 'assigned', assignee: account })
  tell(world, by, issue, 'assigned', { assignee: renderUser(world, account) })
}

export function removeAssignees(world: World, by: By, issue: Issue, accounts: readonly Account[]): void {
  for (const account of accounts) {
    if (!issue.assignees.includes(account)) continue
    issue.assignees = issue.assignees.filter((one) => one !== account)
    note(world, by, issue, { event: 'unassigned', assignee: account })
    tell(world, by, issue, 'unassigned', { assignee: renderUser(world, account) })
  }
}

/** These and no others. */
export function setAssignees(world: World, by: By, issue: Issue, accounts: readonly Account[]): void {
  removeAssignees(
    world,
    by,
    issue,
    issue.assignees.filter((one) => !accounts.includes(one)),
  )
  addAssignees(world, by, issue, accounts)
}
