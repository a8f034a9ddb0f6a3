import type { By } from '../by.ts'
import { canSee, may } from '../http/access.ts'
import type { Context } from '../http/route.ts'
import type { Account, App, Permissions, Repository, Role } from '../model.ts'
import { permits, type World } from '../world.ts'
import { forbidden, Problem } from './problem.ts'

/** What all fields of one request share: the world, and who asks. */
export class Scope implements By {
  readonly world: World
  readonly actor: Context['actor']
  readonly account: Account
  readonly app: App | null
  /** What the request costs, and the nodes it may touch. */
  readonly price: { cost: number; nodes: number }

  constructor(ctx: Context, price: Scope['price']) {
    this.world = ctx.world
    this.actor = ctx.actor
    this.account = ctx.account
    this.app = ctx.app
    this.price = price
  }

  canSee(repository: Repository): boolean {
    return canSee(this.actor, repository)
  }

  /** Whether the asker may do what takes this. */
  may(repository: Repository, needs: Permissions, role: Role): boolean {
    return !repository.archived && may(this.actor, repository, needs, role)
  }

  /** Reading what is private takes the permission; what is public may be read by everyone. */
  read(repository: Repository, ...choices: readonly Permissions[]): void {
    if (this.actor.kind !== 'installation' || !repository.private) return
    const { permissions } = this.actor
    if (!choices.some((needs) => permits(permissions, needs))) throw forbidden()
  }

  /** Throws unless the asker may do it. `mutation` is its name in GitHub's message: `PinIssue`. */
  write(mutation: string, repository: Repository, choices: readonly Permissions[], role: Role): void {
    if (!choices.some((needs) => may(this.actor, repository, needs, role)))
      throw this.actor.kind === 'user'
        ? forbidden(`${this.account.login} does not have the correct permissions to execute \`${mutation}\``)
        : forbidden()
    if (repository.archived) throw new Problem('UNPROCESSABLE', 'Repository was archived so is read-only.')
  }
}
