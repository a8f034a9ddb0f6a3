import type { Signature } from './git/commit.ts'
import type { Account, App, Issue, IssueEvent } from './model.ts'
import { nextId, timestamp, type World } from './world.ts'

/** Who does something: a person, or an app's bot with its app. A route's context is one. */
export interface By {
  readonly account: Account
  readonly app: App | null
}

type Happening = Pick<IssueEvent, 'event'> &
  Partial<Omit<IssueEvent, 'id' | 'issue' | 'actor' | 'app' | 'createdAt'>>

/** Writes a line into the issue's (or pull request's) history, and moves its `updated_at`. */
export function note(world: World, by: By, issue: Issue, happening: Happening): void {
  const createdAt = timestamp(world)
  const { account: actor, app } = by
  issue.updatedAt = createdAt
  issue.events.push({ id: nextId(world), issue, actor, app, createdAt, commitSha: null, ...happening })
}

const noreply = (account: Account): string => `${account.id}+${account.login}@users.noreply.github.com`

/** How git writes the account. */
export function signatureOf(world: World, account: Account): Signature {
  return {
    name: account.name ?? account.login,
    email: account.email ?? noreply(account),
    date: timestamp(world),
  }
}

/** GitHub's own hand: the committer of what is merged by its button or written by an app. */
export const webFlow = (world: World): Signature => ({
  name: 'GitHub',
  email: 'noreply@github.com',
  date: timestamp(world),
})

/** Whose commit it is, by the address that git has written. */
export function accountOf(world: World, { email }: Signature): Account | null {
  for (const account of world.state.accounts.values()) {
    if (!account.deleted && (account.email === email || noreply(account) === email)) return account
  }
  return null
}
