import type { Account } from './model.ts'
import { findAccount, nextId, timestamp, type World } from './world.ts'

interface NewAccount {
  readonly login: string
  readonly name?: string | undefined
  /** The private address that GitHub gives, where not said. */
  readonly email?: string | undefined
}

/** A person, organisation or bot; throws where the login is taken, in whatever case. */
export function createAccount(
  world: World,
  type: Account['type'],
  { login, name, email }: NewAccount,
): Account {
  if (findAccount(world, login)) throw new Error(`There is already an account ${login}.`)
  const id = nextId(world)
  const account: Account = {
    id,
    login,
    type,
    name: name ?? null,
    email: email ?? `${id}+${login}@users.noreply.github.com`,
    createdAt: timestamp(world),
    deleted: false,
    members: new Map(),
    teams: [],
  }
  world.state.accounts.set(login.toLowerCase(), account)
  return account
}
