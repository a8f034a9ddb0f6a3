import type { components } from '@octokit/openapi-webhooks-types'
import type { Account, App, Installation, Repository } from '../model.ts'
import { renderOrganization, renderUser } from '../render/account.ts'
import { renderRepository } from '../render/repository.ts'
import { installationHas, nodeId, type World } from '../world.ts'

type Payloads = components['schemas']
type Kebab<S extends string> = S extends `${infer A}_${infer B}` ? `${A}-${Kebab<B>}` : S
type SchemaOf<E extends string, A extends string | null> = A extends string
  ? `webhook-${Kebab<E>}-${Kebab<A>}`
  : `webhook-${Kebab<E>}`
/** The parts that every payload has and that `emit` writes itself. */
type Common = 'action' | 'repository' | 'organization' | 'installation' | 'sender' | 'enterprise'
/** What is the event's own in its payload, by GitHub's published description. */
export type PartsOf<E extends string, A extends string | null> =
  SchemaOf<E, A> extends keyof Payloads ? Omit<Payloads[SchemaOf<E, A>], Common> : never

/**
 * Tells every app that is installed on the repository and asked for this event. The payload is written now, so that it
 * shows the world as it is at this moment; it is sent once the answer to the present request is out. `onlyTo` is for
 * what concerns one app, such as a button on its check run.
 */
export function emit<E extends string, A extends string | null>(
  world: World,
  event: E,
  action: A,
  about: { repository: Repository; sender: Account; parts: PartsOf<E, A>; onlyTo?: App },
): void {
  const { repository, sender, parts, onlyTo } = about
  for (const installation of world.state.installations) {
    if (onlyTo && installation.app !== onlyTo) continue
    if (!hears(installation, event) || !installationHas(installation, repository)) continue
    const payload = {
      ...(action === null ? {} : { action }),
      ...parts,
      repository: repositoryPart(world, event, repository),
      ...organizationPart(world, repository.owner),
      sender: renderUser(world, sender),
      installation: { id: installation.id, node_id: nodeId('Installation', installation.id) },
    }
    world.hooks.enqueue({ installation, repository, event, action, payload })
  }
}

/** As GitHub has it for historical reasons, a push tells two of its times in seconds since 1970. */
function repositoryPart(world: World, event: string, repository: Repository) {
  const rendered = renderRepository(world, repository)
  if (event !== 'push') return rendered
  const seconds = (time: string): number => Date.parse(time) / 1_000
  return { ...rendered, created_at: seconds(rendered.created_at), pushed_at: seconds(rendered.pushed_at) }
}

/** `installation` and `installation_repositories`: every app hears of its own ones, unasked. */
export function emitInstallation<E extends 'installation' | 'installation_repositories', A extends string>(
  world: World,
  event: E,
  action: A,
  {
    installation,
    sender,
    parts,
  }: { installation: Installation; sender: Account; parts: InstallationParts<E, A> },
): void {
  const payload = {
    action,
    ...parts,
    ...organizationPart(world, installation.account),
    sender: renderUser(world, sender),
  }
  world.hooks.enqueue({ installation, repository: null, event, action, payload })
}

type InstallationParts<E extends string, A extends string> =
  SchemaOf<E, A> extends keyof Payloads
    ? Omit<Payloads[SchemaOf<E, A>], Exclude<Common, 'installation'>>
    : never

const hears = (installation: Installation, event: string): boolean =>
  installation.suspendedAt === null && installation.events.includes(event)

const organizationPart = (world: World, owner: Account) =>
  owner.type === 'Organization' ? { organization: renderOrganization(world, owner) } : {}
